"""The PDF: valid PDF/UA-1, everything the report has to say, nothing from outside, nothing cut."""

import base64
import io
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import page
import pytest
from pypdf import PdfReader

from accounts.actions import Refused
from accounts.models import School
from accounts.tenancy import school_context
from reporting import pdf, pdf_layout
from reporting.report_data import build, sha256
from tests.reporting.ledger import Ledger
from tests.reporting.test_report_data import ISSUED, params

MARGIN = 20 / 25.4 * 96
"""The report's side margin of 20 mm, in CSS pixels."""

pytestmark = pytest.mark.pdf


def text_of(content: bytes) -> str:
    """The words of a PDF, with single spaces."""
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages).split())


def failures(content: bytes) -> list[str]:
    """The rules of PDF/UA-1 that this PDF breaks."""
    return sorted({each.rule_id for each in page.validate_pdf_bytes(content, profile="ua1").failures})


def data_of(school: School, **more: Any) -> dict[str, Any]:
    with school_context(school):
        return build(school, params(**more), number="2026-014", issued_at=ISSUED)


@pytest.fixture
def data(busy_ashby: School) -> dict[str, Any]:
    return data_of(busy_ashby, with_names=True)


def test_the_report_is_pdf_ua(data: dict[str, Any]) -> None:
    content = pdf.render(data)
    assert page.is_pdf_compliant_bytes(content, profile="ua1")
    assert failures(content) == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<html><head><title>T</title></head><body><h1>No language</h1></body></html>", "LANGUAGE"),
        ("<html lang='en'><body><h1>No title</h1></body></html>", "TITLE"),
        ("<html lang='en'><head><title>T</title></head><body><h1>A</h1><h3>B</h3></body></html>", "HEADING"),
    ],
)
def test_the_validator_sees_what_is_wrong(html: str, rule: str) -> None:
    assert any(rule in each for each in failures(pdf_layout.to_pdf(html, pdf.own_files(), identifier="x")))


def test_it_says_what_a_governor_needs(data: dict[str, Any]) -> None:
    said = text_of(pdf.render(data))
    expected = [
        "Ashby High", "URN 104723", "Report 2026-014", "as at 31 March 2026",
        data["opening"],
        "At least one interview with a qualified careers adviser by the end of Year 11",
        "Benchmark 8 guide, Liverpool City Region Careers Hub",
        "7 of 12 on roll", "58.3", "0 of 1 on roll",
        "Share with at least one", "By need", "Female", "Male",
        "Median length 45 minutes; 57.1 % lasted 45 minutes or more",
        "7 interviews were counted and 1 was not: 1 not attended",
        "Ann Adviser", "Diploma in Career Guidance", "by Ada Lowe",
        "How these figures are made", "issued by Waymark on 1 April 2026 at 06:00",
        sha256(data),
        "Annex: students still to be seen", "Elf7", "page 1 of",
    ]  # fmt: skip
    assert [words for words in expected if words not in said] == []


def test_the_fingerprint_stands_on_the_first_page_to_be_copied_whole(data: dict[str, Any]) -> None:
    first = PdfReader(io.BytesIO(pdf.render(data))).pages[0].extract_text()
    assert sha256(data) in first
    assert "About this report" in first


def test_without_the_annex_it_names_no_student(busy_ashby: School) -> None:
    said = text_of(pdf.render(data_of(busy_ashby)))
    assert "Elf" not in said
    assert "Annex" not in said


def test_the_chart_is_there_with_its_numbers(data: dict[str, Any]) -> None:
    said = text_of(pdf.render(data))
    assert "Through 2025/26" in said
    assert "58.3 %" in said
    assert "January" in said


@pytest.mark.django_db
def test_a_school_without_students(ashby: School) -> None:
    content = pdf.render(data_of(ashby, with_names=True))
    assert failures(content) == []
    said = text_of(content)
    for words in (
        "Nobody in Year 11 or Year 13 was on roll on 31 March 2026.",
        "Nobody was on roll in any year group.",
        "No interview is recorded since 1 September 2025.",
        "No adviser is recorded.",
    ):
        assert words in said


def test_a_school_without_a_sixth_form(in_ashby: School) -> None:
    Ledger(in_ashby).student(11)
    content = pdf.render(data_of(in_ashby, with_names=True))
    assert failures(content) == []
    assert "Nobody on roll" in text_of(content)
    assert "Through 2025/26 Year 11 " in text_of(content)


