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
from advisers.models import Adviser
from interviews.models.interview_import import InterviewImport
from students.academic_year import AcademicYear
from students.models import Student


class Mode(models.TextChoices):
    IN_PERSON = "in_person", "In person"
    VIDEO = "video", "Video call"
    TELEPHONE = "telephone", "Telephone"


class Kind(models.TextChoices):
    ONE_TO_ONE = "one_to_one", "One-to-one"
    GROUP = "group", "Group session"
    DROP_IN = "drop_in", "Drop-in"
    OTHER = "other", "Other contact"


class Outcome(models.TextChoices):
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Absent"
    CANCELLED = "cancelled", "Cancelled"
    DECLINED = "declined", "Declined"


class Evidence(models.TextChoices):
    CONFIRMED = "confirmed", "Confirmed in writing by the previous school or adviser"
    REPORTED = "reported", "Reported by the student or a parent"


class InterviewQuerySet(SchoolQuerySet["Interview"]):
    view_permission = Permission.VIEW_INTERVIEWS

    def visible_to(self, membership: Membership | None, *, on: date) -> Self:  # type: ignore[override]
        """The school's interviews; for a tutor, the standing ones of his or her own form on this day."""
        rows = super().visible_to(membership)
        if membership is None or membership.reaches_all(Permission.VIEW_INTERVIEWS):
            return rows
        own_form = Student.objects.of(membership.school).in_form(membership.form, year=AcademicYear.of(on))
        return rows.standing().filter(student__in=own_form)

    def standing(self) -> Self:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def not_undone(self) -> Self:
        """But for those that the undoing of their import withdrew."""
        stays = Q(withdrawn_at=None) | Q(imported_with__undone_at=None)
        return self.filter(stays | ~Q(withdrawn_at=F("imported_with__undone_at")))

    def written_on(self) -> Self:
        """Those about which a person wrote more than a file brings, which is at most a destination."""
        plan = Q(plan__version__gt=1) | Q(plan__summary__gt="") | Q(plan__actions__isnull=False)
        concern = Q(passed_to_safeguarding_at__isnull=False)
        texts = Q(confidential_note__isnull=False) | Q(addenda__isnull=False)
        return self.filter(plan | concern | texts).distinct()

    def held_between(self, first: date | None, last: date | None) -> Self:
        """Those held from the one day to the other, both included; an open end is open."""
        rows = self.filter(held_on__gte=first) if first else self
        return rows.filter(held_on__lte=last) if last else rows


@pghistory.track()
class Interview(models.Model):
    """A meeting with a careers adviser, or one that should have been: date, adviser, kind and outcome.

    These facts change only by withdrawing the interview and entering it again with a reason; nothing
    is deleted. The texts are on the action plan and on the confidential note.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    student = models.ForeignKey(Student, models.PROTECT, related_name="interviews")
    adviser = models.ForeignKey(Adviser, models.PROTECT, null=True, blank=True, related_name="interviews")
    adviser_name = models.CharField(
        max_length=120, help_text="As on the day; a previous school's adviser too."
    )
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ONE_TO_ONE)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.ATTENDED)
    previous_school = models.CharField(max_length=120, blank=True, help_text="Empty: held here.")
    evidence = models.CharField(max_length=10, choices=Evidence, blank=True)
    adviser_stated_qualified = models.BooleanField(null=True, blank=True)
    reference = models.CharField(max_length=80, blank=True, help_text="The sender's own key.")
    confidentiality_explained_at = models.DateTimeField(null=True, blank=True)
    impartiality_declared_at = models.DateTimeField(null=True, blank=True)
    passed_to_safeguarding_at = models.DateTimeField(null=True, blank=True)
    passing_noted_at = models.DateTimeField(null=True, blank=True)
    passing_noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    place = models.PositiveIntegerField(
        default=0, help_text="Of those recorded at the same instant, such as a file’s rows, which came first."
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    imported_with = models.ForeignKey(
        InterviewImport, models.PROTECT, null=True, blank=True, related_name="interviews"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "reference"],
                condition=~Q(reference="") & Q(withdrawn_at=None),
                name="one_interview_a_reference",
            ),
            models.CheckConstraint(
                condition=Q(previous_school="", adviser__isnull=False, evidence="")
                | (~Q(previous_school="") & Q(adviser=None) & ~Q(evidence="")),
                name="held_here_or_with_evidence",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="withdrawn_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=480), name="minutes_1_to_480"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-held_on"], name="interviews_latest_first"),
            models.Index(
                fields=["student", "held_on", "adviser"],
                condition=Q(outcome="attended", withdrawn_at=None),
                name="interviews_held",
            ),
        ]
