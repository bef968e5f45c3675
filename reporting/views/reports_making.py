"""Asking for a report, trying again, planning them, and settling a doubtful e-mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import outbox
from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, ChangedMeanwhile, Refused
from accounts.models import OutboxEmail
from accounts.permissions import Permission
from reporting.actions import request_report, retry_report, save_schedule
from reporting.forms.reports import ReportForm, ScheduleForm
from reporting.models import Report
from reporting.notices import REPORT_READY
from reporting.plans import plan_of
from reporting.schedule import upcoming


@requires(Permission.CREATE_REPORTS)
def report_create(request: SchoolRequest) -> HttpResponse:
    """Ask for a report; a worker makes it, and the list shows how far it has come."""
    form = ReportForm(request.POST or None, school=request.school, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        try:
            request_report(
                school=request.school,
                academic_year=asked.pop("year"),
                by=request.membership.user,
                at=timezone.now(),
                **asked,
            )
        except AlreadySubmitted:
            pass
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return render(request, "reporting/report_create.html", {"form": form})
        messages.success(
            request, "The report is being made. It takes a few seconds; you can leave this page."
        )
        return redirect("reporting:reports", urn=request.school.urn)
    return render(request, "reporting/report_create.html", {"form": form})


@requires(Permission.CREATE_REPORTS)
@require_POST
def report_retry(request: SchoolRequest, report_id: UUID) -> HttpResponse:
    """Try again to make a report that failed."""
    report = get_object_or_404(Report.objects.visible_to(request.membership), pk=report_id)
    try:
        retry_report(report=report, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The report is being made again.")
    return redirect("reporting:reports", urn=request.school.urn)


@requires(Permission.CREATE_REPORTS)
def schedule(request: SchoolRequest) -> HttpResponse:
    """When reports are made, and who is told."""
    form = ScheduleForm(request.POST or None, membership=request.membership, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_schedule(school=request.school, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, ChangedMeanwhile):
                form.take_version()
        else:
            next_one = upcoming(plan_of(saved), on=timezone.localdate(), number=1)
            words = (
                f"The next report is as at {next_one[0].on:%-d %B %Y}." if next_one else "None is planned."
            )
            messages.success(request, f"Saved. {words}")
            return redirect("reporting:reports", urn=request.school.urn)
    return render(request, "reporting/schedule.html", {"form": form})


@requires(Permission.CREATE_REPORTS)
@require_POST
def email_settle(request: SchoolRequest, email_id: int) -> HttpResponse:
    """A person decides about an e-mail that may not have arrived, or was not sent."""
    emails = OutboxEmail.objects.visible_to(request.membership).of_kind(REPORT_READY)
    email = get_object_or_404(emails, pk=email_id)
    again = request.POST.get("again") == "yes"
    try:
        outbox.settle(email=email, again=again, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        done = f"It is sent again to {email.recipient.name}." if again else "Noted."
        messages.success(request, done)
    return redirect("reporting:reports", urn=request.school.urn)
