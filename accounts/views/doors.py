"""The ways in: from the bare address to one's school, and from an invitation to a password."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.access import public
from accounts.actions import choose_password
from accounts.context import landing_of
from accounts.forms import ChoosePasswordForm
from accounts.models import Membership, User
from accounts.set_up_links import user_of_link


def home(request: HttpRequest) -> HttpResponse:
    """Lead to the person's school; ask which, when there are several."""
    user = cast(User, request.user)
    memberships = list(
        Membership.objects.select_related("school").filter(user=user).order_by("school__name", "school__urn")
    )
    if len(memberships) == 1:
        return redirect(landing_of(memberships[0]))
    schools = [(membership, landing_of(membership)) for membership in memberships]
    return render(request, "accounts/home.html", {"schools": schools})


@public
@never_cache
@sensitive_post_parameters()
def set_up(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Let an invited person choose a password, and in; the link works once."""
    user = user_of_link(uid, token)
    if user is None:
        return render(request, "accounts/set_up_spent.html", status=410)
    form = ChoosePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        choose_password(user=user, password=form.cleaned_data["password"])
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        messages.success(request, "Your password is set, and you are logged in.")
        return redirect("home")
    return render(request, "accounts/set_up.html", {"form": form, "invited": user})
