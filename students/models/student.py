from __future__ import annotations

import uuid
from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from accounts.files.cells import fold
from accounts.models import Membership, School
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet
from students.academic_year import AcademicYear
from students.models.enrolment import Enrolment, Stay

NEEDS_OF_THE_YEAR = ("sen", "ehc_plan", "pupil_premium", "free_school_meals", "in_care", "eal", "neet_risk")
OF_THE_YEAR = ("year_group", "form", *NEEDS_OF_THE_YEAR)
SEARCH_NAME_CHARACTERS = 420


class Sex(models.TextChoices):
    MALE = "M", "Male"
    FEMALE = "F", "Female"
    UNKNOWN = "", "Not recorded"


class StudentQuerySet(SchoolQuerySet["Student"]):
    view_permission = Permission.LIST_STUDENTS

    def visible_to(self, membership: Membership | None, *, on: date) -> Self:  # type: ignore[override]
        """Every student of the school; for somebody who is only a tutor, those now in his or her form.

        `on` says which academic year's forms are meant.
        """
        rows = super().visible_to(membership)
        if membership is None or membership.reaches_all(Permission.LIST_STUDENTS):
            return rows
        return rows.in_form(membership.form, year=AcademicYear.of(on))

    def status_visible_to(self, membership: Membership | None, *, on: date) -> Self:
        """Those whose Benchmark 8 status this membership may see: a tutor's reach is the own form.

        That holds for somebody who lists every student in another role, such as administrator.
        """
        if membership is None or not membership.may(Permission.VIEW_STATUS):
            return self.none()
        rows = self.visible_to(membership, on=on)
        if membership.reaches_all(Permission.VIEW_STATUS):
            return rows
        return rows.in_form(membership.form, year=AcademicYear.of(on))

    def with_last_year(self, *, by: AcademicYear) -> Self:
        """Those whom a roster has had by this academic year, beside what the last such year says.

        As `year_group`, `form` and the needs; `last_year` is the academic year they are of. Whoever the
        roster of the year does not have yet, stands in the groups of the year before.
        """
        so_far = Q(enrolments__superseded_at=None, enrolments__academic_year__lte=by.start)
        later = Enrolment.objects.current().filter(
            student=OuterRef("pk"),
            academic_year__lte=by.start,
            academic_year__gt=OuterRef("enrolled__academic_year"),
        )
        rows = self.annotate(enrolled=FilteredRelation("enrolments", condition=so_far))
        rows = rows.filter(~Exists(later), enrolled__isnull=False)
        facts = {field: F(f"enrolled__{field}") for field in OF_THE_YEAR}
        return rows.annotate(last_year=F("enrolled__academic_year"), **facts)

    def groups(self) -> list[tuple[int, str]]:
        """The year groups and forms among students `with_last_year`."""
        return list(self.order_by().values_list(F("year_group"), F("form")).distinct())

    def on_roll(self, *, on: date) -> Self:
        """Those on roll on a day, both ends of a stay included; an unknown joining date lies in the past."""
        covering = Stay.objects.current().filter(
            Q(joined_on=None) | Q(joined_on__lte=on), Q(left_on=None) | Q(left_on__gte=on)
        )
        return self.filter(Exists(covering.filter(student=OuterRef("pk"))))

    def who_left(self, *, before: date) -> Self:
        """Those who were on roll and are no more."""
        gone = Stay.objects.current().filter(student=OuterRef("pk"), left_on__lt=before)
        on_roll = self.model.objects.on_roll(on=before).filter(pk=OuterRef("pk"))
        return self.filter(Exists(gone)).exclude(Exists(on_roll))

    def found_by(self, text: str) -> Self:
        """Those whose names hold every word, accents and case apart, or who have the text as a number."""
        named = Q()
        for word in fold(text).split():
            named &= Q(search_name__contains=word)
        return self.filter(named | Q(upn__iexact=text.strip()) | Q(mis_id=text.strip()))

    def in_form(self, form: str, *, year: AcademicYear) -> Self:
        """Those whom the roster of this academic year puts in this form; an empty form has nobody."""
        if not form:
            return self.none()
        return self.filter(
            Exists(
                Enrolment.objects.current().filter(
                    student=OuterRef("pk"), academic_year=year.start, form__iexact=form
                )
            )
        )


@pghistory.track()
class Student(models.Model):
    """A young person the school answers for. Year group, form and needs are on the enrolments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    upn = models.CharField("UPN", max_length=13, blank=True)
    former_upn = models.CharField("former UPN", max_length=13, blank=True)
    mis_id = models.CharField("MIS ID", max_length=50, blank=True)
    uln = models.CharField("ULN", max_length=10, blank=True)
    forename = models.CharField(max_length=100)
    surname = models.CharField(max_length=100)
    preferred_forename = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    email = models.EmailField("e-mail", blank=True, max_length=254)
    search_name = models.CharField(
        max_length=SEARCH_NAME_CHARACTERS, editable=False, help_text="Names without accents or case."
    )
    details_as_of = models.DateField(help_text="The roster's date that names and contact come from.")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = StudentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "upn"], condition=~Q(upn=""), name="one_student_a_upn"),
            models.UniqueConstraint(
                fields=["school", "mis_id"], condition=~Q(mis_id=""), name="one_student_a_mis_id"
            ),
            models.CheckConstraint(condition=~Q(upn="") | ~Q(mis_id=""), name="student_has_an_identifier"),
        ]
        indexes = [models.Index(fields=["school", "surname", "forename"], name="students_by_name")]

    def __str__(self) -> str:
        return f"{self.called} {self.surname}"

    @property
    def called(self) -> str:
        """The forename the student goes by."""
        return self.preferred_forename or self.forename

    @property
    def group_of(self) -> AcademicYear:
        """The academic year that the group beside the student is of, where it was asked `with_last_year`."""
        return AcademicYear(self.last_year)  # type: ignore[attr-defined]
