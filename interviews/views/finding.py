from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from interviews.views.people import MOST_FOUND, advisers_for, pupils, search


@requires(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS)
def find_student(request: SchoolRequest) -> HttpResponse:
    """Students whose names fit what was typed. Asked by POST: a name does not belong in an address."""
    today, typed = timezone.localdate(), request.POST.get("name", "")[:100]
    found = pupils(request.membership, search(request.membership, typed, on=today), on=today)
    elsewhere = request.POST.get("for") == "previous_school"
    context = {
        "typed": typed,
        "found": found,
        "most": MOST_FOUND,
        "elsewhere": elsewhere,
        "advisers": advisers_for(request.membership),
    }
    page = "interviews/_found.html" if request.headers.get("HX-Request") else "interviews/find_student.html"
    response = render(request, page, context)
    students = [pupil.student.pk for pupil in found]
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what="interviews:find_student",
        students=students,
        at=timezone.now(),
    )
    return response
