import uuid
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from advisers.models import Adviser
from interviews.forms import InterviewFilter
from interviews.models import Interview
from interviews.views.people import own_adviser, pupils
from interviews.views.verdicts import judged_interviews
from reporting.benchmark8 import JudgedInterview
from students.academic_year import AcademicYear

ROWS = 50


@requires(Permission.VIEW_INTERVIEWS)
@require_safe
def list_interviews(request: SchoolRequest) -> HttpResponse:
    """The school's interviews, latest first: an adviser's own unless all are asked for; a tutor's form's."""
    today = timezone.localdate()
    own = own_adviser(request.membership)
    mine = own is not None and request.GET.get("whose") != "all"
    form = filter_form(request, mine)
    form.is_valid()
    visible = Interview.objects.visible_to(request.membership, on=today)
    rows = form.narrow(visible.filter(adviser=own) if mine else visible, academic_year=year_of(today))
    rows = by_verdict(request, rows, form.chosen("counts"), today)
    page = page_of(rows, request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": shown(request, page, today),
        "own": own,
        "mine": mine,
        "tabs": tabs(request, mine) if own else [],
        "anything": visible.exists(),
        **may(request),
        **addresses(request, own is not None, mine),
    }
    response = render(request, "interviews/list.html", context)
    students = list(dict.fromkeys(interview.student_id for interview in page))
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what="interviews:list",
        students=students,
        at=timezone.now(),
    )
    return response


def may(request: SchoolRequest) -> dict[str, bool]:
    """What the reader may do from here, and whether he or she sees more than date, adviser and outcome."""
    membership = request.membership
    return {
        "may_record": membership.may(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS),
        "may_import": membership.may(Permission.RECORD_FOR_ADVISERS),
        "reads_all": membership.may(Permission.VIEW_PLANS),
    }


def addresses(request: SchoolRequest, holds_interviews: bool, mine: bool) -> dict[str, str]:
    """Where the links of the page lead; whose interviews are shown is kept when filters are cleared."""
    whose = ("mine" if mine else "all") if holds_interviews else ""
    return {
        "whose": whose,
        "clear_url": f"{request.path}?whose={whose}" if whose else request.path,
        "record_url": reverse("interviews:record", kwargs={"urn": request.school.urn}),
    }


def filter_form(request: SchoolRequest, mine: bool) -> InterviewFilter:
    """The filters with what the address holds."""
    return InterviewFilter(
        request.GET,
        advisers=Adviser.objects.visible_to(request.membership).order_by("name"),
        mine=mine,
        sees_withdrawn=request.membership.reaches_all(Permission.VIEW_INTERVIEWS),
    )


def year_of(today: date) -> int:
    """The academic year whose year groups the filter means."""
    return AcademicYear.of(today).start


def by_verdict(
    request: SchoolRequest, rows: QuerySet[Interview], counts: str | None, today: date
) -> QuerySet[Interview]:
    """Those that count, or those that do not; the rule is asked about everybody in the list."""
    if counts is None:
        return rows
    students = set(rows.values_list("student_id", flat=True))
    judged = judged_interviews(request.school, students, on=today)
    counting = [key for key, interview in judged.items() if interview.counts]
    return rows.filter(pk__in=counting) if counts == "yes" else rows.exclude(pk__in=counting)


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
    return [
        {
            "interview": interview,
            "pupil": by_student[interview.student_id],
            "judged": judged.get(interview.pk),
        }
        for interview in page
    ]


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
