"""The Benchmark 8 rule on generated histories."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.benchmark8 import Reason, Status, judge, percent
from reporting.facts import ExclusionEvidence, InterviewEvidence, StayEvidence
from reporting.rulebooks import rulebooks
from students.academic_year import AcademicYear
from tests.reporting.worked_cases import student

YEAR = AcademicYear.parse("2025/26")
END = YEAR.ends_on
UNHURRIED = settings(deadline=None)  # a busy machine is no fault of the rule
HELD = st.dates(date(2023, 9, 1), date(2026, 12, 31))
AS_AT = st.dates(date(2025, 9, 1), date(2027, 3, 31))
AROUND_THE_END = st.dates(date(2026, 5, 1), date(2026, 9, 30))
RULEBOOKS = st.builds(
    replace,
    st.sampled_from(list(rulebooks().values())),
    minimum_minutes=st.sampled_from([None, 30, 45]),
    require_register=st.booleans(),
    accepted_evidence=st.sampled_from([frozenset({"confirmed"}), frozenset({"confirmed", "reported"})]),
)
MOSTLY = st.sampled_from([True, True, True, False])
SELDOM = st.sampled_from([False, False, False, True])


@st.composite
def histories(draw, max_size=7):
    """A student with interviews of every sort, several of them on the same few days."""
    days = draw(st.lists(HELD, min_size=1, max_size=4))
    interviews = tuple(
        InterviewEvidence(
            id=UUID(int=number),
            held_on=draw(st.sampled_from(days)),
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 3))),
            adviser="Ann",
            attended=draw(MOSTLY),
            one_to_one=draw(MOSTLY),
            withdrawn=draw(SELDOM),
            minutes=draw(st.sampled_from([None, 20, 30, 44, 45, 60])),
            qualification=draw(MOSTLY),
            on_register=draw(st.booleans()),
            previous_school=draw(st.sampled_from(["", "", "Brook School"])),
            evidence=draw(st.sampled_from(["confirmed", "reported"])),
            adviser_stated_qualified=draw(MOSTLY),
        )
        for number in range(draw(st.integers(0, max_size)))
    )
    return student(draw(st.integers(7, 14)), *interviews, ehc_plan=True)


def sound(learner, number):
    """So many interviews that count under any rulebook, on days of the student's year that are free."""
    taken = {each.held_on for each in learner.interviews}
    free = [day for day in (END - timedelta(n) for n in range(20)) if day not in taken]
    return tuple(
        InterviewEvidence(
            id=UUID(int=100 + n),
            held_on=day,
            recorded_at=datetime(2026, 9, 1, tzinfo=UTC),
            adviser="Ann",
            attended=True,
            one_to_one=True,
            minutes=60,
            qualification=True,
            on_register=True,
        )
        for n, day in enumerate(free[:number])
    )


def keep_days(learner, days):
    """The same student, had nothing happened on any other day."""
    return replace(learner, interviews=tuple(each for each in learner.interviews if each.held_on in days))


@UNHURRIED
@given(histories(), RULEBOOKS, AS_AT)
def test_every_interview_either_counts_or_has_one_reason(learner, rulebook, as_at):
    answer = judge(learner, rulebook, as_at, YEAR)
    refused = [each.evidence.id for each in answer.interviews if each.reason is not None]

    assert sorted([each.id for each in answer.counting] + refused) == [each.id for each in learner.interviews]
    assert answer.counted + len(refused) == len(learner.interviews)
    assert {each.reason for each in answer.interviews} <= {None, *Reason}


@UNHURRIED
@given(histories(), RULEBOOKS, AS_AT)
def test_no_day_counts_twice_and_a_refusal_for_the_same_day_names_a_day_that_counts(learner, rulebook, as_at):
    answer = judge(learner, rulebook, as_at, YEAR)
    days = [each.held_on for each in answer.counting]

    assert len(days) == len(set(days))
    for each in answer.interviews:
        if each.reason is Reason.SAME_DAY:
            assert each.evidence.held_on in days


