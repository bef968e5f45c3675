"""Which recorded student each row of a roster is.

The same student by UPN (or former UPN), else by MIS ID. The same name and date of birth without either is a
question for a person, never a match.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from accounts.files import Problem
from accounts.files.cells import fold
from students.roster_facts import Details, Known
from students.roster_file import RosterRow

Person = tuple[str, str, dt.date]


@dataclass
class Matches:
    """The recorded student of each row by its number, what forbids a match, and what should be looked at."""

    students: dict[int, Known] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def match_rows(rows: Sequence[RosterRow], known: Iterable[Known]) -> Matches:
    """Match by UPN first, for the whole file; then by MIS ID among those whom no UPN has claimed."""
    people = list(known)
    matches = Matches()
    claimed = _match_by_upn(rows, people, matches)
    _match_by_mis_id(rows, people, claimed, matches)
    _warn_of_namesakes(rows, people, matches)
    return matches


def _match_by_upn(rows: Sequence[RosterRow], people: list[Known], matches: Matches) -> dict[str, int]:
    """Returns which row claimed each student, by the student's id."""
    present = {each.details.upn: each for each in people if each.details.upn}
    former = {each.details.former_upn: each for each in people if each.details.former_upn}
    claimed: dict[str, int] = {}
    for row in rows:
        by_upn = present.get(row.upn or "") or former.get(row.upn or "")
        by_former = present.get(row.former_upn or "") or former.get(row.former_upn or "")
        if by_upn and by_former and by_upn.id != by_former.id:
            message = (
                f"the UPN is that of {by_upn.details.name} and the former UPN that of "
                f"{by_former.details.name}: leave out the former UPN, or put one of the two right"
            )
            matches.problems.append(Problem(row.row, "Former UPN", message))
        elif student := by_upn or by_former:
            _claim(row, student, "UPN", claimed, matches)
    return claimed


def _match_by_mis_id(
    rows: Sequence[RosterRow], people: list[Known], claimed: dict[str, int], matches: Matches
) -> None:
    by_mis_id = {each.details.mis_id: each for each in people if each.details.mis_id}
    moved = dict(claimed)
    for row in rows:
        student = by_mis_id.get(row.mis_id or "")
        if student is None or row.row in matches.students or str(student.id) in moved:
            continue
        if _somebody_else(row, student.details):
            matches.problems.append(Problem(row.row, "MIS ID", _reused(row, student.details)))
        else:
            _claim(row, student, "MIS ID", claimed, matches)


def _claim(row: RosterRow, student: Known, by: str, claimed: dict[str, int], matches: Matches) -> None:
    first = claimed.setdefault(str(student.id), row.row)
    if first != row.row:
        message = f"is {student.details.name}, as row {first} is: remove one of the two rows"
        matches.problems.append(Problem(row.row, by, message))
        return
    matches.students[row.row] = student
    if by == "UPN" and _looks_like_another(row, student.details):
        message = (
            f"is recorded for {student.details.name}, who looks like somebody else: "
            "check that it is the same student"
        )
        matches.warnings.append(Problem(row.row, by, message))


def _somebody_else(row: RosterRow, details: Details) -> bool:
    """A MIS ID that was given again: other UPN, other name and other date of birth."""
    other_upn = bool(row.upn and details.upn and row.upn != details.upn)
    return other_upn and _differs_in_name_and_birth(row, details)


def _looks_like_another(row: RosterRow, details: Details) -> bool:
    """Another surname, and another forename or date of birth: more than a marriage or a slip of the pen."""
    same_birth = details.date_of_birth is not None and row.date_of_birth == details.date_of_birth
    other_name = fold(row.surname) != fold(details.surname) and fold(row.forename) != fold(details.forename)
    return _differs_in_name_and_birth(row, details) or (other_name and not same_birth)


def _differs_in_name_and_birth(row: RosterRow, details: Details) -> bool:
    born_apart = bool(
        row.date_of_birth and details.date_of_birth and row.date_of_birth != details.date_of_birth
    )
    return born_apart and fold(row.surname) != fold(details.surname)


def _reused(row: RosterRow, details: Details) -> str:
    return (
        f"{row.mis_id} is recorded for {details.name} (UPN {details.upn}), who has another UPN, name and "
        "date of birth: put the MIS ID right here, or on that student's page"
    )


def _warn_of_namesakes(rows: Sequence[RosterRow], people: list[Known], matches: Matches) -> None:
    recorded = {person: each for each in people if (person := _person_of(each.details))}
    for row in rows:
        if row.row in matches.students or not row.date_of_birth:
            continue
        twin = recorded.get((fold(row.surname), fold(row.forename), row.date_of_birth))
        if twin:
            numbers = twin.details.upn or f"MIS ID {twin.details.mis_id}"
            message = (
                f"{twin.details.name}, born on the same day, is recorded with other numbers ({numbers}): if "
                "it is the same student, put the numbers right first; otherwise another student is added"
            )
            matches.warnings.append(Problem(row.row, "Surname", message))


def _person_of(details: Details) -> Person | None:
    if not details.date_of_birth:
        return None
    return fold(details.surname), fold(details.forename), details.date_of_birth
