"""Who has left: on roll on a roster's day as far as is known, and not in the roster.

They are proposed. When they are to be recorded, their last day is the day before the roster's, and where
they are more than a fifth of a year group somebody must confirm it: half a file looks just the same.
Each is judged in the year group last known. Years 11 and 13 of an academic year that is over always leave, so
no number of them is too many.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from students.academic_year import AcademicYear
from students.roster_facts import Known

ALWAYS_LEAVE = frozenset({11, 13})
TOO_MANY = 5  # more than one in this many


@dataclass(frozen=True, order=True, slots=True)
class YearGroupLeavers:
    """How many of a year group, as it was in an academic year, are missing from the roster."""

    academic_year: int
    year_group: int
    leavers: int
    on_roll: int
    expected: bool

    @property
    def too_many(self) -> bool:
        """Whether recording them needs a confirmation."""
        return not self.expected and TOO_MANY * self.leavers > self.on_roll

    @property
    def words(self) -> str:
        """`45 of 180 in Year 9`, with the academic year the year group comes from."""
        year = AcademicYear(self.academic_year)
        return f"{self.leavers} of {self.on_roll} in Year {self.year_group} ({year})"


def find_leavers(known: Iterable[Known], present: Collection[UUID], *, on: dt.date) -> list[Known]:
    """Those on roll on the day and not in the file.

    Not those whom a roster of a later day has (this one is a late comer), nor who joined that very day.
    """
    eve = on - dt.timedelta(days=1)
    return [
        student
        for student in known
        if student.id not in present
        and student.seen_later is None
        and student.on_roll(on)
        and student.on_roll(eve)
    ]


def by_year_group(known: Iterable[Known], leavers: Iterable[Known], *, on: dt.date) -> list[YearGroupLeavers]:
    """The leavers of each year group, out of all its students on roll on the day."""
    this_year = AcademicYear.of(on).start
    on_roll: Counter[tuple[int, int]] = Counter()
    for student in known:
        if student.on_roll(on):
            on_roll.update(student.years.items())
    left = Counter(group for student in leavers if (group := last_year_group(student, this_year)))
    return sorted(
        YearGroupLeavers(
            year,
            year_group,
            count,
            on_roll[year, year_group],
            year < this_year and year_group in ALWAYS_LEAVE,
        )
        for (year, year_group), count in left.items()
    )


def last_year_group(student: Known, this_year: int) -> tuple[int, int] | None:
    """The academic year and year group a student was last known in, by the given year."""
    years = [year for year in student.years if year <= this_year]
    return (max(years), student.years[max(years)]) if years else None
