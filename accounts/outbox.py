"""E-mails that are owed, and their delivery: each notice to each person once.

A row goes queued → sending → sent, each step committed by itself, so that no two workers send it and a worker
that is killed leaves a trace. Killed after the mail server took the message and before that was written down,
nobody can know: such a row becomes "unsure", people see it, and it is not sent again by itself. The row holds
ids; the words are written at the moment of sending by the builder its kind was registered with.
"""

import smtplib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.actions import Refused
from accounts.doorbell import ring_on_commit
from accounts.models import Membership, OutboxEmail, School, User
from accounts.models.outbox import OutboxState

MAX_ATTEMPTS = 3
MAX_ATTEMPTS_WHILE_DOWN = 9
"""Of a server that is away or asks to come back later: the last one is made 21 hours after the first."""
FIRST_WAIT = timedelta(minutes=5)
"""After the first attempt; each wait is twice the one before."""
GIVEN_UP_AFTER = timedelta(minutes=5)
"""A worker that has been "sending" for so long was killed: a mail server answers in seconds or not at all."""
ROUND_LASTS = timedelta(seconds=60)
DELIVER_TASK = "accounts.deliver_outbox"
log = structlog.get_logger()


@dataclass(frozen=True)
class Words:
    """What an e-mail says, in plain text."""

    subject: str
    body: str


class NotOwed(Exception):
    """The notice has no point any more; the message says why."""


class DefinitelyRefused(Exception):
    """The message did not leave, for certain."""

    max_attempts = MAX_ATTEMPTS


class RefusedForNow(DefinitelyRefused):
    """It did not leave, for a reason that passes: the server is away, or says to try later."""

    max_attempts = MAX_ATTEMPTS_WHILE_DOWN


Builder = Callable[[OutboxEmail, Membership], Words]
"""Writes the words of one kind of e-mail to somebody who belongs to the school; may raise `NotOwed`."""
_builders: dict[str, Builder] = {}


def register(kind: str, builder: Builder) -> None:
    """Say who writes the words of this kind of e-mail."""
    _builders[kind] = builder


@transaction.atomic
def enqueue(
    *, school: School, kind: str, object_id: uuid.UUID, recipient: User, on: date, at: datetime
) -> OutboxEmail:
    """Owe this person this notice, once a kind, object and date; asked for again, it is the same row."""
    email, _ = OutboxEmail.objects.get_or_create(
        kind=kind,
        object_id=object_id,
        recipient=recipient,
        on_date=on,
        defaults={
            "school": school,
            "message_id": f"<{uuid.uuid4()}@{settings.ALLOWED_HOSTS[0]}>",
            "created_at": at,
            "changed_at": at,
        },
    )
    ring_on_commit(DELIVER_TASK)
    return email


@transaction.atomic
def settle(*, email: OutboxEmail, again: bool, at: datetime) -> None:
    """A person decides about an e-mail in trouble: it is sent again, or done with.

    Done with means that one in doubt has arrived, and that one not sent is not needed any more.
    """
    done = OutboxState.SENT if email.state == OutboxState.UNSURE else OutboxState.DROPPED
    state = OutboxState.QUEUED if again else done
    changed = OutboxEmail.objects.filter(
        pk=email.pk, state=email.state, state__in=[OutboxState.UNSURE, OutboxState.FAILED]
    ).update(state=state, attempts=0, problem="", changed_at=at)
    if not changed:
        raise Refused("Somebody has dealt with this e-mail already.")
    if again:
        ring_on_commit(DELIVER_TASK)


# --- delivery: outside any transaction, each step committed -------------------------------------------------


def deliver_due(*, clock: Callable[[], datetime]) -> int:
    """Send the e-mails that are due, for a minute at most; returns how many left."""
    began = clock()
    mark_unsure(at=began)
    sent = 0
    while clock() < began + ROUND_LASTS and (email := _claim(clock())):
        sent += _deliver(email, clock)
    return sent


