from allauth.account import urls as allauth_urls
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, register_converter

from accounts import views as accounts_views


class UrnConverter:
    """A school's number: six digits."""

    regex = r"[0-9]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(UrnConverter, "urn")

# Of allauth's pages, those we have: an address is changed by the careers leader's invitation alone.
KEPT = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


def no_such_page(request: HttpRequest) -> HttpResponse:
    """allauth asks for this route by name, and nobody else should."""
    raise Http404


account_urls = [pattern for pattern in allauth_urls.urlpatterns if pattern.name in KEPT]
account_urls.append(path("email/", no_such_page, name="account_email"))
urlpatterns = [
    path("", accounts_views.home, name="home"),
    path("accounts/", include(account_urls)),
    path("set-up/<str:uid>/<str:token>/", accounts_views.set_up, name="set_up"),
    path("<urn:urn>/", include("reporting.urls")),
    path("<urn:urn>/students/", include("students.urls")),
    path("<urn:urn>/advisers/", include("advisers.urls")),
    path("<urn:urn>/interviews/", include("interviews.urls")),
    path("<urn:urn>/", include("accounts.urls")),
]
