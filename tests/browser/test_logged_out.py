"""Logged out in the middle of a write-up: the text is kept on the page, and recorded after all."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Membership
from accounts.tenancy import school_context
from interviews.models import ActionPlan
from tests.browser.inspection import faults
from tests.browser.school import furnish
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("today", "own_files")]
SUMMARY = "Would like to be a vet.\nAsked about “applied” courses & what they <cost>."


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_write_up_survives_the_end_of_the_session(
    window: Callable[..., Page], ben: Membership, complaints: list[str], scripts: bool
) -> None:
    ben.user.set_password(PASSWORD)
    ben.user.save()
    amir = furnish(ben.school, ben)["Amir"]
    page = window(ben, scripts=scripts)
    page.goto(f"/104723/interviews/record/?student={amir.pk}")
    page.get_by_label("Minutes").fill("40")
    page.get_by_label("What we talked about").fill(SUMMARY)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Record the interview").click()

    expect(page.get_by_role("main")).to_contain_text("Your text is still here.")
    wrong = faults(page) if scripts else []
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in again").click()
    log_in(opened.value)
    opened.value.close()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("main")).to_contain_text("before you last logged in")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amir")

    with school_context(ben.school):
        plan = ActionPlan.objects.get(interview__student=amir)
    assert plan.summary.replace("\r\n", "\n") == SUMMARY
    assert wrong == []
    complaints[:] = [said for said in complaints if "403" not in said]


def log_in(page: Any) -> None:
    """Ben, in another tab."""
    page.get_by_label("E-mail address").fill("ben@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Log in")
