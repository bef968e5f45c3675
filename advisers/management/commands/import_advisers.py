from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.actions import Refused
from accounts.commands import DRY_RUN, PlainCommand, add_school_argument, school_of
from accounts.files import FileRefused, load
from accounts.models import School
from accounts.tenancy import school_context
from advisers.actions import import_advisers
from advisers.adviser_file import read_advisers
from advisers.merged import Merge
from advisers.merging import merge


class Command(PlainCommand):
    help = (
        "Add advisers and their credentials, a row a credential, from a CSV or XLSX file: all of them or, "
        "when one row is bad, none. Safe to run twice. "
        "Example: import_advisers advisers.csv --school 104723 --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        add_school_argument(parser)
        parser.add_argument("--dry-run", action="store_true", help="say what would change; change nothing")

    def handle(self, *, file: Path, school: str, dry_run: bool, **options: Any) -> None:
        found = school_of(school)
        try:
            with school_context(found):
                merged = self.act(found, file, dry_run)
        except FileRefused as refusal:
            raise CommandError("\n".join(refusal.lines())) from None
        except Refused as refusal:
            raise CommandError(f"{file.name}: {refusal}") from None
        for line in merged.lines():
            self.stdout.write(line)
        if dry_run:
            self.stderr.write(DRY_RUN)

    def act(self, school: School, file: Path, dry_run: bool) -> Merge:
        """Import the file, or only compare it."""
        now = timezone.now()
        read = read_advisers(load(file), name=file.name, on=timezone.localdate(now))
        if not dry_run:
            return import_advisers(school=school, file=read, by=None, at=now)
        merged = merge(school, read)
        merged.refuse_problems()
        return merged
