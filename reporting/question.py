"""What a page of figures is asked: as at which date, as recorded on which, by which rule."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from accounts.models import School
from reporting.benchmark8 import Verdict
from reporting.coverage import Coverage, coverage, student_verdict
from students.academic_year import AcademicYear


@dataclass(frozen=True)
class Question:
    """Which figures are meant; today's, by the school's own rule, unless told otherwise."""

    as_at: date
    today: date
    known_on: date | None = None
    rule: str | None = None
    year: AcademicYear | None = None

    def answer(self, school: School) -> Coverage:
        """The figures."""
        return coverage(school, as_at=self.as_at, year=self.year, known_on=self.known_on, rulebook=self.rule)

    def verdict_on(self, school: School, student_id: UUID) -> Verdict | None:
        """The same asked of one student; None when no roster of the year shows him or her."""
        return student_verdict(
            school,
            student_id,
            as_at=self.as_at,
            year=self.year,
            known_on=self.known_on,
            rulebook=self.rule,
        )

    @property
    def is_todays(self) -> bool:
        """Whether nothing but today's figures was asked for."""
        return not self.chosen

    @property
    def chosen(self) -> dict[str, Any]:
        """What differs from today's figures, as it stands in an address."""
        written = {
            "as_at": self.as_at if self.as_at != self.today else None,
            "known_on": self.known_on,
            "rule": self.rule,
            "year": self.year,
        }
        return {name: str(value) for name, value in written.items() if value is not None}

    @property
    def query(self) -> str:
        """To be appended to the address of every list behind the figures; empty for today's."""
        return urlencode(self.chosen)
