"""Whose Benchmark 8 status a reader may see, and what it is."""

from datetime import date
from uuid import UUID

from accounts.access import SchoolRequest
from accounts.permissions import Permission
from reporting.benchmark8 import Verdict
from reporting.coverage import coverage
from students.academic_year import AcademicYear
from students.models import Student


def visible_verdicts(request: SchoolRequest, *, on: date, year: AcademicYear) -> dict[UUID, Verdict]:
    """Every verdict the reader may see; a tutor's reach is the own form, whatever else he or she lists."""
    if not request.membership.may(Permission.VIEW_STATUS):
        return {}
    verdicts = coverage(request.school, as_at=on, year=year).by_student
    if request.membership.reaches_all(Permission.VIEW_STATUS):
        return verdicts
    return {id: verdicts[id] for id in own_form(request, on=on) if id in verdicts}


def sees_status_of(request: SchoolRequest, student: Student, *, on: date) -> bool:
    """Whether the reader may see this student's status and its proof."""
    if request.membership.reaches_all(Permission.VIEW_STATUS):
        return True
    return request.membership.may(Permission.VIEW_STATUS) and student.pk in own_form(request, on=on)


def own_form(request: SchoolRequest, *, on: date) -> set[UUID]:
    """The students of a tutor's own form."""
    students = Student.objects.visible_to(request.membership, on=on)
    members = students.in_form(request.membership.form, year=AcademicYear.of(on))
    return set(members.values_list("pk", flat=True))
