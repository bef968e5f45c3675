"""The Benchmark 8 rule: which interviews count, and where each student stands.

Pure: facts come in (reporting/evidence.py gathers them), the verdict goes out. It follows docs/benchmark8.md
line by line; the section numbers are that page's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from reporting.facts import ExclusionEvidence, InterviewEvidence, StudentEvidence
from reporting.rulebooks import Rulebook
from students.academic_year import AcademicYear

GOOD_PRACTICE_MINUTES = 45
"""What the CDI calls good practice: reported on, never enforced."""


class Worded(StrEnum):
    """A code that scripts rely on, with the words people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Reason(Worded):
    """Why an interview does not count (section 3, in its order)."""

    WITHDRAWN = "withdrawn", "It was withdrawn"
    AFTER_DATE = "after_date", "It was held after the date of these figures"
    NOT_ATTENDED = "not_attended", "The student did not attend"
    NOT_ONE_TO_ONE = "not_one_to_one", "It was not a one-to-one guidance interview"
    EVIDENCE_GRADE = "evidence_grade", "The previous school has not confirmed it"
    ADVISER_NOT_QUALIFIED = "adviser_not_qualified", "The adviser was not qualified on the day"
    TOO_SHORT = "too_short", "It was shorter than the rule demands"
    SAME_DAY = "same_day", "Another interview on the same day counts already"


class Status(Worded):
    """Where a student stands against the target of his or her year group (section 5)."""

    MET = "met", "Met"
    ON_COURSE = "on_course", "On course"
    DUE = "due", "Due this year"
    BEHIND = "behind", "Behind"
    MISSED = "missed", "Missed"
    NOT_YET_DUE = "not_yet_due", "Not yet due"


# --- the verdict --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JudgedInterview:
    """An interview and the one reason it does not count; no reason: it counts."""

    evidence: InterviewEvidence
    reason: Reason | None

    @property
    def counts(self) -> bool:
        """Whether it counts towards the student's total."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where one student stands, and why. No status: not in the cohort that was asked about.

    `interviews` are all there are, by date; `counting` are those that count: the proof.
    """

    student: StudentEvidence
    interviews: tuple[JudgedInterview, ...]
    counting: tuple[InterviewEvidence, ...]
    status: Status | None
    still_needed: int
    exclusion: ExclusionEvidence | None

    @property
    def counted(self) -> int:
        """How many interviews count."""
        return len(self.counting)

    @property
    def met(self) -> bool:
        """Whether the student has met the target."""
        return self.status is Status.MET

    @property
    def excluded(self) -> bool:
        """Whether the student is left out of the eligible figure; he or she stays in the headline."""
        return self.exclusion is not None


def judge(student: StudentEvidence, rulebook: Rulebook, as_at: date, year: AcademicYear) -> Verdict:
    """Where the student stands as at a date, for an academic year, by a rulebook."""
    last_day = min(as_at, year.ends_on)
    interviews = judge_interviews(student.interviews, rulebook, last_day)
    counting = tuple(interview.evidence for interview in interviews if interview.counts)
    needed = still_needed(student, counting, rulebook)
    return Verdict(
        student=student,
        interviews=interviews,
        counting=counting,
        status=(
            status(student.year_group, len(counting), met=not needed, over=as_at > year.ends_on)
            if in_cohort(student, as_at, year)
            else None
        ),
        still_needed=needed,
        exclusion=student.exclusion(last_day),
    )


# --- section 2: words ---------------------------------------------------------------------------------------


def cohort_day(as_at: date, year: AcademicYear) -> date:
    """The day the cohort is taken: who leaves after the school leaving date has completed the year."""
    return min(as_at, year.school_leaving_date)


def in_cohort(student: StudentEvidence, as_at: date, year: AcademicYear) -> bool:
    """Whether the student belongs to his or her year group's cohort."""
    return in_scope(student) and student.on_roll(cohort_day(as_at, year))


def in_scope(student: StudentEvidence) -> bool:
    """Years 7 to 13; Year 14 only with an EHC plan."""
    return 7 <= student.year_group <= 13 or (student.year_group == 14 and student.ehc_plan)


# --- section 3: which interviews count ----------------------------------------------------------------------


def judge_interviews(
    interviews: tuple[InterviewEvidence, ...], rulebook: Rulebook, last_day: date
) -> tuple[JudgedInterview, ...]:
    """Each interview with its verdict, by date. Of several on a day the first recorded counts."""
    days: set[date] = set()
    judged = []
    for interview in sorted(interviews, key=lambda each: (each.recorded_at, each.place, each.id)):
        reason = why_not(interview, rulebook, last_day, days)
        if reason is None:
            days.add(interview.held_on)
        judged.append(JudgedInterview(interview, reason))
    return tuple(sorted(judged, key=lambda each: each.evidence.held_on))


def why_not(
    interview: InterviewEvidence, rulebook: Rulebook, last_day: date, days_counted: set[date]
) -> Reason | None:
    """The one reason the interview does not count: the first condition that fails; none when all hold."""
    if interview.withdrawn:
        return Reason.WITHDRAWN
    if interview.held_on > last_day:
        return Reason.AFTER_DATE
    if not interview.attended:
        return Reason.NOT_ATTENDED
    if not interview.one_to_one:
        return Reason.NOT_ONE_TO_ONE
    if interview.previous_school and interview.evidence not in rulebook.accepted_evidence:
        return Reason.EVIDENCE_GRADE
    if not adviser_qualified(interview, rulebook):
        return Reason.ADVISER_NOT_QUALIFIED
    if rulebook.minimum_minutes and (interview.minutes or 0) < rulebook.minimum_minutes:
        return Reason.TOO_SHORT
    if interview.held_on in days_counted:
        return Reason.SAME_DAY
    return None


# --- section 4: who is qualified on the day -----------------------------------------------------------------


def adviser_qualified(interview: InterviewEvidence, rulebook: Rulebook) -> bool:
    """A checked Level 6 qualification or register entry on the day; elsewhere, the evidence says so."""
    if interview.previous_school:
        return interview.adviser_stated_qualified
    if rulebook.require_register:
        return interview.on_register
    return interview.qualification or interview.on_register


# --- section 5: targets and statuses ------------------------------------------------------------------------


def still_needed(student: StudentEvidence, counting: Sequence[InterviewEvidence], rulebook: Rulebook) -> int:
    """How many more interviews meet the target; 0 when it is met."""
    after_year_11 = sum(interview.held_on > student.end_of_year_11 for interview in counting)
    return max(
        0,
        rulebook.required(student.year_group) - len(counting),
        rulebook.required_after_year_11(student.year_group) - after_year_11,
    )


def status(year_group: int, counted: int, *, met: bool, over: bool) -> Status:
    """The status, by the tables of section 5; `over`: the date lies after the end of the academic year."""
    if met:
        return Status.MET
    if year_group <= 10:
        return Status.NOT_YET_DUE
    if year_group == 12:
        return Status.ON_COURSE if counted else Status.BEHIND
    return Status.MISSED if over else Status.DUE


def percent(met: int, of: int) -> str | None:
    """A percentage cut, never rounded up, to one decimal: 100.0 means everybody; nobody to count: none."""
    if of == 0:
        return None
    tenths = met * 1000 // of
    return f"{tenths // 10}.{tenths % 10}"
