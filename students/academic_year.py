"""The academic year: 1 September to 31 August, written `2025/26`."""

import datetime as dt
import re
from dataclasses import dataclass

WRITTEN = re.compile(r"([0-9]{4})[/-]([0-9]{2})")
FRIDAY = 4


@dataclass(frozen=True, order=True)
class AcademicYear:
    """An academic year, named by the calendar year it starts in."""

    start: int

    @classmethod
    def of(cls, day: dt.date) -> "AcademicYear":
        """The academic year a London date lies in."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "AcademicYear":
        """Read `2025/26` (or `2025-26`, as in addresses); the second half must follow from the first."""
        found = WRITTEN.fullmatch(text.strip())
        if not found or (int(found[1]) + 1) % 100 != int(found[2]) or not 1900 <= int(found[1]) <= 2100:
            raise ValueError(f"“{text}” is not an academic year: write it like 2025/26")
        return cls(int(found[1]))

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02}"

    @property
    def starts_on(self) -> dt.date:
        return dt.date(self.start, 9, 1)

    @property
    def ends_on(self) -> dt.date:
        return dt.date(self.start + 1, 8, 31)

    @property
    def school_leaving_date(self) -> dt.date:
        """The last Friday in June (Education (School Leaving Date) Order 1997)."""
        last = dt.date(self.start + 1, 6, 30)
        return last - dt.timedelta(days=(last.weekday() - FRIDAY) % 7)

    @property
    def next(self) -> "AcademicYear":
        return AcademicYear(self.start + 1)

    @property
    def previous(self) -> "AcademicYear":
        return AcademicYear(self.start - 1)
