"""Issued reports: the list, one of them, and its files."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import Refused, log_access
from accounts.models import Membership, OutboxEmail
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from reporting import issued
from reporting.coverage import coverage
from reporting.making import in_the_making
from reporting.models import Report, ReportSchedule
from reporting.notices import REPORT_READY
from reporting.plans import plan_of
from reporting.report_data import canonical
from reporting.schedule import ScheduledDate, upcoming
from students.academic_year import AcademicYear

A_PAGE = 20


@requires(Permission.VIEW_FIGURES)
@require_safe
def reports(request: SchoolRequest) -> HttpResponse:
    """What is scheduled next, what is being made, what went wrong, and every report as issued."""
    theirs = Report.objects.visible_to(request.membership)
    listed = (
        theirs.issued()
        .latest_first()
        .select_related("requested_by")
        .defer("data")
        .annotate(targets=F("data__targets"))
    )
    context = {
        "page": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        "making": in_the_making(theirs),
        "next_dates": next_dates(request.membership),
        "troubled": OutboxEmail.objects.visible_to(request.membership).of_kind(REPORT_READY).troubled(),
        "may_create": request.membership.may(Permission.CREATE_REPORTS),
    }
    return render(request, "reporting/reports.html", context)


@requires(Permission.VIEW_FIGURES)
@require_safe
def reports_making(request: SchoolRequest) -> HttpResponse:
    """How far the reports have come: a part of the list. Once none is being made, the list is reloaded."""
    making = in_the_making(Report.objects.visible_to(request.membership))
    may_create = request.membership.may(Permission.CREATE_REPORTS)
    response = render(
        request,
        "reporting/reports/_making.html",
        {"making": making, "may_create": may_create, "school": request.school},
    )
    if all(each.is_failed for each in making):
        response.headers["HX-Refresh"] = "true"
    return response


@requires(Permission.VIEW_FIGURES)
@require_safe
def report_detail(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """The figures as issued, beside what the same question is answered today."""
    report = issued_or_404(request, report_id)
    today = coverage(
        request.school,
        as_at=report.as_at,
        year=AcademicYear(report.academic_year),
        rulebook=report.rulebook,
    )
    emails = OutboxEmail.objects.visible_to(request.membership).of_kind(REPORT_READY)
    context = {
        "report": report,
        "pairs": list(zip(report.issued_data["targets"], today.targets, strict=True)),
        "emails": emails.filter(object_id=report.pk).order_by("recipient__name"),
    }
    return render(request, "reporting/report_detail.html", context)


@requires(Permission.VIEW_FIGURES)
@require_safe
def report_download(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """The PDF, byte for byte as issued."""
    report = issued_or_404(request, report_id)
    try:
        content = issued.read(report)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:report_detail", urn=request.school.urn, report_id=report.pk)
    return hand_out(
        request, report, content, "reporting:report_download", "application/pdf", issued.file_name(report)
    )


@requires(Permission.VIEW_FIGURES)
@require_safe
def report_data(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """The data the PDF was made from, in the one spelling whose SHA-256 it bears."""
    report = issued_or_404(request, report_id)
    name = issued.file_name(report).replace(".pdf", ".json")
    return hand_out(
        request, report, canonical(report.issued_data), "reporting:report_data", "application/json", name
    )


def hand_out(
    request: SchoolRequest, report: Report, content: bytes, what: str, content_type: str, name: str
) -> HttpResponse:
    """A file to keep; when it names students, who took it is written down."""
    students = [
        UUID(each["id"]) for cohort in report.issued_data["to_see"] or [] for each in cohort["students"]
    ]
    log_access(
        by=request.membership, kind=AccessKind.EXPORTED, what=what, students=students, at=timezone.now()
    )
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def issued_or_404(request: SchoolRequest, report_id: UUID) -> Report:
    """A report of this school that is ready."""
    theirs = Report.objects.visible_to(request.membership).issued()
    return get_object_or_404(theirs.select_related("school", "requested_by"), pk=report_id)


def next_dates(membership: Membership) -> list[ScheduledDate]:
    """The next scheduled dates; none without a schedule."""
    schedule = ReportSchedule.objects.visible_to(membership).first()
    return upcoming(plan_of(schedule), on=timezone.localdate(), number=4) if schedule else []
