"""What a file is, told from its content; what it is called says nothing."""

from enum import StrEnum

from .problems import FileRefused


class Kind(StrEnum):
    """The kinds of file that can be read."""

    TEXT = "text"
    XLSX = "xlsx"
    XML = "xml"


EMPTY = "This file is empty. Send a file with a heading row and one row a person."
SAVE_AS = "Save the list as CSV or XLSX and send that."

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b\x08", "a compressed archive"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
SHORT_SIGNATURES = ((b"BM", "a picture"), (b"MZ", "a program"), (b"RIFF", "a picture or a recording"))
END_OF_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a")
LOOKED_AT = 4096
MOST_CONTROLS = 0.02  # of the bytes looked at


def sniff(data: bytes, *, name: str = "file") -> Kind:
    """The kind of a file by its content, or a refusal that says what it is and what to send instead."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(EMPTY, name=name)
    if data.startswith(OLE):
        raise FileRefused(_ole_sentence(data), name=name)
    if data.startswith((b"PK\x03\x04", END_OF_ZIP)):
        return _zip_kind(data, name)
    if _starts_like_xml(data):
        return Kind.XML
    what = _binary(data)
    if what:
        raise FileRefused(f"This is {what}, not a spreadsheet. {SAVE_AS}", name=name)
    return Kind.TEXT


def _ole_sentence(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "This workbook is protected by a password. Save it without the password and send it again."
    return f"This is a file of the old Office kind (.xls, .doc), which cannot be read safely. {SAVE_AS}"


def _zip_kind(data: bytes, name: str) -> Kind:
    """Names in a ZIP archive stand uncompressed, so the kind shows without unpacking anything."""
    if b"[Content_Types].xml" in data and b"xl/" in data and b"xl/workbook.bin" not in data:
        return Kind.XLSX
    for mark, what in (
        (b"xl/workbook.bin", "a binary workbook (.xlsb)"),
        (b"word/", "a text document"),
        (b"ppt/", "a presentation"),
        (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
        (b"opendocument.", "a text document"),
        (b"Index/Document.iwa", "a Numbers document"),
    ):
        if mark in data:
            raise FileRefused(f"This is {what}, which cannot be read. {SAVE_AS}", name=name)
    if END_OF_ZIP not in data:
        raise FileRefused(f"This file is damaged or incomplete. {SAVE_AS}", name=name)
    raise FileRefused(f"This is a ZIP archive, not a spreadsheet. {SAVE_AS}", name=name)


def _starts_like_xml(data: bytes) -> bool:
    """Whether the first visible character opens a tag, in any of the encodings XML comes in."""
    start = data[:LOOKED_AT]
    for mark in BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\x00", b"").lstrip()
    return start.startswith((b"<?xml", b"<!")) or (start.startswith(b"<") and start[1:2].isalpha())


def _binary(data: bytes) -> str:
    """What a file that is no text is, or nothing where it may be text, stray control characters and all."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            return what
    if data.startswith(BYTE_ORDER_MARKS) or looks_utf16(data):
        return ""
    head = data[:LOOKED_AT]
    controls = sum(byte < 32 and byte not in TEXT_CONTROLS for byte in head)
    if 0 not in head and controls <= len(head) * MOST_CONTROLS:
        return ""
    if head[4:8] == b"ftyp":
        return "a picture or a recording"
    found = (what for signature, what in SHORT_SIGNATURES if data.startswith(signature))
    return next(found, "a file of some other kind")


def looks_utf16(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where every second byte of Latin text is NUL, and nothing otherwise."""
    head = data[:LOOKED_AT]
    pairs = len(head) // 2
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if pairs and odd > pairs * 0.4 and even < pairs * 0.05:
        return "utf-16-le"
    if pairs and even > pairs * 0.4 and odd < pairs * 0.05:
        return "utf-16-be"
    return ""
