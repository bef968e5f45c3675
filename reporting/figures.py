"""Every number has its list: a figure is the students it counts, and the question that finds them again."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from statistics import median
from typing import Any

from reporting.benchmark8 import GOOD_PRACTICE_MINUTES, Status, Verdict, percent
from reporting.selection import Need, Selection


@dataclass(frozen=True)
class Figure:
    """A number and the students behind it."""

    selection: Selection
    verdicts: tuple[Verdict, ...]

    @cached_property
    def count(self) -> int:
        """The number."""
        return len(self.verdicts)

    @property
    def query(self) -> str:
        """What to append to the list's address to see exactly these students."""
        return self.selection.query

    def narrow(self, **more: Any) -> "Figure":
        """Those of these students who also…"""
        return Figure(replace(self.selection, **more), Selection(**more).among(self.verdicts))

    def __bool__(self) -> bool:
        return bool(self.verdicts)

    def __str__(self) -> str:
        return str(self.count)


@dataclass(frozen=True)
class Target:
    """A headline figure: a year group, what it needs by when, and how many have met it."""

    year_group: int
    required: int
    due_on: date
    on_roll: Figure

    @cached_property
    def met(self) -> Figure:
        """Those who have met the target, the excluded among them."""
        return self.on_roll.narrow(met=True)

    @cached_property
    def to_see(self) -> Figure:
        """Those still to be seen, the excluded among them."""
        return self.on_roll.narrow(met=False)

    @cached_property
    def to_see_by_need(self) -> tuple[tuple[int, Figure], ...]:
        """How many more interviews they need, and who needs so many: “31 need one, 9 need two”."""
        numbers = sorted({verdict.still_needed for verdict in self.to_see.verdicts})
        return tuple((number, self.to_see.narrow(still_needed=number)) for number in numbers)

    @cached_property
    def excluded(self) -> Figure:
        """Those left out of the eligible."""
        return self.on_roll.narrow(excluded=True)

    @cached_property
    def eligible(self) -> Figure:
        """On roll less excluded."""
        return self.on_roll.narrow(excluded=False)

    @cached_property
    def met_of_eligible(self) -> Figure:
        """Those among the eligible who have met the target."""
        return self.eligible.narrow(met=True)

    @property
    def percent_of_roll(self) -> str | None:
        """The headline: met ÷ on roll."""
        return percent(self.met.count, self.on_roll.count)

    @property
    def percent_of_eligible(self) -> str | None:
        """Beside it: met among the eligible ÷ eligible."""
        return percent(self.met_of_eligible.count, self.eligible.count)


@dataclass(frozen=True)
class YearGroupRow:
    """A year group: how many interviews its students have had, and where they stand."""

    year_group: int
    on_roll: Figure

    @cached_property
    def none(self) -> Figure:
        """Those without a counted interview."""
        return self.on_roll.narrow(counted=0)

    @cached_property
    def one(self) -> Figure:
        """Those with exactly one."""
        return self.on_roll.narrow(counted=1)

    @cached_property
    def two_or_more(self) -> Figure:
        """Those with two or more."""
        return self.on_roll.narrow(counted=2)

    @cached_property
    def statuses(self) -> tuple[tuple[Status, Figure], ...]:
        """Each status somebody has, and who; together they are the year group."""
        standing = ((status, self.on_roll.narrow(status=status)) for status in Status)
        return tuple((status, figure) for status, figure in standing if figure)

    @property
    def percent_with_one(self) -> str | None:
        """The share with at least one."""
        return percent(self.on_roll.count - self.none.count, self.on_roll.count)


@dataclass(frozen=True)
class NeedRow:
    """A group of students: how many, and how many of them have met their target."""

    need: Need
    on_roll: Figure

    @cached_property
    def met(self) -> Figure:
        """Those who have met their year group's target."""
        return self.on_roll.narrow(met=True)

    @cached_property
    def to_see(self) -> Figure:
        """Those who have not."""
        return self.on_roll.narrow(met=False)

    @property
    def percent(self) -> str | None:
        """The share that has."""
        return percent(self.met.count, self.on_roll.count)


@dataclass(frozen=True)
class Lengths:
    """How long the counted interviews of the year lasted; those of unknown length are left out."""

    minutes: tuple[int, ...]

    @property
    def median(self) -> float | None:
        """The median length in minutes."""
        return median(self.minutes) if self.minutes else None

    @property
    def good_practice(self) -> int:
        """How many lasted 45 minutes or more (CDI good practice)."""
        return sum(minutes >= GOOD_PRACTICE_MINUTES for minutes in self.minutes)

    @property
    def percent_good_practice(self) -> str | None:
        """Their share."""
        return percent(self.good_practice, len(self.minutes))
