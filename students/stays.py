"""What a roster makes of the stays on roll that are recorded of a student.

The rules, `on` being the day the roster speaks of:

- A blank joining date is unknown, and leaves what is recorded.
- A joining date is put right by a roster, but never moved behind an academic year in which a roster has had
  the student already: the joining date of somebody who comes back would undo the years before.
- A leaving date in the file is recorded. A blank one, in a column the file has, takes back a leaving date
  that has not come yet.
- Somebody who had left by `on` and stands in the roster has come back: a second stay, from the joining date
  if it lies after the leaving date, else from `on`. Only where the leaving date had been worked out from an
  earlier roster (`left_inferred`), and the file's joining date lies before it or not a day lies between, was
  that mistaken: it is taken back.
- A roster older than what is recorded fills in an unknown joining date, adds a complete earlier stay, and
  changes nothing else.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from students.academic_year import AcademicYear
from students.roster_facts import Days, in_order

A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SaidOfStay:
    """What one row says: the dates, and whether the file has a leaving-date column at all."""

    joined_on: dt.date | None
    left_on: dt.date | None
    left_given: bool


def stays_after(
    known: Sequence[Days], said: SaidOfStay, *, on: dt.date, older: bool, first_year: int | None
) -> tuple[tuple[Days, ...], str]:
    """The stays once the row is taken in, and a warning (or nothing).

    `first_year`: the first academic year with an enrolment. `older`: later sources are recorded already.
    """
    stays = in_order(known)
    if not stays:
        return (Days(said.joined_on, said.left_on),), ""
    if said.joined_on and said.joined_on in {stay.joined_on for stay in stays[:-1]}:
        return tuple(stays), ""
    if older:
        return _from_older(stays, said), ""
    *earlier, last = stays
    if _came_back(last, said, on):
        assert last.left_on is not None
        again = said.joined_on if said.joined_on and said.joined_on > last.left_on else on
        return (*stays, Days(again, said.left_on)), ""
    joined, warning = _joined(earlier, last, said, first_year)
    left = _left(last, said, on)
    if left and joined and left < joined:
        return tuple(stays), f"left on {left:%d/%m/%Y}, before joining on {joined:%d/%m/%Y} as recorded"
    inferred = last.left_inferred and left == last.left_on
    return (*earlier, Days(joined, left, inferred)), warning


def _came_back(last: Days, said: SaidOfStay, on: dt.date) -> bool:
    if last.left_on is None:
        return False
    if said.joined_on and said.joined_on > last.left_on:
        return True
    if said.left_on or on <= last.left_on:
        return False
    mistaken = last.left_inferred and (said.joined_on is not None or on == last.left_on + A_DAY)
    return not mistaken


def _left(last: Days, said: SaidOfStay, on: dt.date) -> dt.date | None:
    if said.left_on or last.left_on is None:
        return said.left_on
    taken_back = on > last.left_on or said.left_given
    return None if taken_back else last.left_on


def _joined(
    earlier: Sequence[Days], last: Days, said: SaidOfStay, first_year: int | None
) -> tuple[dt.date | None, str]:
    new, old = said.joined_on, last.joined_on
    if new is None or new == old:
        return old, ""
    if earlier and earlier[-1].left_on and new <= earlier[-1].left_on:
        return old, ""
    if first_year is not None and AcademicYear.of(new).start > first_year and (old is None or new > old):
        message = (
            f"{new:%d/%m/%Y} lies after a year in which a roster already had the student: the earlier "
            "joining date is kept; if the student left and came back, record the leaving date"
        )
        return old, message
    return new, ""


def _from_older(stays: list[Days], said: SaidOfStay) -> tuple[Days, ...]:
    first, *later = stays
    ends_before = said.left_on and first.joined_on and said.left_on < first.joined_on
    if said.joined_on and ends_before:
        return Days(said.joined_on, said.left_on), *stays
    if first.joined_on is None and said.joined_on and said.joined_on <= (first.left_on or dt.date.max):
        return first._replace(joined_on=said.joined_on), *later
    return tuple(stays)
