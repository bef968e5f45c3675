"""Jobs that survive their workers: taken once, counted before the work, done together with their effect."""

import socket
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection

from accounts.actions import Refused
from accounts.models import School
from config.celery import app
from reporting import jobs
from reporting.models import Job

NOW = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)
pytestmark = pytest.mark.django_db(transaction=True)


class Deed:
    """A job's work: it renames the school, and then does what the test tells it to."""

    def __init__(self, then: Callable[[Job], None] = lambda job: None) -> None:
        self.then = then
        self.given_up: list[uuid.UUID] = []

    def work(self, job: Job, *, at: datetime, progress: Callable[[int], None]) -> str:
        School.objects.filter(pk=job.school_id).update(town=f"attempt {job.attempts}")
        progress(40)
        self.then(job)
        return "f" * 64

    def give_up(self, job: Job, *, at: datetime) -> None:
        self.given_up.append(job.object_id)


def owe(school: School, key: str = "deed:1") -> Job:
    return jobs.enqueue(school=school, kind="deed", key=key, object_id=uuid.uuid4(), at=NOW)


def run(job: Job, deed: Deed, at: datetime = NOW) -> bool:
    return jobs.run(job.pk, handlers={"deed": deed}, clock=lambda: at)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def raising(error: Exception) -> Callable[[Job], None]:
    def then(job: Job) -> None:
        raise error

    return then


def test_done_together_with_its_effect(ashby: School) -> None:
    job = owe(ashby)
    assert run(job, Deed()) is True
    done = fresh(job)
    assert (done.state, done.attempts, done.progress, done.finished_at) == ("done", 1, 100, NOW)
    assert done.result_sha256 == "f" * 64
    ashby.refresh_from_db()
    assert ashby.town == "attempt 1"
    assert run(job, Deed()) is False


def test_the_same_work_is_one_row(ashby: School) -> None:
    assert owe(ashby).pk == owe(ashby).pk
    assert owe(ashby).pk != owe(ashby, key="deed:2").pk


def test_a_failure_leaves_no_effect_and_is_tried_again(ashby: School) -> None:
    job = owe(ashby)
    run(job, Deed(raising(ZeroDivisionError("a name"))))
    waiting = fresh(job)
    assert (waiting.state, waiting.attempts) == ("queued", 1)
    assert waiting.problem == "Something went wrong that is not your doing (ZeroDivisionError)."
    ashby.refresh_from_db()
    assert ashby.town == ""
    run(job, Deed(), LATER)
    assert (fresh(job).state, fresh(job).attempts, fresh(job).problem) == ("done", 2, "")


def test_after_three_failures_it_is_given_up_until_somebody_asks(ashby: School) -> None:
    job = owe(ashby)
    deed = Deed(raising(SoftTimeLimitExceeded()))
    assert [run(job, deed) for _ in range(4)] == [True, True, True, False]
    failed = fresh(job)
    assert (failed.state, failed.problem) == ("failed", "It took longer than the 90 seconds it may take.")
    assert deed.given_up == [job.object_id]
    jobs.retry(job=job, at=LATER)
    with pytest.raises(Refused):
        jobs.retry(job=job, at=LATER)
    assert run(job, Deed(), LATER) is True
    assert (fresh(job).state, fresh(job).attempts) == ("done", 1)


def test_what_the_data_forbid_is_not_tried_again(ashby: School) -> None:
    job = owe(ashby)
    deed = Deed(raising(Refused("Nobody is on roll.")))
    run(job, deed)
    assert (fresh(job).state, fresh(job).problem) == ("failed", "Nobody is on roll.")
    assert deed.given_up == [job.object_id]


def test_progress_is_seen_while_the_work_goes_on(ashby: School) -> None:
    seen: list[tuple[str, int, str]] = []

    def look(job: Job) -> None:
        elsewhere = connection.copy()
        with elsewhere.cursor() as cursor:
            for _ in range(100):
                cursor.execute(
                    "select state, progress, town from reporting_job "
                    "join accounts_school on accounts_school.id = school_id where progress > 0"
                )
                if rows := cursor.fetchall():
                    seen.append(rows[0])
                    break
                cursor.execute("select pg_sleep(0.05)")
        elsewhere.close()

    run(owe(ashby), Deed(look))
    # The effect itself is not seen before the end.
    assert seen == [("running", 40, "")]


def test_two_workers_at_once_do_it_once(ashby: School) -> None:
    job = owe(ashby)
    both, took = Barrier(2), []

    def worker() -> None:
        both.wait()
        try:
            took.append(run(job, Deed()))
        finally:
            connection.close()

    threads = [Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(took) == [False, True]
    assert fresh(job).attempts == 1


@pytest.mark.parametrize(("seconds", "taken"), [(60, False), (61, True)])
def test_taken_over_when_the_heart_stops(ashby: School, seconds: int, taken: bool) -> None:
    job = owe(ashby)
    assert jobs.take(job.pk, at=NOW) is not None
    assert (jobs.take(job.pk, at=NOW + timedelta(seconds=seconds)) is not None) is taken


def test_a_worker_thought_dead_has_no_effect_when_it_comes_back(ashby: School) -> None:
    job = owe(ashby)

    def slow(taken: Job) -> None:
        # So long without a sign of life that another worker takes over.
        other = Thread(target=take_over, args=(taken,))
        other.start()
        other.join()

    def take_over(taken: Job) -> None:
        try:
            # A stamp of the first worker may hold the row just then; who finds it held comes again.
            while jobs.take(taken.pk, at=NOW + timedelta(hours=1)) is None:
                time.sleep(0.01)
        finally:
            connection.close()

    run(job, Deed(slow))
    ashby.refresh_from_db()
    assert ashby.town == ""
    assert (fresh(job).state, fresh(job).attempts) == ("running", 2)


@pytest.mark.parametrize(("seconds", "rung"), [(60, 0), (61, 1)])
def test_the_sweeper_rings_for_what_waits_too_long(ashby: School, seconds: int, rung: int) -> None:
    owe(ashby)
    assert jobs.sweep(handlers={"deed": Deed()}, at=NOW + timedelta(seconds=seconds)) == rung


def test_the_sweeper_gives_up_what_killed_three_workers(ashby: School) -> None:
    job, deed = owe(ashby), Deed()
    for attempt in range(3):
        at = NOW + attempt * timedelta(minutes=2)
        assert jobs.take(job.pk, at=at) is not None
    assert jobs.sweep(handlers={"deed": deed}, at=at) == 0
    assert jobs.sweep(handlers={"deed": deed}, at=at + timedelta(minutes=2)) == 1
    failed = fresh(job)
    assert (failed.state, failed.attempts) == ("failed", 3)
    assert failed.problem == "The worker stopped in the middle of it, three times over."
    assert deed.given_up == [job.object_id]


def test_a_broker_that_swallows_everything_does_not_hold_up_the_page(
    ashby: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
        monkeypatch.setitem(app.conf, "broker_transport", None)
        monkeypatch.setitem(app.conf, "broker_write_url", url)
        began = time.monotonic()
        job = owe(ashby)
        assert time.monotonic() - began < 3
    assert fresh(job).state == "queued"
