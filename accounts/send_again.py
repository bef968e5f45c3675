"""A form that came too late is not lost: whoever was logged out meanwhile gets it back, to be sent again.

What was typed travels in the page itself, as hidden boxes. Nothing of it is kept here. Only pages of a school
are answered so: there is no password on any of them.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a box


def can_be_sent_again(request: HttpRequest) -> bool:
    """Whether this is a form of ours, sent from a page of ours to a page of a school."""
    asked = request.resolver_match
    return (
        request.method == "POST"
        and request.headers.get("HX-Request") != "true"
        and asked is not None
        and hasattr(asked.func, "permissions")
        and is_from_our_page(request)
        and bool(request.POST or request.FILES)
    )


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this."""
    try:
        said = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    except ValueError:
        return False
    ours = {*settings.CSRF_TRUSTED_ORIGINS, f"{request.scheme}://{request.get_host()}"}
    return f"{said.scheme}://{said.netloc}" in ours


def offer_to_send_again(request: HttpRequest) -> HttpResponse:
    """Give back everything that was sent, save files, which a page cannot hold."""
    context = {
        "address": request.get_full_path(),
        "boxes": [
            (name, value) for name, values in request.POST.lists() if name != TOKEN for value in values
        ],
        "files": [(name, file.name) for name, files in request.FILES.lists() for file in files],
    }
    answer = render(request, "accounts/send_again.html", context, status=403)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def forged_or_too_late(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is not the present one: logging in elsewhere has changed it, for one."""
    if can_be_sent_again(request):
        return offer_to_send_again(request)
    return csrf_failure(request, reason)
