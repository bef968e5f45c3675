"""The queue for real: workers are killed, beats fire twice, and there is one report and one e-mail each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Membership, OutboxEmail, School
from accounts.tenancy import school_context
from reporting import actions, issued, tasks
from reporting.models import Job, Report
from tests.accounts.mail_server import MailServer, mail_server
from tests.reporting.worker import Worker, use_broker_in, wait_for

MORNING = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
MARCH = date(2026, 3, 31)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.queue]


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def worker(
    tmp_path: Path, own_files: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Worker]:
    use_broker_in(tmp_path, monkeypatch.setitem)
    ready = Worker(tmp_path, mail.port)
    yield ready
    ready.kill()


@pytest.fixture
def planned(busy_ashby: School, ada: Membership, vic: Membership) -> School:
    """Ashby's schedule owes the report of 31 March; Ada and Vic are told."""
    with school_context(busy_ashby):
        actions.save_schedule(
            school=busy_ashby,
            version=0,
            on_national_dates=True,
            day_of_month=None,
            own_dates=[],
            with_names=False,
            recipients=[ada, vic],
            at=datetime(2026, 3, 1, 9, tzinfo=UTC),
        )
    return busy_ashby


def order(school: School) -> None:
    """What the beat does, twice."""
    for _ in range(2):
        with school_context(school):
            actions.order_scheduled_reports(school=school, at=MORNING)


def the_report(school: School) -> Report:
    with school_context(school):
        return Report.objects.select_related("school").get()


def job_is(**state: Any) -> bool:
    return Job.objects.filter(**state).exists()


def sent() -> list[str]:
    return list(OutboxEmail.objects.filter(state="sent").values_list("recipient__email", flat=True))


def a_while_passes() -> None:
    """As if nobody had given a sign of life for two minutes."""
    long_ago = timezone.now() - timedelta(minutes=2)
    Job.objects.filter(state="running").update(heartbeat_at=long_ago)
    Job.objects.filter(state="queued").update(queued_at=long_ago)


def test_two_beats_make_one_report_and_one_email_each(
    planned: School, worker: Worker, mail: MailServer
) -> None:
    worker.start()
    order(planned)
    wait_for(lambda: len(sent()) == 2, worker.log.read_text)
    report = the_report(planned)
    assert (report.state, report.period) == ("ready", "2026-03-31")
    assert issued.read(report).startswith(b"%PDF-")
    assert Job.objects.get().result_sha256 == report.pdf_sha256
    assert sorted(sent()) == ["ada@example.org", "vic@example.org"]
    assert len(mail.inbox) == 2
    assert all(f"/104723/reports/{report.pk}/" in message for message in mail.inbox)


def test_a_worker_killed_in_the_middle_is_replaced(planned: School, worker: Worker, mail: MailServer) -> None:
    with connection.cursor() as cursor:
        # The worker gets as far as its report's number and waits there.
        cursor.execute("select pg_advisory_lock(%s, %s)", [issued.NUMBERING_LOCK, planned.pk])
        worker.start()
        order(planned)
        wait_for(lambda: job_is(state="running", progress__gte=10), worker.log.read_text)
        worker.kill()
        cursor.execute("select pg_advisory_unlock(%s, %s)", [issued.NUMBERING_LOCK, planned.pk])
    assert the_report(planned).state == "queued"
    a_while_passes()
    tasks.sweep()
    worker.start()
    wait_for(lambda: len(sent()) == 2, worker.log.read_text)
    report, job = the_report(planned), Job.objects.get()
    assert (report.state, report.number[4:]) == ("ready", "-001")
    assert (job.state, job.attempts) == ("done", 2)
    assert len(mail.inbox) == 2


def test_a_ring_nobody_heard_is_rung_again(planned: School, worker: Worker, tmp_path: Path) -> None:
    order(planned)
    for message in (tmp_path / "broker" / "messages").glob("*.msg"):
        message.unlink()
    worker.start()
    a_while_passes()
    tasks.sweep()
    wait_for(lambda: job_is(state="done"), worker.log.read_text)
    assert the_report(planned).state == "ready"


def test_killed_after_the_mail_server_took_it_nobody_sends_it_again(
    planned: School, worker: Worker, mail: MailServer
) -> None:
    mail.pause_after_data = Event()
    worker.start()
    order(planned)
    wait_for(lambda: mail.inbox, worker.log.read_text)
    worker.kill()
    mail.pause_after_data.set()
    mail.pause_after_data = None
    [email] = OutboxEmail.objects.filter(state="sending")
    OutboxEmail.objects.filter(pk=email.pk).update(changed_at=timezone.now() - timedelta(minutes=6))
    worker.start()
    tasks.sweep()
    wait_for(lambda: len(sent()) == 1, worker.log.read_text)
    email.refresh_from_db()
    assert (email.state, email.attempts) == ("unsure", 1)
    tasks.sweep()
    worker.kill()
    recipients = [line for message in mail.inbox for line in message.splitlines() if line.startswith("To: ")]
    assert sorted(recipients) == ["To: ada@example.org", "To: vic@example.org"]
