"""Jobs that survive: the row is the truth and the message only a doorbell (see docs/architecture.md).

A worker takes a job in a statement of its own, committed before the work begins, so that a job which kills
its worker is counted and stops after three attempts. The effect of the work and the job's last state share
one transaction. Meanwhile a heartbeat tells the sweeper that the worker lives, and readers how far it has
come; it has its own connection, because what the work's transaction writes nobody else sees before its end.

The attempt's number is the worker's token: one that was thought dead, and comes back after another has taken
over, finds a higher number in the row and its work is rolled back.
"""

import traceback
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import Q

from accounts.actions import Refused
from accounts.doorbell import ring, ring_on_commit
from accounts.models import School
from accounts.tenancy import school_context
from reporting.heartbeat import Heartbeat
from reporting.models import Job
from reporting.models.job import JobState

MAX_ATTEMPTS = 3
QUEUED_TOO_LONG = timedelta(minutes=1)
HEARTBEAT_STOPPED = timedelta(minutes=1)
RUN_TASK = "reporting.run_job"
Clock = Callable[[], datetime]
log = structlog.get_logger()


class Handler(Protocol):
    """What a kind of job does. Both run in a transaction that sees the job's school."""

    def work(self, job: Job, *, at: datetime, progress: Callable[[int], None]) -> str:
        """Do it; returns the result's SHA-256, or an empty string."""

    def give_up(self, job: Job, *, at: datetime) -> None:
        """It failed for good."""


Handlers = Mapping[str, Handler]


class Superseded(Exception):
    """Another worker has taken this job over."""


@transaction.atomic
def enqueue(*, school: School, kind: str, key: str, object_id: uuid.UUID, at: datetime) -> Job:
    """Owe this work, once a key; a worker is rung for when the transaction is committed."""
    job, _ = Job.objects.get_or_create(
        key=key, defaults={"school": school, "kind": kind, "object_id": object_id, "queued_at": at}
    )
    ring_on_commit(RUN_TASK, job_id=str(job.pk))
    return job


@transaction.atomic
def retry(*, job: Job, at: datetime) -> None:
    """Start a failed job afresh, as if it had never been tried."""
    changed = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED, attempts=0, progress=0, problem="", queued_at=at, finished_at=None
    )
    if not changed:
        raise Refused("It is not failed: somebody has already started it again.")
    ring_on_commit(RUN_TASK, job_id=str(job.pk))


def sweep(*, handlers: Handlers, at: datetime) -> int:
    """Ring again for what waits too long or whose heartbeat stopped; give up what has had its attempts."""
    owed = Job.objects.stalled(queued_before=at - QUEUED_TOO_LONG, beat_before=at - HEARTBEAT_STOPPED)
    stalled = list(owed.select_related("school").order_by("queued_at"))
    for job in stalled:
        if job.attempts < MAX_ATTEMPTS:
            ring(RUN_TASK, job_id=str(job.pk))
        else:
            _give_up(job, handlers, at, "The worker stopped in the middle of it, three times over.")
    return len(stalled)


def run(job_id: uuid.UUID, *, handlers: Handlers, clock: Clock) -> bool:
    """Take the job and do it; False when there is nothing to take. Call it outside a transaction."""
    job = take(job_id, at=clock())
    if job is None:
        return False
    try:
        with Heartbeat(job, clock) as heartbeat, school_context(job.school):
            sha256 = handlers[job.kind].work(job, at=clock(), progress=heartbeat.progress)
            heartbeat.stop()
            _finish(job, at=clock(), sha256=sha256)
    except Superseded:
        log.warning("job_superseded", job=str(job.pk), attempt=job.attempts)
    except Refused as refusal:
        _give_up(job, handlers, clock(), str(refusal))
    except Exception as error:
        _failed(job, handlers, clock(), error)
    return True


def take(job_id: uuid.UUID, *, at: datetime) -> Job | None:
    """Take a job that waits, or whose worker's heart stopped, and count the attempt, committed.

    None when it is done, failed, another's, or has had its attempts.
    """
    abandoned = Q(state=JobState.RUNNING, heartbeat_at__lt=at - HEARTBEAT_STOPPED)
    free = Job.objects.filter(Q(state=JobState.QUEUED) | abandoned, pk=job_id, attempts__lt=MAX_ATTEMPTS)
    with transaction.atomic():
        job = free.select_for_update(skip_locked=True, of=("self",)).select_related("school").first()
        if job is not None:
            job.state, job.heartbeat_at, job.progress, job.problem = JobState.RUNNING, at, 0, ""
            job.attempts += 1
            job.save(update_fields=["state", "heartbeat_at", "progress", "problem", "attempts"])
    return job


def _finish(job: Job, *, at: datetime, sha256: str) -> None:
    """Say that it is done, in the transaction of its effect: both happen or neither."""
    done = Job.objects.held_by(job).update(
        state=JobState.DONE, progress=100, finished_at=at, result_sha256=sha256
    )
    if not done:
        raise Superseded


def _failed(job: Job, handlers: Handlers, at: datetime, error: Exception) -> None:
    """Put it back to be tried again by the next sweep, or give it up after its last attempt."""
    # Frames without the error's own words: those may hold a name.
    frames = traceback.format_tb(error.__traceback__)
    log.error("job_failed", job=str(job.pk), kind=job.kind, error=type(error).__name__, frames=frames)
    problem = reason(error)
    if job.attempts >= MAX_ATTEMPTS:
        _give_up(job, handlers, at, problem)
    else:
        Job.objects.held_by(job).update(state=JobState.QUEUED, queued_at=at, problem=problem)


def _give_up(job: Job, handlers: Handlers, at: datetime, problem: str) -> None:
    """It failed for good: the job and the object it was about say so together."""
    with school_context(job.school):
        given_up = Job.objects.held_by(job).update(
            state=JobState.FAILED, finished_at=at, problem=problem[:300]
        )
        if given_up:
            handlers[job.kind].give_up(job, at=at)


def reason(error: Exception) -> str:
    """Why an attempt failed, in words that name nobody."""
    if isinstance(error, SoftTimeLimitExceeded):
        return "It took longer than the 90 seconds it may take."
    if isinstance(error, OSError) and error.errno == 28:
        return "The disk is full."
    return f"Something went wrong that is not your doing ({type(error).__name__})."
