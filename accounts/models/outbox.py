from __future__ import annotations

from typing import Self

from django.db import models

from accounts.models.people import User
from accounts.models.school import School
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class OutboxState(models.TextChoices):
    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    UNSURE = "unsure", "Perhaps sent"
    FAILED = "failed", "Not sent"
    DROPPED = "dropped", "Not needed any more"


TROUBLED = [OutboxState.UNSURE, OutboxState.FAILED]


class OutboxEmailQuerySet(SchoolQuerySet["OutboxEmail"]):
    view_permission = Permission.MANAGE_SETTINGS

    def of_kind(self, kind: str) -> Self:
        """Those of one kind, with the people they are for."""
        return self.filter(kind=kind).select_related("recipient")

    def troubled(self) -> Self:
        """Those a person has to look at: perhaps sent, or not sent."""
        return self.filter(state__in=TROUBLED).order_by("changed_at", "pk")


class OutboxEmail(models.Model):
    """An e-mail that is owed. The row is the truth; it says what to write to whom, never the words.

    One row a kind, object, recipient and date, so that nobody gets the same notice twice. A row left at
    "sending" by a killed worker becomes "unsure": it is shown to people and never sent again by itself.
    """

    school = models.ForeignKey(School, models.CASCADE)
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    recipient = models.ForeignKey(User, models.CASCADE)
    on_date = models.DateField()
    state = models.CharField(max_length=10, choices=OutboxState, default=OutboxState.QUEUED)
    message_id = models.CharField(max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    problem = models.CharField(max_length=200, blank=True)

    objects = OutboxEmailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "recipient", "on_date"], name="one_email_a_notice"
            )
        ]

    @property
    def is_troubled(self) -> bool:
        """Whether a person has to look at it: perhaps sent, or not sent."""
        return self.state in TROUBLED

    @property
    def is_delayed(self) -> bool:
        """Whether it did not leave at first and is tried again by itself."""
        return self.state == OutboxState.QUEUED and bool(self.problem)
