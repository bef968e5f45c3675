"""A student's page: who, which year, on roll when, where he or she stands and why."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from interviews.models import Interview
from reporting.benchmark8 import JudgedInterview, Verdict
from reporting.coverage import student_verdict
from students.academic_year import AcademicYear
from students.models import Enrolment, Exclusion, Stay, Student
from students.views.status import sees_status_of


class Meeting(NamedTuple):
    """An interview the reader may see, and whether it counts; nothing, where no figure is asked of it."""

    interview: Interview
    judged: JudgedInterview | None


class YearRow(NamedTuple):
    """What one academic year's roster said."""

    year: AcademicYear
    enrolment: Enrolment


@requires(Permission.LIST_STUDENTS)
@require_safe
def detail(request: SchoolRequest, student_id: UUID) -> HttpResponse:
    """One student, as far as the reader's roles reach."""
    on = timezone.localdate()
    student = visible_student(request, student_id, on=on)
    years = years_of(request, student)
    sees_status = sees_status_of(request, student, on=on)
    verdict, asked = standing(student, years, on=on) if sees_status else (None, AcademicYear.of(on))
    may = request.membership.may
    context = {
        "student": student,
        "years": years,
        "now": years[0] if years else None,
        "stays": stays_of(request, student),
        "sees_numbers": request.membership.reaches_all(Permission.LIST_STUDENTS),
        "sees_needs": may(Permission.VIEW_NEEDS),
        "sees_status": sees_status,
        "sees_interviews": may(Permission.VIEW_INTERVIEWS) and sees_status,
        "verdict": verdict,
        "asked": asked,
        "is_this_year": asked == AcademicYear.of(on),
        "meetings": meetings_of(request, student, verdict, on=on),
        "exclusions": exclusions_of(request, student),
        "may_see_exclusions": request.membership.reaches_all(Permission.VIEW_STATUS),
        "may_edit": may(Permission.EDIT_STUDENTS),
        "may_exclude": may(Permission.MANAGE_EXCLUSIONS),
        "may_record": may(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS),
        "on": on,
    }
    return opened(request, student, "students/detail.html", context)


def opened(request: SchoolRequest, student: Student, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page about one student, and the line in the log that his or her record was opened."""
    response = render(request, template, context)
    log_access(
        by=request.membership,
        kind=AccessKind.OPENED,
        what=template.removesuffix(".html").replace("/", ":"),
        students=[student.pk],
        at=timezone.now(),
    )
    return response


def visible_student(request: SchoolRequest, student_id: UUID, *, on: date) -> Student:
    """The student, if the reader may see him or her at all."""
    return get_object_or_404(Student.objects.visible_to(request.membership, on=on), pk=student_id)


def years_of(request: SchoolRequest, student: Student) -> list[YearRow]:
    """What each academic year's last roster said, latest first."""
    every = Enrolment.objects.visible_to(request.membership).current()
    rows = every.filter(student=student).order_by("-academic_year")
    return [YearRow(AcademicYear(row.academic_year), row) for row in rows]


def stays_of(request: SchoolRequest, student: Student) -> list[Stay]:
    """The times on roll, the latest first."""
    every = Stay.objects.visible_to(request.membership).current()
    return list(every.filter(student=student).order_by("-joined_on", "-id"))


def standing(student: Student, years: list[YearRow], *, on: date) -> tuple[Verdict | None, AcademicYear]:
    """Where the student stands today: in this academic year or, for one who has left, in the last one."""
    this_year = AcademicYear.of(on)
    asked = max((row.year for row in years if row.year <= this_year), default=this_year)
    return student_verdict(student.school, student.pk, as_at=on, year=asked), asked


def meetings_of(
    request: SchoolRequest, student: Student, verdict: Verdict | None, *, on: date
) -> list[Meeting]:
    """The interviews the reader may see, the latest first, each with what the rule makes of it."""
    judged = {each.evidence.id: each for each in verdict.interviews} if verdict else {}
    interviews = Interview.objects.visible_to(request.membership, on=on).filter(student=student)
    return [
        Meeting(interview, judged.get(interview.pk))
        for interview in interviews.order_by("-held_on", "-recorded_at")
    ]


def exclusions_of(request: SchoolRequest, student: Student) -> list[Exclusion]:
    rows = Exclusion.objects.visible_to(request.membership).filter(student=student)
    return list(rows.select_related("recorded_by", "withdrawn_by").order_by("-starts_on", "-recorded_at"))
