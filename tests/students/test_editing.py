"""Adding and correcting a student on the page."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Membership, School
from students.models import Enrolment, Student
from tests.students.pages import TODAY, of, page
from tests.students.rosters import bring_in, enrolment, line, noon, stays_of, student, upn

pytestmark = pytest.mark.usefixtures("in_ashby")
ClientOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


def form(**changes: str) -> dict[str, str]:
    return {
        "token": str(uuid.uuid4()), "forename": "Ann", "surname": "Lee", "date_of_birth": "2010-01-31",
        "upn": upn(1), "mis_id": "1", "year_group": "11", "form": "11B", "sen": "E", "pupil_premium": "yes",
        "joined_on": "2026-11-02",
    } | changes  # fmt: skip


def opened(client: Client, number: int = 1) -> dict[str, Any]:
    """The correction form as the browser would send it back unchanged."""
    fields = client.get(of(student(number), "edit/")).context["form"]
    return {field.name: str(field.value() or "") for field in fields}


def test_added(ashby: School, olu: Membership, client_of: ClientOf) -> None:
    response = client_of(olu).post(page("add/"), form())
    ann = student(1)
    assert response["Location"] == of(ann)
    year = enrolment(1)
    assert (year.year_group, year.form, year.sen, year.ehc_plan, year.pupil_premium, year.eal) == (
        11, "11B", "E", True, True, None,
    )  # fmt: skip
    assert stays_of(1) == [(TODAY.replace(day=2), None)]
    assert ann.details_as_of == TODAY


def test_the_same_form_twice_adds_one(ashby: School, olu: Membership, client_of: ClientOf) -> None:
    data = form()
    client_of(olu).post(page("add/"), data)
    assert client_of(olu).post(page("add/"), data)["Location"] == page()
    assert Student.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"forename": ""}, "Enter the student&#x27;s forename"),
        ({"surname": " "}, "Enter the student&#x27;s surname"),
        ({"year_group": ""}, "Choose the year group"),
        ({"upn": "", "mis_id": ""}, "Enter the UPN, or the MIS ID"),
        ({"upn": "X1"}, "“X1” is not a UPN"),
        ({"uln": "12"}, "“12” is not a ULN"),
        ({"date_of_birth": "2026-11-24"}, "must not be in the future"),
        ({"date_of_birth": "2010-02-30"}, "Enter a date that exists"),
        ({"date_of_birth": "0201-02-03"}, "Enter a date in the years 1900 to 2100"),
        ({"left_on": "2026-11-01"}, "The last day on roll must not be before the first"),
        ({"email": "nobody"}, "Enter an e-mail address such as"),
        ({"upn": upn(9)}, "is recorded for Ray, Bob"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_added(
    ashby: School, ada: Membership, client_of: ClientOf, changes: dict[str, str], message: str
) -> None:
    bring_in(ashby, line(9, "Bob Ray"))
    assert message in client_of(ada).post(page("add/"), form(**changes)).content.decode()
    assert Student.objects.count() == 1


def test_a_wrong_check_letter_is_kept_and_said(ashby: School, ada: Membership, client_of: ClientOf) -> None:
    wrong = ("B" if upn(1)[0] != "B" else "C") + upn(1)[1:]
    response = client_of(ada).post(page("add/"), form(upn=wrong), follow=True)
    assert student(1).upn == wrong
    assert f"The UPN {wrong} has the check letter" in response.content.decode()


def test_a_namesake_must_be_meant(ashby: School, ada: Membership, client_of: ClientOf) -> None:
    client = client_of(ada)
    client.post(page("add/"), form())
    twin = form(upn="", mis_id="2")
    html = client.post(page("add/"), twin).content.decode()
    assert "born on the same day, is recorded already" in html
    assert 'type="checkbox" name="is_another"' in html
    assert Student.objects.count() == 1
    client.post(page("add/"), form(upn="", mis_id="2", is_another="on"))
    assert Student.objects.count() == 2


def test_corrected(ashby: School, olu: Membership, client_of: ClientOf) -> None:
    bring_in(ashby, line(1, "Ann Lee", PP="Y", RONI="High"))
    client = client_of(olu)
    data = opened(client) | {"forename": "Anne", "form": "11C", "left_on": "2026-11-30", "joined_on": ""}
    assert client.post(of(student(1), "edit/"), data)["Location"] == of(student(1))
    assert (student(1).forename, enrolment(1).form, enrolment(1).pupil_premium) == ("Anne", "11C", True)
    assert enrolment(1).neet_risk_on is not None
    assert stays_of(1) == [(None, TODAY.replace(day=30))]


def test_saving_what_was_there_writes_nothing(ashby: School, olu: Membership, client_of: ClientOf) -> None:
    more = {"SEN": "K", "PP": "Y", "LAC": "N", "RONI": "High", "DOB": "2010-01-31", "Sex": "F"}
    bring_in(ashby, line(1, "Ann Lee", Joined="2021-09-01", Email="ann@a.example", **more))
    before = list(Enrolment.objects.values()), list(Student.objects.values())
    client = client_of(olu)
    client.post(of(student(1), "edit/"), opened(client))
    assert (list(Enrolment.objects.values()), list(Student.objects.values())) == before


def test_one_who_came_back(ashby: School, olu: Membership, client_of: ClientOf) -> None:
    bring_in(ashby, line(1, "Ann Lee", Joined="2021-09-01", Left="2026-10-16"))
    client = client_of(olu)
    refused = client.post(of(student(1), "edit/"), opened(client) | {"back_on": "2026-10-16"})
    assert "The student must have left before coming back" in refused.content.decode()
    client.post(of(student(1), "edit/"), opened(client) | {"back_on": "2026-11-02"})
    assert [left for _, left in stays_of(1)] == [TODAY.replace(month=10, day=16), None]


def test_the_second_editor_is_told_and_loses_nothing(
    ashby: School, olu: Membership, ada: Membership, client_of: ClientOf
) -> None:
    bring_in(ashby, line(1, "Ann Lee", form="11A"))
    first, second = client_of(olu), client_of(ada)
    slow = opened(second) | {"forename": "Hannah"}
    first.post(of(student(1), "edit/"), opened(first) | {"form": "11B"})
    response = second.post(of(student(1), "edit/"), slow)
    html = response.content.decode()
    assert "Somebody else has changed this student" in html
    assert "Forename: recorded Ann, yours Hannah" in html
    assert "Form: recorded 11B, yours 11A" in html
    assert (student(1).forename, response.context["form"]["forename"].value()) == ("Ann", "Hannah")
    again = {field.name: str(field.value() or "") for field in response.context["form"]}
    second.post(of(student(1), "edit/"), again)
    assert (student(1).forename, enrolment(1).form) == ("Hannah", "11A")


@pytest.mark.parametrize("who", ["ben", "tess", "vic"])
def test_only_who_edits_students_may(
    ashby: School, who: str, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    bring_in(ashby, line(1, "Ann Lee", form="11B"))
    client = client_of(request.getfixturevalue(who))
    for address in (page("add/"), of(student(1), "edit/")):
        assert client.get(address).status_code == 403
        assert client.post(address, form(forename="Changed")).status_code == 403
    assert student(1).forename == "Ann"


def test_another_schools_student_cannot_be_corrected(
    ashby: School, cora: Membership, brook: School, client_of: ClientOf
) -> None:
    bring_in(ashby, line(1, "Ann Lee"))
    address = page(f"{student(1).pk}/edit/", school=brook)
    assert client_of(cora).post(address, form(forename="Stolen")).status_code == 404
    assert student(1).forename == "Ann"
