from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import SchoolRequest, requires
from accounts.actions import ChangedMeanwhile, change_school
from accounts.forms import SettingsForm
from accounts.models import School
from accounts.permissions import Permission
from accounts.templatetags.waymark import in_words
from reporting.coverage import coverage
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
        return saved(request, school, dict(form.cleaned_data))
    return render(
        request, "accounts/settings.html", {"form": form, "rule": find_rulebook(request.school.rulebook)}
    )


def saved(request: SchoolRequest, school: School, changes: dict[str, Any]) -> HttpResponse:
    """Change the settings, and say what another rule does to the figures."""
    before = figures(request.school)
    try:
        changed = change_school(school=school, version=changes.pop("version"), changes=changes)
    except ChangedMeanwhile as error:
        messages.warning(request, str(error))
    else:
        moved = [
            f"Year {year_group} {then} % → {now} %"
            for (year_group, then), (_, now) in zip(before, figures(changed), strict=True)
            if then != now and then and now
        ]
        news = f" By this rule the figures change: {in_words(moved)}." if moved else ""
        messages.success(request, f"Saved.{news}")
    return redirect("accounts:settings", urn=school.urn)


def figures(school: School) -> list[tuple[int, str | None]]:
    """The two headline figures of today, by the school's rule."""
    found = coverage(school, as_at=timezone.localdate())
    return [(target.year_group, target.percent_of_roll) for target in found.targets]
