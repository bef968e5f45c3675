"""What the commands that act on one school share."""

import sys
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.files.values import FIRST_YEAR, LAST_YEAR
from accounts.models import School

DRY_RUN = "Dry run: this is what would change; nothing has been changed."


class PlainCommand(BaseCommand):
    """A command whose refusals stand alone on their lines, as scripts read them, and set the exit status."""

    _called_from_command_line: bool

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not self._called_from_command_line:
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)


def add_school_argument(parser: CommandParser) -> None:
    """`--school URN`, required."""
    parser.add_argument("--school", metavar="URN", required=True, help="the school's six-digit URN")


def school_of(urn: str) -> School:
    """The school with this URN; without one, the command is refused with the line that adds it."""
    try:
        return School.objects.get(urn=urn)
    except School.DoesNotExist:
        raise CommandError(
            f'No school has the URN {urn}. Add it first: create_school --urn {urn} --name "…"'
        ) from None


def date_argument(text: str) -> date:
    """An argparse type: a date as 2026-03-31, in a year some school has or will have; else wrong usage."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ArgumentTypeError(
            f"{text!r} is not a date from {FIRST_YEAR} to {LAST_YEAR}; write it as 2026-03-31"
        )
    return day
