"""What the pages behind the overview are asked, and where the menu shows their reader to be."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.access import SchoolRequest
from accounts.context import MENUS, MenuItem, menu_of
from reporting.forms.question import QuestionForm
from reporting.question import Question


def asked(request: SchoolRequest) -> Question:
    """What the address asks; an address that makes no sense is no page."""
    form = QuestionForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    return form.question()


def menu_at(request: SchoolRequest, route: str) -> list[MenuItem]:
    """The menu with this page's item marked: where the reader came from, whatever the address."""
    return menu_of(request.membership, MENUS, reverse(route, kwargs={"urn": request.school.urn}))
