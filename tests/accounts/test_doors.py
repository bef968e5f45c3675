"""The ways in: log-in, set-up links, and the choice between schools."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import Membership
from accounts.set_up_links import set_up_url, user_of_link
from tests.cast import PASSWORD

ClientOf = Callable[[Membership], Client]


def path_of(url: str) -> str:
    return url.removeprefix(url[: url.index("/set-up/")])


def test_without_a_log_in_every_address_leads_to_the_log_in(client: Client, db: None) -> None:
    for path in ("/", "/104723/", "/104723/people/"):
        assert client.get(path).headers["Location"].startswith("/accounts/login/")


def test_an_invited_person_chooses_a_password_once(ada: Membership, client: Client) -> None:
    path = path_of(set_up_url(ada.user))
    assert client.get(path).status_code == 200
    response = client.post(path, {"password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/", 302), ("/104723/", 302)]
    assert b"Your password is set, and you are logged in." in response.content
    client.logout()
    response = client.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get(path).status_code == 410


@pytest.mark.parametrize(("password", "words"), [("", "Choose a password"), ("short", "at least 12")])
def test_a_weak_password_is_refused_with_what_would_do(
    ada: Membership, client: Client, password: str, words: str
) -> None:
    response = client.post(path_of(set_up_url(ada.user)), {"password": password})
    assert words in " ".join(response.context["form"].errors["password"])
    ada.user.refresh_from_db()
    assert not ada.user.has_usable_password()


def test_a_set_up_link_lives_seven_days(ada: Membership) -> None:
    start = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        uid, token = set_up_url(ada.user).rstrip("/").split("/")[-2:]
    with time_machine.travel(start + timedelta(days=7), tick=False):
        assert user_of_link(uid, token) == ada.user
    with time_machine.travel(start + timedelta(days=7, seconds=1), tick=False):
        assert user_of_link(uid, token) is None


@pytest.mark.parametrize("uid", ["x", "MQ", "////", "OTk5OTk"])
def test_a_made_up_link_is_spent_not_an_error(db: None, client: Client, uid: str) -> None:
    assert user_of_link(uid, "c9a-0123456789abcdef") is None


def test_one_school_opens_at_once_and_several_are_offered(
    ben: Membership, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    browser = client_of(ben)
    assert browser.get("/").headers["Location"] == "/104723/interviews/"
    request.getfixturevalue("ben_at_brook")
    page = browser.get("/").content.decode()
    assert "Ashby High" in page
    assert "Brook School" in page


def test_an_expired_session_under_htmx_leads_the_whole_page_to_the_log_in(db: None, client: Client) -> None:
    response = client.get("/104723/people/", headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (401, "/accounts/login/")


def test_pages_with_people_are_never_kept(ada: Membership, client_of: ClientOf) -> None:
    assert client_of(ada).get("/104723/people/").headers["Cache-Control"] == "no-store"


def test_what_a_page_says_once_is_not_kept_in_a_cookie(ada: Membership, client_of: ClientOf) -> None:
    browser = client_of(ada)
    invitation = {"name": "Ann Lee", "email": "ann@example.org", "roles": "adviser"}
    assert "messages" not in browser.post("/104723/people/invite/", invitation).cookies
    assert b"An e-mail is on its way to ann@example.org." in browser.get("/104723/people/").content
