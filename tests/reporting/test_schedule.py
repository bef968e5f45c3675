"""Which reports a schedule owes, and when."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from reporting.schedule import Plan, due, scheduled_dates, upcoming

LONDON = ZoneInfo("Europe/London")
START = date(2025, 9, 1)


def plan(
    national: bool = False,
    day: int | None = None,
    own: tuple[date, ...] = (),
    starts_on: date = START,
) -> Plan:
    return Plan(on_national_dates=national, day_of_month=day, own_dates=own, starts_on=starts_on)


def dates(plan: Plan, first: date, last: date) -> list[str]:
    return [each.on.isoformat() for each in scheduled_dates(plan, first=first, last=last)]


def test_the_national_measure_is_taken_three_times_a_year() -> None:
    assert dates(plan(national=True), START, date(2026, 8, 31)) == ["2025-12-31", "2026-03-31", "2026-07-31"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (1, ["2026-01-01", "2026-02-01", "2026-03-01"]),
        (28, ["2026-01-28", "2026-02-28", "2026-03-28"]),
        (30, ["2026-01-30", "2026-02-28", "2026-03-30"]),
        (31, ["2026-01-31", "2026-02-28", "2026-03-31"]),
    ],
)
def test_every_month_on_its_day_or_its_last(day: int, expected: list[str]) -> None:
    assert dates(plan(day=day), date(2026, 1, 1), date(2026, 3, 31)) == expected


def test_a_leap_year_has_a_29_february() -> None:
    assert dates(plan(day=30), date(2028, 2, 1), date(2028, 2, 29)) == ["2028-02-29"]


def test_one_date_for_several_reasons() -> None:
    three = plan(national=True, day=31, own=(date(2026, 3, 31),))
    [march] = scheduled_dates(three, first=date(2026, 3, 1), last=date(2026, 3, 31))
    assert march.on == date(2026, 3, 31)
    assert march.reasons == ("a date of your own", "every month", "the national measure")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 2, 10), date(2026, 2, 10), ["2026-02-10"]),
        (date(2026, 2, 11), date(2026, 2, 28), []),
        (date(2026, 2, 1), date(2026, 2, 9), []),
    ],
)
def test_own_dates_both_ends_included(first: date, last: date, expected: list[str]) -> None:
    assert dates(plan(own=(date(2026, 2, 10),)), first, last) == expected


@pytest.mark.parametrize(("starts_on", "expected"), [(date(2025, 12, 31), 1), (date(2026, 1, 1), 0)])
def test_dates_before_the_start_were_never_owed(starts_on: date, expected: int) -> None:
    owed = scheduled_dates(
        plan(national=True, starts_on=starts_on), first=date(2025, 1, 1), last=date(2026, 1, 1)
    )
    assert len(owed) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 31, 23, 59, tzinfo=LONDON), []),
        (datetime(2026, 4, 1, 0, 10, tzinfo=LONDON), []),
        (datetime(2026, 4, 1, 4, 59, tzinfo=LONDON), []),
        (datetime(2026, 4, 1, 5, 0, tzinfo=LONDON), [date(2026, 3, 31)]),
        # Summer time: five in London is four in UTC.
        (datetime(2026, 4, 1, 4, 0, tzinfo=UTC), [date(2026, 3, 31)]),
        (datetime(2026, 4, 1, 3, 59, tzinfo=UTC), []),
        # The beat was down all day: the first minutes of the next night still owe it, the quiet hours do not.
        (datetime(2026, 4, 2, 0, 29, tzinfo=LONDON), [date(2026, 3, 31)]),
        (datetime(2026, 4, 2, 0, 30, tzinfo=LONDON), []),
        (datetime(2026, 4, 2, 2, 29, tzinfo=LONDON), []),
        (datetime(2026, 4, 2, 2, 30, tzinfo=LONDON), [date(2026, 3, 31)]),
    ],
)
def test_made_the_next_morning(now: datetime, expected: list[date]) -> None:
    assert due(plan(national=True, starts_on=date(2026, 3, 1)), now=now) == expected


def test_the_night_the_clocks_go_back_is_quiet_both_times() -> None:
    monthly = plan(day=24, starts_on=date(2026, 10, 24))
    for fold in (0, 1):
        assert due(monthly, now=datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold)) == []
    assert due(monthly, now=datetime(2026, 10, 25, 5, 0, tzinfo=UTC)) == [date(2026, 10, 24)]


def test_a_beat_that_was_down_owes_what_it_missed() -> None:
    monthly = plan(day=15, starts_on=date(2026, 1, 1))
    assert due(monthly, now=datetime(2026, 4, 1, 9, 0, tzinfo=LONDON)) == [
        date(2026, 1, 15),
        date(2026, 2, 15),
        date(2026, 3, 15),
    ]


def test_the_next_dates_begin_today() -> None:
    next_two = upcoming(plan(national=True), on=date(2025, 12, 31), number=2)
    assert [each.on for each in next_two] == [date(2025, 12, 31), date(2026, 3, 31)]


def test_an_empty_plan_owes_nothing() -> None:
    assert upcoming(plan(), on=START, number=5) == []
    assert due(plan(), now=datetime(2026, 4, 1, 9, 0, tzinfo=UTC)) == []
