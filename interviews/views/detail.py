import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import SchoolRequest, requires
from accounts.actions import Refused
from accounts.permissions import Permission
from interviews import actions
from interviews.destinations import activities, discreet
from interviews.disclosure import reads_all_facts
from interviews.editing import may_correct, open_until, text_is_open
from interviews.models import ActionPlan, Addendum, Interview, PlannedAction
from interviews.views.fetching import (
    log_opened,
    own_interview,
    visible_interview,
    visible_note,
    visible_plan,
)
from interviews.views.people import pupils
from interviews.views.verdicts import judged_interviews


@requires(Permission.VIEW_INTERVIEWS)
@require_GET
def detail(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """One interview: what is on record, the plan, whether it counts and why, and what was corrected."""
    today, now = timezone.localdate(), timezone.now()
    found = visible_interview(request, interview, on=today)
    judged = judged_interviews(request.school, {found.student_id}, on=today)
    context = {
        "interview": found,
        "pupil": pupils(request.membership, [found.student], on=today)[0],
        "judged": judged.get(found.pk),
        "is_open": text_is_open(found, by=request.membership.user, at=now),
        "open_until": open_until(found),
        "may_correct": may_correct(request.membership, found),
        "may_open_student": request.membership.may(Permission.LIST_STUDENTS),
        **written(request, found, today),
    }
    response = render(request, "interviews/detail.html", context)
    log_opened(request, found, "interviews:detail", now)
    return response


def written(request: SchoolRequest, interview: Interview, today: date) -> dict[str, Any]:
    """The texts this reader may see, and the history for those who read every plan."""
    reads_all = reads_all_facts(request.membership)
    plan = visible_plan(request, interview, on=today)
    addenda = Addendum.objects.visible_to(request.membership, on=today).filter(interview=interview)
    return {
        "reads_all": reads_all,
        "reads_notes": request.membership.may(Permission.VIEW_CONFIDENTIAL_NOTES),
        "plan": plan,
        "destination": destination_of(plan, reads_all) if plan else "",
        "addenda": addenda.select_related("recorded_by").order_by("recorded_at"),
        "note": visible_note(request, interview),
        "history": history_of(request, interview, today) if reads_all else [],
        "may_record": request.membership.may(
            Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS
        ),
    }


def destination_of(plan: ActionPlan, in_full: bool) -> str:
    """The intended destination; a sensitive one is named to advisers and careers leaders alone."""
    if not in_full:
        return discreet(plan.destination_code, plan.destination)
    return (
        f"{plan.destination} ({plan.destination_code})"
        if plan.destination_code in activities()
        else plan.destination
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """The interview as it stood for a while, and what became of the note that a concern was passed on."""

    interview: Interview
    notes_passing: bool
    takes_note_back: bool


def history_of(request: SchoolRequest, interview: Interview, today: date) -> list[Entry]:
    """The interview as it was first recorded and after each correction, oldest first."""
    chain = chain_of(request, interview, today)
    noted = [entry.passed_to_safeguarding_at is not None for entry in chain]
    return [
        Entry(
            entry,
            notes_passing=is_noted and not was_noted,
            takes_note_back=was_noted and not is_noted,
        )
        for entry, was_noted, is_noted in zip(chain, [False, *noted], noted, strict=False)
    ]


def chain_of(request: SchoolRequest, interview: Interview, today: date) -> list[Interview]:
    """The interview with all that it corrected and was corrected by, oldest first."""
    people = ("withdrawn_by", "recorded_by", "passing_noted_by")
    rows = Interview.objects.visible_to(request.membership, on=today).select_related(*people)
    chain = [interview]
    while before := rows.filter(replaced_by=chain[0]).first():
        chain.insert(0, before)
    while after := rows.filter(replaces=chain[-1]).first():
        chain.append(after)
    return chain


@requires(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS)
@require_POST
def mark_step(request: SchoolRequest, step: uuid.UUID) -> HttpResponse:
    """Note that a step of a plan was done today, or is open again after all."""
    today = timezone.localdate()
    visible = PlannedAction.objects.visible_to(request.membership, on=today)
    found = get_object_or_404(visible.select_related("plan__interview"), pk=step)
    try:
        actions.mark_step(step=found, done_on=today if request.POST.get("done") == "yes" else None)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("interviews:detail", request.school.urn, found.plan.interview_id)


@requires(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS)
@require_POST
def share(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """Say with whom the plan is shared; from the page of the plan on paper, go back to it."""
    found = own_interview(request, interview, on=timezone.localdate())
    chosen = {who: request.POST.get(who) == "on" for who in ("student", "tutor", "parent")}
    try:
        actions.share_plan(interview=found, **chosen)
        messages.success(request, "Saved whom the plan is shared with.")
    except Refused as refused:
        messages.error(request, str(refused))
    page = "interviews:plan_print" if "print" in request.POST else "interviews:detail"
    return redirect(page, request.school.urn, found.pk)
