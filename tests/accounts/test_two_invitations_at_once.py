"""The button pressed twice, or at two schools: one person, and nobody sees an error."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Membership, OutboxEmail, User


@pytest.mark.django_db(transaction=True)
def test_one_person_comes_of_it(ada: Membership, client_of: Callable[[Membership], Client]) -> None:
    invitation = {"name": "Ned Hall", "email": "ned@example.org", "roles": ["tutor"], "form": "10C"}
    browsers, start, answers = [client_of(ada) for _ in range(4)], threading.Barrier(4), []

    def send(browser: Client) -> None:
        browser.raise_request_exception = False
        try:
            start.wait(timeout=20)
            answers.append(browser.post("/104723/people/invite/", invitation).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(answers) == 4
    assert set(answers) <= {200, 302}, "sent or, to whom was later, that the person is there already"
    assert 302 in answers
    ned = User.objects.get(email="ned@example.org")
    assert Membership.objects.filter(user=ned).count() == OutboxEmail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_schools_invite_the_same_person_at_once(
    ada: Membership, cora: Membership, client_of: Callable[[Membership], Client]
) -> None:
    invitation = {"name": "Ned Hall", "email": "ned@example.org", "roles": ["adviser"]}
    start, answers = threading.Barrier(2), []

    def send(inviter: Membership) -> None:
        browser = client_of(inviter)
        browser.raise_request_exception = False
        try:
            start.wait(timeout=20)
            answer = browser.post(f"/{inviter.school.urn}/people/invite/", invitation)
            answers.append(answer.status_code)
        finally:
            connection.close()

    for _ in range(5):
        threads = [threading.Thread(target=send, args=(inviter,)) for inviter in (ada, cora)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert answers == [302, 302]
        ned = User.objects.get(email="ned@example.org")
        assert {each.school for each in ned.memberships.all()} == {ada.school, cora.school}
        answers.clear()
        ned.delete()
