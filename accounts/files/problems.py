"""What is wrong with a file, said so that the person who sent it can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN_CHARACTERS = 40


@dataclass(frozen=True)
class Problem:
    """One thing wrong: in which row and column (None: the file as a whole), and what would be right."""

    row: int | None
    column: str | None
    message: str

    def line(self, name: str) -> str:
        """`file:row: column: what is wrong and what would be right`, on one line."""
        place = one_line(name) if self.row is None else f"{one_line(name)}:{self.row}"
        column = f"{one_line(self.column)}: " if self.column else ""
        return f"{place}: {column}{self.message}"


class FileRefused(Exception):
    """The whole file is refused; `problems` holds every reason, in the order of the file."""

    def __init__(self, problems: Iterable[Problem] | str, *, name: str = "file") -> None:
        if isinstance(problems, str):
            problems = (Problem(None, None, problems),)
        self.problems = tuple(problems)
        self.name = name
        super().__init__("\n".join(self.lines()))

    def lines(self) -> tuple[str, ...]:
        """The problems as a command prints them, one a line."""
        return tuple(problem.line(self.name) for problem in self.problems)


def one_line(text: str) -> str:
    """The text without line breaks or other control characters, so that it cannot fake a second line."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def quoted(value: str) -> str:
    """A value as a message shows it: on one line, short, in quotation marks."""
    text = one_line(value)
    return f"“{text}”" if len(text) <= SHOWN_CHARACTERS else f"“{text[: SHOWN_CHARACTERS - 1]}…”"
