from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import ProgrammingError, connections

from config.grants import OWNER, WEB, grant_to_web_role, roles_differ

LOCK = 7_206_204  # any number, the same for every process


class Command(migrate.Command):
    """Django's, as the owning role, and followed by the rights of the web role."""

    help = "Brings the database up to date, as its owner, and gives the web role its rights. Example: migrate"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=OWNER)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != OWNER or options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        # Two processes may start at once on a new database: the second waits and finds the work done.
        with connections[OWNER].cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [LOCK])
        try:
            super().handle(*args, **options)
            self.grant()
        finally:
            with connections[OWNER].cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [LOCK])

    def grant(self) -> None:
        """The web role's rights, where it is a role of its own."""
        if not roles_differ():
            self.stderr.write(
                "DATABASE_URL and DATABASE_OWNER_URL name the same role: the wall between schools in the "
                "database stands only when requests are answered by an ordinary role that owns nothing."
            )
            return
        try:
            grant_to_web_role()
        except ProgrammingError as error:
            role = connections[WEB].settings_dict["USER"]
            raise CommandError(
                f"The rights of the role {role} could not be set: {str(error).strip()}"
            ) from None
