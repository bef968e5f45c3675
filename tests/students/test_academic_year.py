"""1 September to 31 August, and the last Friday in June."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from students.academic_year import AcademicYear


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2025-08-31", "2024/25"),
        ("2025-09-01", "2025/26"),
        ("2025-12-31", "2025/26"),
        ("2026-01-01", "2025/26"),
        ("2026-08-31", "2025/26"),
        ("2026-09-01", "2026/27"),
        ("1999-10-01", "1999/00"),
        ("2000-03-01", "1999/00"),
    ],
)
def test_a_day_lies_in_its_year(day: str, written: str) -> None:
    year = AcademicYear.of(dt.date.fromisoformat(day))
    assert str(year) == written
    assert AcademicYear.parse(written) == year
    assert AcademicYear.parse(written.replace("/", "-")) == year


def test_ends_and_neighbours() -> None:
    year = AcademicYear(2025)
    assert (year.starts_on, year.ends_on) == (dt.date(2025, 9, 1), dt.date(2026, 8, 31))
    assert (year.previous, year.next) == (AcademicYear(2024), AcademicYear(2026))
    assert year.previous < year < year.next


@pytest.mark.parametrize(
    "text", ["2025/27", "2025/25", "2025", "25/26", "2025/2026", "", "2025/26x", "٢٠٢٥/٢٦"]
)
def test_what_is_no_year_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 2025/26"):
        AcademicYear.parse(text)


@pytest.mark.parametrize(
    ("start", "last_friday"),
    [
        (2020, "2021-06-25"),
        (2021, "2022-06-24"),
        (2022, "2023-06-30"),
        (2023, "2024-06-28"),
        (2024, "2025-06-27"),
        (2025, "2026-06-26"),
    ],
)
def test_school_leaving_date_is_the_last_friday_in_june(start: int, last_friday: str) -> None:
    assert AcademicYear(start).school_leaving_date == dt.date.fromisoformat(last_friday)


@settings(deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_every_day_lies_in_exactly_one_year(day: dt.date) -> None:
    year = AcademicYear.of(day)
    holds = [each.starts_on <= day <= each.ends_on for each in (year.previous, year, year.next)]
    assert holds == [False, True, False]
    assert year.ends_on + dt.timedelta(days=1) == year.next.starts_on
    assert year.school_leaving_date.weekday() == 4
    assert (year.school_leaving_date + dt.timedelta(days=7)).month == 7
