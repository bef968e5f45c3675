"""From bytes to text: mark, NUL pattern, strict UTF-8, then Windows-1252, or what a person chose.

Nothing tells Mac Roman from Windows-1252, so the preview shows the names and offers `ENCODINGS`.
"""

import codecs
from dataclasses import dataclass

from .problems import FileRefused
from .sniffing import looks_utf16

ENCODINGS: dict[str, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16 (“Unicode text” in Excel)",
    "cp1252": "Windows-1252 (Western European)",
    "mac_roman": "Mac Roman (older Macintosh files)",
}
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Decoded:
    """The text, and the encoding (a key of `ENCODINGS`) it was read in."""

    text: str
    encoding: str


def decode(data: bytes, *, name: str = "file", encoding: str | None = None) -> Decoded:
    """The text of a file in the chosen encoding, else in the first that fits."""
    if encoding:
        return _decode_as(data, encoding, name)
    if data.startswith(UTF16_MARKS) or looks_utf16(data):
        return _decode_as(data, "utf-16", name)
    if data.startswith(codecs.BOM_UTF8):  # marked as UTF-8: it is that, or broken
        return _decode_as(data, "utf-8", name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, "cp1252", name)


def _decode_as(data: bytes, encoding: str, name: str) -> Decoded:
    if encoding not in ENCODINGS:
        raise ValueError(f"{encoding!r} is none of {', '.join(ENCODINGS)}")
    try:
        return Decoded(data.decode(_codec(data, encoding)).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(
            f"This file cannot be read as {ENCODINGS[encoding]} (byte {error.start + 1} is wrong). "
            "Choose another encoding, or save the file as “CSV UTF-8”.",
            name=name,
        ) from None


def _codec(data: bytes, encoding: str) -> str:
    """The codec for a chosen encoding: UTF-16 without a mark needs its byte order told from the NULs."""
    if encoding != "utf-16" or data.startswith(UTF16_MARKS):
        return encoding
    return looks_utf16(data) or "utf-16-le"