def cut_off(html: str) -> list[str]:
    """The words that reach beyond the edge of the text, by more than a hair."""
    return [
        box.text
        for sheet in pdf_layout.lay_out(html, pdf.own_files()).pages
        for box in sheet._page_box.descendants()
        if getattr(box, "text", "") and box.position_x + box.width > sheet.width - MARGIN + 1
    ]


def test_the_check_for_cut_words_sees_them() -> None:
    assert cut_off(page_with("<p style='white-space: nowrap'>" + "much " * 60 + "</p>"))


def test_long_names_wrap_and_tables_go_on_with_their_headings(in_ashby: School) -> None:
    in_ashby.name = "The " + "Very" * 20 + " Long Academy of Saint Somebody"
    in_ashby.save()
    ledger = Ledger(in_ashby)
    adviser = ledger.adviser("Wolfeschlegelsteinhausenbergerdorff" * 3)
    ledger.qualification(adviser, "2019-07-01", title="Diploma" * 20)
    for number in range(80):
        ledger.student(
            11,
            surname="Featherstonehaugh-Cholmondeley" * 3,
            forename=f"Nº{number}",
            form="11-Blue-North-Wing",
        )
    data = data_of(in_ashby, with_names=True)
    content = pdf.render(data)
    assert failures(content) == []
    assert cut_off(pdf.to_html(data)) == []
    reader = PdfReader(io.BytesIO(content))
    annex = [sheet.extract_text() for sheet in reader.pages if "Featherstonehaugh" in sheet.extract_text()]
    assert len(annex) > 2
    assert all("Still needed" in " ".join(words.split()) for words in annex)


# --- no more memory and time than a report may use ----------------------------------------------------------


LITTLE_MEMORY = pdf.Limits(memory_bytes=300 * 1024 * 1024)
LITTLE_TIME = pdf.Limits(wall_seconds=3)
LITTLE_PROCESSOR = pdf.Limits(cpu_seconds=2)
RUNAWAY = "<p>x</p>" * 100_000


@pytest.mark.parametrize("limits", [LITTLE_MEMORY, LITTLE_TIME, LITTLE_PROCESSOR])
def test_pages_that_run_away_are_stopped_and_told_in_words(limits: pdf.Limits) -> None:
    started = monotonic()
    with pytest.raises(Refused, match="with the memory and time one report may use"):
        pdf.to_pdf(page_with(RUNAWAY), identifier="x", limits=limits)
    assert monotonic() - started < 20


