from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import School


class JobState(models.TextChoices):
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


HELD = [JobState.QUEUED, JobState.RUNNING]


class JobQuerySet(models.QuerySet["Job"]):
    def stalled(self, *, queued_before: datetime, beat_before: datetime) -> Self:
        """Jobs queued too long, and running ones whose heartbeat stopped."""
        return self.filter(
            Q(state=JobState.QUEUED, queued_at__lt=queued_before)
            | Q(state=JobState.RUNNING, heartbeat_at__lt=beat_before)
        )

    def held_by(self, taken: Job) -> Self:
        """The row of this job, as long as the worker that took it this time still holds it."""
        return self.filter(pk=taken.pk, state__in=HELD, attempts=taken.attempts)


class Job(models.Model):
    """Work that is owed. This row is the truth; the message to a worker is only a doorbell.

    Holds ids, never names, and no student's data.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.CASCADE)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True, help_text="The same work asked for twice is one row.")
    object_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent.")
    problem = models.CharField(max_length=300, blank=True)
    result_sha256 = models.CharField(max_length=64, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "queued_at"], condition=~Q(state="done"), name="jobs_not_done")
        ]
