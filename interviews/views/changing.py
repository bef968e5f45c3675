import uuid
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, Refused
from accounts.permissions import Permission
from advisers.models import Adviser
from interviews import actions
from interviews.destinations import activities
from interviews.editing import is_own, text_is_open
from interviews.forms import (
    AddendumForm,
    BaseStepFormSet,
    CorrectionForm,
    PassingForm,
    PreviousSchoolCorrectionForm,
    TextForm,
    WithdrawForm,
    step_rows,
)
from interviews.forms.facts import initial_facts
from interviews.forms.numbers import whole_number
from interviews.forms.text import initial_steps, initial_text
from interviews.forms.unsaved import unsaved_steps, unsaved_values
from interviews.models import Interview
from interviews.views.fetching import log_opened, own_interview, visible_note, visible_plan
from interviews.views.people import advisers_for, own_adviser

RECORDS = (Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS)
FORM_METHODS = ["GET", "HEAD", "POST"]


@requires(*RECORDS)
@require_http_methods(FORM_METHODS)
def correct(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """Put the facts right: the interview is withdrawn with a reason and entered again."""
    now = timezone.now()
    found = own_interview(request, interview, on=timezone.localdate(now))
    form = correction_form(request, found, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.correct_interview(
                interview=found,
                changes=form.changes(),
                reason=form.cleaned_data["reason"],
                by=request.membership.user,
                at=now,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Corrected. The interview as it was stays on record below.")
            return redirect("interviews:detail", request.school.urn, new.pk)
    return shown(request, "interviews/correct.html", found, now, {"form": form})


def correction_form(request: SchoolRequest, interview: Interview, *, on: date) -> Any:
    """The facts in a form: those of a previous school's interview, or of one held here."""
    data = request.POST if request.method == "POST" else None
    options: dict[str, Any] = {"initial": initial_facts(interview), "on": on}
    options["was_passed_on"] = interview.passed_to_safeguarding_at is not None
    if interview.previous_school:
        return PreviousSchoolCorrectionForm(data, **options)
    choice = Adviser.objects.visible_to(request.membership).order_by("name")
    allowed = choice.filter(Q(pk__in=advisers_for(request.membership)) | Q(pk=interview.adviser_id))
    return CorrectionForm(data, advisers=allowed, **options)


@requires(*RECORDS)
@require_http_methods(FORM_METHODS)
def withdraw(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """Withdraw an interview that should not be on record; it stays there, and counts no more."""
    now = timezone.now()
    found = own_interview(request, interview, on=timezone.localdate(now))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_interview(
                interview=found, by=request.membership.user, at=now, **form.cleaned_data
            )
        except AlreadySubmitted:
            return redirect("interviews:detail", request.school.urn, found.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Withdrawn. It stays on record and counts no more.")
            return redirect("interviews:detail", request.school.urn, found.pk)
    return shown(request, "interviews/withdraw.html", found, now, {"form": form})


@requires(*RECORDS)
@require_http_methods(FORM_METHODS)
def pass_to_safeguarding(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """Note that a concern was passed to the safeguarding lead, and when; once, and confirmed by a tick."""
    now = timezone.now()
    found = own_interview(request, interview, on=timezone.localdate(now))
    if found.passed_to_safeguarding_at:
        return redirect("interviews:detail", request.school.urn, found.pk)
    form = PassingForm(request.POST if request.method == "POST" else None, now=now)
    if request.method == "POST" and form.is_valid():
        passed_at = form.cleaned_data["passed_at"] or now
        try:
            actions.pass_to_safeguarding(
                interview=found, passed_at=passed_at, by=request.membership.user, at=now
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Noted that a concern was passed to the safeguarding lead.")
            return redirect("interviews:detail", request.school.urn, found.pk)
    return shown(request, "interviews/pass_to_safeguarding.html", found, now, {"form": form})


@requires(*RECORDS)
@require_http_methods(FORM_METHODS)
def add_addendum(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """Add to the text of an interview."""
    now = timezone.now()
    found = own_interview(request, interview, on=timezone.localdate(now))
    writes_notes = request.membership.may(Permission.VIEW_CONFIDENTIAL_NOTES)
    form = AddendumForm(request.POST if request.method == "POST" else None, writes_notes=writes_notes)
    if request.method == "POST" and form.is_valid():
        data = {"confidential": False} | form.cleaned_data
        try:
            actions.add_addendum(interview=found, by=request.membership.user, at=now, **data)
        except AlreadySubmitted:
            return redirect("interviews:detail", request.school.urn, found.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Added.")
            return redirect("interviews:detail", request.school.urn, found.pk)
    return shown(request, "interviews/add_addendum.html", found, now, {"form": form})


@requires(*RECORDS)
@require_http_methods(FORM_METHODS)
def edit_text(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """Edit the text while it is open; once it is closed, lead to an addendum."""
    now = timezone.now()
    found = own_interview(request, interview, on=timezone.localdate(now))
    if not text_is_open(found, by=request.membership.user, at=now):
        messages.info(request, "The text can be edited by its author for 24 hours. You can add to it.")
        return redirect("interviews:add_addendum", request.school.urn, found.pk)
    sent = request.method == "POST" and "more_steps" not in request.POST
    form, steps = text_forms(request, found, sent=sent)
    context: dict[str, Any] = {"version": request.POST.get("version", version_of(found))}
    if sent and form.is_valid() & steps.is_valid():
        try:
            save_text(request, found, form, steps, now)
        except actions.EditedMeanwhile as refused:
            form.add_error(None, f"{refused} It is shown below; what you wrote is still in the boxes.")
            plan = visible_plan(request, found, on=timezone.localdate(now))
            context = {"version": plan.version if plan else 0, "saved_meanwhile": plan}
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("interviews:detail", request.school.urn, found.pk)
    context |= {"form": form, "steps": steps, "activities": activities().values()}
    return shown(request, "interviews/edit_text.html", found, now, context)


def save_text(
    request: SchoolRequest, interview: Interview, form: TextForm, steps: BaseStepFormSet, now: datetime
) -> None:
    """Save what was written, from the version it was written on."""
    version = whole_number(request.POST.get("version", ""))
    actions.edit_text(
        interview=interview,
        text=form.text(steps),
        version=-1 if version is None else version,
        by=request.membership.user,
        at=now,
        note="confidential_note" in form.fields,
    )


def text_forms(
    request: SchoolRequest, interview: Interview, *, sent: bool
) -> tuple[TextForm, BaseStepFormSet]:
    """The text in forms: as sent, as typed so far, or as saved."""
    own = is_own(interview.adviser, request.membership.user) and own_adviser(request.membership)
    about: dict[str, Any] = {"student": interview.student, "writes_notes": bool(own)}
    rows: dict[str, Any] = {"student": interview.student, "adviser": interview.adviser_name}
    rows["held_on"] = interview.held_on
    if sent:
        return TextForm(request.POST, **about), step_rows(request.POST, **rows)
    if request.method == "POST":
        values, typed = unsaved_values(TextForm, request.POST), unsaved_steps(request.POST)
        return TextForm(initial=values, **about), step_rows(**typed, **rows)
    plan = visible_plan(request, interview, on=timezone.localdate())
    initial = initial_text(plan, visible_note(request, interview))
    return TextForm(initial=initial, **about), step_rows(initial=initial_steps(plan), **rows)


def version_of(interview: Interview) -> int:
    """The version of the text that is shown; 0 where there is none yet."""
    plan = getattr(interview, "plan", None)
    return plan.version if plan else 0


def shown(
    request: SchoolRequest, page: str, interview: Interview, now: datetime, context: dict[str, Any]
) -> HttpResponse:
    """A page about one interview, and the line in the log that it was opened."""
    name = page.removeprefix("interviews/").removesuffix(".html")
    response = render(request, page, {"interview": interview, "student": interview.student} | context)
    log_opened(request, interview, f"interviews:{name}", now)
    return response
