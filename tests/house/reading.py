"""What a person reads in an answer, whatever it is made of: a page, a PDF, a workbook, an archive."""

import html
import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from pypdf import PdfReader

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
NEVER_THE_SAME = {"Set-Cookie", "Date", "Content-Length"}


def body_of(response: Any) -> bytes:
    """The bytes of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


@lru_cache(maxsize=256)
def text_of(body: bytes) -> str:
    """Its words; those of a PDF without the spaces, which are drawn and not written there."""
    if body.startswith(b"%PDF-") and b"%%EOF" in body[-1024:]:
        pages = PdfReader(io.BytesIO(body)).pages
        return "".join("".join(page.extract_text().split()) for page in pages)
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(text_of(archive.read(name)) for name in archive.namelist())
    return html.unescape(body.decode("utf-8", "replace"))


def fingerprint(response: Any, body: bytes, ids: Mapping[str, Any]) -> tuple[Any, ...]:
    """Everything by which one answer could be told from another.

    But for what is random in each, and for the ids, which whoever asked knew already.
    """
    headers = {name: value for name, value in response.items() if name not in NEVER_THE_SAME}
    body = TOKEN.sub(rb"\1", body)
    for value in ids.values():
        if isinstance(value, UUID):
            body = body.replace(str(value).encode(), b"ID")
            headers = {name: header.replace(str(value), "ID") for name, header in headers.items()}
    return response.status_code, tuple(sorted(headers.items())), tuple(sorted(response.cookies)), body
