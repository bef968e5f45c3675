import uuid
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.kept_search import filters_of, search_in, sought_in
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from advisers.models import Adviser
from interviews.disclosure import reads_all_facts
from interviews.forms import InterviewFilter
from interviews.forms.listing import COUNTED, WHY_NOT
from interviews.models import ActionPlan, Interview
from interviews.views.people import own_adviser, pupils
from interviews.views.verdicts import judged_interviews
from reporting.benchmark8 import JudgedInterview
from students.academic_year import AcademicYear
from students.models import Student

ROWS = 50


@requires(Permission.VIEW_INTERVIEWS)
@require_http_methods(["GET", "HEAD", "POST"])
def list_interviews(request: SchoolRequest) -> HttpResponse:
    """The school's interviews, latest first: an adviser's own unless all are asked for; a tutor's form's.

    Filters stand in the address; a student's name that is sought is sent, and does not.
    """
    search = search_in(request, "interviews")
    if search.is_valid():
        return redirect(f"{request.path}?{filters_of(request)}")
    today, sought = timezone.localdate(), sought_in(request, "interviews")
    own = own_adviser(request.membership)
    mine = own is not None and asks_for_own(request)
    form = filter_form(request, mine, whose="" if own is None else "mine" if mine else "all")
    form.is_valid()
    visible = Interview.objects.visible_to(request.membership, on=today)
    rows = narrowed(request, visible.filter(adviser=own) if mine else visible, form, sought, today)
    page = page_of(rows, request.GET.get("page"))
    context = {
        "form": form,
        "search": search,
        "sought": sought,
        "page": page,
        "rows": shown(request, page, today),
        "own": own,
        "mine": mine,
        "tabs": tabs(request, mine) if own else [],
        "anything": visible.exists(),
        **may(request),
        **addresses(request, form.initial["whose"]),
    }
    response = render(request, "interviews/list.html", context)
    log_listed(request, page)
    return response


def log_listed(request: SchoolRequest, page: "Page[Interview]") -> None:
    """Write down whose interviews were shown."""
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what="interviews:list",
        students=list(dict.fromkeys(interview.student_id for interview in page)),
        at=timezone.now(),
    )


def asks_for_own(request: SchoolRequest) -> bool:
    """Whether an adviser is shown the own interviews: unless all are asked for, or another adviser's."""
    whose = request.GET.get("whose")
    return whose == "mine" or (whose != "all" and "adviser" not in request.GET)


def narrowed(
    request: SchoolRequest, rows: QuerySet[Interview], form: InterviewFilter, sought: str, today: date
) -> QuerySet[Interview]:
    """Those that the filters leave; of them, where a name or number is sought, its students'."""
    rows = form.narrow(rows, academic_year=AcademicYear.of(today).start)
    rows = by_verdict(request, rows, form.chosen("counts"), today)
    if not sought:
        return rows
    return rows.filter(student__in=Student.objects.visible_to(request.membership, on=today).found_by(sought))


def may(request: SchoolRequest) -> dict[str, bool]:
    """What the reader may do from here, and whether he or she sees more than date, adviser and outcome."""
    membership = request.membership
    return {
        "may_record": membership.may(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS),
        "may_import": membership.may(Permission.RECORD_FOR_ADVISERS),
        "reads_all": reads_all_facts(membership),
        "may_open_student": membership.may(Permission.LIST_STUDENTS),
    }


def addresses(request: SchoolRequest, whose: str) -> dict[str, str]:
    """Where the links of the page lead; whose interviews are shown is kept when filters are cleared."""
    return {
        "query": filters_of(request),
        "clear_url": f"{request.path}?whose={whose}" if whose else request.path,
        "record_url": reverse("interviews:record", kwargs={"urn": request.school.urn}),
    }


def filter_form(request: SchoolRequest, mine: bool, *, whose: str) -> InterviewFilter:
    """The filters with what the address holds."""
    return InterviewFilter(
        request.GET.dict() | {"whose": whose},
        initial={"whose": whose},
        advisers=Adviser.objects.visible_to(request.membership).order_by("name"),
        mine=mine,
        own_form_only=not request.membership.reaches_all(Permission.VIEW_INTERVIEWS),
    )


def by_verdict(
    request: SchoolRequest, rows: QuerySet[Interview], counts: str | None, today: date
) -> QuerySet[Interview]:
    """Those that count, those that do not, or those that do not for one reason.

    The rule is asked about everybody in the list.
    """
    if counts is None:
        return rows
    students = set(rows.values_list("student_id", flat=True))
    judged = judged_interviews(request.school, students, on=today)
    if counts in dict(WHY_NOT):
        return rows.filter(pk__in=[key for key, each in judged.items() if each.reason == counts])
    counting = [key for key, each in judged.items() if each.counts]
    return rows.filter(pk__in=counting) if counts == COUNTED else rows.exclude(pk__in=counting)


def page_of(rows: QuerySet[Interview], number: str | None) -> "Page[Interview]":
    """One page of the list, latest first."""
    ordered = rows.select_related("student", "adviser").order_by("-held_on", "-recorded_at", "-place", "id")
    return Paginator(ordered, ROWS).get_page(number)


def shown(request: SchoolRequest, page: "Page[Interview]", today: date) -> list[dict[str, Any]]:
    """The rows with the students' groups and the rule's verdicts, in a constant number of queries."""
    students = {interview.student_id: interview.student for interview in page}
    by_student = {
        pupil.student.pk: pupil for pupil in pupils(request.membership, list(students.values()), on=today)
    }
    judged: dict[uuid.UUID, JudgedInterview] = {}
    if request.membership.may(Permission.VIEW_STATUS):
        judged = judged_interviews(request.school, students, on=today)
    shared = shared_plans(request, page, today)
    return [
        {
            "interview": interview,
            "pupil": by_student[interview.student_id],
            "judged": judged.get(interview.pk),
            "plan_is_shared": interview.pk in shared,
        }
        for interview in page
    ]


def shared_plans(request: SchoolRequest, page: "Page[Interview]", today: date) -> set[uuid.UUID]:
    """Of which of these a tutor may read the plan; those who read every plan need no mark."""
    if reads_all_facts(request.membership):
        return set()
    plans = ActionPlan.objects.visible_to(request.membership, on=today)
    return set(plans.filter(interview__in=[each.pk for each in page]).values_list("interview", flat=True))


def tabs(request: SchoolRequest, mine: bool) -> list[dict[str, Any]]:
    """Mine and all, with the other filters kept."""

    def url(whose: str) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query["whose"] = whose
        return f"{request.path}?{query.urlencode()}"

    return [
        {"label": "My interviews", "url": url("mine"), "is_current": mine},
        {"label": "All interviews", "url": url("all"), "is_current": not mine},
    ]
