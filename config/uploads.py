"""How much may be sent. Asked of the length the sender announces, before a file of his lies on our disk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render

from config.health import not_text

STRANGERS_BYTES = 2_000_000
MEMBERS_BYTES = 250_000_000
CHUNK = 65_536


class UploadMiddleware:
    """Takes no more of anybody than he or she may send. It stands behind the log-in, to know who that is.

    What holds files is read here for the first time, so here its fields are looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = announced(request)
        if length > MEMBERS_BYTES or (length > STRANGERS_BYTES and not request.user.is_authenticated):
            if length <= MEMBERS_BYTES:
                let_finish(request)
            return render(request, "413.html", status=413)
        if request.content_type == "multipart/form-data" and not fields_are_clean(request):
            return not_text()
        return self.get_response(request)


def announced(request: HttpRequest) -> int:
    """How long the body is said to be; Django reads no more of it than that."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    return int(length) if length.isascii() and length.isdigit() else 0


def let_finish(request: HttpRequest) -> None:
    """Read the body and drop it: browsers that are cut short show an error of their own."""
    try:
        while request.read(CHUNK):
            pass
    except UnreadablePostError:
        return


def fields_are_clean(request: HttpRequest) -> bool:
    """Whether a form with files has text in its fields. In them, Django has put U+FFFD for what is none."""
    if request.method != "POST":
        return True
    try:
        fields = [text for name, values in request.POST.lists() for text in (name, *values)]
        return not any("\0" in text or "\N{REPLACEMENT CHARACTER}" in text for text in fields)
    except UnreadablePostError:
        return False  # the sender has gone
