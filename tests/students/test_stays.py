from datetime import date

import pytest

from students.roster_facts import Days
from students.stays import SaidOfStay, stays_after

D = date
ON = D(2026, 10, 1)
OPEN = Days(D(2021, 9, 1))
LEFT = Days(D(2021, 9, 1), D(2026, 3, 13))
INFERRED = LEFT._replace(left_inferred=True)


def said(joined: date | None = None, left: date | None = None, given: bool = True) -> SaidOfStay:
    return SaidOfStay(joined, left, given)


@pytest.mark.parametrize(
    ("known", "row", "after"),
    [
        # nobody knows anything yet
        ([], said(), [Days()]),
        ([], said(D(2026, 9, 1), D(2026, 9, 30)), [Days(D(2026, 9, 1), D(2026, 9, 30))]),
        # blank: unknown, leaves what is recorded
        ([OPEN], said(), [OPEN]),
        ([Days()], said(D(2021, 9, 1)), [OPEN]),
        # put right
        ([OPEN], said(D(2021, 9, 6)), [Days(D(2021, 9, 6))]),
        ([OPEN], said(D(2021, 9, 1), D(2026, 9, 25)), [Days(D(2021, 9, 1), D(2026, 9, 25))]),
        ([LEFT], said(D(2021, 9, 1), D(2026, 3, 20)), [Days(D(2021, 9, 1), D(2026, 3, 20))]),
        # a leaving date still to come
        ([OPEN], said(None, D(2026, 12, 18)), [Days(D(2021, 9, 1), D(2026, 12, 18))]),
        ([Days(None, D(2026, 12, 18))], said(None, None, given=True), [Days()]),
        ([Days(None, D(2026, 12, 18))], said(None, None, given=False), [Days(None, D(2026, 12, 18))]),
        ([Days(None, ON)], said(None, None, given=False), [Days(None, ON)]),
        # come back
        ([LEFT], said(D(2026, 9, 1)), [LEFT, Days(D(2026, 9, 1))]),
        ([LEFT], said(), [LEFT, Days(ON)]),
        ([LEFT], said(D(2021, 9, 1)), [LEFT, Days(ON)]),
        ([LEFT], said(D(2026, 3, 14)), [LEFT, Days(D(2026, 3, 14))]),
        ([LEFT], said(D(2026, 9, 1), D(2026, 12, 18)), [LEFT, Days(D(2026, 9, 1), D(2026, 12, 18))]),
        ([INFERRED], said(), [INFERRED, Days(ON)]),
        # the leaving date had been worked out by mistake
        ([INFERRED], said(D(2021, 9, 1)), [OPEN]),
        ([Days(None, D(2026, 9, 30), True)], said(), [Days()]),
        ([Days(None, D(2026, 9, 29), True)], said(), [Days(None, D(2026, 9, 29), True), Days(ON)]),
        # the row speaks of an earlier stay
        ([LEFT, Days(D(2026, 9, 1))], said(D(2021, 9, 1)), [LEFT, Days(D(2026, 9, 1))]),
        ([LEFT, Days(D(2026, 9, 1))], said(D(2021, 9, 2)), [LEFT, Days(D(2026, 9, 1))]),
    ],
)
def test_a_roster_and_the_stays_on_record(known: list[Days], row: SaidOfStay, after: list[Days]) -> None:
    assert stays_after(known, row, on=ON, older=False, first_year=2026) == (tuple(after), "")


@pytest.mark.parametrize(
    ("known", "row", "after"),
    [
        ([OPEN], said(D(2020, 9, 1)), [OPEN]),
        ([Days()], said(D(2020, 9, 1)), [Days(D(2020, 9, 1))]),
        ([LEFT], said(), [LEFT]),
        ([OPEN], said(None, D(2026, 3, 13)), [OPEN]),
        ([OPEN], said(D(2019, 9, 1), D(2020, 7, 20)), [Days(D(2019, 9, 1), D(2020, 7, 20)), OPEN]),
    ],
)
def test_an_older_roster_only_adds(known: list[Days], row: SaidOfStay, after: list[Days]) -> None:
    assert stays_after(known, row, on=ON, older=True, first_year=2022) == (tuple(after), "")


@pytest.mark.parametrize(
    ("first_year", "kept"), [(2025, True), (2026, False), (None, False)], ids=["seen before", "not", "never"]
)
def test_a_joining_date_never_moves_behind_a_year_in_which_a_roster_had_the_student(
    first_year: int | None, kept: bool
) -> None:
    stays, warning = stays_after([OPEN], said(D(2026, 9, 2)), on=ON, older=False, first_year=first_year)
    assert stays == ((OPEN,) if kept else (Days(D(2026, 9, 2)),))
    assert ("earlier joining date is kept" in warning) is kept


def test_a_leaving_date_before_the_recorded_joining_date_is_not_taken() -> None:
    stays, warning = stays_after([OPEN], said(None, D(2020, 1, 1)), on=ON, older=False, first_year=None)
    assert stays == (OPEN,)
    assert warning == "left on 01/01/2020, before joining on 01/09/2021 as recorded"
