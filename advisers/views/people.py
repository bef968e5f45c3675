"""Adding and correcting advisers."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, ChangedMeanwhile, Refused
from accounts.models import Membership
from accounts.permissions import Permission
from advisers.actions import add_adviser, correct_adviser, link_adviser
from advisers.forms import AdviserForm, EditAdviserForm
from advisers.models import Adviser
from advisers.views.finding import adviser_or_404
from advisers.views.versions import with_present_version


@requires(Permission.MANAGE_ADVISERS)
def add(request: SchoolRequest) -> HttpResponse:
    """Add an adviser; the next step is the credential."""
    form = AdviserForm(request.POST or None, membership=request.membership)
    if request.method == "POST" and form.is_valid():
        try:
            adviser = add_adviser(
                school=request.school,
                by=request.membership.user,
                at=timezone.now(),
                token=form.cleaned_data["token"],
                **form.person(),
            )
        except AlreadySubmitted:
            return redirect("advisers:list", urn=request.school.urn)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, f"{adviser.name} is added. Interviews count once a credential is checked."
            )
            return redirect("advisers:detail", urn=request.school.urn, adviser_id=adviser.pk)
    return render(request, "advisers/add.html", {"form": form})


@requires(Permission.MANAGE_ADVISERS)
def edit(request: SchoolRequest, adviser_id: UUID) -> HttpResponse:
    """Correct an adviser, link him or her to a log-in, or say that he or she no longer comes."""
    adviser = adviser_or_404(request, adviser_id)
    form = EditAdviserForm(
        request.POST or None,
        membership=request.membership,
        adviser=adviser,
        initial=initial_of(request, adviser),
    )
    if request.method == "POST" and form.is_valid():
        try:
            save(adviser, form)
        except ChangedMeanwhile as refusal:
            form = with_present_version(form, adviser.version)
            form.add_error(None, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['name']} is saved.")
            return redirect("advisers:detail", urn=request.school.urn, adviser_id=adviser.pk)
    return render(request, "advisers/edit.html", {"form": form, "adviser": adviser})


def initial_of(request: SchoolRequest, adviser: Adviser) -> dict[str, object]:
    """What the form shows before anything is changed."""
    log_ins = Membership.objects.visible_to(request.membership)
    return {
        "name": adviser.name,
        "email": adviser.email,
        "employment": adviser.employment,
        "provider": adviser.provider_id,
        "is_active": adviser.is_active,
        "version": adviser.version,
        "log_in": log_ins.filter(user=adviser.user_id).first() if adviser.user_id else None,
    }


@transaction.atomic
def save(adviser: Adviser, form: EditAdviserForm) -> None:
    """The person, then the log-in. With none chosen, one that the e-mail address has just found stays."""
    chosen: Membership | None = form.cleaned_data["log_in"]
    corrected = correct_adviser(
        adviser=adviser,
        version=form.cleaned_data["version"],
        is_active=form.cleaned_data["is_active"],
        **form.person(),
    )
    taken_away = chosen is None and adviser.user_id is not None
    if taken_away or (chosen and chosen.user_id != corrected.user_id):
        link_adviser(adviser=corrected, membership=chosen)
