"""Organisations that employ advisers, and their matrix Standard."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, ChangedMeanwhile, Refused
from accounts.permissions import Permission
from advisers.actions import add_provider, correct_provider
from advisers.forms import EditProviderForm, ProviderForm
from advisers.matrix_standard import MatrixState, matrix_state
from advisers.models import Provider
from advisers.views.finding import provider_or_404
from advisers.views.versions import with_present_version


@dataclass(frozen=True)
class ProviderLine:
    """One provider of the list."""

    provider: Provider
    advisers: int
    matrix: MatrixState


@requires(Permission.VIEW_ADVISERS)
@require_safe
def providers(request: SchoolRequest) -> HttpResponse:
    """The providers, what their matrix Standard's dates say, and how many of their advisers come here."""
    today = timezone.localdate()
    rows = Provider.objects.visible_to(request.membership).order_by("name")
    here = dict(rows.values_list("pk").annotate(here=Count("advisers", filter=Q(advisers__is_active=True))))
    lines = [ProviderLine(each, here[each.pk], matrix_of(each, today)) for each in rows]
    may_manage = request.membership.may(Permission.MANAGE_ADVISERS)
    return render(request, "advisers/providers.html", {"lines": lines, "may_manage": may_manage})


@requires(Permission.MANAGE_ADVISERS)
def provider_add(request: SchoolRequest) -> HttpResponse:
    """Add a provider."""
    form = ProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            provider = add_provider(
                school=request.school,
                at=timezone.now(),
                token=form.cleaned_data["token"],
                **form.provider(),
            )
            messages.success(request, f"{provider.name} is added.")
        except AlreadySubmitted:
            pass  # the same form sent twice: the provider is there
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return render(request, "advisers/provider_add.html", {"form": form})
        return redirect("advisers:providers", urn=request.school.urn)
    return render(request, "advisers/provider_add.html", {"form": form})


@requires(Permission.MANAGE_ADVISERS)
def provider_edit(request: SchoolRequest, provider_id: UUID) -> HttpResponse:
    """Correct a provider's name, or enter the dates of its matrix Standard."""
    provider = provider_or_404(request, provider_id)
    form = EditProviderForm(request.POST or None, initial=initial_of(provider))
    if request.method == "POST" and form.is_valid():
        try:
            correct_provider(provider=provider, version=form.cleaned_data["version"], **form.provider())
        except ChangedMeanwhile as refusal:
            form = with_present_version(form, provider.version)
            form.add_error(None, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['name']} is saved.")
            return redirect("advisers:providers", urn=request.school.urn)
    return render(request, "advisers/provider_edit.html", {"form": form, "provider": provider})


def matrix_of(provider: Provider, today: date) -> MatrixState:
    """Where the provider's accreditation stands."""
    dates = provider.matrix_awarded_on, provider.matrix_first_check_on, provider.matrix_second_check_on
    return matrix_state(*dates, on=today)


def initial_of(provider: Provider) -> dict[str, object]:
    """What the form shows before anything is changed."""
    return {
        "name": provider.name,
        "matrix_awarded_on": provider.matrix_awarded_on,
        "matrix_first_check_on": provider.matrix_first_check_on,
        "matrix_second_check_on": provider.matrix_second_check_on,
        "version": provider.version,
    }
