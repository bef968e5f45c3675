"""What was written: open to its author for 24 hours, then to addenda alone."""

import uuid
from datetime import date, timedelta

import pytest

from accounts.actions import AlreadySubmitted, Refused
from interviews.actions import (
    EditedMeanwhile,
    add_addendum,
    correct_interview,
    edit_text,
    mark_step,
    pass_to_safeguarding,
    withdraw_interview,
)
from interviews.drafts import Step, Text
from interviews.models import ActionPlan, Addendum, ConfidentialNote, Interview, PlannedAction
from tests.interviews.conftest import NOW, TODAY

FIRST = Text(summary="First", steps=(Step("One"), Step("Two"), Step("Three")), confidential_note="Between us")
SECOND = Text(summary="Second", steps=(Step("Two"), Step("Four", "tutor", date(2026, 7, 1))))
A_DAY = timedelta(hours=24)


@pytest.mark.parametrize(
    ("later", "open_"),
    [
        (timedelta(0), True),
        (A_DAY - timedelta(microseconds=1), True),
        (A_DAY, False),
        (A_DAY + timedelta(days=1), False),
    ],
)
def test_the_author_may_edit_for_24_hours(recorded, ben, later, open_):
    interview = recorded(FIRST)
    if open_:
        edit_text(interview=interview, text=SECOND, version=1, by=ben.user, at=NOW + later)
    else:
        with pytest.raises(Refused, match="for 24 hours"):
            edit_text(interview=interview, text=SECOND, version=1, by=ben.user, at=NOW + later)
    plan = ActionPlan.objects.get()
    assert (plan.summary, plan.version) == (("Second", 2) if open_ else ("First", 1))


def test_nobody_else_may_edit(recorded, ada):
    interview = recorded(FIRST)
    with pytest.raises(Refused, match="by its author"):
        edit_text(interview=interview, text=SECOND, version=1, by=ada.user, at=NOW)
    assert ActionPlan.objects.get().summary == "First"


def test_steps_that_stay_stay_done_and_the_others_go(recorded, ben):
    interview = recorded(FIRST)
    mark_step(step=PlannedAction.objects.get(what="Two"), done_on=TODAY)

    edit_text(interview=interview, text=SECOND, version=1, by=ben.user, at=NOW)

    assert list(PlannedAction.objects.values_list("position", "what", "owner", "due_on", "done_on")) == [
        (1, "Two", "student", None, TODAY),
        (2, "Four", "tutor", date(2026, 7, 1), None),
    ]


def test_the_note_goes_with_the_text_or_is_left_alone(recorded, ben):
    interview = recorded(FIRST)
    edit_text(interview=interview, text=SECOND, version=1, by=ben.user, at=NOW, note=False)
    assert ConfidentialNote.objects.get().text == "Between us"

    changed = Text(summary="Third", confidential_note="Between the two of us")
    edit_text(interview=interview, text=changed, version=2, by=ben.user, at=NOW)
    assert ConfidentialNote.objects.get().text == "Between the two of us"

    edit_text(interview=interview, text=SECOND, version=3, by=ben.user, at=NOW)
    assert not ConfidentialNote.objects.exists()


def test_a_text_where_there_was_none(recorded, ben):
    interview = recorded()
    edit_text(interview=interview, text=FIRST, version=0, by=ben.user, at=NOW + timedelta(hours=1))
    plan = ActionPlan.objects.get()
    assert (plan.summary, plan.recorded_at, plan.version) == ("First", NOW, 1)


def test_the_second_editor_is_told(recorded, ben):
    interview = recorded(FIRST)
    edit_text(interview=interview, text=SECOND, version=1, by=ben.user, at=NOW)
    with pytest.raises(EditedMeanwhile):
        edit_text(interview=interview, text=Text(summary="Third"), version=1, by=ben.user, at=NOW)
    assert ActionPlan.objects.get().summary == "Second"


