from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.actions import save_school
from accounts.commands import PlainCommand
from accounts.models import School
from accounts.models.school import SchoolType
from accounts.tenancy import school_context
from reporting.actions import save_schedule
from reporting.rulebooks import rulebooks


class Command(PlainCommand):
    help = (
        "Add a school, or update the one with this URN. "
        'Example: create_school --urn 104723 --name "Ashby High" --type school'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--urn", required=True, help="the school's six-digit URN")
        parser.add_argument("--name", required=True)
        parser.add_argument("--type", choices=SchoolType.values, help="default: school")
        parser.add_argument("--rulebook", choices=sorted(rulebooks()), help="default: school-two-by-13")
        parser.add_argument("--town", help="printed on reports")

    def handle(self, *, urn: str, name: str, **options: Any) -> None:
        given = {key: options[key] for key in ("type", "rulebook", "town") if options[key]}
        try:
            with transaction.atomic():
                school, added = save_school(urn=urn, name=name, **given)
                if added:
                    plan_national_reports(school)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        self.stdout.write(f"{'Added' if added else 'Updated'} {school.name} ({school.urn}).")


def plan_national_reports(school: School) -> None:
    """A new school has a report on each national date, and nobody is told, until its leader changes that."""
    with school_context(school):
        save_schedule(
            school=school,
            version=0,
            on_national_dates=True,
            day_of_month=None,
            own_dates=[],
            with_names=False,
            recipients=[],
            at=timezone.now(),
        )
