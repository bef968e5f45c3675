import json
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.timezone import localdate

from accounts.commands import PlainCommand, add_school_argument, date_argument, school_of
from accounts.models import School
from accounts.tenancy import school_context
from reporting.coverage import Coverage, YearNotBegunError, coverage
from reporting.renderings import as_csv, as_json, as_text
from reporting.rulebooks import UnknownRulebookError, rulebooks
from students.academic_year import AcademicYear


class Command(PlainCommand):
    help = (
        "The Benchmark 8 figures of a school, and with --students each student's status and proof. "
        "Example: benchmark8 --school 104723 --as-at 2026-03-31 --students --format json"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_school_argument(parser)
        parser.add_argument("--as-at", type=date_argument, metavar="DATE", help="default: today")
        parser.add_argument("--year", type=year_argument, metavar="2025/26", help="default: the date's own")
        parser.add_argument(
            "--known-on",
            type=date_past,
            metavar="DATE",
            help="as recorded by the end of that day; default: now",
        )
        parser.add_argument("--rulebook", choices=list(rulebooks()), help="default: the school's own")
        parser.add_argument("--students", action="store_true", help="add each student's status and proof")
        parser.add_argument("--format", choices=["text", "json", "csv"], default="text")

    def handle(self, *, school: str, students: bool, format: str, **asked: Any) -> None:
        chosen = school_of(school)
        with school_context(chosen):
            figures = figures_of(
                chosen,
                as_at=asked["as_at"] or localdate(),
                year=asked["year"],
                known_on=asked["known_on"],
                rulebook=asked["rulebook"],
            )
        self.stdout.write(rendered(figures, format, students=students), ending="")


def figures_of(school: School, **asked: Any) -> Coverage:
    """The figures asked for; a question that makes no sense is wrong usage, a broken setting a refusal."""
    try:
        return coverage(school, **asked)
    except YearNotBegunError as error:
        raise CommandError(str(error), returncode=2) from None
    except UnknownRulebookError as error:
        raise CommandError(str(error)) from None


def rendered(figures: Coverage, format: str, *, students: bool) -> str:
    """The figures in the format asked for; CSV is about students alone."""
    if format == "json":
        # Indented for the eye, but not where it is long: that would take twice as long as the figures.
        return json.dumps(as_json(figures, students=students), indent=None if students else 2) + "\n"
    if format == "csv":
        return as_csv(figures)
    return as_text(figures, students=students)


def year_argument(text: str) -> AcademicYear:
    """An argparse type: an academic year as 2025/26."""
    try:
        return AcademicYear.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def date_past(text: str) -> date:
    """An argparse type: a date up to today. What will be known on a day to come, nobody knows."""
    day = date_argument(text)
    if day > localdate():
        raise ArgumentTypeError(f"{text} is still to come; give a date up to today")
    return day
