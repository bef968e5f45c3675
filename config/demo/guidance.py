"""The interviews of a school over the years: who is seen when, by whom, and what goes wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from advisers.models import Adviser
from config.demo.pupils import Pupil, SchoolLife
from config.demo.texts import text_of
from interviews.drafts import Draft, Facts, Text
from students.academic_year import AcademicYear
from students.models import Student

# Of each year group: the share seen in the year, and the first and last month (as from September = 0).
PLANS = {
    7: (0.01, 2, 8),
    8: (0.03, 2, 8),
    9: (0.12, 3, 9),
    10: (0.34, 4, 10),
    11: (0.93, 0, 8),
    12: (0.66, 2, 9),
    13: (0.90, 0, 7),
}
HOLIDAYS = ((10, 24, 11, 1), (12, 19, 1, 4), (2, 13, 2, 21), (3, 30, 4, 13), (5, 25, 6, 1), (7, 20, 9, 3))
LENGTHS = (25, 30, 35, 40, 40, 45, 45, 45, 50, 60)
ABSENT_FIRST, SECOND_TALK = 0.07, 0.08


@dataclass(frozen=True)
class Team:
    """Who holds interviews at the school from when, and how much of the work each does."""

    adviser: Adviser
    share: int
    since: date


def in_school(day: date) -> bool:
    """A weekday outside the holidays, roughly."""
    if day.weekday() >= 5:
        return False
    for from_month, from_day, to_month, to_day in HOLIDAYS:
        start, end, here = (from_month, from_day), (to_month, to_day), (day.month, day.day)
        if start <= here <= end if start <= end else here >= start or here <= end:
            return False
    return True


def at_work(day: date, hour: int = 16) -> datetime:
    """An instant in the afternoon of this day."""
    return datetime.combine(day, time(hour, 20), UTC)


@dataclass
class Guidance:
    """A school's interviews. `until` is the last day anything happened."""

    life: SchoolLife
    team: list[Team]
    until: date
    random: Random
    texts_since: date

    def of_year(self, year: AcademicYear, students: dict[str, Student]) -> Iterator[Draft]:
        """The year's interviews, in no particular order."""
        for pupil in self.life.on_roster(year, min(self.until, year.ends_on)):
            if pupil.left_on is None or pupil.left_on >= year.ends_on:
                yield from self.of_pupil(pupil, year, students[pupil.upn])

    def of_pupil(self, pupil: Pupil, year: AcademicYear, student: Student) -> Iterator[Draft]:
        """What one student's year holds: mostly nothing or one interview."""
        share, first, last = PLANS[pupil.year_group(year)]
        if pupil.from_elsewhere and pupil.year_group(year) == 12:
            yield self.before_joining(pupil, year, student)
        if self.random.random() >= share:
            return
        day = self.a_day(year, first, last, early=pupil.sen == "E" or pupil.pupil_premium)
        day = max(day, self.next_school_day(pupil.joined_on + timedelta(days=10)))
        if self.random.random() < ABSENT_FIRST:
            yield from self.draft(student, day, outcome="absent")
            day = self.next_school_day(day + timedelta(days=14))
        yield from self.draft(student, day)
        if self.random.random() < SECOND_TALK:
            again = self.next_school_day(day + timedelta(days=60))
            yield from self.draft(student, again)
        elif pupil.year_group(year) == 9 and self.random.random() < 0.3:
            yield from self.draft(student, self.next_school_day(day + timedelta(days=7)), kind="group")

    def a_day(self, year: AcademicYear, first: int, last: int, *, early: bool) -> date:
        """A school day between these months; those with needs are seen early in the year."""
        span = (last - first + 1) * 30
        ahead = self.random.triangular(0, span, span * (0.15 if early else 0.45))
        return self.next_school_day(year.starts_on + timedelta(days=8 + first * 30 + int(ahead)))

    def next_school_day(self, day: date) -> date:
        """This day, or one soon after on which the school is open."""
        while not in_school(day):
            day += timedelta(days=self.random.randint(1, 9))
        return day

    def draft(
        self, student: Student, day: date, *, outcome: str = "attended", kind: str = "one_to_one"
    ) -> Iterator[Draft]:
        """An interview, unless its day has not come yet."""
        if day > self.until:
            return
        attended = outcome == "attended"
        adviser = self.who(day)
        with_text = attended and kind == "one_to_one" and day >= self.texts_since
        yield Draft(
            facts=Facts(
                student=student,
                held_on=day,
                adviser=adviser,
                minutes=self.random.choice(LENGTHS) if attended else None,
                mode=self.random.choice(("in_person",) * 9 + ("video",)),
                kind=kind,
                outcome=outcome,
                confidentiality_explained_at=at_work(day, 9) if attended else None,
                impartiality_declared_at=at_work(day, 9) if adviser.employment == "internal" else None,
            ),
            text=text_of(self.random, day, with_note=self.random.random() < 0.1) if with_text else Text(),
            recorded_at=at_work(day),
        )

    def who(self, day: date) -> Adviser:
        """Whoever is on duty."""
        here = [member for member in self.team if member.since <= day]
        return self.random.choices(here, [member.share for member in here])[0].adviser

    def before_joining(self, pupil: Pupil, year: AcademicYear, student: Student) -> Draft:
        """What a newcomer to the sixth form had at the school before: confirmed in writing, or only told."""
        confirmed = self.random.random() < 0.55
        return Draft(
            facts=Facts(
                student=student,
                held_on=self.next_school_day(
                    date(year.start - 1, 11, 3) + timedelta(days=pupil.number % 150)
                ),
                minutes=40,
                previous_school="St Hilda’s Academy",
                adviser_name="Their careers adviser",
                evidence="confirmed" if confirmed else "reported",
                adviser_stated_qualified=True,
            ),
            recorded_at=at_work(year.starts_on + timedelta(days=20)),
        )
