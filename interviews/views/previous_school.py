from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, Refused, log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from interviews.actions import RecordedAlready, record_interview
from interviews.drafts import Facts
from interviews.forms import PreviousSchoolForm, RecordingForm
from interviews.views.fetching import url_of
from interviews.views.people import chosen_student, pupils
from interviews.views.verdicts import prospect
from students.models import Student


class ElsewhereForm(PreviousSchoolForm, RecordingForm):
    """An interview at a previous school that is new."""


@requires(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS)
@require_http_methods(["GET", "HEAD", "POST"])
def previous_school(request: SchoolRequest) -> HttpResponse:
    """Add an interview the student had at a previous school, with its evidence."""
    now = timezone.now()
    today = timezone.localdate(now)
    student = chosen_student(request, today)
    if student is None:
        return render(request, "interviews/find_student.html", {"elsewhere": True})
    form = ElsewhereForm(request.POST if request.method == "POST" else None, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            return recorded(request, student, form, now)
        except AlreadySubmitted:
            return redirect("interviews:list", request.school.urn)
        except RecordedAlready as refused:
            form.offer_another(refused, url_of(refused.recorded))
        except Refused as refused:
            form.add_error("held_on", str(refused))
    context = {"form": form, "student": student}
    context["pupil"] = pupils(request.membership, [student], on=today)[0]
    response = render(request, "interviews/previous_school.html", context)
    log_access(
        by=request.membership,
        kind=AccessKind.OPENED,
        what="interviews:previous_school",
        students=[student.pk],
        at=now,
    )
    return response


def recorded(request: SchoolRequest, student: Student, form: ElsewhereForm, now: datetime) -> HttpResponse:
    """Record it and say whether it counts."""
    facts = Facts(student=student, **form.facts())
    coming = prospect(request.school, facts, own=False, on=timezone.localdate(now))
    interview = record_interview(
        school=request.school,
        facts=facts,
        by=request.membership.user,
        at=now,
        token=form.cleaned_data["token"],
        is_another=form.cleaned_data["is_another"],
    )
    if coming.counts:
        messages.success(request, "Recorded. It counts towards Benchmark 8.")
    else:
        messages.warning(request, f"Recorded, but {coming.words}.")
    return redirect("interviews:detail", request.school.urn, interview.pk)
