"""What comes before everything else: is the process well, and is the request fit to be read?"""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.request import UnreadablePostError

from config.readiness import problems

View = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answers /healthz and /readyz without a log-in, whatever host was asked: probes use bare addresses."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            if request.path_info == "/healthz":
                return _plain("ok", 200)
            if request.path_info == "/readyz":
                found = problems()
                return _plain("\n".join(found) or "ready", 503 if found else 200)
        return self.get_response(request)


class CleanInputMiddleware:
    """Refuses NUL bytes and bytes that are not UTF-8, which the database would only answer with an error."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (_address_is_clean(request) and _form_is_clean(request)):
            return not_text()
        return self.get_response(request)


def not_text() -> HttpResponse:
    """The refusal of what is no text."""
    return HttpResponseBadRequest(
        "This request holds characters that are not text.", content_type="text/plain; charset=utf-8"
    )


def _plain(text: str, status: int) -> HttpResponse:
    answer = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _is_text(raw: bytes) -> bool:
    """True for UTF-8 without NUL."""
    try:
        return "\0" not in raw.decode()
    except UnicodeDecodeError:
        return False


def _address_is_clean(request: HttpRequest) -> bool:
    # Django has already put percent signs for bytes of the path that are not text: no route has any.
    query = unquote_to_bytes(request.META.get("QUERY_STRING", ""))
    return "\0" not in request.path_info and _is_text(query)


def _form_is_clean(request: HttpRequest) -> bool:
    """Checks a form without files; one with files is read later, once it is known who sends it."""
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return True
    try:
        return _is_text(unquote_to_bytes(request.body))
    except UnreadablePostError:
        return False  # the sender has gone
