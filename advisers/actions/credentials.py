import uuid
from datetime import datetime

from django.db import transaction

from accounts.actions import Refused, claim_submission
from accounts.models import User
from advisers.actions.refusals import refusing
from advisers.claims import Claim
from advisers.evidence import EvidenceFile, discard, keep
from advisers.models import Adviser, Credential
from advisers.models.credential import CredentialKind

SAYS_TOO_LITTLE = {
    "credential_says_what_it_is": "A qualification needs its level and the day it was awarded, "
    "a register entry its category and the day it is valid from.",
    "credential_ends_after_start": "The entry cannot end before it begins: check the two dates.",
}


@transaction.atomic
def add_credential(
    *,
    adviser: Adviser,
    claim: Claim,
    evidence: EvidenceFile | None = None,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> Credential:
    """Record a qualification or register entry as claimed; it counts once somebody has checked it."""
    if token:
        claim_submission(school=adviser.school, token=token, at=at)
    _refuse_half_a_claim(claim)
    credential = Credential(
        school_id=adviser.school_id, adviser=adviser, recorded_at=at, recorded_by=by, **claim.values()
    )
    _save_with_evidence(credential, evidence)
    return credential


@transaction.atomic
def attach_evidence(*, credential: Credential, evidence: EvidenceFile) -> Credential:
    """Put the certificate, or a picture of it, beside a credential that has none yet."""
    found = standing(credential)
    if found.evidence:
        raise Refused("This credential has its evidence already. To replace it, correct the credential.")
    _save_with_evidence(found, evidence)
    return found


@transaction.atomic
def withdraw_credential(
    *,
    credential: Credential,
    reason: str,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> Credential:
    """Take back a credential recorded by mistake: it no longer counts on any day. It stays on record."""
    if token:
        claim_submission(school=credential.school, token=token, at=at)
    if not reason.strip():
        raise Refused("Say why the credential is withdrawn.")
    found = standing(credential)
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_reason = at, by, reason
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return found


@transaction.atomic
def correct_credential(
    *,
    credential: Credential,
    claim: Claim,
    reason: str,
    evidence: EvidenceFile | None = None,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> Credential:
    """Withdraw a credential and record it anew; the evidence stays with it, the check must be done again."""
    old = withdraw_credential(credential=credential, reason=reason, by=by, at=at, token=token)
    new = add_credential(adviser=old.adviser, claim=claim, evidence=evidence, by=by, at=at)
    if evidence is None and old.evidence:
        new.evidence, new.evidence_name, new.evidence_sha256 = (
            old.evidence.name,
            old.evidence_name,
            old.evidence_sha256,
        )
        new.save(update_fields=["evidence", "evidence_name", "evidence_sha256"])
    return new


def standing(credential: Credential) -> Credential:
    """The credential as it is now, locked against others; refused when it was withdrawn meanwhile."""
    found = Credential.objects.select_for_update().get(pk=credential.pk)
    if found.withdrawn_at is not None:
        raise Refused("This credential was withdrawn. Add it again if it should count.")
    return found


def _refuse_half_a_claim(claim: Claim) -> None:
    """A qualification carries nothing of a register entry, and the other way round."""
    is_qualification = claim.kind == CredentialKind.QUALIFICATION
    of_a_qualification = any((claim.level, claim.awarded_on))
    of_an_entry = any((claim.register_category, claim.register_number, claim.valid_from, claim.valid_to))
    if of_an_entry if is_qualification else of_a_qualification:
        raise Refused("A qualification and a register entry are two credentials: record each by itself.")


def _save_with_evidence(credential: Credential, evidence: EvidenceFile | None) -> None:
    """Save the row and its file; no file stays behind when the row is refused."""
    stored = keep(evidence) if evidence else ""
    if evidence:
        credential.evidence, credential.evidence_name = stored, evidence.name
        credential.evidence_sha256 = evidence.sha256
    try:
        with refusing(SAYS_TOO_LITTLE):
            credential.save()
    except BaseException:
        if stored:
            discard(stored)
        raise
