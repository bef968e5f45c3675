from __future__ import annotations

import uuid
from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q

from accounts.models import Membership, School, User
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet
from interviews.models.interview import Interview


def readable(membership: Membership | None, *, on: date, plan: str) -> Q:
    """Rows whose plan this membership may read; `plan` is the way from the row to it.

    Advisers and careers leaders read every plan of the school; a tutor those of the own form that are
    shared with the tutor.
    """
    if membership is None or not membership.may(Permission.VIEW_PLANS, Permission.VIEW_SHARED_PLANS):
        return Q(pk__in=[])
    own_school = Q(school_id=membership.school_id)
    if membership.may(Permission.VIEW_PLANS):
        return own_school
    interviews = Interview.objects.visible_to(membership, on=on)
    return own_school & Q(**{f"{plan}shared_with_tutor": True, f"{plan}interview__in": interviews})


class ActionPlanQuerySet(SchoolQuerySet["ActionPlan"]):
    view_permission = Permission.VIEW_PLANS

    def visible_to(self, membership: Membership | None, *, on: date) -> Self:  # type: ignore[override]
        """Every plan for advisers and careers leaders; the own form's for a tutor, when shared."""
        return self.filter(readable(membership, on=on, plan=""))


@pghistory.track()
class ActionPlan(models.Model):
    """What was talked about and agreed: the part of an interview that is shared.

    Its text may be edited for 24 hours, then only by addendum.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    interview = models.OneToOneField(Interview, models.PROTECT, related_name="plan")
    summary = models.TextField(blank=True, max_length=8000)
    destination_code = models.CharField(max_length=3, blank=True, help_text="NCCIS activity code.")
    destination = models.CharField("intended destination", max_length=200, blank=True)
    shared_with_student = models.BooleanField(default=False)
    shared_with_tutor = models.BooleanField(default=False)
    shared_with_parent = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ActionPlanQuerySet.as_manager()

    @property
    def is_shared(self) -> bool:
        """Whether anybody but advisers and careers leaders is meant to read it."""
        return self.shared_with_student or self.shared_with_tutor or self.shared_with_parent


class PlannedActionQuerySet(SchoolQuerySet["PlannedAction"]):
    view_permission = Permission.VIEW_PLANS

    def visible_to(self, membership: Membership | None, *, on: date) -> Self:  # type: ignore[override]
        """The steps of the plans this membership may read."""
        return self.filter(readable(membership, on=on, plan="plan__"))


class Owner(models.TextChoices):
    STUDENT = "student", "Student"
    ADVISER = "adviser", "Adviser"
    TUTOR = "tutor", "Form tutor"
    PARENT = "parent", "Parent or carer"
    SCHOOL = "school", "School"


@pghistory.track()
class PlannedAction(models.Model):
    """One step of an action plan: what, who, by when, and when it was done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=10, choices=Owner, default=Owner.STUDENT)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = PlannedActionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="action_says_what")]


class ConfidentialNoteQuerySet(SchoolQuerySet["ConfidentialNote"]):
    view_permission = Permission.VIEW_CONFIDENTIAL_NOTES


@pghistory.track()
class ConfidentialNote(models.Model):
    """What only the school's advisers may read. In a table of its own, so that no list can carry it along."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    interview = models.OneToOneField(Interview, models.PROTECT, related_name="confidential_note")
    text = models.TextField(max_length=8000)
    recorded_at = models.DateTimeField()

    objects = ConfidentialNoteQuerySet.as_manager()


class AddendumQuerySet(SchoolQuerySet["Addendum"]):
    view_permission = Permission.VIEW_PLANS

    def visible_to(self, membership: Membership | None, *, on: date) -> Self:  # type: ignore[override]
        """Those of the plans this membership may read; the confidential ones for advisers alone."""
        rows = self.filter(readable(membership, on=on, plan="interview__plan__"))
        if membership is None or not membership.may(Permission.VIEW_CONFIDENTIAL_NOTES):
            return rows.shared()
        return rows

    def shared(self) -> Self:
        """Those that are part of the shared text."""
        return self.filter(confidential=False)


@pghistory.track()
class Addendum(models.Model):
    """Something added to an interview's text after its 24 hours; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="addenda")
    text = models.TextField(max_length=4000)
    confidential = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AddendumQuerySet.as_manager()
