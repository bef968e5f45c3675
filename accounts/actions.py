"""The only writers of schools, people, memberships, the access log and form tokens."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Membership, RecordAccess, School, Submission, User
from accounts.models.access_log import AccessKind
from accounts.permissions import Role


class Refused(Exception):
    """An action that the data forbid; the message says why and what would be right."""


class AlreadySubmitted(Exception):
    """The same form was sent before and has had its effect."""


@transaction.atomic
def save_school(*, urn: str, name: str, type: str, rulebook: str, town: str = "") -> tuple[School, bool]:
    """Add a school, or update the one with this URN. Returns it, and whether it was added."""
    return School.objects.update_or_create(
        urn=urn,
        defaults={"name": name, "type": type, "rulebook": rulebook, **({"town": town} if town else {})},
    )


@transaction.atomic
def add_member(
    *,
    school: School,
    email: str,
    name: str,
    roles: list[Role],
    form: str = "",
    at: datetime,
    password: str | None = None,
) -> Membership:
    """Give a person, new or known by e-mail from another school, a membership; or change the present one."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name, password=password)
    elif password is not None and not user.has_usable_password():
        user.set_password(password)
        user.save(update_fields=["password"])
    membership, _ = Membership.objects.update_or_create(
        user=user,
        school=school,
        defaults={"roles": list(roles), "form": form if Role.TUTOR in roles else ""},
        create_defaults={"roles": list(roles), "form": form if Role.TUTOR in roles else "", "created_at": at},
    )
    return membership


def log_access(
    *, by: Membership, kind: AccessKind, what: str, students: Iterable[uuid.UUID], at: datetime
) -> None:
    """Write down that these students' records were opened, listed, exported or printed.

    Call it last in a view: the school's log is locked until the request's transaction ends.
    """
    ids = list(students)
    if ids:
        RecordAccess.objects.create(
            school_id=by.school_id, at=at, user_id=by.user_id, kind=kind, what=what, student_ids=ids
        )


def claim_submission(*, school: School, token: uuid.UUID, at: datetime) -> None:
    """Claim a form's token inside the action's transaction; raises AlreadySubmitted when it is spent."""
    try:
        with transaction.atomic():
            Submission.objects.create(token=token, school=school, made_at=at)
    except IntegrityError:
        raise AlreadySubmitted from None
