"""An advisers file as a whole: its rows, or everything that is wrong with it."""

import datetime as dt
from dataclasses import dataclass

from accounts.files import FileRefused, Problem, Record, known_headings, match, missing, read_sheet
from advisers.adviser_file.fields import FIELDS
from advisers.adviser_file.rows import AdviserRow, parse_row


@dataclass(frozen=True)
class AdviserFile:
    """A file that could be read: its good rows, what is wrong with the others, what to look at."""

    name: str
    rows: tuple[AdviserRow, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def read_advisers(data: bytes, *, name: str, on: dt.date, encoding: str | None = None) -> AdviserFile:
    """The rows of a CSV or XLSX file; a file that is none, or lacks a column, is refused."""
    problems: list[Problem] = []
    sheet = read_sheet(data, name=name, encoding=encoding, known=known_headings(FIELDS), faults=problems)
    matched = match(sheet.headers, FIELDS, name=name, row=sheet.header_row)
    if lacking := missing(matched, FIELDS, row=sheet.header_row):
        raise FileRefused(lacking, name=name)
    warnings = [Problem(sheet.header_row, None, doubled.message) for doubled in matched.doubled]
    if matched.ignored:
        message = f"columns that are not read: {', '.join(matched.ignored)}"
        warnings.append(Problem(sheet.header_row, None, message))
    rows = tuple(parse_row(Record(row, matched, problems), warnings, on=on) for row in sheet.rows)
    bad = {problem.row for problem in problems}
    good_rows = tuple(row for row in rows if row.number not in bad)
    return AdviserFile(name, good_rows, tuple(problems), tuple(warnings))
