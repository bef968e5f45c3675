"""Pages of HTML as PDF/UA-1: what runs in a process of its own, `python -m reporting.pdf_layout`.

The order is one line of JSON on standard input, the PDF the answer on standard output. The process is given
the pages and where our own files lie, and nothing else: no settings, no secrets, no database.
"""

import json
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from accounts.files.limits import restrain

from .pdf_limits import BASE, OUT_OF_MEMORY, Limits

VARIANT = "pdf/ua-1"
TYPES = {".css": "text/css", ".woff2": "font/woff2"}

# It would write the refused addresses into the log, and with them whatever a text put there.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)


class RefusedAddress(ValueError):
    """Something asked for a file that is not one of ours."""


class OwnFiles(URLFetcher):
    """What fetches for WeasyPrint: these files by these names, and nothing else.

    No protocol is allowed either, should a request ever get round `fetch`.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._own = files

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The file of this address, if it is one of ours."""
        name = url.removeprefix(BASE)
        if not url.startswith(BASE) or name not in self._own:
            raise RefusedAddress("A PDF loads our own files alone.")
        content = Path(self._own[name]).read_bytes()
        return URLFetcherResponse(url, content, {"Content-Type": TYPES[Path(name).suffix]})


def lay_out(html: str, files: Mapping[str, str]) -> Any:
    """This HTML on sheets of paper."""
    source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=OwnFiles(files))
    return source.render(pdf_variant=VARIANT)


def to_pdf(html: str, files: Mapping[str, str], *, identifier: str) -> bytes:
    """This HTML as PDF/UA-1."""
    content: bytes = lay_out(html, files).write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier.encode())
    return content


def main() -> int:
    """Read the order, lay the pages out within its limits, answer with the PDF."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    restrain(memory_bytes=limits.memory_bytes, cpu_seconds=limits.cpu_seconds)
    try:
        content = to_pdf(order["html"], order["files"], identifier=order["identifier"])
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
