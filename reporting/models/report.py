from __future__ import annotations

import uuid
from typing import Any, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import School, User
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class ReportState(models.TextChoices):
    QUEUED = "queued", "Waiting to be made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"


class ReportQuerySet(SchoolQuerySet["Report"]):
    view_permission = Permission.VIEW_FIGURES

    def issued(self) -> Self:
        """Those that are ready, and kept as they were issued."""
        return self.filter(state=ReportState.READY)

    def latest_first(self) -> Self:
        """The one asked for last comes first."""
        return self.order_by("-requested_at", "-number")


@pghistory.track(exclude=["data"])
class Report(models.Model):
    """A compliance report: asked for, then issued once and kept as issued.

    `data` is everything the PDF was rendered from and `data_sha256` its hash, printed on the report.
    The file is served byte for byte as issued; fresh figures are a new report.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    number = models.CharField(
        max_length=12,
        blank=True,
        help_text="Such as 2026-014, counted within school and year; given when it is issued.",
    )
    as_at = models.DateField()
    academic_year = models.PositiveSmallIntegerField(help_text="The calendar year it starts in.")
    rulebook = models.CharField(max_length=40)
    suppress_small_groups = models.BooleanField(default=True)
    with_names = models.BooleanField(default=False, help_text="Annex with the students still to be seen.")
    period = models.CharField(
        max_length=40, blank=True, help_text="Which scheduled date it answers; empty: asked for by a person."
    )
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.QUEUED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    data = models.JSONField(null=True)
    data_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.FileField(upload_to="reports/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_bytes = models.PositiveIntegerField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"], condition=~Q(number=""), name="one_report_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY)
                | ~(Q(number="") | Q(data_sha256="") | Q(pdf="") | Q(pdf_sha256="") | Q(issued_at=None)),
                name="issued_report_is_whole",
            ),
            models.UniqueConstraint(
                fields=["school", "period"], condition=~Q(period=""), name="one_report_a_period"
            ),
        ]
        indexes = [models.Index(fields=["school", "-requested_at"], name="reports_latest_first")]
        triggers = [
            pgtrigger.Protect(
                name="kept_as_issued",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="ready"),
            )
        ]

    @property
    def issued_data(self) -> dict[str, Any]:
        """What an issued report says; one that is not ready says nothing."""
        return self.data or {}
