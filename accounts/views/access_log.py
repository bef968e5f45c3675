from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.models import RecordAccess, User
from accounts.permissions import Permission

# What a page is called where its code name would say little.
PAGE_NAMES = {
    "reporting:figure": "the list behind a figure",
    "reporting:figure_print": "the printed list behind a figure",
    "reporting:proof": "the proof of a status",
    "reporting:report_download": "a report with names",
    "reporting:report_data": "the data of a report with names",
    "students:list": "the list of students",
    "students:detail": "a student’s page",
    "students:edit": "a student’s details",
    "students:exclude": "a student’s exclusion",
    "students:print_list": "a class list",
    "interviews:list": "the list of interviews",
    "interviews:detail": "an interview",
    "interviews:record": "the form for an interview",
    "interviews:plan_print": "an action plan on paper",
}


def page_name(what: str) -> str:
    """A page in words; one without a name of its own by what its address is about."""
    app, _, page = what.partition(":")
    return PAGE_NAMES.get(what) or f"{app}: {page.replace('_', ' ')}"


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def access_log(request: SchoolRequest) -> HttpResponse:
    """Who opened, listed, exported or printed students' records, latest first."""
    entries = RecordAccess.objects.visible_to(request.membership).order_by("-number")
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    names = dict(User.objects.filter(pk__in={entry.user_id for entry in page}).values_list("pk", "name"))
    rows = [
        (entry, names.get(entry.user_id, "Somebody removed since"), page_name(entry.what)) for entry in page
    ]
    last = entries.first()
    return render(request, "accounts/access_log.html", {"page": page, "rows": rows, "last": last})
