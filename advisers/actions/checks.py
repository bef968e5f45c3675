import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from accounts.actions import Refused, claim_submission
from accounts.models import User
from advisers.actions.credentials import standing
from advisers.models import Credential, CredentialCheck
from advisers.models.credential import CheckOutcome
from advisers.qualification import facts_of


@transaction.atomic
def confirm_credential(
    *,
    credential: Credential,
    checked_by: str,
    checked_on: date,
    seen_as: str,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> CredentialCheck:
    """Record that somebody at the school has seen the credential and found it genuine: now it counts."""
    return _check(
        CredentialCheck(
            outcome=CheckOutcome.CONFIRMED, checked_by=checked_by, checked_on=checked_on, seen_as=seen_as
        ),
        credential=credential,
        by=by,
        at=at,
        token=token,
    )


@transaction.atomic
def reject_credential(
    *,
    credential: Credential,
    checked_by: str,
    checked_on: date,
    reason: str,
    seen_as: str = "",
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> CredentialCheck:
    """Record that somebody looked and found it wanting: it counts on no day, past days included."""
    _refuse_without_a_reason(reason)
    return _check(
        CredentialCheck(
            outcome=CheckOutcome.REJECTED,
            checked_by=checked_by,
            checked_on=checked_on,
            seen_as=seen_as,
            reason=reason,
        ),
        credential=credential,
        by=by,
        at=at,
        token=token,
    )


@transaction.atomic
def revoke_credential(
    *,
    credential: Credential,
    revoked_on: date,
    checked_by: str,
    checked_on: date,
    reason: str,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> CredentialCheck:
    """Record that a confirmed credential was taken away on a day: it counts to the day before."""
    _refuse_without_a_reason(reason)
    if facts_of(Credential.objects.with_checks().get(pk=credential.pk)).opinion != CheckOutcome.CONFIRMED:
        raise Refused("Only a credential that was checked can be revoked. Reject this one instead.")
    return _check(
        CredentialCheck(
            outcome=CheckOutcome.REVOKED,
            checked_by=checked_by,
            checked_on=checked_on,
            revoked_on=revoked_on,
            reason=reason,
        ),
        credential=credential,
        by=by,
        at=at,
        token=token,
    )


def _check(
    check: CredentialCheck,
    *,
    credential: Credential,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None,
) -> CredentialCheck:
    """Add a check to a credential that stands; the latest one recorded holds."""
    if token:
        claim_submission(school=credential.school, token=token, at=at)
    if not check.checked_by.strip():
        raise Refused("Say who checked the credential.")
    if check.checked_on > localdate(at):
        raise Refused("The check cannot lie in the future: enter the day it was done.")
    check.credential = standing(credential)
    check.school_id = credential.school_id
    before = credential.checks.aggregate(Max("recorded_at"))["recorded_at__max"]
    # Two checks within one tick of the clock, or out of its order, still follow one another.
    check.recorded_at = max(at, before + timedelta(microseconds=1)) if before else at
    check.recorded_by = by
    check.save(force_insert=True)
    return check


def _refuse_without_a_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why, so that others understand it later.")
