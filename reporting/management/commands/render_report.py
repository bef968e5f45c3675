import os
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.actions import Refused
from accounts.commands import PlainCommand, add_school_argument, date_argument, school_of
from accounts.files.kept import write_whole
from accounts.models import School
from accounts.tenancy import school_context
from reporting import issued
from reporting.actions import issue_now
from reporting.management.commands.benchmark8 import year_argument
from reporting.models import Report
from reporting.pdf import NotLaidOutError
from reporting.rulebooks import UnknownRulebookError, rulebooks


class Command(PlainCommand):
    help = (
        "The compliance PDF of a school, now, without the queue. Each run issues a report of its own: it "
        "takes the next number and is kept in the school's list of reports, like one created there. "
        "Example: render_report --school 104723 --as-at 2026-03-31 --output report.pdf"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_school_argument(parser)
        parser.add_argument("--as-at", type=date_argument, metavar="DATE", help="default: today")
        parser.add_argument("--year", type=year_argument, metavar="2025/26", help="default: the date's own")
        parser.add_argument("--rulebook", choices=list(rulebooks()), help="default: the school's own")
        parser.add_argument(
            "--with-names", action="store_true", help="add the annex with the students still to be seen"
        )
        parser.add_argument("--output", type=output_argument, required=True, metavar="FILE.pdf")

    def handle(self, *, school: str, output: Path, **asked: Any) -> None:
        chosen = school_of(school)
        try:
            with school_context(chosen):
                report = issue_into(output, chosen, asked)
        except (Refused, UnknownRulebookError, NotLaidOutError) as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                f"{output}: cannot be written ({error.strerror}); nothing was issued."
            ) from None
        self.stdout.write(f"{output}: report {report.number}, SHA-256 of its data {report.data_sha256}")


def issue_into(output: Path, school: School, asked: dict[str, Any]) -> Report:
    """Issue the report and write its file, both or neither."""
    now = timezone.now()
    report = issue_now(
        school=school,
        as_at=asked["as_at"] or timezone.localdate(now),
        academic_year=asked["year"],
        rulebook=asked["rulebook"],
        with_names=asked["with_names"],
        by=None,
        at=now,
    )
    place = output.resolve()  # a link stays, and what it leads to is written
    rights = place.stat().st_mode if place.exists() else 0o666 & ~_umask()
    write_whole(place, issued.read(report))
    place.chmod(rights)
    return report


def _umask() -> int:
    """Which rights files made here go without; the system tells it only while changing it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def output_argument(text: str) -> Path:
    """An argparse type: a file in a folder that is there."""
    path = Path(text)
    if not os.path.isdir(path.parent):
        raise ArgumentTypeError(f"there is no folder {path.parent}")
    if os.path.isdir(path):
        raise ArgumentTypeError(f"{path} is a folder; give the name of a file in it")
    if os.path.exists(path) and not os.path.isfile(path):
        raise ArgumentTypeError(f"{path} is no ordinary file; give the name of one")
    return path
