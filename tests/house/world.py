"""Two schools, made by calling the product's own actions, with a canary in every text.

Ashby and Brook have the same of everything, so that whatever is missing for one is missing because of its
scope, and not because there is nothing. Student 1 and student 4 are in the tutor's form, 2 and 3 are not.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db.models import UUIDField

from accounts import outbox
from accounts.actions import add_member, save_school
from accounts.invitations import INVITATION
from accounts.models import Membership, School, User
from accounts.permissions import Role
from accounts.tenancy import school_context
from tests.house.canaries import canary_text
from tests.house.world_advisers import make_advisers
from tests.house.world_interviews import make_interviews
from tests.house.world_reports import make_reports
from tests.house.world_students import make_students

NOW = datetime(2026, 3, 31, 11, 0, tzinfo=UTC)
TODAY = date(2026, 3, 31)
EARLIER = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)

PARTS = {
    "leader": [Role.CAREERS_LEADER],
    "adviser": [Role.ADVISER],
    "senior": [Role.SENIOR_LEADER],
    "tutor": [Role.TUTOR],
    "administrator": [Role.ADMINISTRATOR],
    "tutor_administrator": [Role.TUTOR, Role.ADMINISTRATOR],
}
"""Who plays at each school: one person a role, and one who is tutor and administrator."""
URNS = {"ashby": "104723", "brook": "104724"}


@dataclass
class SchoolWorld:
    """A school with everything in it, and an id for every place of an address.

    `ids` are such as the tutor may reach, `other_form` those of another form, by the name in the address;
    `ids_for` wins over both for one route, where the page wants something in a particular state; `also`
    holds more of one's own to open, in other states.
    """

    name: str
    school: School
    members: dict[str, Membership] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    other_form: dict[str, Any] = field(default_factory=dict)
    ids_for: dict[str, dict[str, Any]] = field(default_factory=dict)
    also: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    every_id: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def word(self, kind: str, number: int = 1) -> str:
        """A canary of this school, with markup where the text takes it."""
        return canary_text(self.name, kind, number)

    def user(self, part: str) -> User:
        """The person who plays this part here."""
        return self.members[part].user


@dataclass
class World:
    """Ashby, Brook and somebody who belongs to neither."""

    ashby: SchoolWorld
    brook: SchoolWorld
    nobody: User

    def schools(self) -> tuple[SchoolWorld, SchoolWorld]:
        """Both of them."""
        return self.ashby, self.brook


def build_world() -> World:
    """Everything, inside the transaction that is open."""
    ashby, brook = (make_school(name) for name in URNS)
    for here in (ashby, brook):
        here.members["adviser_at_both"] = member(here, "Ben Okafor", "ben@example.org", [Role.ADVISER])
        with school_context(here.school):
            fill(here)
            here.every_id = every_id(here.school)
    return World(ashby, brook, User.objects.create_user("nobody@example.org", "Nobody at all"))


def make_school(name: str) -> SchoolWorld:
    """A school and its people."""
    school, _ = save_school(
        urn=URNS[name], name=canary_text(name, "schoolname"), town=canary_text(name, "town")
    )
    here = SchoolWorld(name, school)
    for number, (part, roles) in enumerate(PARTS.items(), start=1):
        email = f"{here.word('memberemail', number)}@example.org"
        here.members[part] = member(here, here.word("membername", number), email, roles)
    here.ids["membership_id"] = here.members["senior"].pk
    return here


def member(here: SchoolWorld, name: str, email: str, roles: list[Role]) -> Membership:
    """Somebody with these roles; a tutor looks after the form of students 1 and 4."""
    form = here.word("form") if Role.TUTOR in roles else ""
    return add_member(school=here.school, email=email, name=name, roles=roles, form=form, at=EARLIER)


def fill(here: SchoolWorld) -> None:
    """Students, advisers, interviews, reports, and an invitation that waits to be sent."""
    make_students(here)
    make_advisers(here)
    make_interviews(here, at=NOW)
    make_reports(here, at=NOW)
    outbox.enqueue(
        school=here.school,
        kind=INVITATION,
        object_id=here.members["tutor"].pk,
        recipient=here.user("tutor"),
        on=TODAY,
        at=NOW,
    )


def every_id(school: School) -> set[str]:
    """The ids of everything that belongs to a school."""
    models = [model for model in apps.get_models() if isinstance(model._meta.pk, UUIDField)]
    owned = [model for model in models if any(each.name == "school" for each in model._meta.fields)]
    return {
        str(pk)
        for model in owned
        for pk in model._default_manager.filter(school=school).values_list("pk", flat=True)
    }


ABSENT = {uuid.UUID: uuid.UUID("00000000-0000-4000-8000-000000000000"), int: 2_000_000_000}
"""An id of nothing, by its kind."""
