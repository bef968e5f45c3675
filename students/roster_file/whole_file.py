"""What only shows when the rows of a roster are seen together: students who stand in it twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from accounts.files import Problem
from accounts.files.cells import fold

from .fields import HEADINGS
from .rows import RosterRow


def repeated(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    """A problem for every row that shares a UPN, MIS ID or former UPN with an earlier one."""
    same_upn = set()
    for number, first in _again(rows, lambda row: row.upn):
        same_upn.add(number)
        yield Problem(number, HEADINGS["upn"], _twice("UPN", first))
    for number, first in _again(rows, lambda row: row.mis_id):
        if number not in same_upn:
            yield Problem(number, HEADINGS["mis_id"], _twice("MIS ID", first))
    for number, first in _again(rows, lambda row: row.former_upn):
        yield Problem(number, HEADINGS["former_upn"], _twice("former UPN", first))
    yield from _former_and_present(rows)


def look_alikes(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    """A warning for every row with an earlier one's name and date of birth: namesakes, or a student twice."""
    for number, first in _again(rows, _person):
        message = f"has the name and date of birth of row {first}: check that they are two students"
        yield Problem(number, HEADINGS["surname"], message)


def _person(row: RosterRow) -> str | None:
    if not row.date_of_birth or not row.forename or not row.surname:
        return None
    return f"{fold(row.forename)}|{fold(row.surname)}|{row.date_of_birth}"


def _again(rows: Iterable[RosterRow], key: Callable[[RosterRow], str | None]) -> Iterator[tuple[int, int]]:
    """(row, first row) for every row whose key an earlier row has."""
    first: dict[str, int] = {}
    for row in rows:
        value = key(row)
        if value and first.setdefault(value, row.row) != row.row:
            yield row.row, first[value]


def _twice(what: str, first: int) -> str:
    return f"the {what} of row {first} stands here again: remove one of the two rows, or put its {what} right"


def _former_and_present(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    holders: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.upn:
            holders[row.upn].append(row.row)
    for row in rows:
        for other in holders.get(row.former_upn or "", ()):
            if other != row.row:
                message = (
                    f"the former UPN is the UPN of row {other}: remove one of the rows, or put a UPN right"
                )
                yield Problem(row.row, HEADINGS["former_upn"], message)
