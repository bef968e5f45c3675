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
from advisers.models import Adviser
from reporting.charts import LineChart, Point, line_chart
from reporting.coverage import Coverage, first_roster
from reporting.figures import Target, YearGroupRow
from reporting.forms.question import QuestionForm
from reporting.making import in_the_making
from reporting.models import Report
from reporting.report_data import by_need
from reporting.report_words import asked_of
from reporting.stack_bars import StackBar, stack_bar
from reporting.trend import Trend, trends
from reporting.unqualified import priced
from reporting.views.first_steps import first_steps


class Headline(NamedTuple):
    """One of the two figures that matter, with its chart."""

    target: Target
    asked: str
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
    headlines = headlines_of(found)
    context = {
        "form": form,
        "question": question,
        "coverage": found,
        "headlines": [each for each in headlines if each.target.on_roll],
        "nobody_in": " or ".join(
            f"Year {each.target.year_group}" for each in headlines if not each.target.on_roll
        ),
        "standings": [Standing(row, bar_of(row)) for row in found.year_groups],
        "needs": [(target, found.by_need(target.year_group)) for target in found.targets if target.on_roll]
        if may_see_names
        else [],
        "needs_in_public": []
        if may_see_names
        else by_need(found, suppress=request.school.suppress_small_groups),
        "failed_reports": failed_reports(request.membership),
        **advisers(request, question.today),
        **beginning(request),
        "may_create_reports": request.membership.may(Permission.CREATE_REPORTS),
        "may_record": request.membership.may(
            Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS
        ),
        "list_url": reverse("reporting:figure", kwargs={"urn": request.school.urn}) if may_see_names else "",
    }
    return render(request, "reporting/overview.html", context)


def advisers(request: SchoolRequest, today: date) -> dict[str, Any]:
    """What about advisers needs attention, today; nothing for those who may not see them."""
    membership = request.membership
    if not membership.may(Permission.VIEW_ADVISERS):
        return {"attention": None}
    return {
        "attention": priced(attention(membership, on=today), membership, on=today),
        "nobody_advises": not Adviser.objects.visible_to(membership).active().exists(),
        "may_manage_advisers": membership.may(Permission.MANAGE_ADVISERS),
    }


def beginning(request: SchoolRequest) -> dict[str, Any]:
    """Whether the school has just begun, and what it has still to do before its figures mean something."""
    earliest = first_roster(request.school)
    steps = first_steps(request, has_roster=earliest is not None)
    return {
        "earliest": earliest,
        "is_new": earliest is None,
        "steps": steps,
        "next_step": next((step for step in steps if not step.done), None),
        "may_import": request.membership.may(Permission.EDIT_STUDENTS),
    }


def failed_reports(membership: Membership) -> list[Report]:
    """Reports that wait for somebody who may try again, the oldest first."""
    if not membership.may(Permission.CREATE_REPORTS):
        return []
    return [each.report for each in in_the_making(Report.objects.visible_to(membership)) if each.is_failed]


def headlines_of(found: Coverage) -> list[Headline]:
    """The two figures with what the rule asks, the chart of the year, and whether their time is over."""
    return [
        Headline(target, asked_of(target, found.rulebook), chart_of(trend), found.as_at > target.due_on)
        for target, trend in zip(found.targets, trends(found), strict=True)
    ]


def chart_of(trend: Trend) -> LineChart:
    """The year of a figure against the year before."""
    return line_chart(f"Year {trend.year_group}", points(trend.this_year), points(trend.last_year))


def points(trend: Any) -> list[Point]:
    """The trend as the chart wants it."""
    return [Point(each.on, Decimal(each.percent) if each.percent else None) for each in trend]


def bar_of(row: YearGroupRow) -> StackBar:
    """Where a year group stands, as one bar."""
    return stack_bar({status.value: figure.count for status, figure in row.statuses})
