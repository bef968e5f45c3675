"""The one way students are written: many at once, only what differs, old versions superseded and kept."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from accounts.actions import Refused
from accounts.files.cells import fold
from accounts.models import School
from students.models import Enrolment, RosterImport, Stay, Student
from students.models.student import SEARCH_NAME_CHARACTERS
from students.roster_facts import AsOf, Details, Known, State

ROSTER_LOCK = 8141
WRITTEN = (*Details._fields, "search_name", "details_as_of", "version")


class Write(NamedTuple):
    """A student's new state. No `student`: to be added."""

    id: uuid.UUID
    student: Known | None
    after: State
    as_of: AsOf


def hold_students(school: School) -> None:
    """Let nobody else change this school's students until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [ROSTER_LOCK, school.pk])


def keep_students(school: School, ids: Iterable[uuid.UUID]) -> None:
    """Let nobody remove these students until the transaction ends; whoever is gone already is refused."""
    wanted = set(ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from students_student where school_id = %s and id = any(%s) for key share",
            [school.pk, list(wanted)],
        )
        kept = {id for (id,) in cursor.fetchall()}
    if kept != wanted:
        raise Refused("The student is not here any more: the import of the roster was undone meanwhile.")


def write_states(
    writes: Sequence[Write],
    *,
    school: School,
    academic_year: int,
    at: datetime,
    roster_import: RosterImport | None = None,
) -> None:
    """Bring these students to their new states, in a constant number of statements."""
    _write_details(writes, school, at)
    _write_enrolments(writes, school, academic_year, at, roster_import)
    _write_stays(writes, school, at, roster_import)


def search_name(details: Details) -> str:
    """The names as search compares them and lists sort them: the surname first.

    One letter may fold to eighteen, so what no real name reaches is cut off.
    """
    names = fold(f"{details.surname} {details.preferred_forename} {details.forename}")
    return names[:SEARCH_NAME_CHARACTERS]


def _write_details(writes: Iterable[Write], school: School, at: datetime) -> None:
    added = [_row(write, school, at) for write in writes if write.student is None]
    changed = [write for write in writes if write.student and write.student.details != write.after.details]
    _free_numbers(changed, school)
    # An upsert that always finds its row: one statement, where an update by cases takes seconds.
    Student.objects.bulk_create(
        [_row(write, school, at) for write in changed],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=WRITTEN,
    )
    Student.objects.bulk_create(added)


def _row(write: Write, school: School, at: datetime) -> Student:
    details = write.after.details
    return Student(
        id=write.id,
        school=school,
        **details._asdict(),
        search_name=search_name(details),
        details_as_of=write.as_of.details,
        recorded_at=at,
        version=write.student.version + 1 if write.student else 1,
    )


def _free_numbers(changed: Iterable[Write], school: School) -> None:
    """Where students take over each other's MIS IDs, let go of them first: each belongs to one at a time."""
    taken = {write.after.details.mis_id for write in changed}
    let_go = [
        write.id
        for write in changed
        if write.student
        and write.student.details.upn
        and write.student.details.mis_id in taken - {write.after.details.mis_id, ""}
    ]
    if let_go:
        Student.objects.of(school).filter(pk__in=let_go).update(mis_id="")


def _write_enrolments(
    writes: Iterable[Write],
    school: School,
    academic_year: int,
    at: datetime,
    roster_import: RosterImport | None,
) -> None:
    differing = [write for write in writes if write.after.year != (write.student and write.student.year)]
    ids = [write.id for write in differing if write.student and write.student.year]
    if ids:
        current = Enrolment.objects.of(school).current().filter(academic_year=academic_year)
        current.filter(student_id__in=ids).update(superseded_at=at)
    Enrolment.objects.bulk_create(
        Enrolment(
            school=school,
            student_id=write.id,
            academic_year=academic_year,
            **write.after.year._asdict(),
            roster_on=write.as_of.year,
            roster_import=roster_import,
            recorded_at=at,
        )
        for write in differing
        if write.after.year and write.as_of.year
    )


def _write_stays(
    writes: Iterable[Write], school: School, at: datetime, roster_import: RosterImport | None
) -> None:
    gone, new = [], []
    for write in writes:
        before = write.student.stays if write.student else ()
        gone += [stay.id for stay in before if stay.days not in write.after.stays]
        known = [stay.days for stay in before]
        new += [(write, days) for days in write.after.stays if days not in known]
    if gone:
        Stay.objects.of(school).current().filter(pk__in=gone).update(superseded_at=at)
    Stay.objects.bulk_create(
        Stay(
            school=school,
            student_id=write.id,
            **days._asdict(),
            roster_on=write.as_of.stays,
            roster_import=roster_import,
            recorded_at=at,
        )
        for write, days in new
    )
