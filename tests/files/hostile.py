"""Files built to hurt whoever reads them."""

import io
import struct
import zipfile
import zlib

from .dialects import workbook

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PICTURE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 1, 1, 8, 2, 0, 0, 0) + b"\x00" * 64


def with_parts(parts: dict[str, bytes], *, base: bytes | None = None) -> bytes:
    """A workbook with some of its parts exchanged or added."""
    source = zipfile.ZipFile(io.BytesIO(base or workbook([["UPN"], ["1"]])))
    stream = io.BytesIO()
    with source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in parts:
                target.writestr(entry.filename, source.read(entry))
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def sheet(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def cell(reference: str, text: str = "x") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def zip_bomb() -> bytes:
    """A few hundred kilobytes that unpack to more than 300 MB."""
    return with_parts({"xl/media/image1.bin": bytes(310 * 1024 * 1024)})


def squeezed_sheet() -> bytes:
    """A sheet of 50 MB of blanks, packed a thousand to one."""
    return with_parts({SHEET: sheet(" " * (50 * 1024 * 1024))})


def far_corner() -> bytes:
    """A tiny workbook whose only cell is the last a spreadsheet can have."""
    first = f'<row r="1">{cell("A1", "UPN")}</row>'
    return with_parts({SHEET: sheet(first + f'<row r="1048576">{cell("XFD1048576")}</row>')})


def lying_size() -> bytes:
    """A row numbered in the billions."""
    return with_parts({SHEET: sheet(f'<row r="1">{cell("A1")}</row><row r="9000000000">{cell("A1")}</row>')})


def understated_size() -> bytes:
    """A sheet of 100 MB whose entry claims to unpack to ten bytes."""
    data = with_parts({SHEET: sheet(" " * (100 * 1024 * 1024))})
    packed = bytearray(data)
    directory = packed.rindex(SHEET.encode()) - 46
    packed[directory + 24 : directory + 28] = struct.pack("<I", 10)
    return bytes(packed)


def many_parts() -> bytes:
    return with_parts({f"xl/media/{number}": b"" for number in range(5000)})


def laughing_workbook() -> bytes:
    return with_parts(
        {SHEET: laughs().replace(b"<CTfile>&j;</CTfile>", sheet(f'<row r="1">{cell("A1", "&j;")}</row>'))}
    )


def laughs() -> bytes:
    """A billion laughs."""
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    return f'<?xml version="1.0"?><!DOCTYPE CTfile [{entities}]><CTfile>&j;</CTfile>'.encode()


def laughing_attribute() -> bytes:
    """A billion laughs where entities are always replaced: in an attribute."""
    return laughs().replace(b"<CTfile>&j;</CTfile>", b'<CTfile a="&j;"/>')


def external_entity(path: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY x SYSTEM "file://{path}">]>'
        "<CTfile><CTFpupilData><Pupil><UPN>&x;</UPN></Pupil></CTFpupilData></CTfile>"
    ).encode()


def deep_xml() -> bytes:
    return b"<CTfile>" + b"<a>" * 200_000


def ole(marker: str = "Workbook") -> bytes:
    """The beginning of an old Office file."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + marker.encode("utf-16-le")


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in names:
            target.writestr(name, "x")
    return stream.getvalue()


def packed(text: bytes) -> bytes:
    return b"\x1f\x8b\x08" + b"\x00" * 7 + zlib.compress(text)
