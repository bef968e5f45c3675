from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.models import RecordAccess, User
from accounts.permissions import Permission


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def access_log(request: SchoolRequest) -> HttpResponse:
    """Who opened, listed, exported or printed students' records, latest first."""
    entries = RecordAccess.objects.visible_to(request.membership).order_by("-number")
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    names = dict(User.objects.filter(pk__in={entry.user_id for entry in page}).values_list("pk", "name"))
    rows = [(entry, names.get(entry.user_id, "Somebody removed since")) for entry in page]
    last = entries.first()
    return render(request, "accounts/access_log.html", {"page": page, "rows": rows, "last": last})
