"""A spreadsheet, whatever kind of file it came in: a heading row, and numbered rows of text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from .decoding import decode
from .delimited import records
from .headings import normalise
from .isolation import read_workbook
from .limits import LIMITS, Limits, in_megabytes
from .problems import FileRefused, Problem
from .sniffing import EMPTY, SAVE_AS, Kind, sniff

MARK = "\ufeff"
LOOKED_THROUGH = 10
SURELY_HEADINGS = 3
TOO_MANY_CELLS = "This file has too many rows and columns. Leave out the columns that are not needed."


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, as many as there are headings; `number` is what a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The headings and the rows that are not blank. `encoding` is empty where the kind of file settles it.

    `title`: what stands in the rows above the headings, which nobody reads.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    kind: Kind
    header_row: int = 1
    title: str = ""


def load(path: Path, *, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file on disk; one that is too large is refused without being read."""
    try:
        check_size(path.stat().st_size, name=str(path), limits=limits)
        with path.open("rb") as file:
            data = file.read(limits.xml_bytes + 1)
    except OSError as error:
        raise FileRefused(f"This file cannot be opened: {error.strerror}.", name=str(path)) from None
    check_size(len(data), name=str(path), limits=limits)
    return data


def check_size(size: int, *, name: str = "file", kind: Kind | None = None, limits: Limits = LIMITS) -> None:
    """Refuse what is too large for its kind. Ask it of an upload's declared size before reading it.

    Before the kind is known, only what is too large for every kind is refused.
    """
    most = limits.file_bytes if kind not in (None, Kind.XML) else limits.xml_bytes
    if size > most:
        may_be = (
            in_megabytes(most) if kind else f"{in_megabytes(limits.file_bytes)} (XML: {in_megabytes(most)})"
        )
        raise FileRefused(
            f"This file has {in_megabytes(size)}; at most {may_be} can be read. "
            "Leave out the columns and sheets that are not needed.",
            name=name,
        )


def read_sheet(
    data: bytes,
    *,
    name: str,
    encoding: str | None = None,
    known: Collection[str] = (),
    faults: list[Problem] | None = None,
    limits: Limits = LIMITS,
) -> Sheet:
    """The sheet in a CSV or XLSX file, whatever it is called.

    `encoding` is what a person chose (a key of `ENCODINGS`); without it the file's own signs decide. `known`
    headings (`known_headings`) are looked for below a title. Rows that are too wide or too long refuse the
    file, unless `faults` takes them, to be told with the rest.
    """
    kind, used, found = _open(data, name, encoding, known, limits)
    title, rows = _below_title(found, known)
    header_row, headers = _headers(rows, name, limits)
    problems: list[Problem] = []
    kept = tuple(_rows(rows, len(headers), problems, name, limits))
    if faults is None and problems:
        raise FileRefused(problems, name=name)
    if faults is not None:
        faults += problems
    if not kept:
        raise FileRefused("This file has headings and no rows below them.", name=name)
    return Sheet(headers, kept, used, kind, header_row, title)


def _open(
    data: bytes, name: str, encoding: str | None, known: Collection[str], limits: Limits
) -> tuple[Kind, str, Iterator[tuple[int, list[str]]]]:
    """The kind of file, the encoding used, and its rows that are not blank with their numbers."""
    check_size(len(data), name=name, limits=limits)
    kind = sniff(data, name=name)
    check_size(len(data), name=name, kind=kind, limits=limits)
    if kind is Kind.XML:
        raise FileRefused(f"This is an XML file, not a spreadsheet. {SAVE_AS}", name=name)
    if kind is Kind.XLSX:
        return kind, "", read_workbook(data, name=name, limits=limits)
    decoded = decode(data, name=name, encoding=encoding)
    return kind, decoded.encoding, records(decoded.text, name=name, known=known, limits=limits)


def _below_title(
    rows: Iterator[tuple[int, list[str]]], known: Collection[str]
) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """What stands above the headings, and the rows from there on.

    The headings are the first row, but for a later one with three known headings and none above it with two.
    """
    first = list(islice(rows, LOOKED_THROUGH))
    counts = [len({normalise(cell) for cell in cells} & set(known)) for _, cells in first]
    place = next((place for place, count in enumerate(counts) if count > 1), 0)
    above = first[:place] if counts and counts[place] >= SURELY_HEADINGS else []
    title = " ".join(cell.strip() for _, cells in above for cell in cells if cell.strip())
    return title, chain(first[len(above) :], rows)


def _headers(rows: Iterator[tuple[int, list[str]]], name: str, limits: Limits) -> tuple[int, tuple[str, ...]]:
    header_row, cells = next(rows, (1, []))
    while cells and not cells[-1].strip():
        cells.pop()
    headers = tuple(cell.replace(MARK, "").strip() for cell in cells)
    if not headers:
        raise FileRefused(EMPTY, name=name)
    if len(headers) > limits.columns:
        raise FileRefused([Problem(header_row, None, _too_many_columns(limits))], name=name)
    return header_row, headers


def _rows(
    found: Iterator[tuple[int, list[str]]], width: int, problems: list[Problem], name: str, limits: Limits
) -> Iterator[Row]:
    for count, (number, cells) in enumerate(found, start=1):
        if count > limits.rows:
            raise FileRefused(f"This file has more than {limits.rows:,} rows. Send it in parts.", name=name)
        if count * width > limits.cells:
            raise FileRefused(TOO_MANY_CELLS, name=name)
        if any(len(cell) > limits.cell_characters for cell in cells):
            problems.append(Problem(number, None, _too_long(limits)))
        elif any(cell.strip() for cell in cells[width:]):
            problems.append(Problem(number, None, _too_wide(width)))
        yield Row(number, tuple(cells[:width]) + ("",) * (width - len(cells)))


def _too_many_columns(limits: Limits) -> str:
    return f"there are more than {limits.columns} headings: leave out the columns that are not needed"


def _too_long(limits: Limits) -> str:
    return f"a cell holds more than {limits.cell_characters:,} characters: shorten it"


def _too_wide(width: int) -> str:
    return (
        f"there are values to the right of the last of the {width} headings: "
        "give the column a heading, or put quotation marks around a value that holds the delimiter"
    )
