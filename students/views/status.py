"""Whose Benchmark 8 status a reader may see, and what it is."""

from datetime import date
from uuid import UUID

from django.db.models import F

from accounts.access import SchoolRequest
from accounts.permissions import Permission
from reporting.benchmark8 import Verdict
from reporting.coverage import coverage
from students.academic_year import AcademicYear
from students.models import Student
from students.models.student import StudentQuerySet


def visible_verdicts(request: SchoolRequest, students: StudentQuerySet, *, on: date) -> dict[UUID, Verdict]:
    """The verdicts the reader may see on students `with_last_year`, each for that academic year.

    It is this year or the one before; further back nobody asks where somebody stood. A tutor's reach is the
    own form, whatever else he or she lists.
    """
    if not request.membership.may(Permission.VIEW_STATUS):
        return {}
    if not request.membership.reaches_all(Permission.VIEW_STATUS):
        own_form = Student.objects.status_visible_to(request.membership, on=on)
        students = students.filter(pk__in=own_form.values("pk"))
    this_year = AcademicYear.of(on)
    last_years: dict[UUID, int] = dict(students.values_list(F("pk"), F("last_year")))
    verdicts: dict[UUID, Verdict] = {}
    for year in {this_year.start, this_year.previous.start} & set(last_years.values()):
        found = coverage(request.school, as_at=on, year=AcademicYear(year)).by_student
        verdicts |= {id: verdict for id, verdict in found.items() if last_years.get(id) == year}
    return verdicts


def sees_status_of(request: SchoolRequest, student: Student, *, on: date) -> bool:
    """Whether the reader may see this student's status and its proof."""
    return Student.objects.status_visible_to(request.membership, on=on).filter(pk=student.pk).exists()
