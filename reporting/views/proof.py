"""The proof behind a status."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from interviews.models import Interview
from reporting.benchmark8 import JudgedInterview, Verdict
from reporting.rulebooks import find_rulebook
from reporting.views.asking import asked, menu_at
from students.models import Student


@requires(Permission.VIEW_STATUS)
@require_safe
def proof(request: SchoolRequest, student_id: UUID) -> HttpResponse:
    """Why a student stands where he or she stands: each interview, and whether it counts."""
    question = asked(request)
    students = Student.objects.status_visible_to(request.membership, on=question.today)
    student = get_object_or_404(students, pk=student_id)
    verdict = question.verdict_on(request.school, student.pk)
    may = request.membership.may
    context = {
        "student": student,
        "question": question,
        "verdict": verdict,
        "interviews": visible(request, verdict, on=question.today) if verdict else [],
        "rule": find_rulebook(question.rule or request.school.rulebook),
        # A tutor is shown date, adviser and outcome, of the interviews and of the status alike.
        "sees_all": request.membership.reaches_all(Permission.VIEW_STATUS),
        "may_open_interviews": may(Permission.VIEW_INTERVIEWS),
        "may_record": may(Permission.RECORD_OWN_INTERVIEWS, Permission.RECORD_FOR_ADVISERS),
        "navigation": menu_at(request, "students:list"),
    }
    response = render(request, "reporting/proof.html", context)
    log_access(
        by=request.membership,
        kind=AccessKind.OPENED,
        what="reporting:proof",
        students=[student.pk],
        at=timezone.now(),
    )
    return response


def visible(request: SchoolRequest, verdict: Verdict, *, on: date) -> list[JudgedInterview]:
    """The interviews of the verdict that the reader may see: to a tutor, withdrawn ones are gone."""
    theirs = Interview.objects.visible_to(request.membership, on=on).filter(student=verdict.student.id)
    keys = set(theirs.values_list("pk", flat=True))
    return [judged for judged in verdict.interviews if judged.evidence.id in keys]
