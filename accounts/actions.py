"""The only writers of schools, people, memberships, the access log and form tokens."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import IntegrityError, transaction

from accounts.files.values import parse_text
from accounts.models import Membership, RecordAccess, School, Submission, User
from accounts.models.access_log import AccessKind
from accounts.permissions import Role


class Refused(Exception):
    """An action that the data forbid; the message says why and what would be right."""


class ChangedMeanwhile(Refused):
    """Somebody else has changed it since it was shown."""


class AlreadySubmitted(Exception):
    """The same form was sent before and has had its effect."""


@transaction.atomic
def save_school(*, urn: str, name: str, **settings: str) -> tuple[School, bool]:
    """Add a school, or update the one with this URN; what is not given stays. Returns whether it was added.

    Raises ValidationError, saying what would be right.
    """
    school = School.objects.filter(urn=urn).first()
    added = school is None
    school = school or School(urn=urn)
    school.name = one_line(name)
    for field, value in settings.items():
        setattr(school, field, value)
    school.full_clean()
    school.save()
    return school, added


def one_line(name: str) -> str:
    """A name without needless spaces. Raises ValidationError for one that is blank or cannot be shown."""
    try:
        text = parse_text(name, most=120)
    except ValueError as error:
        raise ValidationError(f"This {error}.") from None
    if not text:
        raise ValidationError("The name is blank: enter one.")
    return text


@transaction.atomic
def change_school(*, school: School, version: int, changes: dict[str, Any]) -> School:
    """Change the school's settings. Raises ChangedMeanwhile when somebody else did since `version`."""
    if "name" in changes:
        changes = changes | {"name": one_line(changes["name"])}
    for field, value in changes.items():
        setattr(school, field, value)
    school.version = version + 1
    school.full_clean()
    changed = School.objects.filter(pk=school.pk, version=version).update(version=version + 1, **changes)
    if not changed:
        raise ChangedMeanwhile(
            "Somebody else changed the settings while you were here. Yours were not saved; these are theirs."
        )
    return school


@transaction.atomic
def add_member(
    *,
    school: School,
    email: str,
    name: str,
    roles: list[Role],
    at: datetime,
    form: str = "",
    password: str | None = None,
    only_add: bool = False,
) -> Membership:
    """Give a person a membership of the school, or change the one he or she has, unless told only to add.

    Somebody known from another school keeps name and password. Raises Refused, or ValidationError for a
    bad address or password.
    """
    refuse_odd_roles(roles, form)
    EmailValidator("Enter an e-mail address such as name@school.example.")(email.strip())
    lock_members(school.pk)
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = new_person(email=email.strip(), name=name)
    membership = Membership.objects.filter(user=user, school=school).first()
    if membership is not None and only_add:
        raise Refused("This person already belongs to the school: change the roles instead.")
    if password is not None:
        validate_password(password, user)
        user.set_password(password)
        user.save(update_fields=["password"])
    if membership is None:
        membership = Membership(
            user=user, school=school, created_at=at, roles=sorted_roles(roles), form=form.strip()
        )
        membership.clean_fields()
        membership.save()
    else:
        change_member(membership=membership, version=membership.version, roles=roles, form=form)
    return Membership.objects.select_related("user", "school").get(pk=membership.pk)


def lock_members(school_id: int) -> None:
    """Let one person at a time say who belongs to the school, and as what, until the transaction ends."""
    School.objects.select_for_update(no_key=True).get(pk=school_id)


def new_person(*, email: str, name: str) -> User:
    """Add a person; where another school adds the same one just now, that one. Raises ValidationError."""
    name = one_line(name)
    User(email=email, name=name).full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            return User.objects.create_user(email=email, name=name)
    except IntegrityError:
        return User.objects.get(email__iexact=email)


def sorted_roles(roles: Iterable[Role]) -> list[Role]:
    """Each role once, in the order of the list of roles."""
    return [role for role in Role if role in set(roles)]


def refuse_odd_roles(roles: list[Role], form: str) -> None:
    """A membership has a role, and a tutor has a form; nobody else has."""
    if not roles:
        raise Refused("Choose at least one role.")
    if Role.TUTOR in roles and not form.strip():
        raise Refused("Enter the tutor's form, such as 11B.")
    if Role.TUTOR not in roles and form.strip():
        raise Refused("Only a tutor has a form: add the role Tutor, or leave the form empty.")


@transaction.atomic
def change_member(*, membership: Membership, version: int, roles: list[Role], form: str) -> Membership:
    """Change what somebody is at the school. The school keeps at least one careers leader.

    Raises ChangedMeanwhile when somebody else changed it since `version`, or removed the person.
    """
    refuse_odd_roles(roles, form)
    lock_members(membership.school_id)
    name = membership.user.name
    present = Membership.objects.filter(pk=membership.pk).first()
    if present is None:
        raise ChangedMeanwhile(f"{name} was removed from the school while you were here.")
    if present.version != version:
        raise ChangedMeanwhile(
            f"Somebody else changed what {name} may do while you were here, so your change was not saved. "
            f"{name} is now: {present.role_names()}."
        )
    if Role.CAREERS_LEADER not in roles:
        refuse_losing_last_leader(present)
    present.roles, present.form, present.version = sorted_roles(roles), form.strip(), version + 1
    present.clean_fields()
    present.save(update_fields=["roles", "form", "version"])
    return present


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Take somebody off the school: refused at his or her very next request."""
    lock_members(membership.school_id)
    present = Membership.objects.filter(pk=membership.pk).first()
    if present is not None:
        refuse_losing_last_leader(present)
        present.delete()


def refuse_losing_last_leader(membership: Membership) -> None:
    """Raise Refused when the school would be left without a careers leader."""
    leaders = Membership.objects.of(membership.school).with_role(Role.CAREERS_LEADER)
    if membership.holds(Role.CAREERS_LEADER) and not leaders.exclude(pk=membership.pk).exists():
        raise Refused("The school needs a careers leader: give somebody else that role first.")


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Set the password an invited person chose; the set-up link is spent by it."""
    user.set_password(password)
    user.save(update_fields=["password"])


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
