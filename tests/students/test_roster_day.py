from datetime import date

import pytest

from students.roster_day import day_problem

TODAY = date(2026, 7, 2)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1, 1, 1), "The year 1 is long past"),
        (date(1899, 12, 31), "The year 1899 is long past"),
        (date(1900, 1, 1), None),
        (TODAY, None),
        (date(2026, 9, 1), None),
        (date(2026, 9, 2), None),
        (date(2026, 9, 3), "03/09/2026 is more than two months ahead"),
        (date(2062, 7, 2), "02/07/2062 is more than two months ahead"),
        (date.max, "31/12/9999 is more than two months ahead"),
    ],
)
def test_of_which_day_a_roster_may_speak(day: date, words: str | None) -> None:
    said = day_problem(day, today=TODAY)
    assert (said and said.split(":")[0]) == words
