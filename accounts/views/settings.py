from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SchoolRequest, requires
from accounts.actions import ChangedMeanwhile, change_school
from accounts.forms import SettingsForm
from accounts.models import School
from accounts.permissions import Permission
from reporting.rulebooks import find_rulebook


@requires(Permission.VIEW_SETTINGS)
def settings(request: SchoolRequest) -> HttpResponse:
    """The school, its rule and its reports: changed by the careers leader, read by advisers."""
    school = School.objects.get(pk=request.school.pk)
    if not request.membership.may(Permission.MANAGE_SETTINGS):
        if request.method == "POST":
            raise PermissionDenied(Permission.MANAGE_SETTINGS.value)
        return render(request, "accounts/settings_read.html", {"rule": find_rulebook(school.rulebook)})
    form = SettingsForm(request.POST or None, instance=school)
    if request.method == "POST" and form.is_valid():
        changes = dict(form.cleaned_data)
        try:
            change_school(school=school, version=changes.pop("version"), changes=changes)
        except ChangedMeanwhile as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, "Saved.")
        return redirect("accounts:settings", urn=school.urn)
    return render(
        request, "accounts/settings.html", {"form": form, "rule": find_rulebook(request.school.rulebook)}
    )
