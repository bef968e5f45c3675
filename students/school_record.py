"""Everything recorded of a school's students, read once for a roster of one day to be compared with."""

import datetime as dt
from collections import defaultdict
from uuid import UUID

from django.db import connection

from accounts.models import School
from students.academic_year import AcademicYear
from students.models import Enrolment, RosterImport, Stay, Student
from students.models.enrolment import VersionedQuerySet
from students.models.student import StudentQuerySet
from students.roster_facts import Days, Details, Known, KnownStay, YearFacts
from students.roster_file import Roster
from students.roster_merge import Difference, compare

SEEN_LATER = """
select student, max(roster_on), bool_or(roster_on <= %s)
from students_rosterimport, unnest(student_ids) student
where school_id = %s and state = 'applied' and roster_on > %s
group by student
"""


def difference_for(*, school: School, roster: Roster) -> Difference:
    """What a roster would change at a school as it is recorded now."""
    return compare(roster, read_record(school, on=roster.on))


def read_record(school: School, *, on: dt.date) -> list[Known]:
    """Every student of the school, in four statements whatever their number."""
    year = AcademicYear.of(on)
    enrolments, stays = Enrolment.objects.of(school).current(), Stay.objects.of(school).current()
    return _known(Student.objects.of(school), enrolments, stays, year, _seen_later(school, on, year))


def read_student(student: Student, *, on: dt.date) -> Known:
    """One student; whether later rosters have him or her is left open."""
    (known,) = _known(
        Student.objects.of(student.school).filter(pk=student.pk),
        Enrolment.objects.current().filter(student=student),
        Stay.objects.current().filter(student=student),
        AcademicYear.of(on),
        {},
    )
    return known


def _known(
    students: StudentQuerySet,
    enrolments: VersionedQuerySet,
    stays_on_record: VersionedQuerySet,
    year: AcademicYear,
    later: dict[UUID, tuple[dt.date, bool]],
) -> list[Known]:
    this_year, years = _enrolments(enrolments, year)
    stays = _stays(stays_on_record)
    rows = students.values_list("id", "details_as_of", "version", *Details._fields)
    known = []
    for id, as_of, version, *details in rows:
        facts, year_as_of = this_year.get(id, (None, None))
        seen, seen_this_year = later.get(id, (None, False))
        student = Known(
            id, Details(*details), as_of, version, facts, year_as_of, years[id], tuple(stays[id]), seen,
            seen_this_year,
        )  # fmt: skip
        known.append(student)
    return known


def _enrolments(
    enrolments: VersionedQuerySet, year: AcademicYear
) -> tuple[dict[UUID, tuple[YearFacts, dt.date]], dict[UUID, dict[int, int]]]:
    """The year's facts with the roster they come from, and every year group a student was ever in."""
    this_year = {}
    years: dict[UUID, dict[int, int]] = defaultdict(dict)
    rows = enrolments.values_list("student_id", "academic_year", "roster_on", *YearFacts._fields)
    for student, academic_year, roster_on, *facts in rows:
        years[student][academic_year] = facts[0]
        if academic_year == year.start:
            this_year[student] = (YearFacts(*facts), roster_on)
    return this_year, years


def _stays(on_record: VersionedQuerySet) -> dict[UUID, list[KnownStay]]:
    stays: dict[UUID, list[KnownStay]] = defaultdict(list)
    rows = on_record.values_list("student_id", "id", "roster_on", *Days._fields)
    for student, id, roster_on, *days in rows:
        stays[student].append(KnownStay(id, Days(*days), roster_on))
    return stays


def _seen_later(school: School, on: dt.date, year: AcademicYear) -> dict[UUID, tuple[dt.date, bool]]:
    """The last later roster each student stands in, and whether one of them is of the same academic year."""
    assert RosterImport._meta.db_table in SEEN_LATER
    with connection.cursor() as cursor:
        cursor.execute(SEEN_LATER, [year.ends_on, school.pk, on])
        return {student: (day, this_year) for student, day, this_year in cursor.fetchall()}
