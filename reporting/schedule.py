"""Which reports a school's schedule owes: as at the scheduled date, made the next morning.

Pure: the plan and the clock come in. What has been made already is the database's to say (one report a school
and date), so a beat that was down for a week owes a week's reports, and a beat that fires twice owes one.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NATIONAL_DATES = ((3, 31), (7, 31), (12, 31))
"""When the national measure is taken from each school's self-evaluation."""
MADE_FROM = time(5, 0)
QUIET_FROM, QUIET_TO = time(0, 30), time(2, 30)
"""When the clocks may change an hour comes twice or not at all: nothing is scheduled then."""


@dataclass(frozen=True)
class Plan:
    """A school's schedule; dates before `starts_on` were never owed."""

    on_national_dates: bool
    day_of_month: int | None
    own_dates: tuple[date, ...]
    starts_on: date


@dataclass(frozen=True)
class ScheduledDate:
    """A date on which a report is due, and why, in words; one report answers all reasons."""

    on: date
    reasons: tuple[str, ...]


def scheduled_dates(plan: Plan, *, first: date, last: date) -> list[ScheduledDate]:
    """Every date the plan names in these days, both included, ascending."""
    reasons: dict[date, list[str]] = {}
    for on, why in sorted(_named(plan, first, last)):
        if max(first, plan.starts_on) <= on <= last:
            reasons.setdefault(on, []).append(why)
    return [ScheduledDate(on, tuple(why)) for on, why in reasons.items()]


def due(plan: Plan, *, now: datetime) -> list[date]:
    """The dates whose report should have been made by now: from five the next morning, London time."""
    local = now.astimezone(LONDON)
    if is_quiet(now):
        return []
    return owed(plan, before=local.date() - timedelta(days=0 if local.time() >= MADE_FROM else 1))


def owed(plan: Plan, *, before: date) -> list[date]:
    """Every date of the plan before this day, whether the hour to make its report has come or not."""
    return [each.on for each in scheduled_dates(plan, first=plan.starts_on, last=before - timedelta(days=1))]


def is_quiet(now: datetime) -> bool:
    """Whether it is the part of the night in which the clocks may change."""
    return QUIET_FROM <= now.astimezone(LONDON).time() < QUIET_TO


def upcoming(plan: Plan, *, on: date, number: int) -> list[ScheduledDate]:
    """The next dates, this day's included, within two years."""
    return scheduled_dates(plan, first=on, last=on + timedelta(days=730))[:number]


def _named(plan: Plan, first: date, last: date) -> Iterator[tuple[date, str]]:
    yield from ((on, "a date of your own") for on in plan.own_dates)
    for year, month in _months(first, last):
        days = calendar.monthrange(year, month)[1]
        if plan.day_of_month:
            yield date(year, month, min(plan.day_of_month, days)), "every month"
        if plan.on_national_dates and (month, days) in NATIONAL_DATES:
            yield date(year, month, days), "the national measure"


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Each month the days lie in."""
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1
