"""Imports of the past: who, when, what changed; and undoing the last."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import Refused, log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from students import actions
from students.academic_year import AcademicYear
from students.kept_states import from_json
from students.models import ImportedChange, RosterImport, Student
from students.models.roster_import import ChangeKind, ImportState
from students.presenting import FieldInWords, in_words
from students.roster_facts import Details, field_changes

A_PAGE = 20
CHANGES_A_PAGE = 50


class PastChange(NamedTuple):
    """One student an import added, changed or recorded as left."""

    student_id: UUID
    is_here: bool
    details: Details
    kind: str
    fields: list[FieldInWords]


@requires(Permission.EDIT_STUDENTS)
@require_safe
def imports(request: SchoolRequest) -> HttpResponse:
    """Rosters that wait for a decision, and those imported so far."""
    every = RosterImport.objects.visible_to(request.membership).defer("student_ids")
    every = every.select_related("uploaded_by", "undone_by")
    past = every.filter(state__in=[ImportState.APPLIED, ImportState.UNDONE]).order_by("-applied_at")
    context = {
        "waiting": list(every.waiting().order_by("-uploaded_at")),
        "page": Paginator(past, A_PAGE).get_page(request.GET.get("page")),
        "last": every.last_that_changed_something(),
    }
    return render(request, "students/imports.html", context)


@requires(Permission.EDIT_STUDENTS)
@require_safe
def import_detail(request: SchoolRequest, import_id: UUID) -> HttpResponse:
    """What an import changed, student by student."""
    roster_import = visible_import(request, import_id)
    if roster_import.state == ImportState.PREVIEW:
        return redirect("students:import_preview", request.school.urn, roster_import.pk)
    changes = ImportedChange.objects.visible_to(request.membership).filter(roster_import=roster_import)
    kind = request.GET.get("show", "")
    shown = changes.filter(kind=kind) if kind in ChangeKind.values else changes
    by_name = shown.order_by("kind", "after__details__surname", "after__details__forename", "pk")
    page = Paginator(by_name, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    last = RosterImport.objects.visible_to(request.membership).last_that_changed_something()
    rows = past_changes(request, page)
    context = {
        "roster_import": roster_import,
        "year": AcademicYear.of(roster_import.roster_on),
        "page": page,
        "rows": rows,
        "kind": kind,
        "may_undo": last is not None and last.pk == roster_import.pk,
    }
    response = render(request, "students/import_detail.html", context)
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what="students:import_detail",
        students=[row.student_id for row in rows],
        at=timezone.now(),
    )
    return response


@requires(Permission.EDIT_STUDENTS)
@require_POST
def import_undo(request: SchoolRequest, import_id: UUID) -> HttpResponse:
    """Undo the last import."""
    roster_import = visible_import(request, import_id)
    try:
        actions.undo_import(roster_import=roster_import, by=request.membership.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The import is undone: everything it changed is as it was before.")
    return redirect("students:import_detail", request.school.urn, roster_import.pk)


def visible_import(request: SchoolRequest, import_id: UUID) -> RosterImport:
    """The import, if it is of the reader's school."""
    return get_object_or_404(RosterImport.objects.visible_to(request.membership), pk=import_id)


def past_changes(request: SchoolRequest, changes: Iterable[ImportedChange]) -> list[PastChange]:
    """Changes as they were kept, in words; some of the students may have been removed by an undo."""
    kept = list(changes)
    students = Student.objects.visible_to(request.membership, on=timezone.localdate())
    here = students.filter(pk__in=[change.student_id for change in kept])
    present = set(here.values_list("pk", flat=True))
    return [past_change(change, is_here=change.student_id in present) for change in kept]


def past_change(change: ImportedChange, *, is_here: bool) -> PastChange:
    after, _ = from_json(change.after)
    fields = field_changes(from_json(change.before)[0], after) if change.before else []
    words = [in_words(field) for field in fields]
    return PastChange(change.student_id, is_here, after.details, change.kind, words)
