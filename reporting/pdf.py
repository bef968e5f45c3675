"""The PDF of a report's data: PDF/UA-1, from our own templates, and from no address but our own files.

WeasyPrint is imported when it is needed: the pages of the site live without it and its libraries.
"""

import logging
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from reporting.charts import LineChart, Point, line_chart
from reporting.report_data import sha256

log = structlog.get_logger()
BASE = "https://own-files.invalid/"
VARIANT = "pdf/ua-1"
TYPES = {".css": "text/css", ".woff2": "font/woff2"}
ATKINSON = "vendor/atkinson/atkinson-hyperlegible-next"
OWN_FILES = frozenset(
    {
        "pdf/report.css",
        "fonts.css",
        f"{ATKINSON}-latin-wght-normal.woff2",
        f"{ATKINSON}-latin-wght-italic.woff2",
        f"{ATKINSON}-latin-ext-wght-normal.woff2",
        f"{ATKINSON}-latin-ext-wght-italic.woff2",
    }
)
"""Everything a PDF may load; whatever else a text manages to ask for is refused."""


def render(data: dict[str, Any]) -> bytes:
    """The report as PDF. The same data give the same pages; their bytes are kept, never made again."""
    return to_pdf(to_html(data), identifier=sha256(data))


def to_html(data: dict[str, Any]) -> str:
    """The pages of the report's data, before they are laid out."""
    page = {
        "data": data,
        "sha256": sha256(data),
        "charts": [(trend["year_group"], chart) for trend in data["trends"] if (chart := _chart(trend))],
        "base": BASE,
    }
    return render_to_string("reporting/pdf/report.html", page)


def to_pdf(html: str, *, identifier: str) -> bytes:
    """This HTML as PDF/UA-1."""
    content: bytes = lay_out(html).write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier.encode())
    return content


def lay_out(html: str) -> Any:
    """This HTML on sheets of paper."""
    import weasyprint

    # It would write the refused addresses into the log, and with them whatever a text put there.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_fetcher())
    return source.render(pdf_variant=VARIANT)


class RefusedAddress(ValueError):
    """Something asked for a file that is not one of ours."""


@cache
def _fetcher() -> Callable[..., Any]:
    """What fetches for WeasyPrint: the files named above from our own static folder, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(BASE)
            if not url.startswith(BASE) or name not in OWN_FILES:
                log.warning("pdf_address_refused")
                raise RefusedAddress("A PDF loads our own files alone.")
            content = Path(str(finders.find(name))).read_bytes()
            return URLFetcherResponse(url, content, {"Content-Type": TYPES[Path(name).suffix]})

    # No protocol is allowed either, should a request ever get round `fetch`.
    fetcher: Callable[..., Any] = OwnFiles(allowed_protocols=(), allow_redirects=False)
    return fetcher


def _chart(trend: dict[str, Any]) -> LineChart | None:
    """The year's chart of a cohort; none when it never had anybody."""
    this_year, last_year = _points(trend["this_year"]), _points(trend["last_year"])
    if not any(point.percent is not None for point in this_year):
        return None
    return line_chart(f"Year {trend['year_group']}", this_year, last_year)


def _points(points: list[dict[str, Any]]) -> list[Point]:
    return [
        Point(date.fromisoformat(each["on"]), Decimal(each["percent"]) if each["percent"] else None)
        for each in points
    ]
