"""Recording credentials, their evidence, and taking them back."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, Refused
from accounts.permissions import Permission
from advisers import actions
from advisers.claims import Claim
from advisers.evidence import content_type, kept_bytes
from advisers.forms import CREDENTIAL_FORMS, EvidenceForm, WithdrawForm
from advisers.models import Credential
from advisers.models.credential import CredentialKind
from advisers.qualification import facts_of
from advisers.views.checks import saved, to_adviser
from advisers.views.effect import effect_of, log_names
from advisers.views.finding import adviser_or_404, credential_or_404


@requires(Permission.MANAGE_ADVISERS)
def add_credential(request: SchoolRequest, adviser_id: UUID) -> HttpResponse:
    """Record a qualification or register entry; the next step is its check."""
    adviser = adviser_or_404(request, adviser_id)
    kind = request.GET.get("kind", CredentialKind.QUALIFICATION)
    if kind not in CREDENTIAL_FORMS:
        raise Http404
    renewed = entry_to_renew(adviser.credentials.all()) if kind == CredentialKind.REGISTER else None
    sent, today = (request.POST or None, request.FILES or None), timezone.localdate()
    form = CREDENTIAL_FORMS[kind](*sent, today=today, initial=renewal_of(renewed, on=today))
    if request.method == "POST" and form.is_valid():
        try:
            credential = actions.add_credential(
                adviser=adviser,
                claim=form.claim(),
                evidence=form.cleaned_data["evidence"],
                by=request.membership.user,
                at=timezone.now(),
                token=form.cleaned_data["token"],
            )
        except AlreadySubmitted:
            return redirect("advisers:detail", urn=request.school.urn, adviser_id=adviser.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{credential.name} is recorded. It counts once somebody has checked it."
            )
            return redirect("advisers:check", urn=request.school.urn, credential_id=credential.pk)
    context = {"form": form, "adviser": adviser, "kind": kind, "tabs": tabs_of(kind), "renewed": renewed}
    return render(request, "advisers/add_credential.html", context)


def entry_to_renew(credentials: Iterable[Credential]) -> Credential | None:
    """The register entry that ends last: who has one, and enters another, enters its renewal."""
    ending = [each for each in credentials if each.valid_to and not each.withdrawn_at]
    genuine = [each for each in ending if facts_of(each).opinion != "rejected"]
    return max(genuine, key=lambda each: each.valid_to or date.min, default=None)


def renewal_of(entry: Credential | None, *, on: date) -> dict[str, Any]:
    """What the renewal of an entry will say, as far as that is known.

    Of one that has lapsed nobody knows whether the next follows without a gap: that day is not suggested.
    """
    if entry is None or entry.valid_to is None:
        return {}
    follows = {"valid_from": entry.valid_to + timedelta(days=1)} if entry.valid_to >= on else {}
    return {"register_category": entry.register_category, "register_number": entry.register_number} | follows


def tabs_of(kind: str) -> list[dict[str, Any]]:
    """The two kinds to choose from."""
    words = {CredentialKind.QUALIFICATION: "A qualification", CredentialKind.REGISTER: "A register entry"}
    return [
        {"label": label, "url": f"?kind={each.value}", "is_current": each == kind}
        for each, label in words.items()
    ]


@requires(Permission.MANAGE_ADVISERS)
def correct(request: SchoolRequest, credential_id: UUID) -> HttpResponse:
    """Withdraw a credential and record it anew; beside the form, what holds until it is checked again."""
    credential = credential_or_404(request, credential_id)
    today = timezone.localdate()
    claim = Claim.of(credential)
    initial = {field.name: getattr(claim, field.name) for field in fields(claim)}
    form = CREDENTIAL_FORMS[credential.kind](
        request.POST or None, request.FILES or None, today=today, initial=initial
    )
    form.ask_for_a_reason()
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.correct_credential(
                credential=credential,
                claim=form.claim(),
                reason=form.cleaned_data["reason"],
                evidence=form.cleaned_data["evidence"],
                by=request.membership.user,
                at=timezone.now(),
                token=form.cleaned_data["token"],
            )
        except AlreadySubmitted:
            return to_adviser(request, credential)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{new.name} is corrected. It counts once somebody has checked it again."
            )
            return redirect("advisers:check", urn=request.school.urn, credential_id=new.pk)
    effect = effect_of(credential, good_to=None, on=today)
    context = {"form": form, "credential": credential, "effect": effect}
    response = render(request, "advisers/correct.html", context)
    log_names(request, effect, "advisers:correct")
    return response


@requires(Permission.MANAGE_ADVISERS)
def withdraw(request: SchoolRequest, credential_id: UUID) -> HttpResponse:
    """Take back a credential that should never have been recorded."""
    credential = credential_or_404(request, credential_id)
    form = WithdrawForm(request.POST or None)
    done = f"{credential.name} is withdrawn and counts on no day."
    if saved(request, form, lambda given: actions.withdraw_credential(credential=credential, **given), done):
        return to_adviser(request, credential)
    effect = effect_of(credential, good_to=None, on=timezone.localdate())
    context = {"form": form, "credential": credential, "effect": effect}
    response = render(request, "advisers/withdraw.html", context)
    log_names(request, effect, "advisers:withdraw")
    return response


@requires(Permission.MANAGE_ADVISERS)
def attach_evidence(request: SchoolRequest, credential_id: UUID) -> HttpResponse:
    """Put the certificate beside a credential that has none."""
    credential = credential_or_404(request, credential_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.attach_evidence(credential=credential, evidence=form.cleaned_data["evidence"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The evidence of {credential.name} is kept.")
            return to_adviser(request, credential)
    return render(request, "advisers/attach_evidence.html", {"form": form, "credential": credential})


@requires(Permission.VIEW_ADVISERS)
@require_safe
def evidence(request: SchoolRequest, credential_id: UUID) -> HttpResponse:
    """The evidence as it was kept, as a download: never shown inside a page of ours."""
    credential = credential_or_404(request, credential_id)
    if not credential.evidence:
        raise Http404
    data = kept_bytes(credential)
    if data is None:
        return render(request, "advisers/evidence_damaged.html", {"credential": credential}, status=500)
    return HttpResponse(
        data,
        content_type=content_type(credential),
        headers={
            "Content-Disposition": str(content_disposition_header(True, credential.evidence_name)),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
