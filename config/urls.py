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

urlpatterns = [
    path("", accounts_views.home, name="home"),
    path("accounts/", include("allauth.account.urls")),
    path("set-up/<str:uid>/<str:token>/", accounts_views.set_up, name="set_up"),
    path("<urn:urn>/", include("reporting.urls")),
    path("<urn:urn>/students/", include("students.urls")),
    path("<urn:urn>/advisers/", include("advisers.urls")),
    path("<urn:urn>/interviews/", include("interviews.urls")),
    path("<urn:urn>/", include("accounts.urls")),
]
