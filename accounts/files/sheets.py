"""A spreadsheet, whatever kind of file it came in: a heading row, and numbered rows of text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .decoding import decode
from .delimited import records
from .isolation import read_workbook
from .limits import LIMITS, Limits, in_megabytes
from .problems import FileRefused, Problem
from .sniffing import EMPTY, SAVE_AS, Kind, sniff

MARK = "\ufeff"
TOO_MANY_CELLS = "This file has too many rows and columns. Leave out the columns that are not needed."


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, as many as there are headings; `number` is what a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The headings and the rows that are not blank. `encoding` is empty where the kind of file settles it."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    kind: Kind
    header_row: int = 1


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


def check_size(size: int, *, name: str = "file", kind: Kind = Kind.XML, limits: Limits = LIMITS) -> None:
    """Refuse what is too large for its kind. Ask it of an upload's declared size before reading it."""
    most = limits.xml_bytes if kind is Kind.XML else limits.file_bytes
    if size > most:
        raise FileRefused(
            f"This file has {in_megabytes(size)}; at most {in_megabytes(most)} can be read. "
            "Leave out columns and sheets that are not needed, or send one year group at a time.",
            name=name,
        )


def read_sheet(
    data: bytes,
    *,
    name: str,
    encoding: str | None = None,
    faults: list[Problem] | None = None,
    limits: Limits = LIMITS,
) -> Sheet:
    """The sheet in a CSV or XLSX file, whatever it is called.

    `encoding` is what a person chose (a key of `ENCODINGS`); without it the file's own signs decide. Rows
    that are too wide or too long refuse the file, unless `faults` takes them, to be told with the rest.
    """
    check_size(len(data), name=name, limits=limits)
    kind = sniff(data, name=name)
    check_size(len(data), name=name, kind=kind, limits=limits)
    if kind is Kind.XML:
        raise FileRefused(f"This is an XML file, not a spreadsheet. {SAVE_AS}", name=name)
    if kind is Kind.XLSX:
        used, rows = "", read_workbook(data, name=name, limits=limits)
    else:
        decoded = decode(data, name=name, encoding=encoding)
        used, rows = decoded.encoding, records(decoded.text, name=name, limits=limits)
    header_row, headers = _headers(rows, name, limits)
    problems: list[Problem] = []
    kept = tuple(_rows(rows, len(headers), problems, name, limits))
    if faults is None and problems:
        raise FileRefused(problems, name=name)
    if faults is not None:
        faults += problems
    if not kept:
        raise FileRefused("This file has headings and no rows below them.", name=name)
    return Sheet(headers, kept, used, kind, header_row)


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
