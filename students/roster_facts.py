"""What is recorded of students and what a roster says of them, as plain values that can be compared."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID


class Details(NamedTuple):
    """A student's numbers, names and contact: what does not depend on the academic year."""

    upn: str = ""
    former_upn: str = ""
    mis_id: str = ""
    uln: str = ""
    forename: str = ""
    surname: str = ""
    preferred_forename: str = ""
    date_of_birth: dt.date | None = None
    sex: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """The student's name as lists give it."""
        return f"{self.surname}, {self.preferred_forename or self.forename}"


class YearFacts(NamedTuple):
    """What a roster says of a student for one academic year."""

    year_group: int
    form: str = ""
    sen: str = ""
    ehc_plan: bool | None = None
    pupil_premium: bool | None = None
    free_school_meals: bool | None = None
    in_care: bool | None = None
    eal: bool | None = None
    neet_risk: str = ""
    neet_risk_on: dt.date | None = None


NO_FACTS = (None, "", "", None, None, None, None, None, "", None)
"""The year's facts before there were any."""


class Days(NamedTuple):
    """A stay on roll. No first day: unknown; no last day: still here. `left_inferred`: see `Stay`."""

    joined_on: dt.date | None = None
    left_on: dt.date | None = None
    left_inferred: bool = False


def in_order(stays: Iterable[Days]) -> list[Days]:
    """Stays by their last days; one still going on comes last."""
    return sorted(stays, key=lambda stay: (stay.left_on is None, stay.left_on or dt.date.max))


class State(NamedTuple):
    """Everything a roster can change about a student; `year` is the roster's academic year."""

    details: Details
    year: YearFacts | None
    stays: tuple[Days, ...]


class AsOf(NamedTuple):
    """The day that each part of what is known of a student speaks of."""

    details: dt.date
    year: dt.date | None
    stays: dt.date | None


class KnownStay(NamedTuple):
    """A stay as recorded, and the day its source speaks of."""

    id: int
    days: Days
    as_of: dt.date | None


@dataclass(frozen=True, slots=True)
class Known:
    """A student as recorded when a roster arrives.

    `year_as_of`: the roster the year's facts come from. `years`: every academic year with an enrolment,
    and its year group. `seen_later`: the latest applied roster of a later day that has the student.
    """

    id: UUID
    details: Details
    details_as_of: dt.date
    version: int
    year: YearFacts | None
    year_as_of: dt.date | None
    years: dict[int, int]
    stays: tuple[KnownStay, ...]
    seen_later: dt.date | None = None
    seen_later_this_year: bool = False

    @property
    def state(self) -> State:
        """The student as comparisons see him or her."""
        return State(self.details, self.year, tuple(in_order(stay.days for stay in self.stays)))

    @property
    def as_of(self) -> "AsOf":
        """The days the sources of all this speak of."""
        stays = max((stay.as_of for stay in self.stays if stay.as_of), default=None)
        return AsOf(self.details_as_of, self.year_as_of, stays)

    def on_roll(self, day: dt.date) -> bool:
        """Whether a stay covers the day; an unknown first day is 1 September of the first year on record."""
        first = dt.date(min(self.years), 9, 1) if self.years else dt.date.max
        return any(
            (stay.days.joined_on or first) <= day and (stay.days.left_on is None or day <= stay.days.left_on)
            for stay in self.stays
        )


class FieldChange(NamedTuple):
    """One field that a roster changes."""

    field: str
    before: Any
    after: Any


def field_changes(before: State, after: State) -> list[FieldChange]:
    """Field by field what differs; stays as the joining and leaving dates of those that differ."""
    changes = _differing(before.details, after.details)
    if after.year is not None:
        changes += _differing(before.year or NO_FACTS, after.year)
    return changes + _stay_changes(before.stays, after.stays)


def _differing(before: Any, after: Any) -> list[FieldChange]:
    return [
        FieldChange(field, old, new)
        for field, old, new in zip(after._fields, before, after, strict=True)
        if old != new and field != "neet_risk_on"
    ]


def _stay_changes(before: tuple[Days, ...], after: tuple[Days, ...]) -> list[FieldChange]:
    old = [stay for stay in before if stay not in after]
    new = [stay for stay in after if stay not in before]
    changes = []
    for place, stay in enumerate(new):
        was = old[place] if place < len(old) else Days()
        if was.joined_on != stay.joined_on:
            changes.append(FieldChange("joined_on", was.joined_on, stay.joined_on))
        if was.left_on != stay.left_on:
            changes.append(FieldChange("left_on", was.left_on, stay.left_on))
    return changes
