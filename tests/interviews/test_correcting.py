"""Facts change by withdrawing and entering again; nothing is deleted."""

from datetime import date, timedelta

import pytest

from accounts.actions import Refused
from interviews.actions import (
    add_addendum,
    correct_interview,
    mark_step,
    pass_to_safeguarding,
    withdraw_interview,
)
from interviews.drafts import Text
from interviews.models import ActionPlan, Addendum, ConfidentialNote, Interview, PlannedAction
from reporting.coverage import student_verdict
from tests.interviews.conftest import NOW, TODAY
from tests.interviews.test_recording import FULL

LATER = NOW + timedelta(days=3)


def test_a_withdrawal_says_who_when_and_why_and_deletes_nothing(recorded, ada):
    interview = recorded(FULL)
    withdraw_interview(interview=interview, reason=" Wrong student ", by=ada.user, at=LATER)

    kept = Interview.objects.get()
    assert (kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_reason) == (LATER, ada.user, "Wrong student")
    assert ActionPlan.objects.get().summary == FULL.summary
    assert not Interview.objects.standing().exists()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_without_a_fitting_reason_nothing_is_withdrawn(recorded, ada, reason):
    interview = recorded()
    with pytest.raises(Refused, match="Give a reason"):
        withdraw_interview(interview=interview, reason=reason, by=ada.user, at=LATER)
    assert Interview.objects.standing().get() == interview


def test_a_correction_enters_the_interview_again(recorded, ada, zoe, cal):
    old = recorded(FULL, reference="A1", confidentiality_explained_at=NOW)
    new = correct_interview(
        interview=old,
        changes={"held_on": date(2026, 3, 30), "adviser": cal, "minutes": 30},
        reason="It was Cal, the day before",
        by=ada.user,
        at=LATER,
    )

    old.refresh_from_db()
    assert (old.withdrawn_at, old.withdrawn_reason) == (LATER, "It was Cal, the day before")
    assert (old.held_on, old.minutes, old.adviser_name) == (date(2026, 3, 31), 45, "Ben Okafor")
    assert new.replaces == old
    assert (new.student, new.held_on, new.minutes, new.adviser) == (zoe, date(2026, 3, 30), 30, cal)
    assert (new.adviser_name, new.reference) == ("Cal Reed", "A1")
    assert (new.recorded_at, new.recorded_by) == (LATER, ada.user)
    assert new.confidentiality_explained_at == NOW


def test_texts_are_carried_along_with_their_own_dates_and_authors(recorded, ben, ada):
    old = recorded(FULL)
    add_addendum(interview=old, text="More", confidential=False, by=ben.user, at=NOW)
    add_addendum(interview=old, text="Between us", confidential=True, by=ben.user, at=NOW)
    mark_step(step=PlannedAction.objects.get(position=1), done_on=TODAY)

    new = correct_interview(interview=old, changes={"minutes": 30}, reason="Typo", by=ada.user, at=LATER)

    for interview in (old, new):
        plan = ActionPlan.objects.get(interview=interview)
        assert (plan.summary, plan.recorded_at, plan.recorded_by) == (FULL.summary, NOW, ben.user)
        assert list(plan.actions.values_list("what", "done_on")) == [
            ("Book the open evening", TODAY),
            ("Send entry requirements", None),
        ]
        assert ConfidentialNote.objects.get(interview=interview).text == FULL.confidential_note
        addenda = Addendum.objects.filter(interview=interview).order_by("confidential")
        assert list(addenda.values_list("text", "confidential", "recorded_at")) == [
            ("More", False, NOW),
            ("Between us", True, NOW),
        ]


def test_what_was_noted_while_the_correction_was_typed_comes_along(recorded, ada, ben):
    seen = recorded()
    pass_to_safeguarding(interview=seen, passed_at=NOW, by=ben.user, at=NOW)
    before = Interview.objects.get()
    before.passed_to_safeguarding_at = before.passing_noted_at = before.passing_noted_by = None

    new = correct_interview(interview=before, changes={"minutes": 30}, reason="Typo", by=ada.user, at=LATER)

    assert (new.passed_to_safeguarding_at, new.passing_noted_at, new.passing_noted_by) == (NOW, NOW, ben.user)


def test_a_chain_of_corrections(recorded, ben):
    first = recorded()
    second = correct_interview(interview=first, changes={"minutes": 30}, reason="1", by=ben.user, at=NOW)
    third = correct_interview(interview=second, changes={"minutes": 35}, reason="2", by=ben.user, at=LATER)
    assert [third.replaces, third.replaces.replaces] == [second, first]
    assert Interview.objects.standing().get() == third


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"held_on": date(2027, 1, 1)}, "in the future"),
        ({"held_on": date(2021, 8, 31)}, "joined on 1 September 2021"),
        ({"adviser": None}, "which adviser"),
        ({"minutes": 45, "held_on": date(2026, 3, 31)}, "Nothing is different"),
    ],
)
def test_a_refused_correction_leaves_the_interview_standing(recorded, ben, changes, reason):
    interview = recorded(Text(summary="Kept"))
    with pytest.raises(Refused, match=reason):
        correct_interview(interview=interview, changes=changes, reason="Typo", by=ben.user, at=NOW)
    assert Interview.objects.standing().get() == interview
    assert ActionPlan.objects.count() == 1


def test_what_was_withdrawn_is_corrected_or_withdrawn_no_more(recorded, ben, ada):
    interview = recorded()
    stale = Interview.objects.get()
    withdraw_interview(interview=interview, reason="Never held", by=ben.user, at=NOW)
    with pytest.raises(Refused, match="withdrawn or corrected meanwhile"):
        withdraw_interview(interview=stale, reason="Again", by=ada.user, at=LATER)
    with pytest.raises(Refused, match="withdrawn or corrected meanwhile"):
        correct_interview(interview=stale, changes={"minutes": 1}, reason="x", by=ada.user, at=LATER)


def test_the_figures_follow_and_remember_what_was_known(recorded, zoe, ben, in_ashby):
    """A correction from absent to attended counts from then on; as known before, it did not."""
    interview = recorded(outcome="absent", minutes=None)
    correct_interview(
        interview=interview,
        changes={"outcome": "attended", "minutes": 45},
        reason="The register was wrong",
        by=ben.user,
        at=LATER,
    )
    before = student_verdict(in_ashby, zoe.pk, as_at=TODAY, known_on=TODAY)
    now = student_verdict(in_ashby, zoe.pk, as_at=TODAY)
    assert (before.counted, [each.reason for each in before.interviews]) == (0, ["not_attended"])
    assert (now.counted, [each.reason for each in now.interviews]) == (1, ["withdrawn", None])
