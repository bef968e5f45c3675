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
    own_form = Student.objects.status_visible_to(request.membership, on=on)
    return {id: verdicts[id] for id in own_form.values_list("pk", flat=True) if id in verdicts}


def sees_status_of(request: SchoolRequest, student: Student, *, on: date) -> bool:
    """Whether the reader may see this student's status and its proof."""
    return Student.objects.status_visible_to(request.membership, on=on).filter(pk=student.pk).exists()
