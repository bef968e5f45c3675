"""The first sheet of an XLSX workbook, in the child process: measured before unpacking, then read by rows."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from .limits import Limits, in_megabytes
from .problems import FileRefused, Problem

PADDED = re.compile(r"^0+$")
TOO_MUCH = "This workbook unpacks to far more than it seems to hold"


def rows(data: bytes, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with its number, cells as text; blank cells at the end cut off."""
    measure(data, limits)
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        found = False
        for found_row in _sheet_rows(sheet, limits):
            found = True
            yield found_row
        if found:
            return


def measure(data: bytes, limits: Limits) -> None:
    """Refuse by the archive's own table of contents, before anything is unpacked.

    No entry can yield more bytes than the table says: `zipfile` stops there.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > limits.entries:
            raise FileRefused(
                f"This workbook has {len(entries):,} parts, more than {limits.entries:,}: save it as CSV."
            )
        total = sum(entry.file_size for entry in entries)
        if total > limits.unpacked_bytes:
            raise FileRefused(
                f"{TOO_MUCH} ({in_megabytes(total)}): copy the list into a new workbook, or save it as CSV."
            )
        if any(_explodes(entry, limits) for entry in entries):
            raise FileRefused(f"{TOO_MUCH}: copy the list into a new workbook, or save it as CSV.")
        for entry in entries:
            _refuse_definitions(archive, entry)


def _explodes(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    large = entry.file_size > limits.ratio_from_bytes
    return large and entry.file_size > limits.ratio * max(entry.compress_size, 1)


def _refuse_definitions(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No part of an honest workbook defines a document type or entities of its own."""
    if not entry.filename.casefold().endswith((".xml", ".rels", ".vml")):
        return
    content = archive.read(entry).replace(b"\x00", b"")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FileRefused("This workbook holds XML definitions (DOCTYPE), which are refused: save it as CSV.")


def _sheet_rows(sheet: Any, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    count = cells_read = characters = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > limits.last_row:
            raise FileRefused(f"This workbook names a row beyond {limits.last_row:,}: save it as CSV.")
        if not cells:
            continue
        texts = [as_text(cell.value, cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            continue
        count += 1
        characters += sum(map(len, texts))
        cells_read += len(texts)
        _refuse_wide(number, len(texts), limits)
        _refuse_much(count, cells_read, characters, limits)
        yield number, texts


def _refuse_wide(number: int, width: int, limits: Limits) -> None:
    if width > limits.columns:
        message = f"there are more than {limits.columns} columns: leave out what is not needed"
        raise FileRefused([Problem(number, None, message)])


def _refuse_much(count: int, cells: int, characters: int, limits: Limits) -> None:
    if count > limits.rows + 1:
        raise FileRefused(f"This file has more than {limits.rows:,} rows. Send it in parts.")
    if cells > limits.cells or characters > limits.total_characters:
        raise FileRefused("This workbook holds too much text. Send it in parts.")


def as_text(value: Any, cell: Any) -> str:
    """A cell as a person would write it in a CSV file: ISO dates, whole numbers without `.0`, zeros kept."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="seconds")
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _number(value: int | float, shown_as: str | None) -> str:
    """A number; one shown with leading zeros (an admission number as `000000`) keeps them."""
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    digits = str(int(value))
    return digits.zfill(len(shown_as)) if shown_as and PADDED.match(shown_as) else digits
