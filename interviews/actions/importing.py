"""Interviews from a file: at once for a command, or kept until somebody has decided on the preview."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import Refused
from accounts.files import FileRefused
from accounts.files.kept import read_whole, sweep, write_whole
from accounts.models import School, User
from interviews.actions.recording import record_interviews
from interviews.interview_file import read_interviews
from interviews.merge import Merge, merge
from interviews.models import InterviewImport
from interviews.models.interview_import import ImportState

LOCK = 8141
FOLDER = "interviews"
KEPT_FOR = timedelta(days=14)


@transaction.atomic
def import_interviews(
    *, school: School, data: bytes, name: str, by: User | None, at: datetime, encoding: str | None = None
) -> Merge:
    """Record the interviews of a file that are not there already; one bad row refuses them all."""
    with connection.cursor() as cursor:
        # Two imports of the same file at once would each find nothing there: one waits for the other.
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LOCK, school.pk])
    file = read_interviews(data, name=name, encoding=encoding)
    merged = merge(school, file, on=timezone.localdate(at))
    merged.refuse_problems()
    record_interviews(school=school, drafts=merged.drafts, by=by, at=at)
    return merged


@transaction.atomic
def keep_upload(
    *, school: School, data: bytes, name: str, encoding: str, by: User, at: datetime
) -> InterviewImport:
    """Keep an uploaded file until its preview has been decided on; what is older than a fortnight goes."""
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


def kept_data(upload: InterviewImport) -> bytes:
    """The bytes of an upload; one whose file is gone or is no longer what was sent must be sent again."""
    data = read_whole(Path(default_storage.path(str(upload.file.name))), upload.sha256)
    if data is None:
        raise FileRefused("This file is no longer here. Send it again.", name=upload.file_name)
    return data


@transaction.atomic
def apply_import(*, upload: InterviewImport, by: User, at: datetime) -> InterviewImport:
    """Record what the preview showed, compared afresh; then the file is dropped."""
    upload = undecided(upload)
    data = kept_data(upload)
    merged = import_interviews(
        school=upload.school,
        data=data,
        name=upload.file_name,
        by=by,
        at=at,
        encoding=upload.encoding or None,
    )
    upload.added, upload.already_there = len(merged.drafts), merged.already_there
    return decide(upload, ImportState.APPLIED, by=by, at=at)


@transaction.atomic
def discard_import(*, upload: InterviewImport, by: User, at: datetime) -> InterviewImport:
    """Drop an uploaded file; nothing is recorded."""
    return decide(undecided(upload), ImportState.DISCARDED, by=by, at=at)


def undecided(upload: InterviewImport) -> InterviewImport:
    """The upload as it stands now, held until the transaction ends; refused when it was decided on."""
    current = InterviewImport.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if current.state != ImportState.PREVIEW:
        raise Refused(f"This file was decided on already: {current.get_state_display().lower()}")
    return current


def decide(upload: InterviewImport, state: ImportState, *, by: User, at: datetime) -> InterviewImport:
    """Write down the decision; the file itself goes once it is certain."""
    stored, storage = upload.file.name or "", upload.file.storage
    upload.state, upload.decided_by, upload.decided_at, upload.file = state, by, at, ""
    upload.save()
    transaction.on_commit(lambda: storage.delete(stored))
    return upload