def test_addenda_are_added_and_signed_at_any_time(recorded, ben):
    interview = recorded(FIRST)
    late = NOW + timedelta(days=90)
    add_addendum(interview=interview, text=" More \n", confidential=True, by=ben.user, at=late)
    added = Addendum.objects.get()
    assert (added.text, added.confidential, added.recorded_by, added.recorded_at) == (
        "More",
        True,
        ben.user,
        late,
    )
    with pytest.raises(Refused, match="Write what is to be added"):
        add_addendum(interview=interview, text=" ", confidential=False, by=ben.user, at=late)


def test_the_same_addendum_twice_is_one(recorded, ben):
    interview, token = recorded(), uuid.uuid4()
    words = {"text": "More", "confidential": False, "by": ben.user, "at": NOW, "token": token}
    add_addendum(interview=interview, **words)
    with pytest.raises(AlreadySubmitted):
        add_addendum(interview=interview, **words)
    assert Addendum.objects.count() == 1


def test_a_withdrawn_interview_is_written_on_no_more(recorded, ben):
    interview = recorded(FIRST)
    withdraw_interview(interview=interview, reason="Never held", by=ben.user, at=NOW)
    step = PlannedAction.objects.get(what="One")
    for deed in (
        lambda: edit_text(interview=interview, text=SECOND, version=1, by=ben.user, at=NOW),
        lambda: add_addendum(interview=interview, text="More", confidential=False, by=ben.user, at=NOW),
        lambda: mark_step(step=step, done_on=TODAY),
        lambda: pass_to_safeguarding(interview=interview, passed_at=NOW, by=ben.user, at=NOW),
    ):
        with pytest.raises(Refused, match="withdrawn"):
            deed()


def test_a_correction_does_not_open_the_text_again(recorded, ben, ada):
    interview = recorded(FIRST)
    later = NOW + A_DAY
    new = correct_interview(
        interview=interview, changes={"minutes": 30}, reason="Typo", by=ben.user, at=later
    )
    with pytest.raises(Refused, match="for 24 hours"):
        edit_text(interview=new, text=SECOND, version=1, by=ben.user, at=later)


def test_after_somebody_elses_correction_the_author_is_still_the_author(recorded, ben, ada):
    new = correct_interview(
        interview=recorded(FIRST), changes={"minutes": 30}, reason="Typo", by=ada.user, at=NOW
    )
    with pytest.raises(Refused):
        edit_text(interview=new, text=SECOND, version=1, by=ada.user, at=NOW)
    edit_text(interview=new, text=SECOND, version=1, by=ben.user, at=NOW)
    assert new.plan.interview.plan.pk == ActionPlan.objects.get(interview=new, summary="Second").pk


def test_safeguarding_is_a_time_and_the_first_one_stays(recorded, ben, ada):
    interview = recorded()
    pass_to_safeguarding(interview=interview, passed_at=NOW - A_DAY, by=ben.user, at=NOW)
    pass_to_safeguarding(interview=interview, passed_at=NOW, by=ada.user, at=NOW + A_DAY)
    noted = Interview.objects.get()
    assert noted.passed_to_safeguarding_at == NOW - A_DAY
    assert (noted.passing_noted_at, noted.passing_noted_by) == (NOW, ben.user)


def test_nothing_was_passed_on_in_the_future(recorded, ben):
    with pytest.raises(Refused, match="in the future"):
        pass_to_safeguarding(interview=recorded(), passed_at=NOW + A_DAY, by=ben.user, at=NOW)


def test_no_step_is_due_before_the_interview(recorded, ben):
    early = Text(summary="First", steps=(Step("Ring the college", due_on=date(2026, 3, 30)),))
    with pytest.raises(Refused, match=r"^Ring the college: 30 March 2026 is before the interview"):
        recorded(early)
    interview = recorded(Text(summary="First"))
    with pytest.raises(Refused, match="before the interview"):
        edit_text(interview=interview, text=early, version=1, by=ben.user, at=NOW)
    on_the_day = Text(steps=(Step("Ring the college", due_on=date(2026, 3, 31)),))
    edit_text(interview=interview, text=on_the_day, version=1, by=ben.user, at=NOW)
