"""The Benchmark 8 rule on its worked cases, and every line of its tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reporting.benchmark8 import Reason, adviser_qualified, judge, percent
from reporting.facts import ExclusionEvidence, StayEvidence
from reporting.rulebooks import UnknownRulebookError, find_rulebook, rulebooks
from students.academic_year import AcademicYear
from tests.reporting.worked_cases import (
    ANN,
    BEN,
    CAL,
    DEE,
    DEE_UNCHECKED,
    elsewhere,
    interview,
    student,
)

TWO_BY_13 = find_rulebook("school-two-by-13")
GATSBY = find_rulebook("gatsby-2025")
YEAR = AcademicYear.parse("2025/26")
JUNE = date(2026, 6, 30)
AUGUST = date(2026, 8, 31)


def verdict(learner, *, rulebook=TWO_BY_13, as_at=JUNE, year=YEAR):
    return judge(learner, rulebook, as_at, year)


def reasons(learner, **asked):
    return [each.reason for each in verdict(learner, **asked).interviews]


# (case, student, as at, count, status, the reasons of those not counted)
WORKED_CASES = [
    (1, student(11, interview(ANN, "2024-05-02")), JUNE, 1, "met", []),
    (2, student(11, interview(CAL, "2025-11-03")), JUNE, 0, "due", ["adviser_not_qualified"]),
    (3, student(11, interview(BEN, "2026-03-31")), JUNE, 1, "met", []),
    (4, student(11, interview(BEN, "2026-04-01")), JUNE, 0, "due", ["adviser_not_qualified"]),
    (
        5,
        student(11, interview(DEE, "2026-02-09"), interview(DEE, "2026-02-10")),
        JUNE,
        1,
        "met",
        ["adviser_not_qualified"],
    ),
    (
        6,
        student(11, interview(DEE_UNCHECKED, "2026-02-09"), interview(DEE_UNCHECKED, "2026-02-10")),
        JUNE,
        0,
        "due",
        ["adviser_not_qualified", "adviser_not_qualified"],
    ),
    (7, student(11, interview(ANN, "2026-07-02")), JUNE, 0, "due", ["after_date"]),
    (8, student(11, interview(ANN, "2026-07-02")), AUGUST, 1, "met", []),
    (
        9,
        student(
            11,
            interview(ANN, "2025-10-01", attended=False),
            interview(ANN, "2025-10-08", one_to_one=False),
        ),
        JUNE,
        0,
        "due",
        ["not_attended", "not_one_to_one"],
    ),
    (
        10,
        student(11, interview(ANN, "2025-10-01"), interview(ANN, "2025-10-01")),
        JUNE,
        1,
        "met",
        ["same_day"],
    ),
    (11, student(13, interview(ANN, "2023-02-01"), interview(ANN, "2025-11-11")), JUNE, 2, "met", []),
    (12, student(13, interview(ANN, "2023-11-01"), interview(ANN, "2024-03-01")), JUNE, 2, "met", []),
    (
        13,
        student(13, elsewhere("2023-03-03", "reported"), interview(ANN, "2025-12-01"), joined="2024-09-03"),
        JUNE,
        1,
        "due",
        ["evidence_grade"],
    ),
    (
        14,
        student(13, elsewhere("2023-03-03", "confirmed"), interview(ANN, "2025-12-01"), joined="2024-09-03"),
        JUNE,
        2,
        "met",
        [],
    ),
    (15, student(12), JUNE, 0, "behind", []),
    (16, student(11, interview(ANN, "2025-10-01"), left="2026-03-13"), JUNE, 1, None, []),
    (17, student(11, interview(ANN, "2025-10-01"), left="2026-07-10"), AUGUST, 1, "met", []),
]


@pytest.mark.parametrize(
    ("learner", "as_at", "counted", "status", "not_counted"),
    [pytest.param(*row, id=f"case-{case}") for case, *row in WORKED_CASES],
)
def test_worked_cases(learner, as_at, counted, status, not_counted):
    answer = verdict(learner, as_at=as_at)

    assert (answer.counted, answer.status) == (counted, status)
    assert [each.reason for each in answer.interviews if not each.counts] == not_counted


def test_worked_case_12_needs_a_further_meeting_under_gatsby_2025():
    answer = verdict(student(13, interview(ANN, "2023-11-01"), interview(ANN, "2024-03-01")), rulebook=GATSBY)

    assert (answer.counted, answer.status, answer.still_needed) == (2, "due", 1)


def test_worked_case_18_an_interview_after_the_year_asked_about_is_too_late():
    learner = student(11, interview(ANN, "2025-09-10"), year="2024/25")

    answer = verdict(learner, year=AcademicYear.parse("2024/25"))

    assert (answer.counted, answer.status) == (0, "missed")
    assert [each.reason for each in answer.interviews] == ["after_date"]


# --- section 2: the cohort ---


@pytest.mark.parametrize(
    ("joined", "left", "as_at", "in_cohort"),
    [
        ("2026-06-26", None, JUNE, True),  # the last Friday in June
        ("2026-06-27", None, JUNE, False),  # joined after the cohort was taken
        ("2025-09-01", "2026-06-25", JUNE, False),
        ("2025-09-01", "2026-06-26", JUNE, True),
        ("2025-09-01", "2026-06-26", date(2027, 1, 1), True),
        ("2025-11-03", None, date(2025, 11, 2), False),
        ("2025-11-03", None, date(2025, 11, 3), True),
        ("2025-09-01", "2025-11-03", date(2025, 11, 3), True),
        ("2025-09-01", "2025-11-03", date(2025, 11, 4), False),
    ],
)
def test_the_cohort_is_who_is_on_roll_on_the_earlier_of_the_date_and_the_leaving_date(
    joined, left, as_at, in_cohort
):
    answer = verdict(student(11, joined=joined, left=left), as_at=as_at)

    assert (answer.status is not None) == in_cohort


def test_a_student_who_left_and_came_back_is_on_roll_in_either_stay_and_not_between():
    learner = replace(
        student(11),
        stays=(
            StayEvidence(date(2024, 9, 1), date(2025, 12, 19)),
            StayEvidence(date(2026, 2, 2), None),
        ),
    )

    days = [date(2025, 12, 19), date(2025, 12, 20), date(2026, 2, 1), date(2026, 2, 2)]
    assert [learner.on_roll(day) for day in days] == [True, False, False, True]


@pytest.mark.parametrize(
    ("year_group", "ehc_plan", "status"),
    [(7, False, "not_yet_due"), (13, False, "due"), (14, False, None), (14, True, "due")],
)
def test_year_14_is_in_scope_only_with_an_ehc_plan(year_group, ehc_plan, status):
    assert verdict(student(year_group, ehc_plan=ehc_plan)).status == status


# --- section 3: one reason, the first in order ---


FAULTS = [
    (Reason.WITHDRAWN, {"withdrawn": True}),
    (Reason.AFTER_DATE, {"held_on": date(2026, 7, 1)}),
    (Reason.NOT_ATTENDED, {"attended": False}),
    (Reason.NOT_ONE_TO_ONE, {"one_to_one": False}),
    (Reason.EVIDENCE_GRADE, {"previous_school": "Brook School", "evidence": "reported"}),
    (Reason.ADVISER_NOT_QUALIFIED, {"qualification": False, "adviser_stated_qualified": False}),
    (Reason.TOO_SHORT, {"minutes": 29}),
    (Reason.SAME_DAY, {}),
]


def faulty(*faults):
    """An interview beside one that counts on the same day, with these faults and no others."""
    sound = interview(ANN, "2025-10-01", recorded="2025-10-01")
    late = {"held_on": date(2026, 7, 1)} in faults
    first = replace(sound, held_on=date(2026, 7, 1)) if late else sound
    second = replace(interview(ANN, "2025-10-01", recorded="2025-10-02"), adviser_stated_qualified=True)
    for fault in faults:
        second = replace(second, **fault)
    learner = student(11, first, second)
    judged = judge(learner, replace(TWO_BY_13, minimum_minutes=30), JUNE, YEAR).interviews
    return next(each.reason for each in judged if each.evidence.id == second.id)


@pytest.mark.parametrize("row", range(len(FAULTS)), ids=[reason for reason, _ in FAULTS])
def test_the_reason_is_the_first_condition_that_fails(row):
    reason, _ = FAULTS[row]

    assert faulty(*(fault for _, fault in FAULTS[row:])) is reason


@pytest.mark.parametrize("row", range(len(FAULTS)), ids=[reason for reason, _ in FAULTS])
def test_each_condition_alone_is_enough(row):
    reason, fault = FAULTS[row]

    assert faulty(fault) is reason


def test_the_reasons_stand_in_the_order_of_the_rule():
    assert [reason for reason, _ in FAULTS] == list(Reason)


@pytest.mark.parametrize(
    ("held_on", "as_at", "counted"),
    [
        ("2026-06-30", JUNE, 1),
        ("2026-07-01", JUNE, 0),
        ("2026-08-31", date(2026, 12, 1), 1),
        ("2026-09-01", date(2026, 12, 1), 0),
    ],
)
def test_an_interview_is_held_by_the_earlier_of_the_date_and_31_august(held_on, as_at, counted):
    assert verdict(student(11, interview(ANN, held_on)), as_at=as_at).counted == counted


@pytest.mark.parametrize(
    ("minutes", "minimum", "expected"),
    [
        (5, None, None),
        (None, None, None),
        (30, 30, None),
        (29, 30, Reason.TOO_SHORT),
        (None, 30, Reason.TOO_SHORT),  # an unknown length cannot be shown to be enough
    ],
)
def test_a_minimum_length_applies_only_when_the_rulebook_sets_one(minutes, minimum, expected):
    learner = student(11, interview(ANN, "2025-10-01", minutes=minutes))

    assert reasons(learner, rulebook=replace(TWO_BY_13, minimum_minutes=minimum)) == [expected]


def test_of_two_interviews_on_a_day_the_first_recorded_counts():
    later = interview(ANN, "2025-10-01", recorded="2025-10-03")
    earlier = interview(ANN, "2025-10-01", recorded="2025-10-02")

    judged = verdict(student(11, later, earlier)).interviews

    assert {each.evidence.id: each.reason for each in judged} == {
        later.id: Reason.SAME_DAY,
        earlier.id: None,
    }


def test_an_interview_that_does_not_count_leaves_its_day_free():
    absent = interview(ANN, "2025-10-01", attended=False)

    assert verdict(student(11, absent, interview(ANN, "2025-10-01"))).counted == 1


def test_a_rulebook_may_accept_what_a_student_reports():
    lenient = replace(TWO_BY_13, accepted_evidence=frozenset({"confirmed", "reported"}))

    assert reasons(student(11, elsewhere("2023-03-03", "reported")), rulebook=lenient) == [None]


def test_a_confirmed_interview_elsewhere_needs_an_adviser_stated_qualified():
    learner = student(11, elsewhere("2023-03-03", "confirmed", qualified=False))

    assert reasons(learner) == [Reason.ADVISER_NOT_QUALIFIED]


# --- section 4: the register as well ---


@pytest.mark.parametrize(
    ("qualification", "on_register", "either", "register_demanded"),
    [(False, False, False, False), (True, False, True, False), (False, True, True, True), (True,) * 4],
)
def test_either_credential_qualifies_unless_the_register_is_demanded(
    qualification, on_register, either, register_demanded
):
    held = replace(interview(CAL, "2025-10-01"), qualification=qualification, on_register=on_register)

    assert adviser_qualified(held, TWO_BY_13) is either
    assert adviser_qualified(held, replace(TWO_BY_13, require_register=True)) is register_demanded


# --- section 5: statuses ---

DURING = date(2026, 8, 31)
AFTER = date(2026, 9, 1)


def with_interviews(year_group, counted, *, before_end_of_year_11=0, ehc_plan=True):
    """A student with so many counted interviews, of which some before the end of his or her Year 11."""
    learner = student(year_group, ehc_plan=ehc_plan)
    days = [learner.end_of_year_11 - timedelta(n) for n in range(before_end_of_year_11)]
    days += [date(2025, 9, 1) + timedelta(n) for n in range(counted - before_end_of_year_11)]
    return replace(learner, interviews=tuple(interview(ANN, day.isoformat()) for day in days))


@pytest.mark.parametrize(
    ("year_group", "counted", "during", "after"),
    [
        (7, 0, "not_yet_due", "not_yet_due"),
        (7, 1, "met", "met"),
        (10, 0, "not_yet_due", "not_yet_due"),
        (10, 1, "met", "met"),
        (11, 0, "due", "missed"),
        (11, 1, "met", "met"),
        (11, 2, "met", "met"),
        (12, 0, "behind", "behind"),
        (12, 1, "on_course", "on_course"),
        (12, 2, "met", "met"),
        (13, 0, "due", "missed"),
        (13, 1, "due", "missed"),
        (13, 2, "met", "met"),
        (13, 3, "met", "met"),
        (14, 1, "due", "missed"),
        (14, 2, "met", "met"),
    ],
)
def test_statuses_of_school_two_by_13(year_group, counted, during, after):
    learner = with_interviews(year_group, counted)

    assert (verdict(learner, as_at=DURING).status, verdict(learner, as_at=AFTER).status) == (during, after)


@pytest.mark.parametrize(
    ("year_group", "before", "since", "during", "after"),
    [
        (10, 0, 0, "not_yet_due", "not_yet_due"),
        (11, 0, 0, "due", "missed"),
        (11, 1, 0, "met", "met"),
        (12, 0, 0, "behind", "behind"),
        (12, 1, 0, "on_course", "on_course"),
        (12, 2, 0, "on_course", "on_course"),
        (12, 0, 1, "on_course", "on_course"),
        (12, 1, 1, "met", "met"),
        (13, 2, 0, "due", "missed"),
        (13, 3, 0, "due", "missed"),
        (13, 0, 1, "due", "missed"),
        (13, 1, 1, "met", "met"),
        (13, 0, 2, "met", "met"),
        (14, 2, 0, "due", "missed"),
        (14, 1, 1, "met", "met"),
    ],
)
def test_statuses_of_gatsby_2025(year_group, before, since, during, after):
    learner = with_interviews(year_group, before + since, before_end_of_year_11=before)

    answers = [verdict(learner, rulebook=GATSBY, as_at=day).status for day in (DURING, AFTER)]
    assert answers == [during, after]


def test_the_end_of_year_11_is_its_last_day():
    learner = student(12)  # Year 11 ended on 31 August 2025
    last_day, next_day = interview(ANN, "2025-08-31"), interview(ANN, "2025-09-01")
    earlier = interview(ANN, "2024-10-01")

    on_it = replace(learner, interviews=(earlier, last_day))
    after_it = replace(learner, interviews=(earlier, next_day))

    assert verdict(on_it, rulebook=GATSBY).status == "on_course"
    assert verdict(after_it, rulebook=GATSBY).status == "met"


@pytest.mark.parametrize(
    ("year_group", "before", "since", "two_by_13", "gatsby"),
    [
        (9, 0, 0, 1, 1),
        (11, 1, 0, 0, 0),
        (13, 0, 0, 2, 2),
        (13, 1, 0, 1, 1),
        (13, 2, 0, 0, 1),
        (12, 0, 1, 1, 1),
    ],
)
def test_how_many_more_a_student_needs(year_group, before, since, two_by_13, gatsby):
    learner = with_interviews(year_group, before + since, before_end_of_year_11=before)

    assert verdict(learner, as_at=DURING).still_needed == two_by_13
    assert verdict(learner, rulebook=GATSBY, as_at=DURING).still_needed == gatsby


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "as_at", "excluded"),
    [
        (date(2026, 1, 5), None, date(2026, 1, 4), False),
        (date(2026, 1, 5), None, date(2026, 1, 5), True),
        (date(2026, 1, 5), date(2026, 5, 1), date(2026, 5, 1), True),
        (date(2026, 1, 5), date(2026, 5, 1), date(2026, 5, 2), False),
        # The school leaving date decides who is in the cohort, not who is left out of the eligible.
        (date(2026, 7, 10), None, date(2026, 7, 9), False),
        (date(2026, 7, 10), None, date(2026, 7, 10), True),
        (date(2026, 1, 5), date(2026, 7, 31), date(2026, 7, 31), True),
        (date(2026, 1, 5), date(2026, 7, 31), date(2026, 8, 31), False),
        # A year that is over is asked about as it ended.
        (date(2026, 8, 31), None, date(2026, 10, 1), True),
        (date(2026, 9, 1), None, date(2026, 10, 1), False),
    ],
)
def test_an_exclusion_holds_on_the_date_itself_within_the_year(starts_on, ends_on, as_at, excluded):
    learner = student(11, exclusions=[ExclusionEvidence(starts_on, ends_on, "Educated elsewhere")])

    answer = verdict(learner, as_at=as_at)

    assert answer.excluded == excluded


@pytest.mark.parametrize(
    ("met", "of", "expected"),
    [
        (141, 180, "78.3"),
        (141, 178, "79.2"),
        (0, 7, "0.0"),
        (1, 3, "33.3"),
        (2, 3, "66.6"),
        (1999, 2000, "99.9"),
        (99_999, 100_000, "99.9"),
        (5, 5, "100.0"),
        (0, 0, None),
    ],
)
def test_percentages_are_cut_never_rounded_up(met, of, expected):
    assert percent(met, of) == expected


# --- section 1: rulebooks ---


def test_the_rulebooks_are_the_two_in_circulation():
    assert list(rulebooks()) == ["school-two-by-13", "gatsby-2025"]
    assert [
        (book.by_end_of_year_11, book.by_end_of_year_13, book.after_year_11) for book in rulebooks().values()
    ] == [
        (1, 2, 0),
        (1, 2, 1),
    ]
    assert {book.accepted_evidence for book in rulebooks().values()} == {frozenset({"confirmed"})}
    assert not any(book.minimum_minutes or book.require_register for book in rulebooks().values())


def test_an_unknown_rulebook_is_refused_with_those_there_are():
    with pytest.raises(
        UnknownRulebookError, match=r"“gatsby-2014”. There are: school-two-by-13, gatsby-2025"
    ):
        find_rulebook("gatsby-2014")
