"""Interviews already held, as a spreadsheet: read into plain rows.

Nothing here touches the database: what is wrong with a row's own values is gathered in `problems`.
"""

from dataclasses import dataclass

from accounts.files import FileRefused, Matched, Problem, Record, known_headings, match, missing, read_sheet
from interviews.interview_file.fields import FIELDS, IDENTIFIERS
from interviews.interview_file.rows import InterviewRow, parse_row

__all__ = ["FIELDS", "InterviewFile", "InterviewRow", "read_interviews"]


@dataclass
class InterviewFile:
    """Every row of a file, good or bad; the problems so far; and what nobody read."""

    name: str
    rows: list[InterviewRow]
    problems: list[Problem]
    matched: Matched
    encoding: str

    def problem(self, row: int, field: str, message: str) -> Problem:
        """A problem about a row, in the words of the file's own heading."""
        column = self.matched.header(field) if field in self.matched.columns else None
        return Problem(row, column, message)

    @property
    def unread_columns(self) -> list[str]:
        """What to say of the columns nobody read."""
        return [f"“{header}” is not a known column: ignored" for header in self.matched.ignored] + [
            doubled.message for doubled in self.matched.doubled
        ]


def read_interviews(data: bytes, *, name: str, encoding: str | None = None) -> InterviewFile:
    """The rows of a CSV or XLSX file. A file that is no such sheet is refused outright."""
    problems: list[Problem] = []
    sheet = read_sheet(data, name=name, encoding=encoding, known=known_headings(FIELDS), faults=problems)
    matched = match(sheet.headers, FIELDS, name=name, row=sheet.header_row)
    absent = list(missing(matched, FIELDS, row=sheet.header_row))
    if matched.columns and not IDENTIFIERS & set(matched.columns):
        message = "there is no such column and none for the MIS ID: add one, to tell the students by"
        absent.append(Problem(sheet.header_row, "UPN", message))
    if absent:
        raise FileRefused(absent, name=name)
    rows = [parse_row(Record(row, matched, problems)) for row in sheet.rows]
    return InterviewFile(name, rows, problems, matched, sheet.encoding)
