import sys
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.actions import Refused
from accounts.commands import DRY_RUN, PlainCommand, add_school_argument, date_argument, school_of
from accounts.files import FileRefused, load
from accounts.models import School
from accounts.tenancy import school_context
from students.actions import TooManyLeavers, import_roster
from students.models import ColumnMapping
from students.presenting import difference_lines, summary_lines
from students.roster_day import day_problem
from students.roster_file import Roster, read_roster
from students.school_record import difference_for


class Command(PlainCommand):
    help = (
        "Import a school's roster (CSV, XLSX or CTF XML) as it stood on a day. All or nothing. "
        "Example: manage.py import_students roster.csv --school 104723 --on 2026-09-10 --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the roster")
        add_school_argument(parser)
        parser.add_argument("--on", type=date_argument, metavar="DATE", help="default: today")
        parser.add_argument("--leavers", action="store_true", help="record as left who is not in the file")
        parser.add_argument(
            "--confirm-leavers", action="store_true", help="also where they are over a fifth of a year group"
        )
        parser.add_argument("--dry-run", action="store_true", help="print what would change, change nothing")

    def handle(self, **options: Any) -> None:
        if options["confirm_leavers"] and not options["leavers"]:
            raise CommandError("--confirm-leavers goes with --leavers", returncode=2)
        on = options["on"] or timezone.localdate()
        if problem := day_problem(on, today=timezone.localdate()):
            raise CommandError(f"--on: {problem}", returncode=2)
        school = school_of(options["school"])
        path: Path = options["file"]
        try:
            data = load(path)
            with school_context(school):
                roster = self.read(data, path, school, on)
                self.run(school, roster, path, data, options)
        except FileRefused as refusal:
            self.refuse(problem.line(path.name) for problem in refusal.problems)
        except TooManyLeavers as refusal:
            self.refuse([f"{path.name}: {refusal} (--confirm-leavers)"])
        except Refused as refusal:
            self.refuse([f"{path.name}: {refusal}"])

    def refuse(self, lines: Iterable[str]) -> NoReturn:
        """Every reason on a line of its own; nothing has been changed."""
        for line in lines:
            self.stderr.write(line)
        sys.exit(1)

    def read(self, data: bytes, path: Path, school: School, on: date) -> Roster:
        """The roster, its headings matched as the school's people once chose."""
        remembered = ColumnMapping.objects.of(school).first()
        mapping = remembered.fields_by_heading if remembered else None
        return read_roster(data, name=path.name, on=on, mapping=mapping)

    def run(self, school: School, roster: Roster, path: Path, data: bytes, options: dict[str, Any]) -> None:
        """Import, or only say what would be imported; the result goes to standard output."""
        leavers = options["leavers"]
        if options["dry_run"]:
            difference = difference_for(school=school, roster=roster)
            if leavers and not options["confirm_leavers"] and difference.too_many_leavers:
                raise TooManyLeavers(difference.too_many_leavers)
            lines = difference_lines(difference, roster, name=path.name, leavers=leavers)
            self.stdout.write("\n".join(lines))
            self.stderr.write(DRY_RUN)
            return
        difference = import_roster(
            school=school,
            roster=roster,
            by=None,
            at=timezone.now(),
            leavers=leavers,
            confirm_leavers=options["confirm_leavers"],
            file_name=path.name,
            sha256=sha256(data).hexdigest(),
        )
        self.stdout.write("\n".join(summary_lines(difference, roster, leavers=leavers)))
        for warning in difference.warnings:
            self.stderr.write(warning.line(path.name))
