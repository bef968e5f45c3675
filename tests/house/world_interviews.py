"""The interviews of a school in the world: shared or not, corrected, withdrawn, from elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from interviews.actions import (
    add_addendum,
    correct_interview,
    keep_upload,
    record_interview,
    withdraw_interview,
)
from interviews.drafts import Facts, Step, Text
from interviews.models import Interview, PlannedAction

if TYPE_CHECKING:
    from tests.house.world import SchoolWorld

SENSITIVE = "650"
"""Pregnancy: named to advisers and careers leaders alone."""
SHARED, NOT_SHARED, OF_ANOTHER_FORM, SENSITIVELY_SHARED = 1, 2, 3, 4
"""The numbers of the plans' words. Two of the tutor's form are shared with the tutor."""


def make_interviews(here: SchoolWorld, *, at: datetime) -> None:
    """Four with plans and notes, one corrected and withdrawn, one from a previous school, and an upload."""
    students = here.made["students"]
    shared = recorded(here, students[1], SHARED, at=at, shared=True)
    unshared = recorded(here, students[1], NOT_SHARED, at=at, shared=False)
    other = recorded(here, students[2], OF_ANOTHER_FORM, at=at, shared=True)
    sensitive = recorded(here, students[4], SENSITIVELY_SHARED, at=at, shared=True, code=SENSITIVE)
    add_to(here, shared, at=at)
    withdrawn = correct_and_withdraw(here, at=at)
    elsewhere = make_previous_school(here, at=at)
    make_upload(here, at=at)
    others = [{"interview": each.pk} for each in (unshared, sensitive, withdrawn, elsewhere)]
    here.also |= {"interviews:detail": others, "interviews:plan_print": others[:2]}
    here.ids["interview"], here.other_form["interview"] = shared.pk, other.pk
    steps = {step.plan.interview_id: step.pk for step in PlannedAction.objects.select_related("plan")}
    here.ids["step"], here.other_form["step"] = steps[shared.pk], steps[other.pk]


def facts(here: SchoolWorld, student: Any, number: int, held_on: date, **more: Any) -> Facts:
    """An interview held here by the adviser who logs in."""
    return Facts(
        student=student,
        adviser=here.made["advisers"]["adviser"],
        held_on=held_on,
        minutes=45,
        reference=here.word("reference", number),
        **more,
    )


def recorded(
    here: SchoolWorld, student: Any, number: int, *, at: datetime, shared: bool, code: str = ""
) -> Interview:
    """An interview with something in every text."""
    text = Text(
        summary=here.word("summary", number),
        destination_code=code,
        destination=here.word("destination", number),
        steps=(Step(what=here.word("step", number)),),
        shared_with_tutor=shared,
        confidential_note=here.word("confidentialnote", number),
    )
    return record_interview(
        school=here.school,
        facts=facts(here, student, number, date(2026, 3, 10 + number)),
        text=text,
        by=here.user("adviser"),
        at=at,
    )


def add_to(here: SchoolWorld, interview: Interview, *, at: datetime) -> None:
    """An addendum to the plan, and one for advisers alone."""
    for confidential, kind in ((False, "addendum"), (True, "confidentialaddendum")):
        add_addendum(
            interview=interview,
            text=here.word(kind),
            confidential=confidential,
            by=here.user("adviser"),
            at=at,
        )


def correct_and_withdraw(here: SchoolWorld, *, at: datetime) -> Interview:
    """One whose length was put right, and which turned out not to have taken place at all."""
    wrong = record_interview(
        school=here.school,
        facts=facts(here, here.made["students"][1], 5, date(2026, 2, 2)),
        by=here.user("adviser"),
        at=at,
    )
    by = here.user("leader")
    right = correct_interview(
        interview=wrong, changes={"minutes": 30}, reason=here.word("correctedreason"), by=by, at=at
    )
    return withdraw_interview(interview=right, reason=here.word("withdrawnreason"), by=by, at=at)


def make_previous_school(here: SchoolWorld, *, at: datetime) -> Interview:
    """An interview that student 4 had elsewhere."""
    elsewhere = Facts(
        student=here.made["students"][4],
        held_on=date(2025, 10, 6),
        minutes=30,
        previous_school=here.word("previousschool"),
        adviser_name=here.word("adviserelsewhere"),
        evidence="confirmed",
        adviser_stated_qualified=True,
        reference=here.word("reference", 6),
    )
    return record_interview(school=here.school, facts=elsewhere, by=here.user("leader"), at=at)


def make_upload(here: SchoolWorld, *, at: datetime) -> None:
    """A file of interviews that waits to be decided on."""
    adviser = here.made["advisers"]["adviser"]
    lines = [
        "MIS ID,Date,Adviser,Minutes,Reference",
        f"{here.word('misid', 2)},2026-03-02,{adviser.email},40,{here.word('uploadreference')}",
    ]
    upload = keep_upload(
        school=here.school,
        data="\n".join(lines).encode(),
        name=f"{here.word('uploadfile')}.csv",
        encoding="utf-8",
        by=here.user("leader"),
        at=at,
    )
    here.ids["upload"] = upload.pk
