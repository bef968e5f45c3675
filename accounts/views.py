from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import public
from accounts.models import Membership


def home(request: HttpRequest) -> HttpResponse:
    """Lead to the person's school."""
    membership = Membership.objects.select_related("school").filter(user=request.user).first()
    return redirect(f"/{membership.school.urn}/")


@public
def set_up(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    return redirect("account_login")
