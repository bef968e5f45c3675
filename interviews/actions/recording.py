"""Recording interviews: one from a form, or many from a file."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.actions import Refused, claim_submission
from accounts.models import School, User
from interviews.admissible import broken_evidence, refusal, stays_by_student, too_early
from interviews.drafts import Draft, Facts, Text
from interviews.editing import is_own
from interviews.merge import recorded_already
from interviews.models import ActionPlan, ConfidentialNote, Interview, InterviewImport, PlannedAction
from students.actions import hold_students, keep_students

BATCH = 500


class RecordedAlready(Refused):
    """The same interview is on record, and nobody has said that there were two."""

    def __init__(self, recorded: Interview) -> None:
        adviser = f" with {recorded.adviser_name}" if recorded.adviser_name else ""
        day = date_format(recorded.held_on, "j F Y")
        super().__init__(
            f"An interview with {recorded.student.called} on {day}{adviser} is already recorded."
        )
        self.recorded = recorded


@transaction.atomic
def record_interview(
    *,
    school: School,
    facts: Facts,
    text: Text | None = None,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
    is_another: bool = False,
) -> Interview:
    """Record one interview with its plan and note. A form's token makes the same form act once.

    Whoever records on an adviser's behalf writes no confidential note. `is_another`: although one of the same
    student, adviser, day and kind stands.
    """
    if token:
        claim_submission(school=school, token=token, at=at)
    text = text or Text()
    if text.confidential_note and not is_own(facts.adviser, by):
        raise Refused("Confidential notes are written by the adviser who held the interview, by nobody else.")
    hold_students(school)
    if not is_another and (recorded := recorded_already(school, facts)):
        raise RecordedAlready(recorded)
    return record_interviews(school=school, drafts=[Draft(facts, text)], by=by, at=at)[0]


@transaction.atomic
def record_interviews(
    *,
    school: School,
    drafts: Sequence[Draft],
    by: User | None,
    at: datetime,
    imported_with: InterviewImport | None = None,
) -> list[Interview]:
    """Record many interviews at once, all or none. A draft's own `recorded_at` goes before `at`."""
    refuse_inadmissible(school=school, drafts=drafts, at=at)
    interviews = [new_interview(school, draft, by=by, at=at, place=n) for n, draft in enumerate(drafts)]
    for interview in interviews:
        interview.imported_with = imported_with
    Interview.objects.bulk_create(interviews, batch_size=BATCH)
    write_texts(zip(interviews, (draft.text for draft in drafts), strict=True))
    return interviews


def new_interview(
    school: School, draft: Draft, *, by: User | None, at: datetime, place: int = 0
) -> Interview:
    """The unsaved row of a draft; `place`: which of its batch it is."""
    return Interview(
        school=school,
        recorded_at=draft.recorded_at or at,
        place=place,
        recorded_by=by,
        **draft.facts.columns(),
    )


def refuse_inadmissible(*, school: School, drafts: Sequence[Draft], at: datetime) -> None:
    """Refuse all when one may not be recorded, saying why."""
    students = {draft.facts.student.pk for draft in drafts}
    keep_students(school, students)
    stays = stays_by_student(school, students)
    for draft in drafts:
        facts = draft.facts
        today = timezone.localdate(draft.recorded_at or at)
        reason = broken_evidence(facts) or refusal(facts, stays[facts.student.pk], on=today)
        if reason:
            raise Refused(f"{reason}.")


def write_texts(pairs: Iterable[tuple[Interview, Text]]) -> None:
    """Add the plans, their steps and the confidential notes of new interviews, a table at a time."""
    plans, steps, notes = [], [], []
    for interview, text in pairs:
        if text.has_plan:
            plans.append(new_plan(interview, text))
            steps += new_steps(plans[-1], text)
        if text.confidential_note:
            notes.append(new_note(interview, text.confidential_note))
    ActionPlan.objects.bulk_create(plans, batch_size=BATCH)
    PlannedAction.objects.bulk_create(steps, batch_size=BATCH)
    ConfidentialNote.objects.bulk_create(notes, batch_size=BATCH)


def new_plan(interview: Interview, text: Text) -> ActionPlan:
    """The unsaved plan of an interview; its author and clock are the interview's."""
    return ActionPlan(
        school_id=interview.school_id,
        interview=interview,
        recorded_at=interview.recorded_at,
        recorded_by_id=interview.recorded_by_id,
        **text.plan_fields(),
    )


def new_steps(plan: ActionPlan, text: Text) -> list[PlannedAction]:
    """The unsaved steps of a plan, in order; refused when one should have been done before the interview."""
    for step in text.steps:
        if trouble := too_early(step.due_on, held_on=plan.interview.held_on):
            raise Refused(f"{step.what}: {trouble}.")
    return [
        PlannedAction(
            school_id=plan.school_id,
            plan=plan,
            position=position,
            what=step.what,
            owner=step.owner,
            due_on=step.due_on,
            done_on=step.done_on,
        )
        for position, step in enumerate(text.steps, start=1)
    ]


def new_note(interview: Interview, words: str) -> ConfidentialNote:
    """The unsaved confidential note of an interview."""
    return ConfidentialNote(
        school_id=interview.school_id, interview=interview, text=words, recorded_at=interview.recorded_at
    )
