"""Leaving a student out of the eligible figure, and taking that back."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accounts.actions import Refused, claim_submission
from accounts.models import User
from students.actions.writing import hold_students, keep_students
from students.models import Exclusion, Student


@transaction.atomic
def exclude_student(
    *,
    student: Student,
    reason: str,
    approved_by: str,
    starts_on: date,
    ends_on: date | None,
    by: User,
    at: datetime,
    token: uuid.UUID,
) -> Exclusion:
    """Leave a student out of the eligible figure from one day to another, both included."""
    claim_submission(school=student.school, token=token, at=at)
    hold_students(student.school)
    keep_students(student.school, [student.pk])
    if ends_on and ends_on < starts_on:
        raise Refused("The last day must not be before the first.")
    overlapping = student.exclusions.filter(
        Q(ends_on=None) | Q(ends_on__gte=starts_on), withdrawn_at=None
    ).exclude(starts_on__gt=ends_on or date.max)
    if overlapping.exists():
        raise Refused("The student is left out already in these days: withdraw that first.")
    return Exclusion.objects.create(
        school=student.school,
        student=student,
        reason=reason,
        approved_by=approved_by,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_at=at,
        recorded_by=by,
    )


@transaction.atomic
def withdraw_exclusion(*, exclusion: Exclusion, by: User, at: datetime) -> None:
    """Take an exclusion back, as if it had never been; what was known before stays on record."""
    locked = Exclusion.objects.select_for_update().get(pk=exclusion.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at, locked.withdrawn_by = at, by
        locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
