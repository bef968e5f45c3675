"""The dashboard."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.models import Membership
from accounts.permissions import Permission
from advisers.attention import attention
from reporting.charts import LineChart, Point, line_chart
from reporting.figures import Target, YearGroupRow
from reporting.forms.question import QuestionForm
from reporting.making import in_the_making
from reporting.models import Report
from reporting.report_data import by_need
from reporting.stack_bars import StackBar, stack_bar
from reporting.trend import Trend, trends


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
