"""Coverage: how far a school has come with Benchmark 8, as at a date."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Min

from accounts.models import School
from reporting.benchmark8 import JudgedInterview, Reason, Verdict, judge
from reporting.evidence import Supposition, school_evidence, student_evidence
from reporting.facts import StudentEvidence
from reporting.figures import Figure, Lengths, NeedRow, Target, YearGroupRow
from reporting.rulebooks import Rulebook, find_rulebook
from reporting.selection import Need, Selection
from students.academic_year import AcademicYear
from students.models import Enrolment

TARGET_YEAR_GROUPS = (11, 13)
BREAKDOWN = (
    Need.SEND,
    Need.EHC_PLAN,
    Need.PUPIL_PREMIUM,
    Need.IN_CARE,
    Need.FEMALE,
    Need.MALE,
    Need.SEX_NOT_RECORDED,
)


class YearNotBegunError(ValueError):
    """Figures were asked for an academic year that had not begun on their date."""


@dataclass(frozen=True)
class Coverage:
    """A school's figures as at a date, for an academic year, as known, by a rulebook. Nothing in it changes.

    `verdicts` are the students of the cohorts, by year group, surname, forename and UPN. `evidence` holds
    those who left early or joined late as well: the trend needs them.
    """

    school: School
    academic_year: AcademicYear
    as_at: date
    known_on: date | None
    rulebook: Rulebook
    evidence: tuple[StudentEvidence, ...]

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every student of the cohorts, judged."""
        judged = (judge(student, self.rulebook, self.as_at, self.academic_year) for student in self.evidence)
        return tuple(sorted((verdict for verdict in judged if verdict.status), key=_in_order))

    @cached_property
    def by_student(self) -> dict[UUID, Verdict]:
        """The verdicts by the students' ids."""
        return {verdict.student.id: verdict for verdict in self.verdicts}

    def select(self, selection: Selection | None = None, **chosen: Any) -> Figure:
        """The students meant: `select(year_group=11, met=False)`, or a selection read from an address."""
        meant = selection or Selection(**chosen)
        return Figure(meant, meant.among(self.verdicts))

    @cached_property
    def cohorts(self) -> dict[int, Figure]:
        """The cohort of each year group with somebody in it, and of the two with a target; ascending."""
        groups = {verdict.student.year_group for verdict in self.verdicts} | set(TARGET_YEAR_GROUPS)
        return {group: self.select(year_group=group) for group in sorted(groups)}

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The two headline figures, Year 11 and Year 13, whether the school has such years or not."""
        required, due_on = self.rulebook.required, self.academic_year.ends_on
        return tuple(
            Target(group, required(group), due_on, self.cohorts[group]) for group in TARGET_YEAR_GROUPS
        )

    @cached_property
    def year_groups(self) -> tuple[YearGroupRow, ...]:
        """Every year group with somebody on roll, ascending."""
        return tuple(YearGroupRow(group, cohort) for group, cohort in self.cohorts.items() if cohort)

    def by_need(self, year_group: int | None = None) -> tuple[NeedRow, ...]:
        """A year group, or the whole school, by need; groups without anybody are left out."""
        among = self.select(year_group=year_group)
        rows = (NeedRow(need, among.narrow(need=need)) for need in BREAKDOWN)
        return tuple(row for row in rows if row.on_roll)

    def interviews_of_the_year(self) -> Iterator[tuple[Verdict, JudgedInterview]]:
        """The interviews of these students in the academic year up to the date, counted or not."""
        first, last = self.academic_year.starts_on, min(self.as_at, self.academic_year.ends_on)
        for verdict in self.verdicts:
            for interview in verdict.interviews:
                if first <= interview.evidence.held_on <= last:
                    yield verdict, interview

    @cached_property
    def reasons(self) -> Counter[Reason | None]:
        """How many interviews of the year counted (None) or did not, by reason."""
        return Counter(interview.reason for _, interview in self.interviews_of_the_year())

    @cached_property
    def lengths(self) -> Lengths:
        """How long the counted interviews of the year lasted."""
        counted = (each.evidence.minutes for _, each in self.interviews_of_the_year() if each.counts)
        return Lengths(tuple(minutes for minutes in counted if minutes is not None))


def coverage(
    school: School,
    *,
    as_at: date,
    year: AcademicYear | None = None,
    known_on: date | None = None,
    rulebook: str | None = None,
    suppose: Supposition | None = None,
) -> Coverage:
    """The school's figures: for the date's own academic year and by the school's own rule, unless told."""
    asked_about = _year_asked_about(year, as_at)
    return Coverage(
        school=school,
        academic_year=asked_about,
        as_at=as_at,
        known_on=known_on,
        rulebook=find_rulebook(rulebook or school.rulebook),
        evidence=school_evidence(school, year=asked_about, known_on=known_on, suppose=suppose),
    )


def first_roster(school: School) -> AcademicYear | None:
    """The earliest academic year a roster speaks for; none before the first import."""
    first = Enrolment.objects.of(school).current().aggregate(first=Min("academic_year"))["first"]
    return AcademicYear(first) if first else None


def student_verdict(
    school: School,
    student_id: UUID,
    *,
    as_at: date,
    year: AcademicYear | None = None,
    known_on: date | None = None,
    rulebook: str | None = None,
) -> Verdict | None:
    """One student's verdict: no status when not in the cohort, None when no roster of the year shows one."""
    asked_about = _year_asked_about(year, as_at)
    evidence = student_evidence(school, student_id, year=asked_about, known_on=known_on)
    if evidence is None:
        return None
    return judge(evidence, find_rulebook(rulebook or school.rulebook), as_at, asked_about)


def _year_asked_about(year: AcademicYear | None, as_at: date) -> AcademicYear:
    if year and year.starts_on > as_at:
        raise YearNotBegunError(f"The academic year {year} had not begun on {as_at:%-d %B %Y}.")
    return year or AcademicYear.of(as_at)


def _in_order(verdict: Verdict) -> tuple[int, str, str, str]:
    student = verdict.student
    return student.year_group, student.surname, student.forename, student.upn
