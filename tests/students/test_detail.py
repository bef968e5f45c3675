"""A student's page: each role sees its own fields, and every interview says whether it counts."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from accounts.models import Membership, RecordAccess, School
from accounts.permissions import Role
from students.actions import exclude_student
from students.models import Exclusion
from tests.cast import member
from tests.students.pages import TODAY, interview, of, page, qualified_adviser, text_of
from tests.students.rosters import bring_in, line, noon, student, upn

pytestmark = pytest.mark.usefixtures("in_ashby")
ClientOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def zoe(ashby: School, ada: Membership, in_ashby: School) -> None:
    """Zoë of 11B: two years of enrolments, one interview that counts and one that does not, excluded."""
    bring_in(ashby, line(1, "Zoë Lee", "10", "10B", SEN="N"), on=date(2025, 9, 10))
    more = {"PP": "Y", "SEN": "K", "Email": "zoe@ashby.example", "Joined": "2021-09-01"}
    bring_in(ashby, line(1, "Zoë Lee", "11", "11B", **more), line(2, "Bob Ray", "11", "11A"))
    adviser = qualified_adviser(ashby)
    interview(student(1), adviser, date(2026, 11, 2))
    interview(student(1), adviser, date(2026, 10, 5), outcome="absent", minutes=None)
    exclude_student(
        student=student(1), reason="Mainly educated elsewhere", approved_by="Ms Head", starts_on=TODAY,
        ends_on=date(2027, 7, 1), by=ada.user, at=noon(TODAY), token=uuid.uuid4(),
    )  # fmt: skip


SHOWN = {
    "numbers": upn(1),
    "needs": "SEN support",
    "status": "1 interview counts. The target is met.",
    "reason": "The student did not attend.",
    "interview": "2 November 2026",
    "exclusion": "Mainly educated elsewhere",
    "years": "2025/26",
    "contact": "zoe@ashby.example",
}


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        ("ada", set()),
        ("ben", set()),
        ("tess", {"numbers", "needs", "exclusion"}),
        ("olu", {"status", "reason", "interview", "exclusion"}),
    ],
)
def test_each_role_sees_its_fields(
    zoe: None, who: str, hidden: set[str], request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    html = client_of(request.getfixturevalue(who)).get(of(student(1))).content.decode()
    assert {field for field, text in SHOWN.items() if text not in html} == hidden


@pytest.mark.parametrize(
    ("who", "links"),
    [
        ("ada", {"edit/", "exclude/", "interviews/record/"}),
        ("ben", {"interviews/record/"}),
        ("tess", set()),
        ("olu", {"edit/"}),
    ],
)
def test_nobody_is_offered_what_would_be_refused(
    ashby: School, who: str, links: set[str], request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    bring_in(ashby, line(1, "Zoë Lee", "11", "11B"))
    html = client_of(request.getfixturevalue(who)).get(of(student(1))).content.decode()
    assert {link for link in ("edit/", "exclude/", "interviews/record/") if link in html} == links


def test_a_tutor_sees_nobody_of_another_form(zoe: None, tess: Membership, client_of: ClientOf) -> None:
    assert client_of(tess).get(of(student(1))).status_code == 200
    assert client_of(tess).get(of(student(2))).status_code == 404


def test_a_tutor_who_is_administrator_too_sees_no_status_outside_the_own_form(
    zoe: None, ashby: School, client_of: ClientOf
) -> None:
    both = member(ashby, "Mo Both", Role.TUTOR, Role.ADMINISTRATOR, form="11A")
    html = client_of(both).get(of(student(1))).content.decode()
    assert [SHOWN[field] in html for field in ("needs", "status", "interview", "exclusion")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert "No interview is on record." in client_of(both).get(of(student(2))).content.decode()


def test_an_opening_is_written_down(zoe: None, ben: Membership, client_of: ClientOf) -> None:
    client_of(ben).get(of(student(1)))
    entry = RecordAccess.objects.get()
    assert (entry.kind, entry.what, entry.user_id, entry.student_ids) == (
        "opened", "students:detail", ben.user_id, [student(1).pk],
    )  # fmt: skip


@pytest.mark.parametrize("address", ["", "edit/", "exclude/"])
def test_another_schools_student_is_not_there(
    zoe: None, address: str, cora: Membership, brook: School, client_of: ClientOf
) -> None:
    client = client_of(cora)
    assert client.get(of(student(1), address)).status_code == 404
    assert client.get(page(f"{student(1).pk}/{address}", school=brook)).status_code == 404
    assert client.get(page(f"{uuid.uuid4()}/{address}", school=brook)).status_code == 404


def test_one_who_has_left_is_shown_with_the_last_year_here(
    ashby: School, ada: Membership, client_of: ClientOf
) -> None:
    bring_in(ashby, line(1, "Old Timer", "11", "11B", Left="2026-07-10"), on=date(2026, 6, 30))
    html = client_of(ada).get(of(student(1))).content.decode()
    assert "Benchmark 8 in 2025/26" in html
    assert "left on 10 July 2026" in html
    assert "Missed" in html


EXCLUSION = {"reason": "Elsewhere", "approved_by": "Ms Head", "starts_on": "2026-11-23", "ends_on": ""}


def test_excluded_on_the_page_and_withdrawn(ashby: School, ada: Membership, client_of: ClientOf) -> None:
    bring_in(ashby, line(1, "Zoë Lee"))
    client, data = client_of(ada), EXCLUSION | {"token": str(uuid.uuid4())}
    assert client.post(of(student(1), "exclude/"), data)["Location"] == of(student(1))
    assert client.post(of(student(1), "exclude/"), data)["Location"] == of(student(1))
    exclusion = Exclusion.objects.get()
    assert (exclusion.reason, exclusion.recorded_by, exclusion.ends_on) == ("Elsewhere", ada.user, None)
    response = client.post(page(f"exclusions/{exclusion.pk}/withdraw/"))
    exclusion.refresh_from_db()
    assert (response["Location"], exclusion.withdrawn_at, exclusion.withdrawn_by) == (
        of(student(1)), noon(TODAY), ada.user,
    )  # fmt: skip


def test_no_page_says_that_a_student_is_excluded(ashby: School, ada: Membership, client_of: ClientOf) -> None:
    """In a school that means sent out of school."""
    bring_in(ashby, line(1, "Zoë Lee"))
    client, data = client_of(ada), EXCLUSION | {"token": str(uuid.uuid4())}
    offered = text_of(client.get(of(student(1))))
    form = text_of(client.get(of(student(1), "exclude/")))
    said = text_of(client.post(of(student(1), "exclude/"), data, follow=True))
    listed = text_of(client.get(page()))
    assert [("xclu" in text, "eligible figure" in text) for text in (offered, form, said, listed)] == [
        (False, True), (False, True), (False, True), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": ""}, "Enter the reason"),
        ({"approved_by": " "}, "Enter who approved it"),
        ({"starts_on": "2026-02-30"}, "Enter a date that exists"),
        ({"ends_on": "2026-11-22"}, "The last day must not be before the first"),
    ],
)
def test_an_exclusion_that_lacks_something(
    ashby: School, ada: Membership, client_of: ClientOf, changes: dict[str, str], message: str
) -> None:
    bring_in(ashby, line(1, "Zoë Lee"))
    data = EXCLUSION | {"token": str(uuid.uuid4())} | changes
    response = client_of(ada).post(of(student(1), "exclude/"), data)
    assert message in response.content.decode()
    assert not Exclusion.objects.exists()


@pytest.mark.parametrize("who", ["ben", "tess", "olu", "vic"])
def test_only_the_careers_leader_excludes(
    zoe: None, who: str, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    client = client_of(request.getfixturevalue(who))
    assert client.get(of(student(1), "exclude/")).status_code == 403
    exclusion = Exclusion.objects.get()
    assert client.post(page(f"exclusions/{exclusion.pk}/withdraw/")).status_code == 403
    exclusion.refresh_from_db()
    assert exclusion.withdrawn_at is None


def test_another_schools_exclusion_cannot_be_withdrawn(
    zoe: None, cora: Membership, brook: School, client_of: ClientOf
) -> None:
    exclusion = Exclusion.objects.get()
    address = page(f"exclusions/{exclusion.pk}/withdraw/", school=brook)
    assert client_of(cora).post(address).status_code == 404
