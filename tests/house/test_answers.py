"""Every page answers everybody as declared; another school's answers as what does not exist."""

import pytest

from tests.house.expected import LOGGED_IN, PUBLIC, ROWS
from tests.house.findings import told_apart, wrong_answers
from tests.house.routes import all_routes, our_routes, school_routes, schoolless, unguarded
from tests.house.walk import ABSENT, FOREIGN, FOREIGN_SCHOOL, NO_SCHOOL, Walked

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
