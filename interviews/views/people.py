"""The student and the advisers a page is about, as far as the reader may see them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import SchoolRequest
from accounts.files.cells import fold
from accounts.models import Membership
from accounts.permissions import Permission
from advisers.models import Adviser
from students.academic_year import AcademicYear
from students.models import Enrolment, Student
from students.needs import needs_in_words

MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class Pupil:
    """A student with the year group, form and needs of this academic year, or of the last there is."""

    student: Student
    enrolment: Enrolment | None
    needs: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """Year 11, 11B."""
        if self.enrolment is None:
            return "no year group"
        return ", ".join(filter(None, [f"Year {self.enrolment.year_group}", self.enrolment.form]))


def chosen_student(request: SchoolRequest, on: date) -> Student | None:
    """The student named by id in the address; none chosen yet: None."""
    text = request.GET.get("student", "")
    if not text:
        return None
    try:
        student_id = uuid.UUID(text)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Student.objects.visible_to(request.membership, on=on), pk=student_id)


def pupils(membership: Membership, students: Collection[Student], *, on: date) -> list[Pupil]:
    """These students with what the roster says of them: one query for all."""
    visible = Enrolment.objects.visible_to(membership).current()
    rows = visible.filter(student__in=students, academic_year__lte=AcademicYear.of(on).start)
    latest = {row.student_id: row for row in rows.order_by("academic_year")}
    sees_needs = membership.reaches_all(Permission.VIEW_NEEDS)
    return [
        Pupil(
            student,
            row := latest.get(student.pk),
            tuple(needs_in_words(row)) if row and sees_needs else (),
        )
        for student in students
    ]


def search(membership: Membership, words: str, *, on: date) -> list[Student]:
    """Students by part of their names, accents and case ignored, or by UPN or MIS ID; a dozen at most."""
    parts = fold(words).split()
    if not parts:
        return []
    everybody = Student.objects.visible_to(membership, on=on)
    named = everybody
    for part in parts:
        named = named.filter(search_name__contains=part)
    number = words.strip()
    numbered = everybody.filter(upn=number.upper()) | everybody.filter(mis_id=number)
    return list((named | numbered).order_by("surname", "forename", "id")[:MOST_FOUND])


def advisers_for(membership: Membership) -> QuerySet[Adviser]:
    """Whose interviews this person may record: a careers leader everybody's, an adviser the own ones."""
    active = Adviser.objects.visible_to(membership).active().order_by("name")
    return active if membership.may(Permission.RECORD_FOR_ADVISERS) else active.of_member(membership)


def own_adviser(membership: Membership) -> Adviser | None:
    """The adviser this person is, if he or she is one."""
    if not membership.may(Permission.RECORD_OWN_INTERVIEWS):
        return None
    return Adviser.objects.visible_to(membership).of_member(membership).order_by("-is_active").first()
