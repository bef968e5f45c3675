"""What the Benchmark 8 rule is told: plain facts about students and interviews, before any verdict."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class InterviewEvidence:
    """What is known of one interview. `qualification` and `on_register` speak of the adviser on that day.

    `place`: of those recorded at the same instant, such as the rows of a file, which came first.
    """

    id: UUID
    held_on: date
    recorded_at: datetime
    adviser: str
    attended: bool
    one_to_one: bool
    place: int = 0
    withdrawn: bool = False
    minutes: int | None = None
    kind: str = ""
    outcome: str = ""
    qualification: bool = False
    on_register: bool = False
    previous_school: str = ""
    evidence: str = ""
    adviser_stated_qualified: bool = False


@dataclass(frozen=True, slots=True)
class StayEvidence:
    """One stay on roll: its first day (worked out where the roster left it blank) and its last, if any."""

    first_day: date
    last_day: date | None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the stay, both ends included."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class ExclusionEvidence:
    """One exclusion from the eligible; both ends included, no end: until further notice."""

    starts_on: date
    ends_on: date | None
    reason: str

    def covers(self, day: date) -> bool:
        """Whether the exclusion holds on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class StudentEvidence:
    """What is known of one student in an academic year, with every interview recorded for him or her."""

    id: UUID
    upn: str
    mis_id: str
    surname: str
    forename: str
    preferred_forename: str
    sex: str
    year_group: int
    form: str
    sen: str
    ehc_plan: bool
    pupil_premium: bool
    free_school_meals: bool
    in_care: bool
    eal: bool
    end_of_year_11: date
    stays: tuple[StayEvidence, ...]
    exclusions: tuple[ExclusionEvidence, ...] = ()
    interviews: tuple[InterviewEvidence, ...] = ()

    def on_roll(self, day: date) -> bool:
        """Whether the student is on roll on `day` (section 2)."""
        return any(stay.covers(day) for stay in self.stays)

    def exclusion(self, day: date) -> ExclusionEvidence | None:
        """The exclusion that holds on `day`, if one does."""
        return next((exclusion for exclusion in self.exclusions if exclusion.covers(day)), None)
