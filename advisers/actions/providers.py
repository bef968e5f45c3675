import uuid
from datetime import date, datetime

from django.db import transaction

from accounts.actions import ChangedMeanwhile, Refused, claim_submission
from accounts.models import School
from advisers.actions.refusals import CHANGED_MEANWHILE, refusing
from advisers.models import Provider

ONE_NAME = {
    "one_provider_a_name": "There is a provider of this name already. Choose it, or enter another name."
}


@transaction.atomic
def add_provider(
    *,
    school: School,
    name: str,
    matrix_awarded_on: date | None = None,
    matrix_first_check_on: date | None = None,
    matrix_second_check_on: date | None = None,
    at: datetime,
    token: uuid.UUID | None = None,
) -> Provider:
    """Add an organisation that employs advisers, with its matrix Standard dates."""
    if token:
        claim_submission(school=school, token=token, at=at)
    _refuse_checks_out_of_order(matrix_awarded_on, matrix_first_check_on, matrix_second_check_on)
    with refusing(ONE_NAME):
        return Provider.objects.create(
            school=school,
            name=name,
            matrix_awarded_on=matrix_awarded_on,
            matrix_first_check_on=matrix_first_check_on,
            matrix_second_check_on=matrix_second_check_on,
        )


@transaction.atomic
def correct_provider(
    *,
    provider: Provider,
    version: int,
    name: str,
    matrix_awarded_on: date | None,
    matrix_first_check_on: date | None,
    matrix_second_check_on: date | None,
) -> Provider:
    """Correct a provider's name or dates; after a new award its checks begin anew."""
    found = Provider.objects.select_for_update().get(pk=provider.pk)
    if found.version != version:
        raise ChangedMeanwhile(CHANGED_MEANWHILE)
    _refuse_checks_out_of_order(matrix_awarded_on, matrix_first_check_on, matrix_second_check_on)
    found.name = name
    found.matrix_awarded_on = matrix_awarded_on
    found.matrix_first_check_on = matrix_first_check_on
    found.matrix_second_check_on = matrix_second_check_on
    found.version += 1
    with refusing(ONE_NAME):
        found.save()
    return found


def _refuse_checks_out_of_order(awarded_on: date | None, first: date | None, second: date | None) -> None:
    """Checks belong to an award, and come after it, the 12-month one first."""
    if awarded_on is None and (first or second):
        raise Refused("Enter the day the matrix Standard was awarded, or leave its checks empty.")
    given = [day for day in (awarded_on, first, second) if day]
    if given != sorted(given):
        raise Refused("The 12-month check comes after the award, and the 24-month check after that.")
