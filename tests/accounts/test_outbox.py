"""E-mails that are owed: each to each person once, whatever happens to the worker or the mail server."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_string
from typing import Any

import pytest
from django.db import connection, transaction

from accounts import outbox
from accounts.actions import Refused
from accounts.models import Membership, OutboxEmail
from accounts.models.outbox import OutboxState
from tests.accounts.mail_server import MailServer, mail_server

NOW = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
MARCH = date(2026, 3, 31)
OBJECT = uuid.UUID("00000000-0000-4000-8000-000000000001")
pytestmark = pytest.mark.django_db


def words(email: OutboxEmail, membership: Membership) -> outbox.Words:
    if email.object_id != OBJECT:
        raise outbox.NotOwed("It is gone.")
    return outbox.Words(f"A notice for\n{membership.user.name}", f"About {email.object_id}")


@pytest.fixture(autouse=True)
def _notices() -> Iterator[None]:
    outbox.register("notice", words)
    yield
    outbox._builders.pop("notice")


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """The mail server that the application is told to use."""
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 5
        settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
        yield running


def owe(
    member: Membership, *, kind: str = "notice", about: uuid.UUID = OBJECT, on: date = MARCH
) -> OutboxEmail:
    return outbox.enqueue(
        school=member.school, kind=kind, object_id=about, recipient=member.user, on=on, at=NOW
    )


def deliver(at: datetime = NOW) -> int:
    return outbox.deliver_due(clock=lambda: at)


def state_of(email: OutboxEmail) -> tuple[str, int, str]:
    email.refresh_from_db()
    return email.state, email.attempts, email.problem


def test_a_notice_is_sent_once(ada: Membership, server: MailServer) -> None:
    email = owe(ada)
    assert (deliver(), deliver()) == (1, 0)
    [raw] = server.inbox
    message = message_from_string(raw)
    assert message["To"] == "ada@example.org"
    assert message["Subject"] == "A notice for Ada Lowe"
    assert message["Message-ID"] == email.message_id
    assert state_of(email) == ("sent", 1, "")


def test_asked_for_twice_it_is_one_row(ada: Membership, vic: Membership, server: MailServer) -> None:
    assert owe(ada).pk == owe(ada).pk
    others = {owe(vic).pk, owe(ada, on=date(2026, 7, 31)).pk, owe(ada).pk}
    assert len(others) == 3
    assert deliver() == 3
    assert len(server.inbox) == 3


def test_someone_removed_gets_nothing(ada: Membership, vic: Membership, server: MailServer) -> None:
    email = owe(vic)
    vic.delete()
    assert deliver() == 0
    assert server.inbox == []
    assert state_of(email) == ("dropped", 1, "The recipient no longer belongs to the school.")


def test_someone_switched_off_gets_nothing(vic: Membership, server: MailServer) -> None:
    email = owe(vic)
    vic.user.is_active = False
    vic.user.save()
    assert deliver() == 0
    assert state_of(email)[0] == "dropped"


def test_a_member_elsewhere_gets_nothing_here(
    ben: Membership, ben_at_brook: Membership, server: MailServer
) -> None:
    email = owe(ben)
    ben.delete()
    assert deliver() == 0
    assert (state_of(email)[0], server.inbox) == ("dropped", [])


def test_a_notice_without_a_point_is_not_sent(ada: Membership, server: MailServer) -> None:
    email = owe(ada, about=uuid.uuid4())
    assert deliver() == 0
    assert state_of(email) == ("dropped", 1, "It is gone.")


@pytest.mark.parametrize(
    ("command", "answer", "problem"),
    [
        ("RCPT", "550 no such user ada@example.org", "The mail server refused the address."),
        ("MAIL", "530 log in first", "The mail server refused it (code 530)."),
        ("DATA", "554 spam", "The mail server refused it (code 554)."),
    ],
)
def test_a_sure_refusal_is_tried_three_times(
    ada: Membership, server: MailServer, command: str, answer: str, problem: str
) -> None:
    email = owe(ada)
    server.refuse = {command: answer}
    for attempt, minutes, state in [(1, 0, "queued"), (2, 5, "queued"), (3, 15, "failed")]:
        assert deliver(NOW + timedelta(minutes=minutes)) == 0
        assert state_of(email) == (state, attempt, problem)
        # The pause is not over: nothing happens.
        assert deliver(NOW + timedelta(minutes=minutes + 4)) == 0
        assert state_of(email)[1] == attempt
    server.refuse = {}
    assert deliver(NOW + timedelta(days=1)) == 0
    assert server.inbox == []


def test_a_refusal_that_passes_is_made_good(ada: Membership, server: MailServer) -> None:
    email = owe(ada)
    server.refuse = {"MAIL": "451 try later"}
    deliver()
    server.refuse = {}
    assert deliver(NOW + timedelta(minutes=5)) == 1
    assert state_of(email) == ("sent", 2, "")


WAITS = [5, 10, 20, 40, 80, 160, 320, 640]


@pytest.mark.parametrize(
    ("command", "answer", "problem"),
    [
        ("MAIL", "451 try later", "The mail server refused it (code 451)."),
        ("RCPT", "450 greylisted", "The mail server refused the address."),
    ],
)
def test_what_passes_is_tried_again_for_a_day(
    ada: Membership, server: MailServer, command: str, answer: str, problem: str
) -> None:
    email, when = owe(ada), NOW
    server.refuse = {command: answer}
    for attempt, wait in enumerate(WAITS, start=1):
        assert deliver(when) == 0
        assert state_of(email) == ("queued", attempt, problem)
        assert deliver(when + timedelta(minutes=wait - 1)) == 0
        assert state_of(email)[1] == attempt
        when += timedelta(minutes=wait)
    assert when - NOW == timedelta(hours=21, minutes=15)
    deliver(when)
    assert state_of(email) == ("failed", 9, problem)


def test_a_mail_server_that_is_away_for_an_hour_gets_what_is_owed(
    ada: Membership, server: MailServer, settings: Any
) -> None:
    email = owe(ada)
    with mail_server() as gone:
        settings.EMAIL_PORT = gone.port
    for minute in range(60):
        assert deliver(NOW + timedelta(minutes=minute)) == 0
    assert state_of(email)[:2] == ("queued", 4)
    settings.EMAIL_PORT = server.port
    assert deliver(NOW + timedelta(minutes=75)) == 1
    assert state_of(email)[0] == "sent"


def test_a_mail_server_that_is_down_has_taken_nothing(ada: Membership, settings: Any) -> None:
    with mail_server() as gone:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", gone.port
    email = owe(ada)
    assert deliver() == 0
    assert state_of(email) == ("queued", 1, "The mail server could not be reached.")


def test_a_line_that_breaks_after_the_message_leaves_doubt(ada: Membership, server: MailServer) -> None:
    email = owe(ada)
    server.hang_up_after_data = True
    assert deliver() == 0
    assert state_of(email) == ("unsure", 1, "The line broke while it was being sent.")
    server.hang_up_after_data = False
    assert deliver(NOW + timedelta(days=1)) == 0
    assert len(server.inbox) == 1


@pytest.mark.parametrize(("minutes", "state"), [(5, "sending"), (6, "unsure")])
def test_a_worker_killed_while_sending_leaves_doubt(
    ada: Membership, server: MailServer, minutes: int, state: str
) -> None:
    email = owe(ada)
    assert outbox._claim(NOW) == email
    assert deliver(NOW + timedelta(minutes=minutes)) == 0
    assert state_of(email)[0] == state
    assert server.inbox == []


def test_a_worker_thought_dead_does_not_overwrite_what_a_person_decided(
    ada: Membership, server: MailServer
) -> None:
    owe(ada)
    slow = outbox._claim(NOW)
    assert slow is not None
    outbox.mark_unsure(at=NOW + timedelta(hours=1))
    doubtful = OutboxEmail.objects.get(pk=slow.pk)
    outbox.settle(email=doubtful, again=True, at=NOW + timedelta(hours=1))
    outbox._write(slow, OutboxState.FAILED, NOW, "late")
    assert state_of(slow)[0] == "queued"
    assert deliver(NOW + timedelta(hours=1)) == 1


@pytest.mark.parametrize(
    ("trouble", "again", "state", "sent"),
    [
        (OutboxState.UNSURE, False, "sent", 0),
        (OutboxState.UNSURE, True, "sent", 1),
        (OutboxState.FAILED, False, "dropped", 0),
        (OutboxState.FAILED, True, "sent", 1),
    ],
)
def test_a_person_settles_the_trouble_once(
    ada: Membership, server: MailServer, trouble: OutboxState, again: bool, state: str, sent: int
) -> None:
    email = owe(ada)
    OutboxEmail.objects.filter(pk=email.pk).update(state=trouble, attempts=3)
    email.refresh_from_db()
    outbox.settle(email=email, again=again, at=NOW)
    assert deliver() == sent
    assert (state_of(email)[0], len(server.inbox)) == (state, sent)
    with pytest.raises(Refused):
        outbox.settle(email=email, again=again, at=NOW)


def test_an_unknown_kind_is_never_thought_sent(ada: Membership, server: MailServer) -> None:
    email = owe(ada, kind="nobody_writes_this")
    assert deliver() == 0
    assert state_of(email) == ("queued", 1, "The e-mail could not be written.")


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_take_the_same_email(ada: Membership) -> None:
    email = owe(ada)
    with transaction.atomic():
        assert outbox.due(at=NOW).select_for_update(skip_locked=True).first() == email
        elsewhere = connection.copy()
        with elsewhere.cursor() as cursor:
            cursor.execute(
                "select id from accounts_outboxemail where state = 'queued' for update skip locked"
            )
            assert cursor.fetchall() == []
        elsewhere.close()
