"""The list of students, on the screen and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.kept_search import filters_of, search_in, sought_in
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from reporting.benchmark8 import Verdict
from students.academic_year import AcademicYear
from students.forms import StudentFilter
from students.forms.listing import EXCLUDED, LEFT
from students.models import Student
from students.models.student import StudentQuerySet
from students.needs import needs_in_words
from students.views.status import visible_verdicts

A_PAGE = 50
EDIT = Permission.EDIT_STUDENTS


class Row(NamedTuple):
    """A line of the list; without a verdict there is no badge."""

    student: Student
    verdict: Verdict | None
    needs: list[str]


@dataclass(frozen=True)
class Listed:
    """The students meant by the filters in the address and by the name last sought.

    `is_empty`: nobody is there to choose from, whatever is chosen.
    """

    students: StudentQuerySet
    filters: StudentFilter
    sought: str
    verdicts: dict[UUID, Verdict]
    is_empty: bool

    @property
    def have_left(self) -> bool:
        """Whether it is a list of those who are here no more."""
        return self.filters.chosen("who") == LEFT

    def in_no_roster_of(self, year: AcademicYear) -> int:
        """How many of them are shown in the groups of an earlier year, for lack of a roster of this one."""
        return 0 if self.have_left else self.students.filter(Q(last_year__lt=year.start)).count()

    @property
    def words(self) -> str:
        """Whom the list holds: `Year 11, due this year`."""
        found = [f"found by “{self.sought}”"] if self.sought else []
        return ", ".join([*self.filters.words, *found]) or "All years"


@requires(Permission.LIST_STUDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def list_students(request: SchoolRequest) -> HttpResponse:
    """The students on roll. Filters stand in the address; a name that is sought is sent, and does not."""
    search = search_in(request, "students")
    if search.is_valid() and not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{request.path}?{filters_of(request)}")
    on = timezone.localdate()
    year = AcademicYear.of(on)
    listed = students_meant(request, on=on)
    page = Paginator(listed.students, A_PAGE).get_page(request.GET.get("page"))
    may = request.membership.may
    context = {
        "page": page,
        "rows": rows_of(page, listed.verdicts, needs=may(Permission.VIEW_NEEDS)),
        "listed": listed,
        "search": search,
        "year": year,
        "in_no_roster": listed.in_no_roster_of(year),
        "on": on,
        "query": filters_of(request),
        "given": request.GET,
        "may_see_needs": may(Permission.VIEW_NEEDS),
        "may_see_status": may(Permission.VIEW_STATUS),
        "may_edit": may(EDIT),
        "is_tutor_only": not request.membership.reaches_all(Permission.LIST_STUDENTS),
    }
    template = "students/_list_swapped.html" if request.htmx else "students/list.html"  # type: ignore[attr-defined]
    response = render(request, template, context)
    log(request, AccessKind.LISTED, "students:list", page)
    return response


@requires(EDIT)
@require_safe
def print_list(request: SchoolRequest) -> HttpResponse:
    """The same students on paper, whole, for a register. No need is named, a status only in the heading."""
    on = timezone.localdate()
    listed = students_meant(request, on=on)
    found = list(listed.students)
    context = {
        "students": found,
        "listed": listed,
        "year": AcademicYear.of(on),
        "on": on,
        "back_url": f"{reverse('students:list', args=[request.school.urn])}?{filters_of(request)}",
        "some_prefer_a_name": any(student.preferred_forename for student in found),
    }
    response = render(request, "students/print_list.html", context)
    log(request, AccessKind.PRINTED, "students:print_list", found)
    return response


def students_meant(request: SchoolRequest, *, on: date) -> Listed:
    """Those on roll today, or those who left, whom the reader may see and asks for."""
    sees_all = request.membership.reaches_all(Permission.LIST_STUDENTS)
    visible = Student.objects.visible_to(request.membership, on=on)
    have_left = sees_all and request.GET.get("who") == LEFT
    there = visible.who_left(before=on) if have_left else visible.on_roll(on=on)
    there = there.with_last_year(by=AcademicYear.of(on))
    groups = there.groups()
    filters = StudentFilter(
        request.GET,
        groups=groups,
        leavers=sees_all,
        needs=request.membership.may(Permission.VIEW_NEEDS),
        status=request.membership.may(Permission.VIEW_STATUS),
    )
    verdicts = visible_verdicts(request, there, on=on)
    sought = sought_in(request, "students")
    found = with_status(filters.narrow(there), filters.chosen("status"), verdicts)
    found = in_order(found.found_by(sought) if sought else found)
    return Listed(found, filters, sought, verdicts, is_empty=not groups and not have_left)


def with_status(students: StudentQuerySet, status: str, verdicts: dict[UUID, Verdict]) -> StudentQuerySet:
    """Those with this status, or those excluded; all of them where none is asked for."""
    if not status:
        return students
    if status == EXCLUDED:
        return students.filter(pk__in=[id for id, verdict in verdicts.items() if verdict.excluded])
    return students.filter(pk__in=[id for id, verdict in verdicts.items() if verdict.status == status])


def in_order(students: StudentQuerySet) -> StudentQuerySet:
    """By surname, accents and capitals apart, and always the same way where names are the same."""
    return students.order_by("search_name", "pk")


def rows_of(page: Iterable[Student], verdicts: dict[UUID, Verdict], *, needs: bool) -> list[Row]:
    return [
        Row(student, verdicts.get(student.pk), needs_in_words(student) if needs else []) for student in page
    ]


def log(request: SchoolRequest, kind: AccessKind, what: str, students: Iterable[Student]) -> None:
    """Write down whose names were shown."""
    ids = [student.pk for student in students]
    log_access(by=request.membership, kind=kind, what=what, students=ids, at=timezone.now())
