import uuid
from datetime import datetime

from django.db import transaction

from accounts.actions import ChangedMeanwhile, Refused, claim_submission
from accounts.models import Membership, School, User
from accounts.permissions import Role
from advisers.actions.refusals import CHANGED_MEANWHILE, refusing
from advisers.models import Adviser, Provider
from advisers.models.adviser import Employment

TAKEN = {
    "one_adviser_an_email": "There is an adviser with this e-mail address already.",
    "one_adviser_a_log_in": "This log-in belongs to another adviser already.",
}


@transaction.atomic
def add_adviser(
    *,
    school: School,
    name: str,
    email: str = "",
    employment: str = Employment.EXTERNAL,
    provider: Provider | None = None,
    by: User | None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> Adviser:
    """Add an adviser; one whose e-mail address is that of an adviser's log-in here is linked to it."""
    if token:
        claim_submission(school=school, token=token, at=at)
    adviser = Adviser(school=school, name=name, email=email.strip().lower(), recorded_at=at, recorded_by=by)
    _set_employment(adviser, employment, provider)
    adviser.user = _log_in_of(adviser)
    with refusing(TAKEN):
        adviser.save(force_insert=True)
    return adviser


@transaction.atomic
def correct_adviser(
    *,
    adviser: Adviser,
    version: int,
    name: str,
    email: str,
    employment: str,
    provider: Provider | None,
    is_active: bool,
) -> Adviser:
    """Correct who an adviser is, or say whether he or she holds interviews here now."""
    found = Adviser.objects.select_for_update().get(pk=adviser.pk)
    if found.version != version:
        raise ChangedMeanwhile(CHANGED_MEANWHILE)
    found.name = name
    found.email = email.strip().lower()
    found.is_active = is_active
    _set_employment(found, employment, provider)
    found.user_id = found.user_id or getattr(_log_in_of(found), "pk", None)
    found.version += 1
    with refusing(TAKEN):
        found.save()
    return found


@transaction.atomic
def link_adviser(*, adviser: Adviser, membership: Membership | None) -> Adviser:
    """Say which log-in an adviser has at this school; none takes the link away."""
    if membership is not None:
        if membership.school_id != adviser.school_id:
            raise Refused("This log-in belongs to another school.")
        if not membership.holds(Role.ADVISER):
            raise Refused(
                f"{membership.user} is not an adviser at this school: give the role on the People page."
            )
    found = Adviser.objects.select_for_update().get(pk=adviser.pk)
    found.user_id = membership.user_id if membership else None
    found.version += 1
    with refusing(TAKEN):
        found.save()
    return found


def _set_employment(adviser: Adviser, employment: str, provider: Provider | None) -> None:
    """A provider belongs to external advisers of the same school only."""
    if provider and provider.school_id != adviser.school_id:
        raise Refused("This provider belongs to another school.")
    adviser.employment = employment
    adviser.provider = provider if employment == Employment.EXTERNAL else None


def _log_in_of(adviser: Adviser) -> User | None:
    """The person who logs in here as an adviser with this address, unless linked already."""
    if not adviser.email:
        return None
    found = (
        Membership.objects.of(adviser.school)
        .with_role(Role.ADVISER)
        .filter(user__email__iexact=adviser.email)
        .select_related("user")
        .first()
    )
    if found is None or Adviser.objects.of(adviser.school).filter(user=found.user_id).exists():
        return None
    return found.user
