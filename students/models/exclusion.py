from __future__ import annotations

import uuid
from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q

from accounts.models import Membership, School, User
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class ExclusionQuerySet(SchoolQuerySet["Exclusion"]):
    view_permission = Permission.VIEW_STATUS

    def visible_to(self, membership: Membership | None) -> Self:
        """Those of the school, for people who see every student's status; a form tutor sees none."""
        if membership is None or not membership.reaches_all(self.view_permission):
            return self.none()
        return super().visible_to(membership)

    def in_force(self, *, on: date) -> Self:
        """Those that hold on this day, both ends included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, withdrawn_at=None)


@pghistory.track()
class Exclusion(models.Model):
    """That a student is left out of the *eligible* figure, why, who approved it and until when.

    He or she stays in the headline.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    student = models.ForeignKey("students.Student", models.CASCADE, related_name="exclusions")
    reason = models.CharField(max_length=300)
    approved_by = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="exclusion_ends_after_start"
            )
        ]
