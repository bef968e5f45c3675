"""The cast that plays in every test, in the demo and in the screenshots.

Ada leads careers at Ashby High, Ben advises at Ashby and Brook, Vic is a senior leader at Ashby, Tess a
tutor there and Olu its administrator. Cora leads careers at Brook School and must see nothing of Ashby.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.actions import add_member, save_school
from accounts.models import Membership, School
from accounts.permissions import Role
from accounts.tenancy import school_context

LONG_AGO = datetime(2022, 9, 1, 8, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


def school(urn: str, name: str) -> School:
    return save_school(urn=urn, name=name, type="school", rulebook="school-two-by-13")[0]


def member(school: School, name: str, *roles: Role, form: str = "") -> Membership:
    """Somebody with these roles at this school; the e-mail is the first name's, at example.org."""
    email = f"{name.split()[0].lower()}@example.org"
    return add_member(
        school=school, email=email, name=name, roles=list(roles), form=form, at=LONG_AGO, password=None
    )


@pytest.fixture
def ashby(db: None) -> School:
    return school("104723", "Ashby High")


@pytest.fixture
def brook(db: None) -> School:
    return school("104724", "Brook School")


@pytest.fixture
def ada(ashby: School) -> Membership:
    return member(ashby, "Ada Lowe", Role.CAREERS_LEADER)


@pytest.fixture
def ben(ashby: School) -> Membership:
    return member(ashby, "Ben Okafor", Role.ADVISER)


@pytest.fixture
def ben_at_brook(brook: School) -> Membership:
    return member(brook, "Ben Okafor", Role.ADVISER)


@pytest.fixture
def vic(ashby: School) -> Membership:
    return member(ashby, "Vic Adeyemi", Role.SENIOR_LEADER)


@pytest.fixture
def tess(ashby: School) -> Membership:
    return member(ashby, "Tess Walsh", Role.TUTOR, form="11B")


@pytest.fixture
def olu(ashby: School) -> Membership:
    return member(ashby, "Olu Bright", Role.ADMINISTRATOR)


@pytest.fixture
def cora(brook: School) -> Membership:
    return member(brook, "Cora Finch", Role.CAREERS_LEADER)


@pytest.fixture
def in_ashby(ashby: School) -> Iterator[School]:
    """The test itself sees Ashby's rows, as a task or a command for Ashby would."""
    with school_context(ashby):
        yield ashby


@pytest.fixture
def client_of() -> Callable[[Membership], Client]:
    """A browser in which this person is logged in."""

    def log_in(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user)
        return client

    return log_in
