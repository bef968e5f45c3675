import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from interviews.destinations import discreet
from interviews.models import Addendum
from interviews.views.fetching import visible_interview, visible_plan
from interviews.views.people import pupils

LONG, VERY_LONG = 1_500, 4_000


@requires(Permission.VIEW_PLANS, Permission.VIEW_SHARED_PLANS)
@require_GET
def plan_print(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """The shared plan on one sheet: no UPN, no note, nothing confidential; only what somebody may have."""
    today = timezone.localdate()
    found = visible_interview(request, interview, on=today)
    plan = visible_plan(request, found, on=today)
    if plan is None:
        raise Http404
    visible = Addendum.objects.visible_to(request.membership, on=today).shared()
    addenda = list(visible.filter(interview=found).order_by("recorded_at"))
    length = len(plan.summary) + sum(len(each.text) for each in addenda) + 150 * len(plan.actions.all())
    context = {
        "interview": found,
        "student": found.student,
        "pupil": pupils(request.membership, [found.student], on=today)[0],
        "plan": plan,
        "destination": discreet(plan.destination_code, plan.destination),
        "addenda": addenda,
        "size": "is-very-long" if length > VERY_LONG else "is-long" if length > LONG else "",
    }
    response = render(request, "interviews/plan_print.html", context)
    if plan.is_shared:
        log_access(
            by=request.membership,
            kind=AccessKind.PRINTED,
            what="interviews:plan_print",
            students=[found.student_id],
            at=timezone.now(),
        )
    return response
