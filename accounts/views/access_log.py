from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.forms import AccessLogFilter
from accounts.models import RecordAccess, User
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission

VERBS = {
    AccessKind.OPENED: "Opened",
    AccessKind.LISTED: "Looked through",
    AccessKind.EXPORTED: "Downloaded",
    AccessKind.PRINTED: "Printed",
}
# What a page is called by those who read the log; a house test sees that none is missing.
PAGE_NAMES = {
    "reporting:figure": "the students behind a figure",
    "reporting:figure_print": "the students behind a figure",
    "reporting:proof": "the proof of a student’s status",
    "reporting:report_download": "a report with names",
    "reporting:report_data": "the data of a report with names",
    "students:list": "the list of students",
    "students:detail": "a student’s page",
    "students:edit": "a student’s details, to correct them",
    "students:exclude": "a student’s page, to leave him or her out of the figure",
    "students:print_list": "a class list",
    "students:import_preview": "a roster before its import",
    "students:import_detail": "what an import of the roster changed",
    "interviews:list": "the list of interviews",
    "interviews:find_student": "the students found by a name, to record an interview",
    "interviews:record": "a student’s page, to record an interview",
    "interviews:previous_school": "a student’s page, to enter an interview at a previous school",
    "interviews:detail": "an interview",
    "interviews:correct": "an interview, to correct it",
    "interviews:withdraw": "an interview, to withdraw it",
    "interviews:edit_text": "an interview, to change its text",
    "interviews:add_addendum": "an interview, to add to it",
    "interviews:pass_to_safeguarding": "an interview, to note that a concern was passed on",
    "interviews:plan_print": "an action plan",
    "interviews:import_preview": "a file of interviews before its import",
    "advisers:check": "the students who would reach their target by a checked credential",
    "advisers:reject": "the students who would lose their status by a rejected credential",
    "advisers:revoke": "the students who would lose their status by a revoked credential",
    "advisers:withdraw": "the students who would lose their status by a withdrawn credential",
    "advisers:correct": "the students who would lose their status by a corrected credential",
}


def said_in_words(entry: RecordAccess) -> str:
    """What was done; of a page that is no more, what it was about."""
    app = entry.what.partition(":")[0]
    return f"{VERBS[AccessKind(entry.kind)]} {PAGE_NAMES.get(entry.what, f'a page about {app}')}"


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def access_log(request: SchoolRequest) -> HttpResponse:
    """Who opened, listed, exported or printed students' records, latest first."""
    entries = RecordAccess.objects.visible_to(request.membership).order_by("-number")
    last = entries.first()
    form = AccessLogFilter(request.GET, people=User.objects.ever_at(request.school).order_by("name"))
    page = Paginator(form.narrow(entries), 50).get_page(request.GET.get("page"))
    names = dict(User.objects.filter(pk__in={entry.user_id for entry in page}).values_list("pk", "name"))
    rows = [
        (entry, names.get(entry.user_id, "Somebody removed since"), said_in_words(entry)) for entry in page
    ]
    return render(
        request, "accounts/access_log.html", {"page": page, "rows": rows, "last": last, "form": form}
    )
