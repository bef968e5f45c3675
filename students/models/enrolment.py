from __future__ import annotations

from datetime import datetime
from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models import School
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class SenProvision(models.TextChoices):
    NONE = "N", "No special educational need"
    SUPPORT = "K", "SEN support"
    EHC_PLAN = "E", "EHC plan"
    UNKNOWN = "", "Not recorded"


class VersionedQuerySet(SchoolQuerySet[Any]):
    """Rows that are never changed: a correction supersedes a row and adds another."""

    view_permission = Permission.LIST_STUDENTS

    def current(self) -> Self:
        """What is known now."""
        return self.filter(superseded_at=None)

    def known_at(self, instant: datetime) -> Self:
        """What was known just before this instant."""
        return self.filter(Q(superseded_at=None) | Q(superseded_at__gte=instant), recorded_at__lt=instant)


@pghistory.track()
class Enrolment(models.Model):
    """What a roster says of a student for one academic year: year group, form and needs.

    An empty need (None) means that no roster of the year said anything about it.
    """

    school = models.ForeignKey(School, models.PROTECT)
    student = models.ForeignKey("students.Student", models.CASCADE, related_name="enrolments")
    academic_year = models.PositiveSmallIntegerField(help_text="The calendar year it starts in.")
    year_group = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=20, blank=True)
    sen = models.CharField("SEN", max_length=1, choices=SenProvision, blank=True)
    ehc_plan = models.BooleanField("EHC plan", null=True)
    pupil_premium = models.BooleanField(null=True)
    free_school_meals = models.BooleanField(null=True)
    in_care = models.BooleanField(null=True)
    eal = models.BooleanField("English as an additional language", null=True)
    neet_risk = models.CharField("risk of NEET", max_length=50, blank=True)
    neet_risk_on = models.DateField(null=True, blank=True)
    roster_on = models.DateField(help_text="The day the roster speaks of; a later one wins.")
    roster_import = models.ForeignKey(
        "students.RosterImport", models.SET_NULL, null=True, related_name="enrolments"
    )
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "academic_year"],
                condition=Q(superseded_at=None),
                name="one_enrolment_an_academic_year",
            ),
            models.CheckConstraint(
                condition=Q(year_group__gte=7, year_group__lte=14), name="year_group_7_to_14"
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "academic_year", "student"],
                include=["year_group", "form", "recorded_at", "superseded_at"],
                name="enrolments_of_a_year",
            )
        ]


@pghistory.track()
class Stay(models.Model):
    """A time a student is on the school's roll; both days belong to it. No joining date: unknown.

    A student who leaves and comes back has two. `left_inferred`: the leaving date was worked out from a
    roster that no longer had the student. `roster_on`: the day that what is known of the stay speaks of.
    """

    school = models.ForeignKey(School, models.PROTECT)
    student = models.ForeignKey("students.Student", models.CASCADE, related_name="stays")
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_inferred = models.BooleanField(default=False)
    roster_on = models.DateField(null=True, blank=True)
    roster_import = models.ForeignKey(
        "students.RosterImport", models.SET_NULL, null=True, related_name="stays"
    )
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_on=None) | Q(left_on=None) | Q(left_on__gte=models.F("joined_on")),
                name="left_after_joining",
            ),
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(superseded_at=None, left_on=None),
                name="one_open_stay_a_student",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "student"],
                include=["joined_on", "left_on", "recorded_at", "superseded_at"],
                name="stays_of_a_student",
            )
        ]
