import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from accounts.actions import Refused, add_member
from accounts.commands import PlainCommand, add_school_argument, school_of
from accounts.permissions import Role
from accounts.set_up_links import set_up_url


class Command(PlainCommand):
    help = (
        "Add a person to a school, or change what he or she is there. Without a password, prints a one-time "
        'link to choose one. Example: create_user --email ada@ashby.example --name "Ada Lowe" '
        "--school 104723 --role careers_leader"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        add_school_argument(parser)
        parser.add_argument(
            "--role", action="append", required=True, choices=Role.values, help="may be given more than once"
        )
        parser.add_argument("--form", default="", help="a tutor's form, such as 11B")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )

    def handle(self, *, email: str, name: str, role: list[str], form: str, **options: Any) -> None:
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        try:
            membership = add_member(
                school=school_of(options["school"]),
                email=email,
                name=name,
                roles=[Role(value) for value in role],
                form=form,
                at=timezone.now(),
                password=password,
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        except Refused as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{membership.user.name} at {membership.school.name}: {membership.role_names()}.")
        if not membership.user.has_usable_password():
            self.stdout.write(set_up_url(membership.user))
