"""The advisers and students of the worked cases in docs/benchmark8.md, section 7, as evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from reporting.facts import ExclusionEvidence, InterviewEvidence, StayEvidence, StudentEvidence
from students.academic_year import AcademicYear

_numbers = count(1)


@dataclass(frozen=True)
class Adviser:
    """An adviser as the worked cases introduce them: qualified from a day, or registered between two."""

    name: str
    qualified_from: date | None = None
    registered: tuple[date, date] | None = None

    def qualification(self, day: date) -> bool:
        return self.qualified_from is not None and self.qualified_from <= day

    def on_register(self, day: date) -> bool:
        return self.registered is not None and self.registered[0] <= day <= self.registered[1]


ANN = Adviser("Ann", qualified_from=date(2019, 7, 1))
BEN = Adviser("Ben", registered=(date(2024, 4, 1), date(2026, 3, 31)))
CAL = Adviser("Cal")
DEE = Adviser("Dee", qualified_from=date(2026, 2, 10))
DEE_UNCHECKED = Adviser("Dee")


def interview(
    adviser: Adviser,
    held_on: str,
    *,
    attended: bool = True,
    one_to_one: bool = True,
    minutes: int | None = 45,
    withdrawn: bool = False,
    recorded: str | None = None,
) -> InterviewEvidence:
    """An interview at this school, recorded on the day unless `recorded` says otherwise."""
    day = date.fromisoformat(held_on)
    number = next(_numbers)
    return InterviewEvidence(
        id=UUID(int=number),
        held_on=day,
        recorded_at=datetime.combine(date.fromisoformat(recorded or held_on), datetime.min.time(), UTC),
        adviser=adviser.name,
        attended=attended,
        one_to_one=one_to_one,
        withdrawn=withdrawn,
        minutes=minutes,
        qualification=adviser.qualification(day),
        on_register=adviser.on_register(day),
    )


def elsewhere(held_on: str, evidence: str, *, qualified: bool = True) -> InterviewEvidence:
    """An interview at a previous school, with a grade of evidence."""
    day = date.fromisoformat(held_on)
    number = next(_numbers)
    return InterviewEvidence(
        id=UUID(int=number),
        held_on=day,
        recorded_at=datetime.combine(day, datetime.min.time(), UTC),
        adviser="Somebody there",
        attended=True,
        one_to_one=True,
        previous_school="Brook School",
        evidence=evidence,
        adviser_stated_qualified=qualified,
    )


def student(
    year_group: int,
    *interviews: InterviewEvidence,
    joined: str = "2019-09-01",
    left: str | None = None,
    year: str = "2025/26",
    ehc_plan: bool = False,
    exclusions: Iterable[ExclusionEvidence] = (),
    **fields: object,
) -> StudentEvidence:
    """A student of a year group in `year`; the end of Year 11 is counted back from it."""
    number = next(_numbers)
    end_of_year_11 = date(AcademicYear.parse(year).start - (year_group - 11) + 1, 8, 31)
    known = {
        "id": UUID(int=number),
        "upn": f"A{number:012}",
        "mis_id": str(number),
        "surname": "Student",
        "forename": f"Number {number}",
        "preferred_forename": "",
        "sex": "",
        "form": "",
        "sen": "N",
        "pupil_premium": False,
        "free_school_meals": False,
        "in_care": False,
        "eal": False,
        "end_of_year_11": end_of_year_11,
    } | fields
    last_day = date.fromisoformat(left) if left else None
    return StudentEvidence(
        year_group=year_group,
        ehc_plan=ehc_plan,
        stays=(StayEvidence(date.fromisoformat(joined), last_day),),
        exclusions=tuple(exclusions),
        interviews=interviews,
        **known,  # type: ignore[arg-type]
    )
