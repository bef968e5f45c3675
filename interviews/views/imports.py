import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import SchoolRequest, requires
from accounts.actions import Refused, log_access
from accounts.files import FileRefused, Problem
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from accounts.templatetags.waymark import counted
from interviews.actions import apply_import, discard_import, keep_upload, undo_import
from interviews.forms import ImportForm
from interviews.interview_file import read_interviews
from interviews.merge import Merge, merge
from interviews.models import Interview, InterviewImport
from interviews.models.interview_import import ImportState
from interviews.offered_file import data_of

MOST_PROBLEMS = 200
ROWS_SHOWN = 50


@requires(Permission.RECORD_FOR_ADVISERS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: SchoolRequest) -> HttpResponse:
    """Send a file of interviews already held; a bad one is refused with everything that is wrong."""
    form = ImportForm(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        file, encoding = form.cleaned_data["file"], form.cleaned_data["encoding"]
        data = file.read()
        try:
            compare(request, data, file.name, encoding)
        except FileRefused as refused:
            problems = refused.problems
        else:
            upload = keep_upload(
                school=request.school,
                data=data,
                name=file.name,
                encoding=encoding,
                by=request.membership.user,
                at=timezone.now(),
            )
            return redirect("interviews:import_preview", request.school.urn, upload.pk)
    context = {
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "problem_count": len(problems),
        "uploads": past_imports(request),
    }
    return render(request, "interviews/imports.html", context)


def past_imports(request: SchoolRequest) -> QuerySet[InterviewImport]:
    """The latest uploads; of each, how many interviews stand as imported, and how many written on."""
    interviews = Interview.objects.visible_to(request.membership, on=timezone.localdate()).standing()
    written_on = Q(interviews__in=interviews.written_on().values("pk"))
    uploads = InterviewImport.objects.visible_to(request.membership).annotate(
        untouched=Count("interviews", filter=Q(interviews__withdrawn_at=None) & ~written_on),
        written_on=Count("interviews", filter=written_on),
    )
    return uploads.select_related("uploaded_by", "undone_by").order_by("-uploaded_at")[:20]


def compare(request: SchoolRequest, data: bytes, name: str, encoding: str) -> Merge:
    """What the file would change; refused when one row is bad."""
    file = read_interviews(data, name=name, encoding=encoding or None)
    merged = merge(request.school, file, on=timezone.localdate())
    merged.refuse_problems()
    return merged


def an_upload(request: SchoolRequest, upload: uuid.UUID) -> InterviewImport:
    """An upload of this school's."""
    return get_object_or_404(InterviewImport.objects.visible_to(request.membership), pk=upload)


@requires(Permission.RECORD_FOR_ADVISERS)
@require_GET
def import_preview(request: SchoolRequest, upload: uuid.UUID) -> HttpResponse:
    """What the file would change, before anything is changed."""
    found = an_upload(request, upload)
    if found.state != ImportState.PREVIEW:
        return redirect("interviews:imports", request.school.urn)
    context: dict[str, Any] = {"upload": found}
    try:
        merged = compare(request, data_of(found), found.file_name, found.encoding)
    except FileRefused as refused:
        context |= {"problems": refused.problems[:MOST_PROBLEMS], "problem_count": len(refused.problems)}
        return render(request, "interviews/import_preview.html", context)
    drafts = merged.drafts[:ROWS_SHOWN]
    context |= {"merged": merged, "drafts": drafts, "notes": merged.notes()[:MOST_PROBLEMS]}
    response = render(request, "interviews/import_preview.html", context)
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what="interviews:import_preview",
        students=list(dict.fromkeys(draft.facts.student.pk for draft in drafts)),
        at=timezone.now(),
    )
    return response


@requires(Permission.RECORD_FOR_ADVISERS)
@require_POST
def apply(request: SchoolRequest, upload: uuid.UUID) -> HttpResponse:
    """Record what the preview showed."""
    found = an_upload(request, upload)
    try:
        done = apply_import(upload=found, by=request.membership.user, at=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("interviews:imports", request.school.urn)
    except FileRefused:
        messages.error(request, "What is on record has changed meanwhile. Nothing was imported: look below.")
        return redirect("interviews:import_preview", request.school.urn, found.pk)
    added = counted(done.added, "interview,interviews")
    messages.success(request, f"{added} added; {done.already_there:,} were there already.")
    return redirect("interviews:imports", request.school.urn)


@requires(Permission.RECORD_FOR_ADVISERS)
@require_POST
def undo(request: SchoolRequest, upload: uuid.UUID) -> HttpResponse:
    """Withdraw what an import recorded and nobody has written on since."""
    found = an_upload(request, upload)
    try:
        done = undo_import(upload=found, by=request.membership.user, at=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        gone = counted(done.withdrawn, "interview is,interviews are")
        stays = f", {counted(done.written_on, 'written on since stays,written on since stay')}"
        more = stays if done.written_on else ""
        messages.success(request, f"The import of {found.file_name} is undone: {gone} withdrawn{more}.")
    return redirect("interviews:imports", request.school.urn)


@requires(Permission.RECORD_FOR_ADVISERS)
@require_POST
def discard(request: SchoolRequest, upload: uuid.UUID) -> HttpResponse:
    """Drop the file; nothing is recorded."""
    try:
        discard_import(upload=an_upload(request, upload), by=request.membership.user, at=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "Discarded. Nothing was imported.")
    return redirect("interviews:imports", request.school.urn)
