"""Every page answers everybody as declared; another school's answers as what does not exist."""

import re

import pytest

from tests.house.canaries import canaries_in, kind_of
from tests.house.expected import LIBRARY, LOGGED_IN, PUBLIC, ROWS
from tests.house.findings import told_apart, wrong_answers
from tests.house.routes import all_routes, our_routes, school_routes, schoolless, unguarded
from tests.house.walk import ABSENT, FOREIGN, FOREIGN_SCHOOL, INSIDERS, NO_SCHOOL, Visit, Walked

pytestmark = pytest.mark.django_db
ROUTES = {route.name: route for route in school_routes()}


@pytest.mark.parametrize("name", ROUTES)
def test_every_page_answers_each_role_as_declared(walked: Walked, name: str) -> None:
    assert list(wrong_answers(walked.where(route=name), ROUTES[name])) == []


def test_the_table_declares_the_pages_there_are() -> None:
    assert {name for name, _ in ROWS} - set(ROUTES) == set(), "declared, and there is no such page"
    assert set(ROUTES) - {name for name, _ in ROWS} == set(), "not declared in tests/house/expected.py"


def test_every_page_is_public_by_mark_or_carries_a_permission() -> None:
    routes = all_routes()
    assert unguarded(route for route in routes if route.name not in LOGGED_IN) == []
    assert schoolless(routes) == []


def test_what_belongs_to_no_school_is_declared() -> None:
    ours = [route for route in our_routes() if route.name not in ROUTES]
    assert {route.name for route in ours if route.is_public} == PUBLIC
    assert {route.name for route in ours if not route.is_public} == set(LOGGED_IN)


def test_another_schools_id_is_answered_byte_for_byte_like_an_id_of_nothing(walked: Walked) -> None:
    assert list(told_apart(walked.visits, FOREIGN, ABSENT)) == []


def test_another_school_is_answered_byte_for_byte_like_no_school(walked: Walked) -> None:
    strangers = walked.where(part="stranger")
    assert list(told_apart(strangers, FOREIGN_SCHOOL, NO_SCHOOL)) == []


def test_who_has_not_logged_in_is_led_to_the_log_in_and_sees_nothing(walked: Walked) -> None:
    for visit in walked.where(part="anonymous"):
        assert visit.location.startswith("/accounts/login/?next=/104723/"), visit.step
        assert visit.text == ""


def test_of_the_log_in_librarys_pages_there_are_those_we_declare() -> None:
    assert {route.name: route.is_public for route in all_routes() if not route.is_ours} == LIBRARY


def headers_of(visit: Visit) -> dict[str, str]:
    """The headers of an answer."""
    return dict(visit.fingerprint[1])


def test_every_answer_forbids_what_pages_must_not_do(walked: Walked) -> None:
    for visit in walked.visits:
        headers = headers_of(visit)
        policy = headers.get("Content-Security-Policy", "")
        wanted = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
        assert [each for each in wanted if each not in policy] == [], visit.step
        assert "unsafe" not in policy, visit.step
        assert headers.get("X-Content-Type-Options") == "nosniff", visit.step


def test_what_a_school_shows_is_kept_by_no_browser_and_no_proxy(walked: Walked) -> None:
    inside = [visit for visit in walked.visits if visit.step.part in INSIDERS]
    assert any(visit.canaries for visit in inside)
    assert [str(each.step) for each in inside if "no-store" not in headers_of(each)["Cache-Control"]] == []


def test_files_are_handed_out_to_be_kept_and_never_shown_inside_a_page(walked: Walked) -> None:
    files = [
        visit
        for visit in walked.visits
        if visit.status == 200 and not headers_of(visit)["Content-Type"].startswith("text/html")
    ]
    assert {visit.step.route for visit in files} == {
        "advisers:evidence",
        "reporting:report_download",
        "reporting:report_data",
    }
    for visit in files:
        assert headers_of(visit)["Content-Disposition"].startswith("attachment"), visit.step


ADDRESS = re.compile(r"""\s(?:href|src|action|hx-get|hx-post|hx-push-url)=["']([^"']*)""")
MAY_STAND_IN_AN_ADDRESS = {"form", "memberemail", "adviseremail", "studentemail"}
"""The form that a list is narrowed down to, and where a letter is to go (`mailto:`)."""


def test_no_address_holds_a_name(walked: Walked) -> None:
    """Addresses stay in histories and in other people's logs: filters stand in them, names do not."""
    named = {
        (visit.step.route, word)
        for visit in walked.visits
        for address in [*ADDRESS.findall(visit.text), visit.location]
        for word in canaries_in(address)
        if kind_of(word) not in MAY_STAND_IN_AN_ADDRESS
    }
    assert named == set()
    linked = [
        address for visit in walked.where(route="students:list") for address in ADDRESS.findall(visit.text)
    ]
    assert any("/students/" in address for address in linked), "addresses are found"
