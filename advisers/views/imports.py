"""Advisers from a file, in two steps: choose it and see what it would change, then import it.

Between the steps the file travels in the page itself, signed: nothing is kept here until it is imported.
"""

import base64
import hashlib
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SchoolRequest, requires
from accounts.actions import Refused
from accounts.files import FileRefused
from accounts.files.problems import one_line
from accounts.permissions import Permission
from advisers.actions import import_advisers
from advisers.adviser_file import AdviserFile, read_advisers
from advisers.forms import ImportForm
from advisers.merged import Merge
from advisers.merging import merge

SALT = "advisers.import"
STAYS_GOOD_SECONDS = 2 * 60 * 60


@requires(Permission.MANAGE_ADVISERS)
def import_file(request: SchoolRequest) -> HttpResponse:
    """Choose a file; what it would change is shown before anything is."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "advisers/import_file.html", {"form": form})
    upload = form.cleaned_data["file"]
    return preview(request, form, upload.read(), one_line(upload.name or "file")[:100])


def preview(request: SchoolRequest, form: ImportForm, data: bytes, name: str) -> HttpResponse:
    """What the file would change, with the button that does it; or everything that is wrong with it."""
    try:
        merged = compared(request, data, name)
    except FileRefused as refusal:
        return render(request, "advisers/import_file.html", {"form": form, "refusal": refusal})
    return render(request, "advisers/import_preview.html", preview_context(request, merged, data, name))


def compared(request: SchoolRequest, data: bytes, name: str) -> Merge:
    """The file beside what is on record."""
    merged = merge(request.school, read(data, name))
    merged.refuse_problems()
    return merged


def read(data: bytes, name: str) -> AdviserFile:
    return read_advisers(data, name=name, on=timezone.localdate())


def preview_context(request: SchoolRequest, merged: Merge, data: bytes, name: str) -> dict[str, Any]:
    """The preview, and the file in a form that cannot be altered on its way."""
    carried = {
        "urn": request.school.urn,
        "name": name,
        "data": base64.b64encode(data).decode(),
        "shown": fingerprint(merged),
    }
    return {"merged": merged, "carried": signing.dumps(carried, salt=SALT, compress=True)}


def fingerprint(merged: Merge) -> str:
    """What was shown, so that something else is never done."""
    return hashlib.sha256("\n".join(merged.lines()).encode()).hexdigest()


@requires(Permission.MANAGE_ADVISERS)
@require_POST
def import_apply(request: SchoolRequest) -> HttpResponse:
    """Import the file that was shown; where something else would come of it by now, show that first."""
    try:
        carried = signing.loads(request.POST.get("carried", ""), salt=SALT, max_age=STAYS_GOOD_SECONDS)
    except signing.BadSignature:
        carried = {}
    if carried.get("urn") != request.school.urn:
        messages.error(request, "The file is no longer at hand. Choose it again.")
        return redirect("advisers:import_file", urn=request.school.urn)
    data, name = base64.b64decode(carried["data"]), carried["name"]
    try:
        merged = compared(request, data, name)
        if fingerprint(merged) != carried["shown"]:
            context = preview_context(request, merged, data, name) | {"changed_meanwhile": True}
            return render(request, "advisers/import_preview.html", context)
        import_advisers(
            school=request.school, file=read(data, name), by=request.membership.user, at=timezone.now()
        )
    except (FileRefused, Refused) as refusal:
        messages.error(request, f"Nothing was imported. {refusal}")
        return redirect("advisers:import_file", urn=request.school.urn)
    messages.success(request, f"{name} is imported.")
    return redirect("advisers:list", urn=request.school.urn)
