import uuid
from datetime import date

import pytest

from students.leavers import YearGroupLeavers, by_year_group, find_leavers
from students.roster_facts import Days, Details, Known, KnownStay

ON = date(2026, 9, 10)


def known(years: dict[int, int], days: Days | None = None, seen_later: date | None = None) -> Known:
    stay = KnownStay(1, days or Days(date(2020, 9, 1)), None)
    return Known(uuid.uuid4(), Details(), date(2026, 1, 1), 1, None, None, years, (stay,), seen_later)


@pytest.mark.parametrize(
    ("student", "leaves"),
    [
        (known({2026: 9}), True),
        (known({2025: 9}), True),
        (known({2026: 9}, Days(date(2020, 9, 1), date(2026, 9, 9))), False),  # has left already
        (known({2026: 9}, Days(date(2020, 9, 1), date(2026, 9, 10))), True),  # last day is the roster's
        (known({2026: 9}, Days(date(2026, 9, 9))), True),
        (known({2026: 9}, Days(date(2026, 9, 10))), False),  # joined that day: no day before it to leave on
        (known({2026: 9}, Days(date(2026, 9, 11))), False),
        (known({2026: 9}, Days()), True),  # unknown joining date: since 1 September
        (known({2027: 9}, Days()), False),
        (known({2026: 9}, seen_later=date(2026, 10, 1)), False),
    ],
)
def test_who_is_a_leaver(student: Known, leaves: bool) -> None:
    assert find_leavers([student], set(), on=ON) == ([student] if leaves else [])
    assert find_leavers([student], {student.id}, on=ON) == []


@pytest.mark.parametrize(
    ("year", "year_group", "leavers", "on_roll", "too_many"),
    [
        (2026, 9, 1, 5, False),  # exactly a fifth
        (2026, 9, 2, 9, True),
        (2026, 9, 1, 4, True),
        (2026, 9, 36, 180, False),
        (2026, 9, 37, 180, True),
        (2025, 10, 37, 180, True),  # a Year 10 does not leave over the summer
        (2025, 12, 37, 180, True),
        (2025, 11, 180, 180, False),  # Years 11 and 13 do
        (2025, 13, 180, 180, False),
        (2026, 11, 37, 180, True),  # but not in the middle of the year
        (2026, 13, 37, 180, True),
    ],
)
def test_more_than_a_fifth_of_a_year_group(
    year: int, year_group: int, leavers: int, on_roll: int, too_many: bool
) -> None:
    people = [known({year: year_group}) for _ in range(on_roll)]
    (group,) = by_year_group(people, people[:leavers], on=ON)
    assert (group.leavers, group.on_roll, group.too_many) == (leavers, on_roll, too_many)


def test_those_who_moved_up_still_count_in_the_year_group_they_came_from() -> None:
    moved_up = [known({2025: 10, 2026: 11}) for _ in range(9)]
    gone = known({2025: 10})
    assert by_year_group([*moved_up, gone], [gone], on=ON) == [YearGroupLeavers(2025, 10, 1, 10, False)]
    assert YearGroupLeavers(2025, 10, 1, 10, False).words == "1 of 10 in Year 10 (2025/26)"
