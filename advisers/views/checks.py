"""Saying of a credential that it was seen, found wanting, or taken away."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, Refused
from accounts.permissions import Permission
from advisers.actions import confirm_credential, reject_credential, revoke_credential
from advisers.forms import CheckForm, RejectForm, RevokeForm
from advisers.models import Credential
from advisers.models.credential import CredentialKind, SeenAs
from advisers.qualification import facts_of
from advisers.views.effect import effect_of, effect_of_a_check, log_names
from advisers.views.finding import credential_or_404
from advisers.wording import written


@requires(Permission.MANAGE_ADVISERS)
def check(request: SchoolRequest, credential_id: UUID) -> HttpResponse:
    """Record that somebody at the school has seen the credential; beside the form, what that does."""
    credential = credential_or_404(request, credential_id)
    today = timezone.localdate()
    form = CheckForm(request.POST or None, today=today, initial=initial_of(request, credential))
    facts, effect = facts_of(credential), effect_of_a_check(credential, on=today)
    counts = f"It counts from {written(facts.first_day)}." if facts.could_qualify else "It does not qualify."
    done = f"{credential.name} is checked. {effect.news or counts}"
    if saved(request, form, lambda given: confirm_credential(credential=credential, **given), done):
        return to_adviser(request, credential)
    context = {
        "form": form,
        "credential": credential,
        "could_qualify": facts.could_qualify,
        "effect": effect,
    }
    response = render(request, "advisers/check.html", context)
    log_names(request, effect, "advisers:check")
    return response


@requires(Permission.MANAGE_ADVISERS)
def reject(request: SchoolRequest, credential_id: UUID) -> HttpResponse:
    """Record that somebody found the credential wanting; beside the form, what that does to the figures."""
    credential = credential_or_404(request, credential_id)
    today = timezone.localdate()
    form = RejectForm(request.POST or None, today=today, initial=initial_of(request, credential))
    done = f"{credential.name} is rejected and counts on no day."
    if saved(request, form, lambda given: reject_credential(credential=credential, **given), done):
        return to_adviser(request, credential)
    effect = effect_of(credential, good_to=None, on=today)
    context = {"form": form, "credential": credential, "effect": effect}
    response = render(request, "advisers/reject.html", context)
    log_names(request, effect, "advisers:reject")
    return response


@requires(Permission.MANAGE_ADVISERS)
def revoke(request: SchoolRequest, credential_id: UUID) -> HttpResponse:
    """Record that the credential was taken away on a day; first shown, then, when confirmed, saved."""
    credential = credential_or_404(request, credential_id)
    today = timezone.localdate()
    form = RevokeForm(request.POST or None, today=today, initial=initial_of(request, credential))
    context = {"form": form, "credential": credential}
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return render(request, "advisers/revoke.html", context)
    revoked_on = form.cleaned_data["revoked_on"]
    if "confirmed" in request.POST:
        done = f"{credential.name} is revoked and counts to the day before."
        if saved(request, form, lambda given: revoke_credential(credential=credential, **given), done):
            return to_adviser(request, credential)
        return render(request, "advisers/revoke.html", context)
    effect = effect_of(credential, good_to=revoked_on - timedelta(days=1), on=today)
    response = render(request, "advisers/revoke_preview.html", {**context, "effect": effect})
    log_names(request, effect, "advisers:revoke")
    return response


def initial_of(request: SchoolRequest, credential: Credential) -> dict[str, Any]:
    """Most checks are made by whoever writes them down, today, on what this kind of credential is seen as."""
    is_register = credential.kind == CredentialKind.REGISTER
    return {
        "checked_by": request.membership.user.name,
        "checked_on": timezone.localdate(),
        "seen_as": SeenAs.REGISTER if is_register else SeenAs.CERTIFICATE,
    }


def saved(
    request: SchoolRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], done: str
) -> bool:
    """Call the action with what a good form says. False: nothing was done, and the form says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    given = {**form.cleaned_data, "by": request.membership.user, "at": timezone.now()}
    try:
        act(given)
    except AlreadySubmitted:
        return True
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True


def to_adviser(request: SchoolRequest, credential: Credential) -> HttpResponse:
    """Back to whom the credential belongs to."""
    return redirect("advisers:detail", urn=request.school.urn, adviser_id=credential.adviser_id)
