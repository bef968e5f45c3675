from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.audit import first_fault
from accounts.commands import PlainCommand, add_school_argument, school_of
from accounts.models import RecordAccess
from accounts.tenancy import school_context


class Command(PlainCommand):
    help = (
        "Prove that nobody has changed the log of who opened which record. "
        "Example: audit_verify --school 104723"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_school_argument(parser)

    def handle(self, *, school: str, **options: Any) -> None:
        found = school_of(school)
        with school_context(found):
            if fault := first_fault(found):
                raise CommandError(fault)
            last = RecordAccess.objects.of(found).order_by("number").last()
        if last is None:
            self.stdout.write("The log is empty.")
        else:
            self.stdout.write(f"{last.number} entries, none changed. Last hash: {last.hash}")
