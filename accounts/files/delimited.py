"""Text with commas, semicolons or tabs, record by record."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from itertools import islice

from .headings import normalise
from .limits import Limits
from .problems import FileRefused, Problem

DELIMITERS = ",;\t"
LINES_LOOKED_AT = 20
CHARACTERS_LOOKED_AT = 50_000
SEPARATOR_LINE = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n)", re.IGNORECASE)


def records(
    text: str, *, name: str, known: Collection[str] = (), limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank, with the row number a spreadsheet would show for it."""
    hint = SEPARATOR_LINE.match(text)
    delimiter = hint[1] if hint else delimiter_of(text, known)
    first = 2 if hint else 1
    stream = io.StringIO(text[hint.end() :] if hint else text, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    number = first - 1
    try:
        for number, cells in enumerate(reader, start=first):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise FileRefused([Problem(number + 1, None, _sentence(str(error), limits))], name=name) from None


def delimiter_of(text: str, known: Collection[str]) -> str:
    """The delimiter by which a line holds the most known headings; where none holds two, the most used.

    A title above the headings may hold another.
    """
    counts = {delimiter: most_known(text, delimiter, set(known)) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
    return best if counts[best] > 1 else most_used(text)


def most_known(text: str, delimiter: str, known: set[str]) -> int:
    """How many known headings the line with the most of them holds, split by this delimiter."""
    beginning = io.StringIO(text[:CHARACTERS_LOOKED_AT], newline="")
    lines = islice(csv.reader(beginning, delimiter=delimiter), LINES_LOOKED_AT)
    return max((len({normalise(cell) for cell in cells} & known) for cells in lines), default=0)


def most_used(text: str) -> str:
    """The delimiter the heading line uses most, outside quotation marks; a comma where none is in sight.

    A line above the headings, a title, uses none: the next that does is looked at.
    """
    counts = dict.fromkeys(DELIMITERS, 0)
    inside, lines = False, 0
    for character in text.lstrip("\r\n \ufeff"):
        if character == '"':
            inside = not inside
        elif not inside and character in "\r\n":
            lines += 1
            if any(counts.values()) or lines == LINES_LOOKED_AT:
                break
        elif not inside and character in counts:
            counts[character] += 1
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])


def _sentence(error: str, limits: Limits) -> str:
    if "field larger" in error or "unexpected end" in error:
        return (
            f"a cell holds more than {limits.cell_characters:,} characters: shorten it; or a quotation mark "
            "opens here, or in a row above, and is not closed: close it, or write two for one inside a value"
        )
    return (
        "the quotation marks are out of place: a value in quotation marks ends with one, and one inside it "
        "is written twice"
    )
