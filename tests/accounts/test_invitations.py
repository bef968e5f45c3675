"""The e-mail that lets somebody in."""

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from accounts import outbox
from accounts.actions import remove_member
from accounts.invitations import INVITATION
from accounts.models import Membership, OutboxEmail
from accounts.models.outbox import OutboxState
from tests.cast import PASSWORD

ClientOf = Callable[[Membership], Client]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def invite(membership: Membership) -> OutboxEmail:
    return outbox.enqueue(
        school=membership.school,
        kind=INVITATION,
        object_id=membership.pk,
        recipient=membership.user,
        on=date(2026, 3, 2),
        at=NOW,
    )


@pytest.mark.django_db(transaction=True)
def test_the_link_in_the_e_mail_lets_the_person_in(ada: Membership, client: Client) -> None:
    invite(ada)
    outbox.deliver_due(clock=lambda: NOW)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert message.subject == "Ashby High on Waymark"
    path = re.search(r"/set-up/\S+", message.body)
    assert path is not None
    assert client.post(path[0], {"password": PASSWORD}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_who_has_a_password_gets_no_link(ada: Membership) -> None:
    ada.user.set_password(PASSWORD)
    ada.user.save()
    invite(ada)
    outbox.deliver_due(clock=lambda: NOW)
    assert "/set-up/" not in mail.outbox[0].body
    assert "/104723/" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_who_was_removed_meanwhile_gets_nothing(ada: Membership, ben: Membership) -> None:
    email = invite(ben)
    remove_member(membership=ben)
    outbox.deliver_due(clock=lambda: NOW)
    assert mail.outbox == []
    email.refresh_from_db()
    assert email.state == OutboxState.DROPPED


def test_invited_twice_on_one_day_is_one_e_mail(
    ada: Membership, ben: Membership, client_of: ClientOf
) -> None:
    browser = client_of(ada)
    for _ in range(2):
        assert browser.post(f"/104723/people/{ben.pk}/invite-again/").status_code == 302
    assert OutboxEmail.objects.get().recipient == ben.user


@pytest.mark.parametrize("state", [OutboxState.FAILED, OutboxState.UNSURE])
def test_an_invitation_that_did_not_arrive_is_shown_and_sent_again(
    ada: Membership, ben: Membership, client_of: ClientOf, state: OutboxState
) -> None:
    browser, said = client_of(ada), b"The mail server could not be reached."
    browser.post(f"/104723/people/{ben.pk}/invite-again/")
    OutboxEmail.objects.update(state=state, attempts=3, problem=said.decode())
    assert said in browser.get("/104723/people/").content
    browser.post(f"/104723/people/{ben.pk}/invite-again/")
    email = OutboxEmail.objects.get()
    assert (email.state, email.attempts) == (OutboxState.QUEUED, 0)
    assert said not in browser.get("/104723/people/").content


def test_an_invitation_that_is_on_its_way_says_what_holds_it_up(
    ada: Membership, ben: Membership, client_of: ClientOf
) -> None:
    browser = client_of(ada)
    browser.post(f"/104723/people/{ben.pk}/invite-again/")
    OutboxEmail.objects.update(attempts=1, problem="The mail server could not be reached.")
    said = b"The mail server could not be reached. It is tried again by itself."
    assert said in browser.get("/104723/people/").content


@pytest.mark.django_db(transaction=True)
def test_two_who_send_it_again_at_once_send_it_once(
    ada: Membership, ben: Membership, client_of: ClientOf
) -> None:
    browsers = [client_of(ada) for _ in range(4)]
    browsers[0].post(f"/104723/people/{ben.pk}/invite-again/")
    start, answers = threading.Barrier(4), []

    def send(browser: Client) -> None:
        browser.raise_request_exception = False
        try:
            start.wait(timeout=20)
            answers.append(browser.post(f"/104723/people/{ben.pk}/invite-again/").status_code)
        finally:
            connection.close()

    for _ in range(5):
        OutboxEmail.objects.update(state=OutboxState.FAILED)
        threads = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert OutboxEmail.objects.get().state == OutboxState.QUEUED
    assert answers == [302] * 20