@UNHURRIED
@given(histories(), RULEBOOKS, AS_AT, st.randoms(use_true_random=False))
def test_the_order_in_which_the_evidence_arrives_does_not_matter(learner, rulebook, as_at, random):
    shuffled = list(learner.interviews)
    random.shuffle(shuffled)
    other = judge(replace(learner, interviews=tuple(shuffled)), rulebook, as_at, YEAR)
    answer = judge(learner, rulebook, as_at, YEAR)

    assert {each.evidence.id: each.reason for each in other.interviews} == {
        each.evidence.id: each.reason for each in answer.interviews
    }
    assert (other.status, other.still_needed) == (answer.status, answer.still_needed)


@UNHURRIED
@given(histories(max_size=4), RULEBOOKS, st.integers(1, 3))
def test_removing_a_day_that_a_minimal_proof_needs_flips_the_status(learner, rulebook, spare):
    def verdict(days):
        return judge(keep_days(learner, days), rulebook, END, YEAR)

    needed = judge(learner, rulebook, END, YEAR).still_needed
    learner = replace(learner, interviews=(*learner.interviews, *sound(learner, needed + spare)))
    all_days = {each.held_on for each in learner.interviews}
    counting = {each.held_on for each in verdict(all_days).counting}
    proof = counting
    for day in sorted(counting):
        if verdict(proof - {day}).met:
            proof = proof - {day}

    assert verdict(proof).met
    assert len(proof) == rulebook.required(learner.year_group)
    for day in proof:
        assert not verdict(proof - {day}).met
        assert not verdict(all_days - (counting - proof) - {day}).met


@UNHURRIED
@given(histories(), RULEBOOKS)
def test_as_many_more_interviews_as_are_needed_meet_the_target_and_one_fewer_does_not(learner, rulebook):
    def status_with(number):
        more = sound(learner, number)
        return judge(replace(learner, interviews=(*learner.interviews, *more)), rulebook, END, YEAR).status

    needed = judge(learner, rulebook, END, YEAR).still_needed

    assert status_with(needed) is Status.MET
    if needed:
        assert status_with(needed - 1) is not Status.MET


@UNHURRIED
@given(histories(), RULEBOOKS, AS_AT, st.integers(0, 400))
def test_time_alone_never_takes_an_interview_away(learner, rulebook, as_at, days):
    earlier = judge(learner, rulebook, as_at, YEAR)
    later = judge(learner, rulebook, as_at + timedelta(days), YEAR)

    assert {each.held_on for each in earlier.counting} <= {each.held_on for each in later.counting}
    assert later.counted >= earlier.counted


@UNHURRIED
@given(histories(), RULEBOOKS, AS_AT, AS_AT)
def test_an_exclusion_changes_neither_the_count_nor_the_status(learner, rulebook, as_at, starts_on):
    excluded = replace(learner, exclusions=(ExclusionEvidence(starts_on, None, "Educated elsewhere"),))
    before, after = judge(learner, rulebook, as_at, YEAR), judge(excluded, rulebook, as_at, YEAR)

    assert (after.status, after.interviews, after.still_needed) == (
        before.status,
        before.interviews,
        before.still_needed,
    )


@UNHURRIED
@given(histories(), RULEBOOKS, AS_AT, AROUND_THE_END, st.none() | AROUND_THE_END)
def test_an_exclusion_holds_exactly_on_its_days(learner, rulebook, as_at, starts_on, ends_on):
    learner = replace(learner, exclusions=(ExclusionEvidence(starts_on, ends_on, "Educated elsewhere"),))
    day = min(as_at, END)

    answer = judge(learner, rulebook, as_at, YEAR)

    assert answer.excluded == (starts_on <= day and (ends_on is None or day <= ends_on))


@UNHURRIED
@given(histories(), RULEBOOKS, AS_AT, HELD, st.none() | HELD)
def test_only_the_cohort_has_a_status(learner, rulebook, as_at, joined, left):
    learner = replace(learner, stays=(StayEvidence(joined, left),))
    day = min(as_at, date(2026, 6, 26))  # the last Friday in June

    answer = judge(learner, rulebook, as_at, YEAR)

    assert (answer.status is not None) == (joined <= day and (left is None or left >= day))


@UNHURRIED
@given(st.integers(0, 3000), st.integers(1, 3000))
def test_a_percentage_is_never_more_than_the_truth_and_less_than_a_tenth_below_it(met, of):
    met = min(met, of)
    shown = Fraction(percent(met, of) or 0)

    assert shown <= Fraction(met * 100, of) < shown + Fraction(1, 10)
    assert (percent(met, of) == "100.0") == (met == of)
