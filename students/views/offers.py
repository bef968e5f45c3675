"""From a file to an import: upload, match the columns, check, decide."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, Refused, log_access
from accounts.files import FileRefused, sniff
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from students import actions
from students.forms import DecisionForm, EncodingForm, MappingForm, UploadForm
from students.models import RosterImport
from students.models.roster_import import ImportState
from students.offered_file import open_offer, problems_in
from students.roster_file import FIELDS
from students.school_record import difference_for
from students.views.imports import visible_import
from students.views.preview_tabs import PreviewPage, preview_tabs

EDIT = Permission.EDIT_STUDENTS
A_PAGE = 50
PROBLEMS_A_PAGE = 100


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request: SchoolRequest) -> HttpResponse:
    """Choose the file and the day it speaks of."""
    now = timezone.now()
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        today=timezone.localdate(now),
        initial={"roster_on": timezone.localdate(now)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            offered = offer(request, form, now)
        except AlreadySubmitted:
            return redirect("students:import_preview", request.school.urn, form.cleaned_data["token"])
        except FileRefused as refusal:
            form.add_error("file", refusal.problems[0].message)
        else:
            return checked(request, offered)
    return render(request, "students/import_upload.html", {"form": form, "fields": FIELDS})


def offer(request: SchoolRequest, form: UploadForm, now: Any) -> RosterImport:
    """Keep the uploaded file for a decision; one that can be no roster is refused at once."""
    upload = form.cleaned_data["file"]
    data = upload.read()
    sniff(data, name=upload.name)
    return actions.offer_roster(
        school=request.school,
        file_name=upload.name,
        data=data,
        roster_on=form.cleaned_data["roster_on"],
        by=request.membership.user,
        at=now,
        token=form.cleaned_data["token"],
    )


def checked(request: SchoolRequest, offered: RosterImport) -> HttpResponse:
    """On to the preview, once the list of imports knows whether anything is wrong."""
    actions.note_problems(roster_import=offered, problems=problems_in(offered))
    return redirect("students:import_preview", request.school.urn, offered.pk)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_map(request: SchoolRequest, import_id: UUID) -> HttpResponse:
    """Say which column holds which field; remembered for the school's next files."""
    offered = visible_import(request, import_id)
    if offered.state != ImportState.PREVIEW:
        return redirect("students:import_detail", request.school.urn, offered.pk)
    try:
        columns = open_offer(offered).columns
    except FileRefused:
        columns = None
    if columns is None:
        return redirect("students:import_preview", request.school.urn, offered.pk)
    data = request.POST if request.method == "POST" else None
    form = MappingForm(data, headers=columns.headers, guesses=columns.guesses)
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(roster_import=offered, mapping=form.mapping())
        return checked(request, offered)
    samples = [(form[name], columns.samples[header]) for name, header in form.headers.items()]
    context = {"form": form, "samples": samples, "offered": offered, "missing": columns.missing}
    context["missing_text"] = f"Choose the columns that hold: {', '.join(columns.missing)}."
    return render(request, "students/import_map.html", context)


@requires(EDIT)
@require_safe
def import_preview(request: SchoolRequest, import_id: UUID) -> HttpResponse:
    """What the file would change, before anything does."""
    offered = visible_import(request, import_id)
    if offered.state != ImportState.PREVIEW:
        return redirect("students:import_detail", request.school.urn, offered.pk)
    context: dict[str, Any] = {"offered": offered, "encoding": encoding_form(offered)}
    try:
        opened = open_offer(offered)
        if opened.columns and opened.columns.missing:
            return redirect("students:import_map", request.school.urn, offered.pk)
        roster = opened.roster()
        difference = difference_for(school=request.school, roster=roster)
    except FileRefused as refusal:
        problems = Paginator(refusal.problems, PROBLEMS_A_PAGE).get_page(request.GET.get("page"))
        return render(request, "students/import_refused.html", context | {"page": problems})
    tabs = preview_tabs(difference, request.GET.get("show", ""))
    page = PreviewPage.of(tabs, request.GET.get("page"), size=A_PAGE)
    context |= {
        "roster": roster,
        "difference": difference,
        "tabs": tabs,
        "page": page.page,
        "rows": page.rows,
        "shown": page.kind,
        "some_names": [f"{row.forename} {row.surname}" for row in tell_tale(roster.rows)],
        "mappable": opened.columns is not None,
    }
    response = render(request, "students/import_preview.html", context)
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what="students:import_preview",
        students=page.student_ids,
        at=timezone.now(),
    )
    return response


def encoding_form(offered: RosterImport) -> EncodingForm:
    return EncodingForm(initial={"encoding": offered.encoding})


def tell_tale(rows: Any, most: int = 6) -> list[Any]:
    """Some names by which one sees whether the letters are read right: those that are not plain ASCII."""
    special = [row for row in rows if not f"{row.forename}{row.surname}".isascii()]
    return special[:most]


@requires(EDIT)
@require_POST
def import_encoding(request: SchoolRequest, import_id: UUID) -> HttpResponse:
    """Read the file's letters in another way."""
    offered = visible_import(request, import_id)
    form = EncodingForm(request.POST)
    if form.is_valid() and offered.state == ImportState.PREVIEW:
        actions.choose_encoding(roster_import=offered, encoding=form.cleaned_data["encoding"])
        return checked(request, offered)
    return redirect("students:import_preview", request.school.urn, offered.pk)


@requires(EDIT)
@require_POST
def import_apply(request: SchoolRequest, import_id: UUID) -> HttpResponse:
    """Import what was looked at."""
    offered = visible_import(request, import_id)
    form = DecisionForm(request.POST)
    if offered.state != ImportState.PREVIEW or not form.is_valid():
        return redirect("students:import_detail", request.school.urn, offered.pk)
    try:
        actions.import_roster(
            school=request.school,
            roster=open_offer(offered).roster(),
            by=request.membership.user,
            at=timezone.now(),
            offered=offered,
            **form.cleaned_data,
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("students:import_preview", request.school.urn, offered.pk)
    except FileRefused:
        return redirect("students:import_preview", request.school.urn, offered.pk)
    messages.success(request, "The roster is imported.")
    return redirect("students:import_detail", request.school.urn, offered.pk)


@requires(EDIT)
@require_POST
def import_discard(request: SchoolRequest, import_id: UUID) -> HttpResponse:
    """Decide against a file; it is removed."""
    offered = visible_import(request, import_id)
    actions.discard_roster(roster_import=offered)
    messages.success(request, "The file is discarded. Nothing was changed.")
    return redirect("students:imports", request.school.urn)
