"""The dashboard, the lists behind its figures, and the proof behind a status."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models import Membership
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from advisers.attention import attention
from reporting.charts import LineChart, Point, line_chart
from reporting.coverage import student_verdict
from reporting.figures import Target, YearGroupRow
from reporting.forms.question import QuestionForm
from reporting.making import in_the_making
from reporting.models import Report
from reporting.question import Question
from reporting.report_data import by_need
from reporting.rulebooks import find_rulebook
from reporting.selection import Selection
from reporting.stack_bars import StackBar, stack_bar
from reporting.trend import Trend, trends
from students.models import Student


class Headline(NamedTuple):
    """One of the two figures that matter, with its chart."""

    target: Target
    chart: LineChart
    is_over: bool


class Standing(NamedTuple):
    """A year group and its bar."""

    row: YearGroupRow
    bar: StackBar


@requires(Permission.VIEW_FIGURES)
@require_safe
def overview(request: SchoolRequest) -> HttpResponse:
    """The two headline figures, what is still to do by when, and the detail behind them."""
    form = QuestionForm(request.GET, today=timezone.localdate())
    question = form.question()
    found = question.answer(request.school)
    may_see_names = request.membership.may(Permission.VIEW_NAMES_BEHIND_FIGURES)
    headlines = [
        headline(target, trend, on=found.as_at)
        for target, trend in zip(found.targets, trends(found), strict=True)
    ]
    context = {
        "form": form,
        "question": question,
        "coverage": found,
        "headlines": headlines,
        "charts": [each for each in headlines if each.target.on_roll],
        "standings": [Standing(row, bar_of(row)) for row in found.year_groups],
        "needs": [(target, found.by_need(target.year_group)) for target in found.targets if target.on_roll]
        if may_see_names
        else [],
        "needs_in_public": []
        if may_see_names
        else by_need(found, suppress=request.school.suppress_small_groups),
        "attention": attention(request.membership, on=question.today)
        if request.membership.may(Permission.VIEW_ADVISERS)
        else None,
        "failed_reports": failed_reports(request.membership),
        "may_create_reports": request.membership.may(Permission.CREATE_REPORTS),
        "may_record": request.membership.may(
            Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS
        ),
        "may_import": request.membership.may(Permission.EDIT_STUDENTS),
        "list_url": reverse("reporting:figure", kwargs={"urn": request.school.urn}) if may_see_names else "",
    }
    return render(request, "reporting/overview.html", context)


def failed_reports(membership: Membership) -> list[Report]:
    """Reports that wait for somebody who may try again, the oldest first."""
    if not membership.may(Permission.CREATE_REPORTS):
        return []
    return [each.report for each in in_the_making(Report.objects.visible_to(membership)) if each.is_failed]


def headline(target: Target, trend: Trend, *, on: date) -> Headline:
    """A figure with the chart of its year, and whether the time for it is over."""
    name = f"Year {target.year_group}"
    chart = line_chart(name, points(trend.this_year), points(trend.last_year))
    return Headline(target, chart, on > target.due_on)


def points(trend: Any) -> list[Point]:
    """The trend as the chart wants it."""
    return [Point(each.on, Decimal(each.percent) if each.percent else None) for each in trend]


def bar_of(row: YearGroupRow) -> StackBar:
    """Where a year group stands, as one bar."""
    return stack_bar({status.value: figure.count for status, figure in row.statuses})


@requires(Permission.VIEW_NAMES_BEHIND_FIGURES)
@require_safe
def figure(request: SchoolRequest) -> HttpResponse:
    """The students behind a figure: the list and the number come from one call."""
    question = asked(request)
    try:
        selection = Selection.from_query(request.GET)
    except ValueError:
        raise Http404 from None
    found = question.answer(request.school)
    chosen = found.select(selection)
    page = Paginator(chosen.verdicts, 50).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "coverage": found,
        "figure": chosen,
        "words": in_words(selection),
        "page": page,
        "may_see_needs": request.membership.may(Permission.VIEW_NEEDS),
    }
    response = render(request, "reporting/figure.html", context)
    seen = [verdict.student.id for verdict in page]
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what="reporting:figure",
        students=seen,
        at=timezone.now(),
    )
    return response


@requires(Permission.VIEW_STATUS)
@require_safe
def proof(request: SchoolRequest, student_id: UUID) -> HttpResponse:
    """Why a student stands where he or she stands: each interview, and whether it counts."""
    question = asked(request)
    students = Student.objects.status_visible_to(request.membership, on=question.today)
    student = get_object_or_404(students, pk=student_id)
    verdict = student_verdict(
        request.school,
        student.pk,
        as_at=question.as_at,
        year=question.year,
        known_on=question.known_on,
        rulebook=question.rule,
    )
    context = {
        "student": student,
        "question": question,
        "verdict": verdict,
        "rule": find_rulebook(question.rule or request.school.rulebook),
        "may_open_interviews": request.membership.may(Permission.VIEW_INTERVIEWS),
        "may_see_exclusions": request.membership.reaches_all(Permission.VIEW_STATUS),
    }
    response = render(request, "reporting/proof.html", context)
    log_access(
        by=request.membership,
        kind=AccessKind.OPENED,
        what="reporting:proof",
        students=[student.pk],
        at=timezone.now(),
    )
    return response


def asked(request: SchoolRequest) -> Question:
    """What the address asks; an address that makes no sense is no page."""
    form = QuestionForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    return form.question()


def in_words(selection: Selection) -> str:
    """Which students a list shows, as its heading says it."""
    parts = [f"Year {selection.year_group}" if selection.year_group else "All years"]
    if selection.met is not None:
        parts.append("target met" if selection.met else "still to be seen")
    if selection.status:
        parts.append(selection.status.label.lower())
    if selection.counted is not None:
        parts.append(
            ("no interview yet", "one interview", "two interviews or more")[min(selection.counted, 2)]
        )
    if selection.still_needed is not None:
        parts.append(f"{selection.still_needed} more needed")
    if selection.need:
        parts.append(selection.need.label)
    if selection.excluded is not None:
        parts.append("excluded" if selection.excluded else "not excluded")
    if selection.form:
        parts.append(f"form {selection.form}")
    return " · ".join(parts)
