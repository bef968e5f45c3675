"""Who was logged out while writing gets the words back, to be sent again; nobody else's, and no password."""

from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Membership, School
from accounts.permissions import Role
from tests.cast import PASSWORD, member

OURS = {"Origin": "http://testserver"}
PAGE = "/104723/interviews/record/?student=1"
WRITTEN = {
    "summary": 'Likes "chemistry"\r\n& <b>sport</b>',
    "shared_with": ["student", "tutor"],
    "confidential_note": "Worried about the move.",
    "print": "1",
}
LOGGED_OUT = "You were logged out, so nothing has been recorded. Your text is still here."


@pytest.fixture
def strict(db: None) -> Client:
    """One that minds the tokens of forms, as real ones must."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def known(ashby: School) -> Membership:
    """Ben, who has chosen a password."""
    ben = member(ashby, "Ben Okafor", Role.ADVISER)
    ben.user.set_password(PASSWORD)
    ben.user.save()
    return ben


def token_of(page: Any) -> str:
    return lxml.html.fromstring(page.content).xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")


def log_in(strict: Client) -> None:
    token = token_of(strict.get("/accounts/login/"))
    sent = {"login": "ben@example.org", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert strict.post("/accounts/login/", sent).status_code == 302


def form_of(page: Any) -> tuple[str, dict[str, list[str]]]:
    """Where the page's form goes, and what is in it."""
    form = lxml.html.fromstring(page.content).xpath("//main//form")[0]
    boxes: dict[str, list[str]] = {}
    for box in form.xpath(".//input[@type='hidden']"):
        boxes.setdefault(box.get("name"), []).append(box.get("value"))
    return form.get("action"), boxes


def words_of(page: Any) -> str:
    return " ".join(lxml.html.fromstring(page.content).xpath("//main")[0].text_content().split())


def test_whoever_was_logged_out_gets_everything_back(strict: Client) -> None:
    token = token_of(strict.get("/accounts/login/"))
    page = strict.post(PAGE, WRITTEN | {"csrfmiddlewaretoken": token}, headers=OURS)
    assert (page.status_code, page.headers["Cache-Control"]) == (403, "no-store")
    assert LOGGED_OUT in words_of(page)
    address, boxes = form_of(page)
    fresh = boxes.pop("csrfmiddlewaretoken")
    assert address == PAGE
    # A page's lines end in one character; sent again, they end in two.
    assert boxes == {
        "summary": ['Likes "chemistry"\n& <b>sport</b>'],
        "shared_with": ["student", "tutor"],
        "confidential_note": ["Worried about the move."],
        "print": ["1"],
    }
    assert len(fresh) == 1
    (link,) = lxml.html.fromstring(page.content).xpath("//main//a")
    assert (link.get("href"), link.get("target")) == ("/accounts/login/", "_blank")


def test_sent_again_too_soon_it_is_the_same_page(strict: Client) -> None:
    page = strict.post(PAGE, WRITTEN, headers=OURS)
    for _ in range(2):
        address, boxes = form_of(page)
        page = strict.post(address, boxes, headers=OURS)
        assert LOGGED_OUT in words_of(page)
    assert form_of(page)[1]["shared_with"] == ["student", "tutor"]


def test_after_the_log_in_in_another_tab_one_more_press_records_it(
    strict: Client, known: Membership, ada: Membership
) -> None:
    """Logging in changes the token, so the page's own is out of date once more."""
    log_in(strict)
    old = token_of(strict.get("/accounts/password/change/"))
    strict.cookies.pop("sessionid")
    sent = {"roles": ["adviser", "senior_leader"], "csrfmiddlewaretoken": old}
    page = strict.post(f"/104723/people/{ada.pk}/", sent, headers=OURS)
    assert LOGGED_OUT in words_of(page)
    log_in(strict)
    page = strict.post(form_of(page)[0], form_of(page)[1], headers=OURS)
    assert page.status_code == 403
    assert "This form was opened before you last logged in" in words_of(page)
    assert "Log in again" not in words_of(page)
    page = strict.post(form_of(page)[0], form_of(page)[1], headers=OURS)
    assert "somebody must be a careers leader" in words_of(page), "it has arrived"


def test_a_file_is_asked_for_again(strict: Client) -> None:
    token = token_of(strict.get("/accounts/login/"))
    file = SimpleUploadedFile("September.csv", b"UPN")
    sent = {"file": file, "roster_on": "2026-09-10", "csrfmiddlewaretoken": token}
    page = strict.post("/104723/students/imports/new/", sent, headers=OURS)
    assert "Choose September.csv again" in words_of(page)
    (form,) = lxml.html.fromstring(page.content).xpath("//main//form")
    assert form.get("enctype") == "multipart/form-data"
    assert form.xpath(".//input[@type='file']/@name") == ["file"]
    assert form_of(page)[1]["roster_on"] == ["2026-09-10"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Referer": "https://elsewhere.example/http://testserver/"},
        {"Referer": "http://[testserver"},
        {"Origin": "https://elsewhere.example", "Referer": "http://testserver/"},
    ],
)
def test_a_form_of_elsewhere_is_not_given_back(
    client: Client, strict: Client, headers: dict[str, str]
) -> None:
    for each, status in ((client, 302), (strict, 403)):
        answer = each.post(PAGE, WRITTEN, headers=headers)
        assert answer.status_code == status
        assert b"chemistry" not in answer.content


def test_a_page_of_ours_may_say_so_by_referer_alone(client: Client) -> None:
    page = client.post(PAGE, WRITTEN, headers={"Referer": "http://testserver/104723/"})
    assert LOGGED_OUT in words_of(page)


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/password/change/",
        "/accounts/password/set/",
        "/accounts/password/reset/",
        "/accounts/password/reset/key/3-set-password/",
        "/accounts/reauthenticate/",
        "/set-up/MQ/c9a-0123456789abcdef/",
        "/no/such/page/",
        "/",
    ],
)
def test_no_password_is_ever_given_back(client: Client, strict: Client, address: str) -> None:
    sent = dict.fromkeys(("password", "password1", "password2", "oldpassword"), "horse battery")
    for each in (client, strict):
        assert b"horse battery" not in each.post(address, sent, headers=OURS).content


def test_a_fragment_leads_the_whole_page_to_the_log_in(client: Client) -> None:
    answer = client.post(PAGE, WRITTEN, headers=OURS | {"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/accounts/login/")
    assert answer.content == b""
