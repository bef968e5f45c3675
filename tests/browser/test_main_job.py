"""The main job from end to end in a browser, with scripts and without: a roster in, a proof and a PDF out."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from accounts.models import Membership
from reporting import jobs
from reporting.models import Job
from reporting.tasks import HANDLERS
from tests.browser.school import roster_file

pytestmark = [pytest.mark.browser, pytest.mark.pdf, pytest.mark.usefixtures("today", "own_files")]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def desk(request: pytest.FixtureRequest, window: Callable[..., Page], ada: Membership) -> Page:
    """Ada's window."""
    page = window(ada, scripts=request.param)
    page.goto("/104723/")
    return page


def test_from_a_roster_to_a_proof_and_a_pdf(desk: Page, ben: Membership) -> None:
    expect(desk.get_by_text("No students in this academic year yet")).to_be_visible()
    import_roster(desk)
    add_adviser(desk)
    check_credential(desk)
    assert figure(desk, 11) == ("0.0%", "0 of 4 students on roll")
    record_interview(desk)
    assert figure(desk, 11) == ("25.0%", "1 of 4 students on roll")
    open_proof(desk)
    report = make_report(desk)
    assert "Year 11" in report
    assert "25.0" in report
    assert "Ben Okafor" in report


def import_roster(page: Page) -> None:
    """Upload, say which column holds the surname, look at what would happen, and decide."""
    page.get_by_role("link", name="Import the roster").click()
    page.get_by_role("link", name="Import a roster").first.click()
    file = {"name": "September.csv", "mimeType": "text/csv", "buffer": roster_file(Surname="Family name")}
    page.get_by_label("The roster").set_input_files([file])  # type: ignore[list-item]
    page.get_by_label("The day it speaks of").fill("2026-09-10")
    page.get_by_role("button", name="Look at the file").click()

    expect(page.get_by_text("Some columns were not recognised")).to_be_visible()
    page.get_by_label("Family name").select_option("Surname")
    page.get_by_role("button", name="Look at the students").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("8 added, 0 changed")
    expect(page.get_by_role("main")).to_contain_text("Łódzki")
    page.get_by_role("button", name="Import the roster").click()
    expect(page.locator(".messages")).to_have_text("The roster is imported.")
    go(page, "Students")
    expect(page.get_by_role("heading", level=1)).to_have_text("8 students on roll")


def add_adviser(page: Page) -> None:
    """Ben, and the diploma he says he holds."""
    go(page, "Advisers")
    page.get_by_role("link", name="Add an adviser").first.click()
    page.get_by_label("Name").fill("Ben Okafor")
    page.get_by_label("E-mail").fill("ben@example.org")
    page.get_by_role("button", name="Add the adviser").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ben Okafor")
    page.get_by_role("link", name="Add a credential").first.click()
    page.get_by_label("Title").fill("Diploma in Career Guidance and Development")
    page.get_by_label("Level").select_option("Level 6")
    page.get_by_label("Awarded", exact=True).fill("2017-07-14")
    page.get_by_role("button", name="Record the credential").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check Ben Okafor’s qualification")


def check_credential(page: Page) -> None:
    """Left for later at first, then Ada has seen the certificate."""
    go(page, "Overview")
    expect(
        page.get_by_text("Ben Okafor is not qualified: a credential has not been checked.")
    ).to_be_visible()
    page.get_by_role("link", name="Check it").first.click()
    expect(page.get_by_label("Checked by")).to_have_value("Ada Lowe")
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Qualified")


def record_interview(page: Page) -> None:
    """Ada records for Ben that he saw Zoë today, found by a name without its accent."""
    go(page, "Overview")
    page.get_by_role("link", name="Record an interview").click()
    page.get_by_label("Student", exact=True).press_sequentially("zoe")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Okonkwo, Zoë").click()
    page.get_by_label("Adviser").select_option("Ben Okafor")
    page.get_by_label("Minutes").fill("45")
    page.get_by_label("What we talked about").fill("Enjoys chemistry <b>very</b> much.")
    page.get_by_role("textbox", name="What", exact=True).first.fill("Visit the open evening")
    page.get_by_role("button", name="Record the interview").click()
    expect(page.locator(".messages")).to_contain_text("It counts towards Benchmark 8.")
    expect(page.get_by_text("Enjoys chemistry <b>very</b> much.")).to_be_visible()


def open_proof(page: Page) -> None:
    """From the figure to the list behind it, and from the list to the proof."""
    page.get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 student")
    page.get_by_role("row", name="Okonkwo").get_by_role("link", name="Met").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Okonkwo Met")
    expect(page.get_by_role("main")).to_contain_text("1 interview counts. The target is met.")
    expect(page.get_by_role("main")).to_contain_text("Ben Okafor, 45 minutes")


def make_report(page: Page) -> str:
    """Ask for a report, leave, let a worker make it, come back and download it; its text."""
    go(page, "Reports")
    page.get_by_role("link", name="Create a report").first.click()
    page.get_by_role("button", name="Create the report").click()
    expect(page.get_by_text("Not ready yet")).to_be_visible()
    work()
    go(page, "Reports")
    expect(page.get_by_text("Not ready yet")).to_have_count(0)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download report 2026-001").click()
    download = coming.value
    assert download.suggested_filename.endswith(".pdf")
    return text_of(Path(download.path()).read_bytes())


def work() -> None:
    """What a worker does with the job that waits."""
    job = Job.objects.get()
    assert jobs.run(job.pk, handlers=HANDLERS, clock=timezone.now)


def text_of(pdf: bytes) -> str:
    """All the words of a PDF."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def figure(page: Page, year_group: int) -> tuple[str, str]:
    """A headline figure of the overview, and what it says it counts."""
    go(page, "Overview")
    card = page.locator(".figure-card").filter(has_text=f"Year {year_group}")
    return card.locator(".figure").inner_text(), card.locator(".figure-note").first.inner_text()


def go(page: Page, name: str) -> None:
    """Follow the menu."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()


def test_a_report_appears_by_itself_when_it_is_ready(window: Any, ada: Membership) -> None:
    page = window(ada)
    page.goto("/104723/reports/new/")
    page.get_by_role("button", name="Create the report").click()
    expect(page.get_by_text("Waiting its turn.")).to_be_visible()
    work()
    expect(page.get_by_role("link", name="Download report 2026-001")).to_be_visible()
