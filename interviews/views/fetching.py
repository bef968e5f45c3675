"""One interview, as far as the reader may see it, with everything that hangs on it."""

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.access import SchoolRequest
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from interviews.editing import may_correct
from interviews.models import ActionPlan, ConfidentialNote, Interview


def visible_interview(request: SchoolRequest, interview: uuid.UUID, *, on: date) -> Interview:
    """The interview with its student and people; somebody else's school: not found."""
    rows = Interview.objects.visible_to(request.membership, on=on)
    people = ("student", "adviser", "plan", "recorded_by", "withdrawn_by", "school", "replaces")
    return get_object_or_404(rows.select_related(*people), pk=interview)


def own_interview(request: SchoolRequest, interview: uuid.UUID, *, on: date) -> Interview:
    """The interview, if this person may correct it; an adviser may not touch a colleague's."""
    found = visible_interview(request, interview, on=on)
    if not may_correct(request.membership, found):
        raise PermissionDenied("correct the interviews he or she held")
    return found


def visible_plan(request: SchoolRequest, interview: Interview, *, on: date) -> ActionPlan | None:
    """The plan with its steps, if there is one for this reader."""
    plans = ActionPlan.objects.visible_to(request.membership, on=on).prefetch_related("actions")
    return plans.filter(interview=interview).first()


def visible_note(request: SchoolRequest, interview: Interview) -> str:
    """The confidential note, for the school's advisers; empty for everybody else."""
    notes = ConfidentialNote.objects.visible_to(request.membership).filter(interview=interview)
    return next((note.text for note in notes), "")


def url_of(interview: Interview) -> str:
    """Where an interview stands."""
    return reverse("interviews:detail", kwargs={"urn": interview.school.urn, "interview": interview.pk})


def log_opened(request: SchoolRequest, interview: Interview, what: str, at: Any) -> None:
    """Write down that the student's record was opened."""
    log_access(
        by=request.membership,
        kind=AccessKind.OPENED,
        what=what,
        students=[interview.student_id],
        at=at,
    )
