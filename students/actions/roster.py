"""Importing a roster, and undoing the last import."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate

from accounts.actions import Refused
from accounts.models import School, User
from students.academic_year import AcademicYear
from students.actions.offers import forget_file
from students.actions.writing import Write, hold_students, write_states
from students.kept_states import from_json, to_json
from students.leavers import YearGroupLeavers
from students.models import Enrolment, ImportedChange, RosterImport, Stay, Student
from students.models.roster_import import ChangeKind, ImportState
from students.roster_day import day_problem
from students.roster_facts import AsOf, Details, Known, State
from students.roster_file import Roster
from students.roster_merge import Change, Difference
from students.school_record import difference_for, read_record

NAMED = 10


class TooManyLeavers(Refused):
    """More than a fifth of a year group would be recorded as left, and nobody has confirmed it."""

    def __init__(self, groups: list[YearGroupLeavers]) -> None:
        self.groups = groups
        super().__init__(
            f"More than a fifth of a year group is missing from this file: "
            f"{', '.join(group.words for group in groups)}. Check that the file is complete; if they "
            "have all left, confirm it."
        )


class Outdated(Refused):
    """What would be written is no longer what somebody looked at."""


@transaction.atomic
def import_roster(
    *,
    school: School,
    roster: Roster,
    by: User | None,
    at: datetime,
    leavers: bool = False,
    confirm_leavers: bool = False,
    file_name: str = "",
    sha256: str = "",
    offered: RosterImport | None = None,
    expected: str | None = None,
) -> Difference:
    """Bring the school's students to what a roster says of its day and academic year; all or nothing.

    `leavers`: record as left those on roll and not in the file. `offered`: the upload this import decides.
    `expected`: the fingerprint of the difference that was looked at. Where nothing differs and the day's
    roster is recorded already, nothing is written.
    """
    if problem := day_problem(roster.on, today=localdate(at)):
        raise Refused(problem)
    hold_students(school)
    difference = difference_for(school=school, roster=roster)
    if expected is not None and expected != difference.fingerprint:
        raise Outdated("The students have changed since you looked. Look at what this file would do now.")
    if leavers and not confirm_leavers and difference.too_many_leavers:
        raise TooManyLeavers(difference.too_many_leavers)
    nothing_new = not difference.changes(leavers=leavers)
    if nothing_new and offered is None and _recorded_already(school, roster, difference):
        return difference
    record = _claim(offered) if offered else RosterImport(school=school, uploaded_at=at, uploaded_by=by)
    record.file_name = file_name or record.file_name
    record.sha256 = sha256 or record.sha256
    _apply(record, roster, difference, leavers=leavers, at=at)
    return difference


def _apply(
    record: RosterImport, roster: Roster, difference: Difference, *, leavers: bool, at: datetime
) -> None:
    """Write what differs, and keep beside the import who stood in it and how every student was before."""
    changes = difference.changes(leavers=leavers)
    writes = [_write(change, roster.on) for change in changes]
    present = [write.id for write, change in zip(writes, changes, strict=True) if change.row is not None]
    record.roster_on = roster.on
    record.encoding = roster.encoding
    record.record_leavers = leavers
    record.state = ImportState.APPLIED
    record.applied_at = at
    forget_file(record)
    record.student_ids = [*difference.unchanged, *present]
    record.counts = _counts(roster, difference, leavers)
    record.save()
    year = roster.academic_year.start
    write_states(writes, school=record.school, academic_year=year, at=at, roster_import=record)
    ImportedChange.objects.bulk_create(
        _kept(record, change, write) for change, write in zip(changes, writes, strict=True)
    )


def _recorded_already(school: School, roster: Roster, difference: Difference) -> bool:
    """Whether a roster of the same day with all these students has been applied."""
    return (
        RosterImport.objects.of(school)
        .applied()
        .filter(roster_on=roster.on, student_ids__contains=list(difference.unchanged))
        .exists()
    )


def _claim(offered: RosterImport) -> RosterImport:
    """The upload as it stands now, if it still waits for a decision."""
    offered = RosterImport.objects.select_for_update().get(pk=offered.pk)
    if offered.state != ImportState.PREVIEW:
        raise Refused("This file has been imported or discarded already.")
    return offered


def _write(change: Change, on: date) -> Write:
    student = change.student
    if student is None:
        return Write(uuid.uuid4(), None, change.after, AsOf(on, on, on))
    return Write(student.id, student, change.after, AsOf(max(on, student.details_as_of), on, on))


def _counts(roster: Roster, difference: Difference, leavers: bool) -> dict[str, int]:
    return {
        "rows": len(roster.rows),
        "added": len(difference.added),
        "changed": len(difference.changed),
        "unchanged": len(difference.unchanged),
        "left": len(difference.leavers) if leavers else 0,
        "missing": len(difference.leavers),
        "warnings": len(difference.warnings),
        "too_young": roster.skipped_too_young,
    }


def _kept(record: RosterImport, change: Change, write: Write) -> ImportedChange:
    if change.student is None:
        kind = ChangeKind.ADDED
    else:
        kind = ChangeKind.LEFT if change.row is None else ChangeKind.CHANGED
    return ImportedChange(
        school_id=record.school_id,
        roster_import=record,
        student_id=write.id,
        kind=kind,
        before=to_json(change.before, change.student.as_of) if change.before and change.student else {},
        after=to_json(change.after, write.as_of),
    )


@transaction.atomic
def undo_import(*, roster_import: RosterImport, by: User | None, at: datetime) -> None:
    """Put back what the last import changed, and remove the students it added.

    What was corrected by hand since stays. Figures as recorded while the import stood keep showing what it
    changed, but no longer whom it added: a roster of the wrong school must leave nobody behind.
    Refused, naming the students, where records hang on somebody who would be removed.
    """
    school = roster_import.school
    hold_students(school)
    last = RosterImport.objects.of(school).last_that_changed_something()
    if last is None or last.pk != roster_import.pk:
        raise Refused("Only the last import can be undone, and this is not the last.")
    changes = list(last.changes.all())
    added = [change.student_id for change in changes if change.kind == ChangeKind.ADDED]
    removed = Student.objects.of(school).filter(pk__in=added)
    list(removed.select_for_update(of=("self",)).values_list("pk"))  # waits for what is being recorded
    _refuse_depended_on(added)
    removed.delete()
    known = {student.id: student for student in read_record(school, on=last.roster_on)}
    write_states(
        [
            _put_back(known[change.student_id], change)
            for change in changes
            if change.before and change.student_id in known
        ],
        school=school,
        academic_year=AcademicYear.of(last.roster_on).start,
        at=at,
    )
    last.state, last.undone_at, last.undone_by = ImportState.UNDONE, at, by
    last.save(update_fields=["state", "undone_at", "undone_by"])


def _put_back(student: Known, change: ImportedChange) -> Write:
    """The state before the import, but for the parts that somebody has changed since."""
    (before, as_of), (after, _) = from_json(change.before), from_json(change.after)
    now = student.state
    changed = zip(Details._fields, before.details, after.details, now.details, strict=True)
    kept: dict[str, Any] = {field: old if at == new else at for field, old, new, at in changed}
    year_untouched, stays_untouched = now.year == after.year, now.stays == after.stays
    return Write(
        student.id,
        student,
        State(
            Details(**kept),
            before.year if year_untouched else now.year,
            before.stays if stays_untouched else now.stays,
        ),
        as_of,
    )


def _refuse_depended_on(ids: Iterable[uuid.UUID]) -> None:
    """Whatever other table refers to a student, now or later, keeps him or her here."""
    needed: set[uuid.UUID] = set()
    for relation in Student._meta.related_objects:
        own = relation.related_model in (Enrolment, Stay)
        if own or relation.on_delete is models.DO_NOTHING:
            continue
        column = relation.field.attname
        rows = relation.related_model._base_manager.filter(**{f"{column}__in": ids})
        needed.update(rows.values_list(column, flat=True))
    if needed:
        added = Student.objects.filter(pk__in=needed).order_by("search_name")
        names = [str(student) for student in added]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        raise Refused(
            f"This import cannot be undone: it added {', '.join(names[:NAMED])}{more}, of whom an interview "
            "or something else has been recorded since."
        )
