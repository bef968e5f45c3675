import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from interviews.destinations import discreet
from interviews.editing import may_correct
from interviews.models import ActionPlan, Addendum
from interviews.views.fetching import visible_interview, visible_plan
from interviews.views.people import pupils

SIZES = ((7_000, "is-longest"), (3_500, "is-very-long"), (1_500, "is-long"))
"""From how many characters on the type is set smaller, so that the plan stays one sheet."""

STEP = 100
"""What a step takes of the paper beside its words."""


@requires(Permission.VIEW_PLANS, Permission.VIEW_SHARED_PLANS)
@require_GET
def plan_print(request: SchoolRequest, interview: uuid.UUID) -> HttpResponse:
    """The shared plan on one sheet: no UPN, no note, nothing confidential; only what somebody may have.

    An old address of an interview withdrawn since leads to what became of it.
    """
    today = timezone.localdate()
    found = visible_interview(request, interview, on=today)
    if found.withdrawn_at:
        return redirect("interviews:detail", request.school.urn, found.pk)
    plan = visible_plan(request, found, on=today)
    if plan is None:
        raise Http404
    visible = Addendum.objects.visible_to(request.membership, on=today).shared()
    addenda = list(visible.filter(interview=found).order_by("recorded_at"))
    context = {
        "interview": found,
        "student": found.student,
        "pupil": pupils(request.membership, [found.student], on=today)[0],
        "plan": plan,
        "destination": discreet(plan.destination_code, plan.destination),
        "addenda": addenda,
        "size": size_of(plan, addenda),
        "may_correct": may_correct(request.membership, found),
    }
    response = render(request, "interviews/plan_print.html", context)
    # A plan that is shared with nobody is no sheet to print: the page says so, beside the student's name.
    log_access(
        by=request.membership,
        kind=AccessKind.PRINTED if plan.is_shared else AccessKind.OPENED,
        what="interviews:plan_print",
        students=[found.student_id],
        at=timezone.now(),
    )
    return response


def size_of(plan: ActionPlan, addenda: list[Addendum]) -> str:
    """How small the type must be: nothing for a plan of the usual length."""
    texts = [plan.summary, *(addendum.text for addendum in addenda)]
    length = sum(map(len, texts)) + sum(STEP + len(step.what) for step in plan.actions.all())
    return next((name for least, name in SIZES if length > least), "")
