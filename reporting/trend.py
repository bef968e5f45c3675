"""The trend: each headline figure at the end of every month of the year, beside last year's."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reporting.benchmark8 import Verdict, in_cohort, judge, percent, still_needed
from reporting.coverage import TARGET_YEAR_GROUPS, Coverage
from reporting.evidence import school_evidence
from reporting.facts import StudentEvidence
from reporting.rulebooks import Rulebook
from students.academic_year import AcademicYear


@dataclass(frozen=True, slots=True)
class Point:
    """A headline figure as at one day."""

    on: date
    met: int
    on_roll: int

    @property
    def percent(self) -> str | None:
        """Met ÷ on roll."""
        return percent(self.met, self.on_roll)


@dataclass(frozen=True, slots=True)
class Trend:
    """A year group's headline through the year up to the date, and all through the year before."""

    year_group: int
    this_year: tuple[Point, ...]
    last_year: tuple[Point, ...]


def trends(coverage: Coverage) -> tuple[Trend, ...]:
    """A trend for each headline figure; last year's costs one statement."""
    year, rulebook = coverage.academic_year, coverage.rulebook
    before = school_evidence(coverage.school, year=year.previous, known_on=coverage.known_on)
    days = list(month_ends(year, coverage.as_at))
    days_before = list(month_ends(year.previous, year.previous.ends_on))
    return tuple(
        Trend(
            group,
            points(coverage.evidence, group, rulebook, year, days),
            points(before, group, rulebook, year.previous, days_before),
        )
        for group in TARGET_YEAR_GROUPS
    )


def month_ends(year: AcademicYear, as_at: date) -> Iterator[date]:
    """The last day of each month of the year up to the date; the date itself comes last."""
    last = min(as_at, year.ends_on)
    day = year.starts_on
    while day <= last:
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        yield min(end, last)
        day = end + timedelta(days=1)


def points(
    students: tuple[StudentEvidence, ...],
    year_group: int,
    rulebook: Rulebook,
    year: AcademicYear,
    days: list[date],
) -> tuple[Point, ...]:
    """Judged once, as at the last day: on an earlier one, what counts then and had been held."""
    group = [student for student in students if student.year_group == year_group]
    verdicts = [judge(student, rulebook, days[-1], year) for student in group]
    return tuple(_point(verdicts, rulebook, year, day) for day in days)


def _point(verdicts: list[Verdict], rulebook: Rulebook, year: AcademicYear, day: date) -> Point:
    cohort = [verdict for verdict in verdicts if in_cohort(verdict.student, day, year)]
    return Point(day, sum(_met_by(day, verdict, rulebook) for verdict in cohort), len(cohort))


def _met_by(day: date, verdict: Verdict, rulebook: Rulebook) -> bool:
    held = [interview for interview in verdict.counting if interview.held_on <= day]
    return not still_needed(verdict.student, held, rulebook)
