"""The PDF of a report's data: PDF/UA-1, from our own templates, and from no address but our own files.

The pages are laid out in a process of their own (`pdf_layout`), with so much memory and time and no more:
what runs away ends that process, and whoever asked for the report gets a sentence.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import structlog
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from accounts.actions import Refused
from reporting.charts import LineChart, Point, line_chart
from reporting.pdf_limits import BASE, LIMITS, OUT_OF_MEMORY, Limits
from reporting.report_data import sha256

log = structlog.get_logger()
ATKINSON = "vendor/atkinson/atkinson-hyperlegible-next"
OWN_FILES = (
    "pdf/report.css",
    "fonts.css",
    f"{ATKINSON}-latin-wght-normal.woff2",
    f"{ATKINSON}-latin-wght-italic.woff2",
    f"{ATKINSON}-latin-ext-wght-normal.woff2",
    f"{ATKINSON}-latin-ext-wght-italic.woff2",
)
"""Everything a PDF may load; whatever else a text manages to ask for is refused."""
PASSED_ON = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT"),
    *("LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE"),
)
# The libraries under it abort where they get no memory.
RAN_AWAY = {OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGABRT, -signal.SIGTRAP}
BROKE = "The pages of the PDF could not be laid out. Ask whoever runs Waymark for you: its log says why."
GAVE_UP = (
    "The PDF could not be made with the memory and time one report may use. Leave out the annex with the "
    "names, or ask whoever runs Waymark for you."
)


class NotLaidOutError(Exception):
    """The process that lays pages out ended, and not by its limits: another attempt may do better."""


def render(data: dict[str, Any]) -> bytes:
    """The report as PDF. The same data give the same pages; their bytes are kept, never made again."""
    return to_pdf(to_html(data), identifier=sha256(data), limits=LIMITS)


def to_html(data: dict[str, Any]) -> str:
    """The pages of the report's data, before they are laid out."""
    page = {
        "data": data,
        "sha256": sha256(data),
        "charts": [(trend["year_group"], chart) for trend in data["trends"] if (chart := _chart(trend))],
        "base": BASE,
    }
    return render_to_string("reporting/pdf/report.html", page)


def to_pdf(html: str, *, identifier: str, limits: Limits) -> bytes:
    """This HTML as PDF/UA-1, laid out in a child process.

    Raises Refused when that runs away, and NotLaidOutError when it breaks or somebody kills it.
    """
    order = {
        "html": html,
        "files": own_files(),
        "identifier": identifier,
        "limits": asdict(limits),
    }
    try:
        done = subprocess.run(  # our own module, under our own interpreter
            [sys.executable, "-s", "-m", "reporting.pdf_layout"],
            input=json.dumps(order).encode() + b"\n",
            capture_output=True,
            timeout=limits.wall_seconds,
            cwd=settings.BASE_DIR,
            env={key: os.environ[key] for key in PASSED_ON if key in os.environ} | {"PYTHONUTF8": "1"},
            check=False,
            start_new_session=True,  # Ctrl-C is for us, and ends the child with us
        )
    except subprocess.TimeoutExpired:
        raise Refused(GAVE_UP) from None
    if done.returncode in RAN_AWAY:
        raise Refused(GAVE_UP)
    if done.returncode:
        # How it ended, without the error's own words: those may hold a name.
        error = done.stderr.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
        log.error("pdf_not_laid_out", exit_status=done.returncode, error=error)
        raise NotLaidOutError(BROKE)
    return done.stdout


def own_files() -> dict[str, str]:
    """Where the files lie that a PDF may load."""
    return {name: str(finders.find(name)) for name in OWN_FILES}


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
