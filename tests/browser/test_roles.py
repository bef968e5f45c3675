"""What a senior leader, a tutor and an administrator reach in a browser, and that the rest is shut."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.actions import choose_password
from accounts.models import Membership
from accounts.tenancy import school_context
from reporting.actions import issue_now
from students.models import Student
from tests.browser.conftest import NOW
from tests.browser.school import furnish, roster_file
from tests.browser.test_main_job import figure, go, text_of
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.pdf, pytest.mark.usefixtures("today", "own_files")]

SHUT_TO_SENIOR = [
    *("students/", "students/print/", "students/imports/", "students/{student}/", "proof/{student}/"),
    *("interviews/", "interviews/record/", "advisers/", "advisers/providers/", "figure/?year_group=11"),
    *("reports/new/", "reports/schedule/", "people/", "settings/", "access-log/"),
]
SHUT_TO_TUTOR = ["", "reports/", "advisers/", "interviews/record/", "students/imports/", "settings/"]
SHUT_TO_ADMINISTRATOR = ["", "reports/", "advisers/", "interviews/", "proof/{student}/", "people/"]


@pytest.fixture
def students(ada: Membership, ben: Membership) -> dict[str, Student]:
    """Ashby's eight students, and Ada's report as at yesterday."""
    found = furnish(ada.school, ben)
    with school_context(ada.school):
        issue_now(school=ada.school, as_at=date(2026, 11, 22), at=NOW, by=ada.user)
    return found


def log_in(page: Page, member: Membership) -> None:
    """By the form, as people do."""
    choose_password(user=member.user, password=PASSWORD)
    page.goto("/")
    page.get_by_label("E-mail address").fill(member.user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def menu(page: Page) -> list[str]:
    """Every word of both menus; each leads to a page that opens."""
    links = page.locator(".site-header a:not([href$='/logout/'])").all()
    for address in [link.get_attribute("href") for link in links]:
        assert page.request.get(str(address)).status == 200, address
    page.locator(".account summary").click()
    return [link.inner_text() for link in page.locator("nav a, .account-menu a").all()]


def refused(page: Page, complaints: list[str], addresses: list[str], student: Student) -> None:
    """Each of these says who may open it, and shows nothing of the school's people."""
    for address in addresses:
        answer = page.goto(f"/104723/{address.format(student=student.pk)}")
        assert answer is not None
        assert (answer.status, address) == (403, address)
        expect(page.get_by_role("heading", level=1)).to_have_text("This needs another role")
        assert student.surname not in page.content()
    shut = [said for said in complaints if "403 (Forbidden)" in said]
    assert len(shut) == len(addresses)
    complaints[:] = [said for said in complaints if said not in shut]


def test_a_senior_leader_reads_the_figures_and_downloads_the_report(
    window: Callable[..., Page], vic: Membership, students: dict[str, Student], complaints: list[str]
) -> None:
    page = window()
    log_in(page, vic)
    assert figure(page, 11) == ("25.0%", "1 of 4 students on roll")
    assert figure(page, 13) == ("0.0%", "0 of 2 students on roll")
    assert page.locator("main table a").count() == 0  # numbers, and no list behind them
    assert menu(page) == ["Overview", "Reports", "Change password", "Log out"]

    go(page, "Reports")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download report 2026-001").click()
    issued = text_of(Path(coming.value.path()).read_bytes())
    assert "Year 11" in issued
    assert "25.0" in issued
    assert "Okonkwo" not in issued
    refused(page, complaints, SHUT_TO_SENIOR, students["Zoë"])


def test_a_tutor_reads_the_plans_of_the_own_form(
    window: Callable[..., Page], tess: Membership, students: dict[str, Student], complaints: list[str]
) -> None:
    page = window()
    log_in(page, tess)
    rows = page.get_by_role("row").get_by_role("rowheader")
    expect(rows).to_have_text(["Łódzki, Amir", "Okonkwo, Zoë"])
    assert menu(page) == ["My form", "Interviews", "Change password", "Log out"]
    page.get_by_role("link", name="Okonkwo, Zoë").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Okonkwo Met")
    go(page, "Interviews")
    page.get_by_role("link", name="9 Sep 2026").click()
    expect(page.get_by_text("Enjoys chemistry and would like to work in a laboratory.")).to_be_visible()
    assert "Worried about the move" not in page.content()
    refused(page, complaints, SHUT_TO_TUTOR, students["Grace"])


def test_an_administrator_imports_and_prints(
    window: Callable[..., Page], olu: Membership, students: dict[str, Student], complaints: list[str]
) -> None:
    page = window()
    log_in(page, olu)
    expect(page.get_by_role("heading", level=1)).to_have_text("8 students on roll")
    assert menu(page) == ["Students", "Imports", "Change password", "Log out"]
    go(page, "Imports")
    page.get_by_role("link", name="Import a roster").first.click()
    again = {"name": "November.csv", "mimeType": "text/csv", "buffer": roster_file()}
    page.get_by_label("The roster").set_input_files([again])  # type: ignore[list-item]
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing would change")
    page.goto("/104723/students/print/")
    expect(page.get_by_role("row", name="Okonkwo, Zoë")).to_be_visible()
    refused(page, complaints, SHUT_TO_ADMINISTRATOR, students["Zoë"])
