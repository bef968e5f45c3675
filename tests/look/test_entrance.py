"""The door: logging in, a forgotten password, and who cannot sign up."""

import re

import lxml.html
import pytest
from django.core import mail

from tests.cast import PASSWORD


def heading(response):
    return [
        " ".join(found.text_content().split()) for found in lxml.html.fromstring(response.content).iter("h1")
    ]


@pytest.fixture
def known(ada):
    """Ada, who has chosen her password."""
    ada.user.set_password(PASSWORD)
    ada.user.save()
    return ada.user


def test_the_door_is_one_card_with_labelled_boxes(client, db):
    page = lxml.html.fromstring(client.get("/accounts/login/").content)
    assert page.find_class("card")[0].xpath(".//label/text()") == ["E-mail address", "Password"]
    assert page.xpath("//title/text()") == ["Log in · Waymark"]
    assert page.xpath("//nav[@aria-label='Main']") == []


def test_empty_boxes_are_named(client, db):
    page = lxml.html.fromstring(client.post("/accounts/login/", {}).content)
    assert page.find_class("error-summary")[0].xpath(".//a/@href") == ["#id_login", "#id_password"]
    assert "This field is required" not in page.text_content()


def test_a_forgotten_password_is_replaced_by_link_once(client, known):
    asked = client.post("/accounts/password/reset/", {"email": known.email}, follow=True)
    assert heading(asked) == ["Look in your inbox"]
    message = mail.outbox[0]
    assert message.to == [known.email]
    assert "Choose a new password for Waymark" in message.subject
    assert message.body.startswith("Hello Ada Lowe,")
    link = re.search(r"http\S+", message.body)[0]

    form = client.get(link, follow=True)
    assert heading(form) == ["Choose a new password"]
    new = {"password1": "quiet teal lanterns", "password2": "quiet teal lanterns"}
    assert heading(client.post(form.redirect_chain[-1][0], new, follow=True)) == [
        "Your new password is saved"
    ]
    assert heading(client.get(link, follow=True)) == ["This link no longer works"]
    known.refresh_from_db()
    assert known.check_password("quiet teal lanterns")


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, known):
    asked = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert heading(asked) == ["Look in your inbox"]
    assert mail.outbox == []


def test_nobody_signs_up(client, db):
    assert heading(client.get("/accounts/signup/")) == ["Accounts are by invitation"]


def test_logging_out_asks_first(client, known):
    client.force_login(known)
    assert heading(client.get("/accounts/logout/")) == ["Log out of Waymark?"]
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed_by_whoever_knows_the_old_one(client, known):
    client.force_login(known)
    new = {"password1": "quiet teal lanterns", "password2": "quiet teal lanterns"}
    refused = client.post("/accounts/password/change/", {**new, "oldpassword": "a guess"})
    assert lxml.html.fromstring(refused.content).find_class("error-summary")[0].xpath(".//a/@href") == [
        "#id_oldpassword"
    ]
    assert client.post("/accounts/password/change/", {**new, "oldpassword": PASSWORD}).status_code == 302
    known.refresh_from_db()
    assert known.check_password("quiet teal lanterns")
