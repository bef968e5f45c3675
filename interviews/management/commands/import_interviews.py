from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.actions import Refused
from accounts.commands import DRY_RUN, PlainCommand, add_school_argument, school_of
from accounts.files import FileRefused, load
from accounts.models import School
from accounts.templatetags.waymark import counted
from accounts.tenancy import school_context
from interviews.actions import import_interviews
from interviews.interview_file import read_interviews
from interviews.merge import Merge, merge


class Command(PlainCommand):
    help = (
        "Record interviews already held, from a CSV or XLSX file: all of them or, when one row is bad, none. "
        "Safe to run twice. Example: import_interviews interviews.csv --school 104723 --dry-run"
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
        self.report(merged, dry_run)

    def act(self, school: School, file: Path, dry_run: bool) -> Merge:
        """Import the file, or only compare it."""
        data, now = load(file), timezone.now()
        if not dry_run:
            return import_interviews(school=school, data=data, name=file.name, by=None, at=now)
        merged = merge(school, read_interviews(data, name=file.name), on=timezone.localdate(now))
        merged.refuse_problems()
        return merged

    def report(self, merged: Merge, dry_run: bool) -> None:
        """What came, or would come, of the file."""
        verb = "would be added" if dry_run else "added"
        added = counted(len(merged.drafts), "interview,interviews")
        self.stdout.write(f"{added} {verb}, {merged.already_there:,} already there.")
        if dry_run:
            for draft in merged.drafts:
                self.stdout.write(f"added {draft.words}")
        for line in merged.notes():
            self.stdout.write(line)
        if dry_run:
            self.stderr.write(DRY_RUN)
