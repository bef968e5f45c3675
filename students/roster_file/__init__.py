"""A school's roster as a file: CSV, XLSX or CTF XML, told by content, read into plain rows.

Nothing here touches the database. Either every row is good, or the file is refused with all its faults.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.files import (
    Doubled,
    FileRefused,
    Kind,
    Matched,
    Problem,
    Record,
    Row,
    Sheet,
    check_size,
    known_headings,
    match,
    missing,
    read_sheet,
    sniff,
)
from students.academic_year import AcademicYear

from .fields import FIELDS
from .rows import RosterRow, parse_row
from .transfer_file import read_transfer_file
from .whole_file import look_alikes, repeated

__all__ = ["FIELDS", "Roster", "RosterRow", "read_roster", "roster_from_sheet"]


@dataclass(frozen=True)
class Roster:
    """Every student of a file, as it stood on a day of `academic_year`.

    `fields_given`: the fields the file speaks of; the others are left as recorded. `ignored_columns` and
    `doubled_columns`: the columns nobody read; `title`: what stood above the headings. `encoding` is empty
    for XLSX and XML.
    """

    rows: tuple[RosterRow, ...]
    fields_given: frozenset[str]
    warnings: tuple[Problem, ...]
    skipped_too_young: int
    ignored_columns: tuple[str, ...]
    doubled_columns: tuple[Doubled, ...]
    encoding: str
    kind: Kind
    on: dt.date
    title: str = ""

    @property
    def academic_year(self) -> AcademicYear:
        """The academic year the roster speaks for."""
        return AcademicYear.of(self.on)


def read_roster(
    data: bytes,
    *,
    name: str,
    on: dt.date,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Roster:
    """The roster in a file as it stood on a day, or a refusal naming every bad row.

    `mapping` is heading to field name ("" to ignore a column), and means nothing to a transfer file;
    `encoding` is what a person chose.
    """
    check_size(len(data), name=name)
    if sniff(data, name=name) is not Kind.XML:
        faults: list[Problem] = []
        known = known_headings(FIELDS, mapping)
        sheet = read_sheet(data, name=name, encoding=encoding, known=known, faults=faults)
        return roster_from_sheet(sheet, name=name, on=on, mapping=mapping, faults=faults)
    transfer = read_transfer_file(data, name=name, on=on, encoding=encoding)
    if not transfer.rows:
        raise FileRefused("This transfer file holds no pupil on roll.", name=name)
    source = _Source(name, Kind.XML, "", None, "")
    return _roster(transfer.rows, transfer.matched, source, on, problems=[], warnings=[*transfer.warnings])


def roster_from_sheet(
    sheet: Sheet,
    *,
    name: str,
    on: dt.date,
    mapping: Mapping[str, str] | None = None,
    faults: Iterable[Problem] = (),
) -> Roster:
    """The roster in a sheet that has been read already, with the faults found on the way (`read_sheet`)."""
    matched = match(sheet.headers, FIELDS, mapping=mapping, name=name, row=sheet.header_row)
    source = _Source(name, sheet.kind, sheet.encoding, sheet.header_row, sheet.title)
    return _roster(sheet.rows, matched, source, on, problems=[*faults], warnings=[])


@dataclass(frozen=True)
class _Source:
    """What a roster was read from."""

    name: str
    kind: Kind
    encoding: str
    header_row: int | None
    title: str


def _roster(
    rows: tuple[Row, ...],
    matched: Matched,
    source: _Source,
    on: dt.date,
    *,
    problems: list[Problem],
    warnings: list[Problem],
) -> Roster:
    _refuse_missing_columns(matched, source)
    parsed = [parse_row(Record(row, matched, problems), warnings, on=on) for row in rows]
    students = tuple(row for row in parsed if row)
    problems += repeated(students)
    if problems:
        raise FileRefused(_in_order(problems), name=source.name)
    if not students:
        raise FileRefused("Nobody in this file is in Year 7 or above, so nothing was read.", name=source.name)
    warnings += look_alikes(students)
    given = frozenset(matched.columns) | ({"ehc_plan"} if "sen" in matched.columns else frozenset())
    return Roster(
        rows=students,
        fields_given=given,
        warnings=_in_order(warnings),
        skipped_too_young=len(parsed) - len(students),
        ignored_columns=matched.ignored,
        doubled_columns=matched.doubled,
        encoding=source.encoding,
        kind=source.kind,
        on=on,
        title=source.title,
    )


def _refuse_missing_columns(matched: Matched, source: _Source) -> None:
    """Without a column for the names, the year group, and one of UPN and MIS ID there is no roster."""
    problems = list(missing(matched, FIELDS, row=source.header_row))
    if matched.columns and not {"upn", "mis_id"} & set(matched.columns):
        message = "there is no such column and none for the MIS ID: add one, to tell the students by"
        problems.append(Problem(source.header_row, "UPN", message))
    if problems:
        raise FileRefused(problems, name=source.name)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.row or 0))
