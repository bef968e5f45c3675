"""Interviews from a file: at once for a command, or kept until somebody has decided on the preview."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.actions import Refused
from accounts.files.kept import sweep, write_whole
from accounts.models import School, User
from interviews.actions.recording import record_interviews
from interviews.interview_file import read_interviews
from interviews.merge import Merge, merge
from interviews.models import Interview, InterviewImport
from interviews.models.interview_import import ImportState
from interviews.offered_file import data_of
from students.actions import hold_students

FOLDER = "interviews"
KEPT_FOR = timedelta(days=14)


class Undone(NamedTuple):
    """How many interviews of an import were withdrawn, and how many stay, written on since."""

    withdrawn: int
    written_on: int


@transaction.atomic
def import_interviews(
    *,
    school: School,
    data: bytes,
    name: str,
    by: User | None,
    at: datetime,
    encoding: str | None = None,
    upload: InterviewImport | None = None,
) -> Merge:
    """Record the interviews of a file that are not there already; one bad row refuses them all.

    `upload`: where the file was sent in the browser, so that its import can be undone.
    """
    hold_students(school)  # two imports of the same file at once would each find nothing there
    file = read_interviews(data, name=name, encoding=encoding)
    merged = merge(school, file, on=timezone.localdate(at))
    merged.refuse_problems()
    record_interviews(school=school, drafts=merged.drafts, by=by, at=at, imported_with=upload)
    return merged


@transaction.atomic
def keep_upload(
    *, school: School, data: bytes, name: str, encoding: str, by: User, at: datetime
) -> InterviewImport:
    """Keep an uploaded file until its preview has been decided on.

    Uploads that have waited for a fortnight are dropped with it: they hold names and nobody wants them.
    """
    waiting = InterviewImport.objects.of(school).waiting().filter(uploaded_at__lt=at - KEPT_FOR)
    for old in waiting.select_for_update(of=("self",), skip_locked=True):
        decide(old, ImportState.DISCARDED, by=None, at=at)
    sweep(Path(default_storage.path(FOLDER)), before=at - KEPT_FOR)
    upload = InterviewImport(
        school=school,
        file_name=name[-200:],
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        uploaded_at=at,
        uploaded_by=by,
    )
    upload.file.name = f"{FOLDER}/{upload.pk}.upload"
    write_whole(Path(default_storage.path(upload.file.name)), data)
    upload.save(force_insert=True)
    return upload


@transaction.atomic
def apply_import(*, upload: InterviewImport, by: User, at: datetime) -> InterviewImport:
    """Record what the preview showed, compared afresh; then the file is dropped."""
    upload = undecided(upload)
    merged = import_interviews(
        school=upload.school,
        data=data_of(upload),
        name=upload.file_name,
        by=by,
        at=at,
        encoding=upload.encoding or None,
        upload=upload,
    )
    upload.added, upload.already_there = len(merged.drafts), merged.already_there
    return decide(upload, ImportState.APPLIED, by=by, at=at)


@transaction.atomic
def discard_import(*, upload: InterviewImport, by: User, at: datetime) -> InterviewImport:
    """Drop an uploaded file; nothing is recorded."""
    return decide(undecided(upload), ImportState.DISCARDED, by=by, at=at)


@transaction.atomic
def undo_import(*, upload: InterviewImport, by: User, at: datetime) -> Undone:
    """Withdraw what an import recorded and still stands, but for what somebody has written on since.

    What somebody has corrected since is his or her own entry, and stays too.
    """
    undone = InterviewImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if undone.state != ImportState.APPLIED:
        raise Refused("This file was not imported, or its import was undone already.")
    hold_students(undone.school)  # a file applied meanwhile would find there what is being withdrawn
    standing = Interview.objects.of(undone.school).standing().filter(imported_with=undone)
    held = list(standing.select_for_update(of=("self",)).values_list("pk", flat=True))
    written_on = set(Interview.objects.filter(pk__in=held).written_on().values_list("pk", flat=True))
    if written_on and len(written_on) == len(held):
        raise Refused("Everything it recorded has been written on since, and stays.")
    undone.state, undone.undone_at, undone.undone_by = ImportState.UNDONE, at, by
    undone.save(update_fields=["state", "undone_at", "undone_by"])
    reason = f"The import of {undone.file_name} was undone"
    untouched = Interview.objects.filter(pk__in=set(held) - written_on)
    withdrawn = untouched.update(withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason)
    return Undone(withdrawn, len(written_on))


def undecided(upload: InterviewImport) -> InterviewImport:
    """The upload as it stands now, held until the transaction ends; refused when it was decided on."""
    current = InterviewImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if current.state != ImportState.PREVIEW:
        raise Refused(f"This file was decided on already: {current.get_state_display().lower()}.")
    return current


def decide(upload: InterviewImport, state: ImportState, *, by: User | None, at: datetime) -> InterviewImport:
    """Write down the decision; the file itself goes once it is certain."""
    stored, storage = upload.file.name or "", upload.file.storage
    upload.state, upload.decided_by, upload.decided_at, upload.file = state, by, at, ""
    upload.save()
    transaction.on_commit(lambda: storage.delete(stored))
    return upload
