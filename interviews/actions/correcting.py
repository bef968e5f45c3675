"""Date, adviser, kind, outcome and minutes change only by withdrawing an interview and entering it again."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actions import Refused, claim_submission
from accounts.models import User
from interviews.actions.recording import new_interview, refuse_inadmissible
from interviews.drafts import Draft, Facts
from interviews.models import ActionPlan, Addendum, ConfidentialNote, Interview

REASON_LENGTH = 300


@transaction.atomic
def withdraw_interview(
    *, interview: Interview, reason: str, by: User | None, at: datetime, token: uuid.UUID | None = None
) -> Interview:
    """Withdraw an interview with a reason. It stays on record and counts on no date any more."""
    if token:
        claim_submission(school=interview.school, token=token, at=at)
    standing = locked(interview)
    standing.withdrawn_at, standing.withdrawn_by, standing.withdrawn_reason = at, by, stated(reason)
    standing.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return standing


@transaction.atomic
def correct_interview(
    *,
    interview: Interview,
    changes: Mapping[str, Any],
    reason: str,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> Interview:
    """Withdraw an interview and enter it again with these facts changed, both or neither.

    Plan, steps, note and addenda are carried along with their own dates and authors. Returns the new one.
    """
    old = withdraw_interview(interview=interview, reason=reason, by=by, at=at, token=token)
    if all(getattr(old, name) == value for name, value in changes.items()):
        raise Refused("Nothing is different: change what was wrong, or leave the interview as it is.")
    draft = Draft(Facts.of(old, changes))
    refuse_inadmissible(school=old.school, drafts=[draft], at=at)
    new = new_interview(old.school, draft, by=by, at=at)
    new.replaces = old
    new.save(force_insert=True)
    carry_texts(old, new)
    return new


def locked(interview: Interview) -> Interview:
    """The interview as it stands now, held until the transaction ends; refused when it was withdrawn."""
    standing = Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    if standing.withdrawn_at:
        raise Refused("This interview was withdrawn or corrected meanwhile: look at it again.")
    return standing


def stated(reason: str) -> str:
    """The reason, which must be there."""
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise Refused(f"Give a reason, in at most {REASON_LENGTH} characters.")
    return reason


def carry_texts(old: Interview, new: Interview) -> None:
    """Copy all that was written about the old interview to the new one, as it was written and when."""
    for plan in ActionPlan.objects.filter(interview=old).prefetch_related("actions"):
        steps = list(plan.actions.all())
        copied = copy_of(plan, interview=new)
        for step in steps:
            copy_of(step, plan=copied)
    for written in (ConfidentialNote, Addendum):
        for row in written.objects.filter(interview=old):
            copy_of(row, interview=new)


def copy_of(row: Any, **changes: Any) -> Any:
    """A new row like this one, but for its id and these changes."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values.pop("id")
    for name in changes:
        values.pop(row._meta.get_field(name).attname)
    return type(row).objects.create(**values, **changes)
