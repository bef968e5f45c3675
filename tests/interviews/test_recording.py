"""Recording an interview: what is kept, what is refused, and why."""

import uuid
from datetime import UTC, date, datetime

import pytest

from accounts.actions import AlreadySubmitted, Refused
from interviews.actions import RecordedAlready, record_interview, record_interviews, withdraw_interview
from interviews.drafts import Draft, Facts, Step, Text
from interviews.models import ActionPlan, ConfidentialNote, Interview, PlannedAction
from tests.interviews.conftest import NOW

FULL = Text(
    summary="Deciding between A levels and the T level in Health.",
    destination_code="220",
    destination="Sixth form college · T level Health",
    steps=(
        Step("Book the open evening", "student", date(2026, 7, 22)),
        Step("Send entry requirements", "adviser"),
    ),
    shared_with_student=True,
    shared_with_tutor=True,
    confidential_note="Worried about money at home.",
)


def test_an_interview_keeps_its_facts_and_who_recorded_it_when(recorded, zoe, ben, bens_adviser):
    interview = recorded()

    kept = Interview.objects.get()
    assert kept == interview
    assert (kept.student, kept.adviser, kept.adviser_name) == (zoe, bens_adviser, "Ben Okafor")
    assert (kept.held_on, kept.minutes, kept.mode) == (date(2026, 3, 31), 45, "in_person")
    assert (kept.kind, kept.outcome) == ("one_to_one", "attended")
    assert (kept.recorded_at, kept.recorded_by) == (NOW, ben.user)


def test_plan_steps_and_note_are_kept_each_in_its_own_table(recorded, ben):
    interview = recorded(FULL)

    plan = ActionPlan.objects.get()
    assert (plan.interview, plan.summary, plan.destination_code) == (interview, FULL.summary, "220")
    assert (plan.shared_with_student, plan.shared_with_tutor, plan.shared_with_parent) == (True, True, False)
    assert (plan.recorded_by, plan.recorded_at, plan.version) == (ben.user, NOW, 1)
    assert list(PlannedAction.objects.values_list("position", "what", "owner", "due_on")) == [
        (1, "Book the open evening", "student", date(2026, 7, 22)),
        (2, "Send entry requirements", "adviser", None),
    ]
    assert ConfidentialNote.objects.get().text == FULL.confidential_note


def test_without_any_text_there_is_no_plan_and_no_note(recorded):
    recorded()

    assert not ActionPlan.objects.exists()
    assert not ConfidentialNote.objects.exists()


@pytest.mark.parametrize(
    ("student", "held_on", "reason"),
    [
        ("Zoë", date(2026, 7, 1), "1 July 2026 is in the future: record the interview once it has been held"),
        ("Zoë", date(2026, 6, 30), None),
        (
            "Zoë",
            date(2021, 8, 31),
            "Zoë joined on 1 September 2021: give a later date, or the previous school it was held at",
        ),
        ("Zoë", date(2021, 9, 1), None),
        ("Beth", date(2019, 1, 1), None),  # an unknown joining date refuses nothing
        ("Beth", date(2010, 3, 7), "7 March 2010 is before Betty was born: check the year"),
        ("Dina", date(2026, 3, 14), None),  # after leaving: recorded all the same
    ],
)
def test_the_day_it_was_held_on(recorded, roster, student, held_on, reason):
    if reason is None:
        assert recorded(student=roster[student], held_on=held_on).held_on == held_on
    else:
        with pytest.raises(Refused, match="^" + reason):
            recorded(student=roster[student], held_on=held_on)
        assert not Interview.objects.exists()


def test_the_day_is_londons(recorded):
    """At half past eleven in the evening of 30 June by UTC, it is 1 July in London."""
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert recorded(held_on=date(2026, 7, 1), at=late).held_on == date(2026, 7, 1)


def test_before_joining_with_a_previous_school_is_recorded(recorded, zoe):
    interview = recorded(
        adviser=None,
        held_on=date(2021, 3, 3),
        previous_school="Knowsley Academy",
        adviser_name="J. Price",
        evidence="confirmed",
        adviser_stated_qualified=True,
    )
    assert (interview.previous_school, interview.adviser, interview.adviser_name) == (
        "Knowsley Academy",
        None,
        "J. Price",
    )


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            {"adviser": None, "previous_school": "Knowsley Academy"},
            "Say whether the previous school confirmed the interview or the student reported it",
        ),
        (
            {"adviser": None},
            "Say which adviser held the interview, or at which previous school it was held",
        ),
    ],
)
def test_held_here_or_elsewhere_with_evidence(recorded, facts, reason):
    with pytest.raises(Refused, match=reason):
        recorded(**facts)