def test_a_page_is_well_within_them() -> None:
    most = pdf.Limits(memory_bytes=pdf.LIMITS.memory_bytes // 2, cpu_seconds=20, wall_seconds=30)
    assert pdf.to_pdf(page_with("<p>x</p>" * 1_000), identifier="x", limits=most).startswith(b"%PDF-")


def test_a_child_that_breaks_is_told_too(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path  # where there is no such module
    with pytest.raises(pdf.NotLaidOutError, match="could not be laid out"):
        pdf.to_pdf(page_with(""), identifier="x", limits=pdf.LIMITS)


def test_a_child_that_somebody_kills_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As an ending service or a machine without memory does: nothing is wrong with the report."""
    killing = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    run = subprocess.run
    monkeypatch.setattr(pdf.subprocess, "run", lambda _, **how: run([sys.executable, "-c", killing], **how))
    with pytest.raises(pdf.NotLaidOutError):
        pdf.to_pdf(page_with(""), identifier="x", limits=pdf.LIMITS)


# --- nothing from outside -----------------------------------------------------------------------------------


class Trap(BaseHTTPRequestHandler):
    """A server that writes down whoever calls."""

    calls: list[str]

    def do_GET(self) -> None:
        self.calls.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def trap() -> Any:
    Trap.calls = []
    with HTTPServer(("127.0.0.1", 0), Trap) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


SECRET = "A-SECRET-ON-THIS-DISK"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>A-SECRET-ON-THIS-DISK</text></svg>"
CONSTRUCTS = [
    '<img alt="x" src="{url}/img.png">',
    '<img alt="x" srcset="{url}/set.png 2x" src="{url}/set.png">',
    '<p style="background: url({url}/background.png)">x</p>',
    '<p style="list-style-image: url({url}/list.png); display: list-item">x</p>',
    "<style>@import url({url}/import.css);</style>",
    "<style>@font-face {{ font-family: X; src: url({url}/f.woff2) }} p {{ font-family: X }}</style><p>x</p>",
    "<style>p::before {{ content: url({url}/content.png) }}</style><p>x</p>",
    "<style>@page {{ background: url({url}/page.png) }}</style>",
    '<link rel="stylesheet" href="{url}/link.css">',
    '<link rel="attachment" href="{url}/attached.txt">',
    '<a rel="attachment" href="{url}/anchor.txt">x</a>',
    '<svg width="9" height="9"><image href="{url}/svg.png" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="{url}/use.svg#a"/></svg>',
    '<object data="{url}/object.svg" type="image/svg+xml">x</object>',
    '<embed src="{url}/embed.svg">',
    '<iframe src="{url}/frame.html"></iframe>',
    '<base href="{url}/base/"><img alt="x" src="relative.png">',
    '<meta http-equiv="refresh" content="0; url={url}/refresh">',
]  # fmt: skip


def page_with(construct: str) -> str:
    head = "<html lang='en'><head><title>T</title></head><body><h1>T</h1>"
    return f"{head}{construct}</body></html>"


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_no_construct_makes_a_request(trap: str, construct: str) -> None:
    content = pdf_layout.to_pdf(page_with(construct.format(url=trap)), pdf.own_files(), identifier="x")
    assert Trap.calls == []
    assert content.startswith(b"%PDF-")


@pytest.mark.parametrize("construct", CONSTRUCTS)
@pytest.mark.parametrize("kind", ["file", "data", "own"])
def test_no_construct_reads_a_file_or_unpacks_a_text(tmp_path: Path, construct: str, kind: str) -> None:
    for name in ("attached.txt", "anchor.txt"):
        (tmp_path / name).write_text(SECRET)
    for name in ("object.svg", "embed.svg", "img.png", "svg.png"):
        (tmp_path / name).write_text(SVG)
    data_url = "data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode() + "#"
    url = {"file": tmp_path.as_uri(), "data": data_url, "own": f"{pdf.BASE}../../.."}[kind]
    content = pdf_layout.to_pdf(page_with(construct.format(url=url)), pdf.own_files(), identifier="x")
    reader = PdfReader(io.BytesIO(content))
    assert reader.attachments == {}
    assert SECRET not in text_of(content)
    assert all(len(sheet.images) == 0 for sheet in reader.pages)


def test_hostile_names_are_text(in_ashby: School, trap: str) -> None:
    hostile = f"<script>alert(1)</script><img src={trap}/i.png>"
    in_ashby.name = hostile
    in_ashby.save()
    ledger = Ledger(in_ashby)
    adviser = ledger.adviser(hostile)
    ledger.qualification(adviser, "2019-07-01", title=f"<style>@import url({trap}/s.css)</style>")
    ledger.student(11, surname=f"<img src={trap}/n.png>", forename="{{ 7|add:7 }}", form="<b>11B</b>")
    content = pdf.render(data_of(in_ashby, with_names=True))
    assert Trap.calls == []
    assert failures(content) == []
    said = text_of(content).replace(" ", "")
    for words in ("<script>alert(1)</script>", "{{7|add:7}}", "<b>11B</b>", f"<imgsrc={trap}/n.png>"):
        assert words in said


def fonts_of(sheet: Any) -> list[Any]:
    return [font.get_object() for font in sheet["/Resources"]["/Font"].values()]


def test_our_own_font_is_in_it(data: dict[str, Any]) -> None:
    fonts = {
        font["/BaseFont"].split("+")[-1]
        for sheet in PdfReader(io.BytesIO(pdf.render(data))).pages
        for font in fonts_of(sheet)
    }
    assert fonts
    assert all(name.startswith(("/Atkinson", "Atkinson")) for name in fonts)


def test_no_other_school_is_in_it(busy_ashby: School, brook: School) -> None:
    with school_context(brook):
        theirs = Ledger(brook)
        theirs.interview(theirs.student(11, surname="CANARY"), theirs.adviser("CANARY adviser"), "2026-01-15")
    content = pdf.render(data_of(busy_ashby, with_names=True))
    assert "CANARY" not in text_of(content)
    assert "Brook" not in text_of(content)
