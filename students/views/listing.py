"""The list of students, on the screen and on paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from reporting.benchmark8 import Verdict
from students.academic_year import AcademicYear
from students.forms import SearchForm, StudentFilter
from students.forms.listing import EXCLUDED, LEFT
from students.models import Enrolment, Student
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


@requires(Permission.LIST_STUDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def list_students(request: SchoolRequest) -> HttpResponse:
    """The students on roll. Filters stand in the address; a name that is sought is sent, and does not."""
    on = timezone.localdate()
    year = year_shown(request, on)
    may = request.membership.may
    sees_all = request.membership.reaches_all(Permission.LIST_STUDENTS)
    have_left = sees_all and request.GET.get("who") == LEFT
    students = who_left(request, on=on) if have_left else on_roll(request, on=on, year=year)
    groups = students.groups()
    filters = StudentFilter(
        request.GET,
        groups=groups,
        leavers=sees_all,
        needs=may(Permission.VIEW_NEEDS),
        status=may(Permission.VIEW_STATUS),
    )
    verdicts = visible_verdicts(request, on=on, year=year)
    search = SearchForm(request.POST if request.method == "POST" else None)
    sought = search.cleaned_data["q"] if search.is_valid() else ""
    found = with_status(filters.narrow(students), filters.chosen("status"), verdicts)
    page = page_of(found, sought, request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page, verdicts, needs=may(Permission.VIEW_NEEDS)),
        "filters": filters,
        "search": search,
        "sought": sought,
        "year": year,
        "is_last_years": year != AcademicYear.of(on),
        "on": on,
        "query": request.GET.urlencode(),
        "given": request.GET,
        "may_see_needs": may(Permission.VIEW_NEEDS),
        "may_see_status": may(Permission.VIEW_STATUS),
        "may_edit": may(EDIT),
        "is_tutor_only": not sees_all,
        "have_left": have_left,
        "is_empty": not groups and not have_left,
    }
    template = "students/_list.html" if request.htmx else "students/list.html"  # type: ignore[attr-defined]
    response = render(request, template, context)
    log(request, AccessKind.LISTED, "students:list", page)
    return response


@requires(EDIT)
@require_safe
def print_list(request: SchoolRequest) -> HttpResponse:
    """The same list on paper, whole, without needs and status: for a register or a form's notice."""
    on = timezone.localdate()
    year = year_shown(request, on)
    students = on_roll(request, on=on, year=year)
    filters = StudentFilter(request.GET, groups=students.groups(), leavers=False, needs=False, status=False)
    found = list(in_order(filters.narrow(students)))
    context = {"students": found, "filters": filters, "year": year, "on": on, "words": words_of(filters)}
    context["some_prefer_a_name"] = any(student.preferred_forename for student in found)
    response = render(request, "students/print_list.html", context)
    log(request, AccessKind.PRINTED, "students:print_list", found)
    return response


def year_shown(request: SchoolRequest, on: date) -> AcademicYear:
    """The academic year whose groups the list shows: the last one a roster was imported for."""
    this_year = AcademicYear.of(on)
    enrolments = Enrolment.objects.visible_to(request.membership).current()
    last = enrolments.filter(academic_year__lte=this_year.start).aggregate(last=Max("academic_year"))["last"]
    return AcademicYear(last) if last else this_year


def on_roll(request: SchoolRequest, *, on: date, year: AcademicYear) -> StudentQuerySet:
    """Those on roll today whom the reader may see, with the year's groups and needs."""
    students = Student.objects.visible_to(request.membership, on=on)
    return students.enrolled_in(year).on_roll(on=on)


def who_left(request: SchoolRequest, *, on: date) -> StudentQuerySet:
    """Those who have left whom the reader may see, with the groups they were last in."""
    return Student.objects.visible_to(request.membership, on=on).who_left(before=on)


def with_status(students: StudentQuerySet, status: str, verdicts: dict[Any, Verdict]) -> StudentQuerySet:
    """Those with this status, or those excluded; all of them where none is asked for."""
    if not status:
        return students
    if status == EXCLUDED:
        return students.filter(pk__in=[id for id, verdict in verdicts.items() if verdict.excluded])
    return students.filter(pk__in=[id for id, verdict in verdicts.items() if verdict.status == status])


def in_order(students: StudentQuerySet) -> StudentQuerySet:
    """By surname, accents and capitals apart, and always the same way where names are the same."""
    return students.order_by("search_name", "pk")


def page_of(students: StudentQuerySet, sought: str, number: str | None) -> Page[Student]:
    """One page of the list; of those found by name the first, for whom further letters find the rest."""
    if sought:
        return Paginator(in_order(students.found_by(sought)), A_PAGE).get_page(1)
    return Paginator(in_order(students), A_PAGE).get_page(number)


def rows_of(page: Iterable[Student], verdicts: dict[Any, Verdict], *, needs: bool) -> list[Row]:
    return [
        Row(student, verdicts.get(student.pk), needs_in_words(student) if needs else []) for student in page
    ]


def words_of(filters: StudentFilter) -> str:
    """Whom the printed list holds: `Year 11, 11B`."""
    year_group, form = filters.chosen("year_group"), filters.chosen("form")
    parts = [f"Year {year_group}" if year_group else "", form]
    return ", ".join(part for part in parts if part) or "All years"


def log(request: SchoolRequest, kind: AccessKind, what: str, students: Iterable[Student]) -> None:
    """Write down whose names were shown."""
    ids = [student.pk for student in students]
    log_access(by=request.membership, kind=kind, what=what, students=ids, at=timezone.now())