def test_a_note_is_written_by_the_adviser_alone(recorded, ada, cal, ben):
    for by, adviser in ((ada, {}), (ben, {"adviser": cal}), (None, {})):
        with pytest.raises(Refused, match="written by the adviser who held the interview"):
            recorded(Text(confidential_note="Secret"), by=by, **adviser)
    assert recorded(Text(summary="Fine"), by=ada).recorded_by == ada.user


def test_the_same_form_twice_is_one_interview(in_ashby, zoe, ben, bens_adviser):
    token = uuid.uuid4()
    facts = Facts(student=zoe, held_on=date(2026, 3, 31), adviser=bens_adviser)
    record_interview(school=in_ashby, facts=facts, by=ben.user, at=NOW, token=token)

    with pytest.raises(AlreadySubmitted):
        record_interview(school=in_ashby, facts=facts, by=ben.user, at=NOW, token=token)
    assert Interview.objects.count() == 1


def test_many_at_once_are_all_or_none(in_ashby, roster, bens_adviser, django_assert_max_num_queries):
    drafts = [
        Draft(Facts(student=student, held_on=date(2026, 3, 3), adviser=bens_adviser), FULL)
        for student in roster.values()
    ]
    with django_assert_max_num_queries(8):
        made = record_interviews(school=in_ashby, drafts=drafts, by=None, at=NOW)
    assert [interview.student for interview in made] == list(roster.values())
    assert PlannedAction.objects.count() == 2 * len(roster)

    bad = Draft(Facts(student=roster["Zoë"], held_on=date(2027, 1, 1), adviser=bens_adviser))
    with pytest.raises(Refused):
        record_interviews(school=in_ashby, drafts=[*drafts, bad], by=None, at=NOW)
    assert Interview.objects.count() == len(roster)


def test_history_brought_in_later_has_its_own_clock(in_ashby, zoe, bens_adviser):
    then = datetime(2026, 3, 4, 16, 0, tzinfo=UTC)
    facts = Facts(student=zoe, held_on=date(2026, 3, 3), adviser=bens_adviser)
    (interview,) = record_interviews(
        school=in_ashby, drafts=[Draft(facts, FULL, recorded_at=then)], by=None, at=NOW
    )
    assert (interview.recorded_at, interview.plan.recorded_at) == (then, then)

    too_early = Draft(facts, recorded_at=datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(Refused, match="in the future"):
        record_interviews(school=in_ashby, drafts=[too_early], by=None, at=NOW)


# --- the same interview twice ---


def test_the_same_interview_is_recorded_once_unless_somebody_says_there_were_two(
    recorded, in_ashby, zoe, bens_adviser, ben
):
    first = recorded()
    again = Facts(zoe, date(2026, 3, 31), bens_adviser, minutes=30)
    with pytest.raises(
        RecordedAlready,
        match=r"^An interview with Zoë on 31 March 2026 with Ben Okafor is already recorded\.$",
    ) as refused:
        record_interview(school=in_ashby, facts=again, by=ben.user, at=NOW)
    assert refused.value.recorded == first
    record_interview(school=in_ashby, facts=again, by=ben.user, at=NOW, is_another=True)
    assert Interview.objects.count() == 2


def test_another_student_day_adviser_or_kind_is_another_interview(recorded, roster, cal):
    recorded()
    for other in (
        {"student": roster["Amir"]},
        {"held_on": date(2026, 3, 30)},
        {"adviser": cal},
        {"kind": "group"},
    ):
        recorded(**other)
    assert Interview.objects.count() == 5


def test_a_withdrawn_one_does_not_stand_in_the_way(recorded, ben):
    withdraw_interview(interview=recorded(), reason="Wrong length", by=ben.user, at=NOW)
    recorded()
    assert Interview.objects.standing().count() == 1


def test_at_a_previous_school_the_advisers_name_tells_them_apart(recorded, ada):
    elsewhere = {"adviser": None, "previous_school": "Knowsley", "evidence": "reported", "by": ada}
    recorded(adviser_name="J. Price", held_on=date(2020, 3, 3), **elsewhere)
    recorded(adviser_name="K. Marsh", held_on=date(2020, 3, 3), **elsewhere)
    with pytest.raises(RecordedAlready):
        recorded(adviser_name="j. price", held_on=date(2020, 3, 3), **elsewhere)
