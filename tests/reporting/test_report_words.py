"""The opening of a report, in words."""

from datetime import date

import pytest

from reporting.report_words import in_words, opening
from tests.reporting.test_coverage import figures
from tests.reporting.worked_cases import ANN, interview, student

MARCH, JULY, SEPTEMBER = date(2026, 3, 31), date(2026, 7, 31), date(2026, 9, 30)


def people(year_group: int, met: int, of: int) -> list:
    """A cohort of whom so many have met the target of two."""
    days = ("2024-01-15", "2026-01-15")
    return [
        student(year_group, *(interview(ANN, day) for day in (days if number < met else ())))
        for number in range(of)
    ]


@pytest.mark.parametrize(
    ("cohort", "on", "expected"),
    [
        (
            people(11, 2, 3) + people(13, 1, 4),
            MARCH,
            "By 31 March 2026, 2 of the 3 students in Year 11 had met a qualified careers adviser at "
            "least once, and 1 of the 4 in Year 13 at least twice. 1 of Year 11 and 3 of Year 13 are still "
            "to be seen by 31 August 2026.",
        ),
        (
            people(11, 2, 2) + people(13, 0, 2),
            MARCH,
            "By 31 March 2026, all 2 students in Year 11 had met a qualified careers adviser at least once, "
            "and none of the 2 in Year 13 at least twice. 2 of Year 13 are still to be seen by 31 August "
            "2026.",
        ),
        (
            people(11, 3, 3),
            MARCH,
            "By 31 March 2026, all 3 students in Year 11 had met a qualified careers adviser at least once. "
            "Nobody is still to be seen.",
        ),
        (
            people(13, 0, 2),
            MARCH,
            "By 31 March 2026, none of the 2 students in Year 13 had met a qualified careers adviser at "
            "least twice. 2 of Year 13 are still to be seen by 31 August 2026.",
        ),
        (
            people(11, 2, 3),
            SEPTEMBER,
            "By 31 August 2026, 2 of the 3 students in Year 11 had met a qualified careers adviser at "
            "least once. 1 of Year 11 was not seen by 31 August 2026.",
        ),
        (
            people(11, 0, 1),
            JULY,
            "By 31 July 2026, the one student in Year 11 had not met a qualified careers adviser at "
            "least once. 1 of Year 11 is still to be seen by 31 August 2026.",
        ),
    ],
)
def test_the_opening(cohort: list, on: date, expected: str) -> None:
    assert opening(figures(*cohort, as_at=on).targets, as_at=on) == expected


def test_a_rule_that_wants_one_after_year_11_says_so() -> None:
    found = figures(*people(13, 1, 4), as_at=MARCH)
    assert opening(found.targets, as_at=MARCH, after_year_11=1).startswith(
        "By 31 March 2026, 1 of the 4 students in Year 13 had met a qualified careers adviser at least twice "
        "(at least once after Year 11). 3 of Year 13 are"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "none"),
        (1, "one"),
        (19, "nineteen"),
        (20, "twenty"),
        (39, "thirty-nine"),
        (99, "ninety-nine"),
        (100, "100"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words
