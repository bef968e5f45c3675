"""A row read field by field, its complaints gathered instead of raised."""

from collections.abc import Callable
from typing import TypeVar

from .headings import Matched
from .problems import Problem
from .sheets import Row

T = TypeVar("T")


class Record:
    """One row under its file's headings. What cannot be read is added to `problems`; reading goes on."""

    def __init__(self, row: Row, matched: Matched, problems: list[Problem]) -> None:
        self.row = row
        self.number = row.number
        self._matched = matched
        self._problems = problems

    def given(self, field: str) -> bool:
        """Whether the file has a column for the field at all."""
        return field in self._matched.columns

    def raw(self, field: str) -> str:
        """The cell as it stands; empty where the file has no such column."""
        index = self._matched.columns.get(field)
        return "" if index is None else self.row.cells[index]

    def read(self, field: str, parse: Callable[[str], T]) -> T | None:
        """The cell's value by a function of `values`; None where the column is missing or the cell wrong."""
        index = self._matched.columns.get(field)
        if index is None:
            return None
        try:
            return parse(self.row.cells[index])
        except ValueError as error:
            self.refuse(field, str(error))
            return None

    def problem(self, field: str | None, message: str) -> Problem:
        """A problem or warning about this row, in the words of the file's own heading."""
        column = self._matched.header(field) if field and self.given(field) else None
        return Problem(self.number, column, message)

    def refuse(self, field: str | None, message: str) -> None:
        """Add a problem about this row."""
        self._problems.append(self.problem(field, message))
