"""What the commands that act on one school share."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError, CommandParser

from accounts.models import School


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
    """An argparse type: a date as 2026-03-31; anything else is wrong usage."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date; write it as 2026-03-31") from None
