"""A roster that was uploaded and waits for somebody's decision."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.actions import claim_submission
from accounts.files.kept import sweep, write_whole
from accounts.models import School, User
from students.models import ColumnMapping, RosterImport
from students.models.roster_import import ImportState

KEPT_FOR = timedelta(days=14)
FOLDER = "rosters"


@transaction.atomic
def offer_roster(
    *,
    school: School,
    file_name: str,
    data: bytes,
    roster_on: date,
    by: User,
    at: datetime,
    token: uuid.UUID,
) -> RosterImport:
    """Keep an uploaded roster, under a name of our own, until somebody imports or discards it.

    Uploads that have waited for a fortnight are discarded with it: they hold names and nobody wants them.
    The folder is swept of those of other schools, and of what a failed upload left behind.
    """
    claim_submission(school=school, token=token, at=at)
    for old in RosterImport.objects.of(school).waiting().filter(uploaded_at__lt=at - KEPT_FOR):
        discard_roster(roster_import=old)
    sweep(Path(default_storage.path(FOLDER)), before=at - KEPT_FOR)
    stored = f"{FOLDER}/{uuid.uuid4().hex}"
    write_whole(Path(default_storage.path(stored)), data)
    offered = RosterImport(
        id=token,
        school=school,
        file_name=file_name[:200],
        file=stored,
        sha256=hashlib.sha256(data).hexdigest(),
        roster_on=roster_on,
        uploaded_at=at,
        uploaded_by=by,
    )
    offered.save(force_insert=True)
    return offered


def note_problems(*, roster_import: RosterImport, problems: int | None) -> None:
    """Keep how many things are to be put right in an upload, for the list; None: its columns come first.

    Reading takes its time: one that was decided on meanwhile keeps the counts of its import.
    """
    counts = {} if problems is None else {"problems": problems}
    RosterImport.objects.filter(pk=roster_import.pk).waiting().update(counts=counts)


@transaction.atomic
def discard_roster(*, roster_import: RosterImport) -> None:
    """Decide against an uploaded roster and remove its file; one that was decided on before stays so."""
    waiting = RosterImport.objects.select_for_update().filter(pk=roster_import.pk).waiting().first()
    if waiting:
        waiting.state = ImportState.DISCARDED
        forget_file(waiting)
        waiting.save(update_fields=["state", "file"])


def forget_file(roster_import: RosterImport) -> None:
    """Remove the uploaded file once the transaction has succeeded."""
    storage, name = roster_import.file.storage, roster_import.file.name
    if name:
        roster_import.file = ""
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def choose_columns(*, roster_import: RosterImport, mapping: Mapping[str, str]) -> None:
    """Read this upload's columns as somebody says, and remember it for the school's next files.

    One that was decided on meanwhile stays as it was read.
    """
    roster_import.mapping = dict(mapping)
    waiting = RosterImport.objects.filter(pk=roster_import.pk).waiting()
    if not waiting.update(mapping=roster_import.mapping):
        return
    ours = ColumnMapping.objects.select_for_update()
    remembered, _ = ours.get_or_create(school=roster_import.school)
    remembered.fields_by_heading |= mapping
    remembered.save(update_fields=["fields_by_heading"])


def choose_encoding(*, roster_import: RosterImport, encoding: str) -> None:
    """Read this upload in another encoding; none: as its own signs say. One decided on stays as it was."""
    roster_import.encoding = encoding
    RosterImport.objects.filter(pk=roster_import.pk).waiting().update(encoding=encoding)
