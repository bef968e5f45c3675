from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, Refused
from accounts.permissions import Permission
from students import actions
from students.forms import ExclusionForm
from students.models import Exclusion
from students.views.detail import opened, visible_student


@requires(Permission.MANAGE_EXCLUSIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def exclude(request: SchoolRequest, student_id: UUID) -> HttpResponse:
    """Leave a student out of the eligible figure, with a reason and an approver."""
    now = timezone.now()
    on = timezone.localdate(now)
    student = visible_student(request, student_id, on=on)
    form = ExclusionForm(request.POST if request.method == "POST" else None, initial={"starts_on": on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.exclude_student(student=student, by=request.membership.user, at=now, **form.cleaned_data)
        except AlreadySubmitted:
            return redirect("students:detail", request.school.urn, student.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"{student} is left out of the eligible figure, and still in the headline."
            )
            return redirect("students:detail", request.school.urn, student.pk)
    return opened(request, student, "students/exclude.html", {"student": student, "form": form})


@requires(Permission.MANAGE_EXCLUSIONS)
@require_POST
def withdraw_exclusion(request: SchoolRequest, exclusion_id: UUID) -> HttpResponse:
    """Take an exclusion back."""
    exclusion = get_object_or_404(Exclusion.objects.visible_to(request.membership), pk=exclusion_id)
    actions.withdraw_exclusion(exclusion=exclusion, by=request.membership.user, at=timezone.now())
    messages.success(request, "That is withdrawn. It stays on record.")
    return redirect("students:detail", request.school.urn, exclusion.student_id)
