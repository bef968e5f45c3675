"""What was said and agreed: open to its author for 24 hours, then to addenda alone."""

import uuid
from datetime import date, datetime

from django.db import transaction

from accounts.actions import Refused, claim_submission
from accounts.models import User
from interviews.actions.correcting import locked
from interviews.actions.recording import new_note, new_plan, new_steps
from interviews.drafts import Text
from interviews.editing import text_is_open
from interviews.models import ActionPlan, Addendum, ConfidentialNote, Interview, PlannedAction


class EditedMeanwhile(Refused):
    """Somebody saved the text while this person was writing; what he or she wrote is not lost."""


@transaction.atomic
def edit_text(
    *, interview: Interview, text: Text, version: int, by: User, at: datetime, note: bool = True
) -> Interview:
    """Replace the text of an interview: by its author, within 24 hours, from the version he or she saw.

    `version` is the plan's, 0 where there was none. `note=False` leaves the confidential note as it is.
    """
    standing = locked(interview)
    if not text_is_open(standing, by=by, at=at):
        raise Refused(
            "The text is no longer open: it can be edited by its author for 24 hours. Add to it instead."
        )
    plan = ActionPlan.objects.select_for_update().filter(interview=standing).first()
    if version != (plan.version if plan else 0):
        raise EditedMeanwhile("Somebody else saved this text while you were writing.")
    if plan is None:
        plan = new_plan(standing, text)
        plan.save(force_insert=True)
    else:
        for name, value in text.plan_fields().items():
            setattr(plan, name, value)
        plan.version += 1
        plan.save()
    replace_steps(plan, text)
    if note:
        replace_note(standing, text.confidential_note)
    return standing


def replace_steps(plan: ActionPlan, text: Text) -> None:
    """The steps as they are now; one that says the same as before stays done."""
    before = list(plan.actions.all())
    done = {step.what: step.done_on for step in before}
    after = new_steps(plan, text)
    for new in after:
        new.done_on = done.get(new.what)
    for old, new in zip(before, after, strict=False):
        new.pk = old.pk
        new.save(force_update=True)
    PlannedAction.objects.bulk_create(after[len(before) :])
    PlannedAction.objects.filter(pk__in=[old.pk for old in before[len(after) :]]).delete()


def replace_note(interview: Interview, words: str) -> None:
    """The confidential note as it is now; an emptied one goes (its history stays)."""
    note = ConfidentialNote.objects.filter(interview=interview).first()
    if note is None and words:
        new_note(interview, words).save(force_insert=True)
    elif note and not words:
        note.delete()
    elif note and note.text != words:
        note.text = words
        note.save(update_fields=["text"])


@transaction.atomic
def share_plan(*, interview: Interview, student: bool, tutor: bool, parent: bool) -> ActionPlan:
    """Say with whom the plan is shared, at any time: its words stay as they are."""
    standing = locked(interview)
    plan = ActionPlan.objects.select_for_update().filter(interview=standing).first()
    if plan is None:
        raise Refused("There is no plan to share: nothing was written for this interview.")
    plan.shared_with_student, plan.shared_with_tutor, plan.shared_with_parent = student, tutor, parent
    plan.version += 1
    plan.save()
    return plan


@transaction.atomic
def add_addendum(
    *,
    interview: Interview,
    text: str,
    confidential: bool,
    by: User,
    at: datetime,
    token: uuid.UUID | None = None,
) -> Addendum:
    """Add to an interview's text; what was written stays. A confidential one is for advisers alone."""
    if token:
        claim_submission(school=interview.school, token=token, at=at)
    standing = locked(interview)
    if not text.strip():
        raise Refused("Write what is to be added.")
    return Addendum.objects.create(
        school_id=standing.school_id,
        interview=standing,
        text=text.strip(),
        confidential=confidential,
        recorded_at=at,
        recorded_by=by,
    )


@transaction.atomic
def mark_step(*, step: PlannedAction, done_on: date | None) -> PlannedAction:
    """Note the day on which a step of the plan was done, or that it is open again."""
    if step.plan.interview.withdrawn_at:
        raise Refused("This interview was withdrawn: its plan changes no more.")
    step.done_on = done_on
    step.save(update_fields=["done_on"])
    return step


@transaction.atomic
def pass_to_safeguarding(
    *, interview: Interview, passed_at: datetime, by: User | None, at: datetime
) -> Interview:
    """Note when a concern was passed to the safeguarding lead. The concern is never written here.

    What is noted stays; a wrong note is taken back by a correction.
    """
    standing = locked(interview)
    if passed_at > at:
        raise Refused("This is in the future: give the time when it was passed on.")
    if standing.passed_to_safeguarding_at is None:
        standing.passed_to_safeguarding_at = passed_at
        standing.passing_noted_at, standing.passing_noted_by = at, by
        standing.save(update_fields=["passed_to_safeguarding_at", "passing_noted_at", "passing_noted_by"])
    return standing