def mark_unsure(*, at: datetime) -> int:
    """Those a killed worker left at "sending": nobody knows whether they arrived."""
    return OutboxEmail.objects.filter(state=OutboxState.SENDING, changed_at__lt=at - GIVEN_UP_AFTER).update(
        state=OutboxState.UNSURE, changed_at=at, problem="Sending was cut off: it may have arrived or not."
    )


def due(*, at: datetime) -> QuerySet[OutboxEmail]:
    """Those to be sent now: the new ones, and those whose pause after a refusal is over."""
    rested = Q(attempts=0)
    for attempts in range(1, MAX_ATTEMPTS_WHILE_DOWN):
        rested |= Q(attempts=attempts, changed_at__lte=at - FIRST_WAIT * 2 ** (attempts - 1))
    return OutboxEmail.objects.filter(rested, state=OutboxState.QUEUED).order_by("created_at", "pk")


def _claim(at: datetime) -> OutboxEmail | None:
    """Take the next one and write down, committed, that it is being sent; other workers skip it."""
    with transaction.atomic():
        email = due(at=at).select_for_update(skip_locked=True).first()
        if email is not None:
            email.state, email.changed_at, email.problem = OutboxState.SENDING, at, ""
            email.attempts += 1
            email.save(update_fields=["state", "changed_at", "problem", "attempts"])
    return email


def _deliver(email: OutboxEmail, clock: Callable[[], datetime]) -> bool:
    """Send one that was claimed and write down what became of it. Whether it left."""
    try:
        _hand_over(_message(email))
    except NotOwed as reason:
        _write(email, OutboxState.DROPPED, clock(), str(reason))
    except DefinitelyRefused as refusal:
        again = email.attempts < refusal.max_attempts
        _write(email, OutboxState.QUEUED if again else OutboxState.FAILED, clock(), str(refusal))
    except OSError as error:
        log.warning("email_unsure", email=email.pk, error=type(error).__name__)
        _write(email, OutboxState.UNSURE, clock(), "The line broke while it was being sent.")
    else:
        _write(email, OutboxState.SENT, clock(), "")
        return True
    return False


def _message(email: OutboxEmail) -> EmailMessage:
    """The e-mail in words, for somebody who still belongs to the school."""
    membership = (
        Membership.objects.select_related("user", "school")
        .filter(school=email.school_id, user=email.recipient_id, user__is_active=True)
        .first()
    )
    if membership is None:
        raise NotOwed("The recipient no longer belongs to the school.")
    try:
        words = _builders[email.kind](email, membership)
    except NotOwed:
        raise
    except Exception as error:
        log.error("email_unwritten", email=email.pk, kind=email.kind, error=type(error).__name__)
        raise DefinitelyRefused("The e-mail could not be written.") from error
    return EmailMessage(
        subject=" ".join(words.subject.split()),
        body=words.body,
        to=[membership.user.email],
        headers={"Message-ID": email.message_id},
    )


def _hand_over(message: EmailMessage) -> None:
    """Hand the message to the mail server, telling a sure refusal from a doubtful one."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise _refusal(error) from error
    message.connection = connection
    try:
        message.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        raise _refusal(error) from error
    finally:
        connection.close()


def _refusal(error: OSError) -> DefinitelyRefused:
    """A refusal in words that may be kept: the server's code, never its text, which may hold an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes, words = [code for code, _ in error.recipients.values()], "The mail server refused the address."
    elif isinstance(error, smtplib.SMTPResponseException):
        codes, words = [error.smtp_code], f"The mail server refused it (code {error.smtp_code})."
    else:
        codes, words = [], "The mail server could not be reached."
    passes = all(400 <= code < 500 for code in codes)
    return RefusedForNow(words) if passes else DefinitelyRefused(words)


def _write(email: OutboxEmail, state: OutboxState, at: datetime, problem: str) -> None:
    """What became of the attempt; only the worker whose attempt this was may say so."""
    OutboxEmail.objects.filter(pk=email.pk, state=OutboxState.SENDING, attempts=email.attempts).update(
        state=state, changed_at=at, problem=problem
    )
