from datetime import datetime

from django.db import transaction

from accounts.files.cells import fold
from accounts.models import School, User
from advisers.actions.checks import confirm_credential
from advisers.actions.credentials import add_credential, correct_credential
from advisers.actions.people import add_adviser, correct_adviser
from advisers.actions.providers import add_provider
from advisers.adviser_file import AdviserFile
from advisers.merged import Merge, MergedAdviser, MergedCredential
from advisers.merging import merge
from advisers.models import Adviser, Provider
from advisers.models.adviser import Employment


@transaction.atomic
def import_advisers(*, school: School, file: AdviserFile, by: User | None, at: datetime) -> Merge:
    """Apply a file: all of it, or refused with every bad row. Returns what it came to.

    One import a school at a time, so that two that overlap do not add the same person twice.
    """
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    merged = merge(school, file)
    merged.refuse_problems()
    for name in merged.new_providers:
        add_provider(school=school, name=name, at=at)
    providers = {fold(each.name): each for each in Provider.objects.of(school)}
    for adviser in merged.advisers:
        _apply(school, adviser, providers, by, at)
    return merged


def _apply(
    school: School, merged: MergedAdviser, providers: dict[str, Provider], by: User | None, at: datetime
) -> None:
    adviser = _save_person(school, merged, providers.get(fold(merged.organisation)), by, at)
    for credential in merged.credentials:
        _save_credential(adviser, credential, by, at)


def _save_person(
    school: School, merged: MergedAdviser, provider: Provider | None, by: User | None, at: datetime
) -> Adviser:
    if merged.existing is None:
        return add_adviser(
            school=school,
            name=merged.name,
            email=merged.email,
            employment=merged.wanted_employment,
            provider=provider,
            by=by,
            at=at,
        )
    if not merged.changes:
        return merged.existing
    external = merged.wanted_employment == Employment.EXTERNAL
    return correct_adviser(
        adviser=merged.existing,
        version=merged.existing.version,
        name=merged.name,
        email=merged.email,
        employment=merged.wanted_employment,
        provider=(provider or merged.existing.provider) if external else None,
        is_active=merged.existing.is_active,
    )


def _save_credential(adviser: Adviser, merged: MergedCredential, by: User | None, at: datetime) -> None:
    credential = merged.existing
    if credential is None:
        credential = add_credential(adviser=adviser, claim=merged.claim, by=by, at=at)
    elif merged.replaces:
        reason = "An advisers file gives another last day."
        credential = correct_credential(
            credential=credential, claim=merged.claim, reason=reason, by=by, at=at
        )
    for check in merged.checks:
        confirm_credential(
            credential=credential,
            checked_by=check.checked_by,
            checked_on=check.checked_on,
            seen_as=check.seen_as,
            by=by,
            at=at,
        )
