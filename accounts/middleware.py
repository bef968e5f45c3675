import re
from collections.abc import Callable

import pghistory.middleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from accounts.models import Membership
from accounts.send_again import can_be_sent_again, offer_to_send_again
from accounts.tenancy import school_context

SCHOOL_PATH = re.compile(r"^/([0-9]{6})/")


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Writes beside every change who made it and through which page (whose address holds ids, no names)."""


class MembershipMiddleware:
    """Turns the school in the URL and the person who is logged in into `request.membership`.

    For a member, the whole request runs in one transaction that sees this school's rows and no other's.
    Pages with people on them are never kept by a browser or a proxy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        membership = self.membership_of(request)
        request.membership = membership  # type: ignore[attr-defined]
        request.school = membership.school if membership else None  # type: ignore[attr-defined]
        if membership is None:
            return self.send_to_log_in(request, self.get_response(request))
        with school_context(membership.school):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def membership_of(self, request: HttpRequest) -> Membership | None:
        """The person's membership of the school in the URL, if there are both."""
        found = SCHOOL_PATH.match(request.path_info)
        if found is None or not request.user.is_authenticated:
            return None
        return (
            Membership.objects.select_related("school", "user")
            .filter(user=request.user, school__urn=found[1])
            .first()
        )

    def send_to_log_in(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Whose session has expired: a fragment leads the whole page to the log-in, a form comes back."""
        if response.status_code != 302 or request.user.is_authenticated:
            return response
        if request.htmx:  # type: ignore[attr-defined]
            answer = HttpResponse(status=401)
            answer.headers["HX-Redirect"] = resolve_url(settings.LOGIN_URL)
            return answer
        return offer_to_send_again(request) if can_be_sent_again(request) else response
