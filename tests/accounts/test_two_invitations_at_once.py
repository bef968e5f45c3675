"""The button pressed twice: one person, one membership, one e-mail, and nobody sees an error."""

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
