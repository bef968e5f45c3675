import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Membership, School
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class ReportScheduleQuerySet(SchoolQuerySet["ReportSchedule"]):
    view_permission = Permission.VIEW_FIGURES


@pghistory.track()
class ReportSchedule(models.Model):
    """When a school's reports are made: as at the scheduled date, rendered the next morning."""

    school = models.OneToOneField(School, models.CASCADE)
    on_national_dates = models.BooleanField(
        "31 December, 31 March and 31 July", default=True, help_text="When the national measure is taken."
    )
    day_of_month = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Every month on this day; in a shorter month, on its last."
    )
    own_dates = ArrayField(models.DateField(), default=list, blank=True)
    with_names = models.BooleanField(default=False)
    starts_on = models.DateField(help_text="Dates before this one were never owed.")
    version = models.PositiveIntegerField(default=1)

    objects = ReportScheduleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(day_of_month=None) | models.Q(day_of_month__gte=1, day_of_month__lte=31),
                name="day_of_month_1_to_31",
            )
        ]


class ReportRecipientQuerySet(SchoolQuerySet["ReportRecipient"]):
    view_permission = Permission.VIEW_FIGURES


@pghistory.track()
class ReportRecipient(models.Model):
    """Who is told, by e-mail with a link, that a scheduled report is ready."""

    school = models.ForeignKey(School, models.CASCADE)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")

    objects = ReportRecipientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "membership"], name="one_notice_a_recipient")
        ]
