import uuid
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, Refused, log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from accounts.templatetags.waymark import long_date
from advisers.models import Adviser
from interviews.actions import RecordedAlready, record_interview
from interviews.destinations import activities
from interviews.drafts import Facts
from interviews.forms import BaseStepFormSet, RecordForm, step_rows
from interviews.forms.numbers import whole_number
from interviews.forms.unsaved import unsaved_steps, unsaved_values
from interviews.models import ActionPlan
from interviews.views.fetching import url_of
from interviews.views.people import advisers_for, chosen_student, own_adviser, pupils
from interviews.views.verdicts import Prospect, prospect
from reporting.benchmark8 import Status, Verdict
from reporting.coverage import student_verdict
from students.models import Student


@requires(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: SchoolRequest) -> HttpResponse:
    """Write up an interview, once the student is chosen."""
    today, now = timezone.localdate(), timezone.now()
    student = chosen_student(request, today)
    if student is None or not advisers_for(request.membership).exists():
        context = {"advisers": advisers_for(request.membership), "student": student}
        return render(request, "interviews/find_student.html", context)
    form, steps = bound(request, student, now) if is_sent(request) else blank(request, student, now)
    if is_sent(request) and form.is_valid() & steps.is_valid():
        try:
            return recorded(request, form, steps, now)
        except AlreadySubmitted:
            return redirect("interviews:list", request.school.urn)
        except RecordedAlready as refused:
            form.offer_another(refused, url_of(refused.recorded))
        except Refused as refused:
            form.add_error("held_on", str(refused))
    return written_up(request, student, form, steps, now)


def is_sent(request: SchoolRequest) -> bool:
    """Whether the form is sent to be recorded, and not only for more rows (without scripts)."""
    return request.method == "POST" and "more_steps" not in request.POST


def bound(request: SchoolRequest, student: Student, now: datetime) -> tuple[RecordForm, BaseStepFormSet]:
    """The forms with what was sent."""
    form = RecordForm(request.POST, **form_options(request, student, now))
    held_on = form.cleaned_data.get("held_on") if form.is_valid() else None
    return form, step_rows(request.POST, held_on=held_on, **named_in_steps(request, student))


def blank(request: SchoolRequest, student: Student, now: datetime) -> tuple[RecordForm, BaseStepFormSet]:
    """The forms as they are opened; asked for more rows, with what was typed so far."""
    own = own_adviser(request.membership)
    options = form_options(request, student, now)
    values: dict[str, Any] = {"held_on": options["on"], "adviser": own.pk if own else None}
    rows: dict[str, Any] = named_in_steps(request, student)
    if request.method == "POST":
        values |= unsaved_values(RecordForm, request.POST)
        rows |= unsaved_steps(request.POST)
    steps = step_rows(**rows)
    return RecordForm(initial=values, **options), steps


def named_in_steps(request: SchoolRequest, student: Student) -> dict[str, Any]:
    """Whom the rows for a plan's actions call by name."""
    own = own_adviser(request.membership)
    return {"student": student, "adviser": own.name if own else ""}


def form_options(request: SchoolRequest, student: Student, now: datetime) -> dict[str, Any]:
    """What the form must know of the reader and of the day."""
    return {
        "now": now,
        "on": timezone.localdate(now),
        "student": student,
        "advisers": advisers_for(request.membership),
        "own": own_adviser(request.membership),
    }


def recorded(request: SchoolRequest, form: RecordForm, steps: BaseStepFormSet, now: datetime) -> HttpResponse:
    """Record it, say whether it counts, and go on to the interview or to the plan on paper."""
    facts, text = form.draft(by=request.membership.user), form.text(steps)
    own = facts.adviser == own_adviser(request.membership)
    coming = prospect(request.school, facts, own=own, on=timezone.localdate(now))
    interview = record_interview(
        school=request.school,
        facts=facts,
        text=text,
        by=request.membership.user,
        at=now,
        token=form.cleaned_data["token"],
        is_another=form.cleaned_data["is_another"],
    )
    said = f"Interview with {facts.student} on {long_date(facts.held_on)} recorded"
    if coming.counts:
        messages.success(request, f"{said}. It counts towards Benchmark 8.")
    else:
        messages.warning(request, f"{said}, but {coming.words}.")
    printing = "print" in request.POST and text.has_plan
    return redirect(
        "interviews:plan_print" if printing else "interviews:detail", request.school.urn, interview.pk
    )


def written_up(
    request: SchoolRequest, student: Student, form: RecordForm, steps: BaseStepFormSet, now: datetime
) -> HttpResponse:
    """The page itself: the form, and beside it what helps before the meeting."""
    today = timezone.localdate(now)
    own = own_adviser(request.membership)
    if not request.membership.may(Permission.RECORD_FOR_ADVISERS):
        form.hide_adviser()
    plans = ActionPlan.objects.visible_to(request.membership, on=today)
    verdict = student_verdict(request.school, student.pk, as_at=today)
    last = plans.filter(interview__student=student, interview__withdrawn_at=None)
    context = {
        "form": form,
        "steps": steps,
        "pupil": pupils(request.membership, [student], on=today)[0],
        "student": student,
        "own": own,
        "verdict": verdict,
        "standing": standing(verdict) if verdict else "",
        "prospect": prospect_of(request, student, form_values(form)),
        "last_plan": last.select_related("interview").order_by("-interview__held_on").first(),
        "activities": activities().values(),
    }
    response = render(request, "interviews/record.html", context)
    log_access(
        by=request.membership,
        kind=AccessKind.OPENED,
        what="interviews:record",
        students=[student.pk],
        at=now,
    )
    return response


def standing(verdict: Verdict) -> str:
    """Where the student stands, for the badge beside the name; nothing for one who is in no cohort."""
    if verdict.status is None:
        return ""
    next_one = "second" if verdict.counted else "first"
    words = f"{next_one} interview due" if verdict.status is Status.DUE else verdict.status.label
    return f"Year {verdict.student.year_group} · {words}"


def form_values(form: RecordForm) -> dict[str, str]:
    """What the boxes that decide hold now, as text."""
    names = ("held_on", "adviser", "outcome", "kind", "minutes")
    return {name: str(form[name].value() or "") for name in names}


@requires(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS)
@require_GET
def will_count(request: SchoolRequest) -> HttpResponse:
    """The line under the title, computed anew for the date, adviser, outcome and kind chosen."""
    student = chosen_student(request, timezone.localdate())
    coming = prospect_of(request, student, request.GET.dict()) if student else None
    return render(request, "interviews/_will_count.html", {"prospect": coming})


def prospect_of(request: SchoolRequest, student: Student, values: dict[str, str]) -> Prospect | None:
    """What would become of the interview as it stands in the boxes; None while date or adviser are open."""
    held_on = day(values.get("held_on", ""))
    adviser = adviser_by_id(request, values.get("adviser", ""))
    if held_on is None or adviser is None:
        return None
    facts = Facts(
        student=student,
        held_on=held_on,
        adviser=adviser,
        minutes=whole_number(values.get("minutes", "")),
        kind=values.get("kind") or "one_to_one",
        outcome=values.get("outcome") or "attended",
    )
    own = adviser == own_adviser(request.membership)
    return prospect(request.school, facts, own=own, on=timezone.localdate())


def day(text: str) -> date | None:
    """The date in a box; none while it is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def adviser_by_id(request: SchoolRequest, text: str) -> Adviser | None:
    """The adviser with this id among those one may record for."""
    try:
        return advisers_for(request.membership).filter(pk=uuid.UUID(text)).first()
    except ValueError:
        return None
