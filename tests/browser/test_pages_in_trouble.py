"""Pages on their bad days: sent empty, with nothing to show, refused, outside a school."""

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from accounts.models import Membership
from accounts.set_up_links import set_up_url
from tests.browser.inspection import faults
from tests.house.world import World

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("own_files")]

ASKING = [
    *("interviews/record/?student={student}", "interviews/record/previous-school/?student={student}"),
    *("interviews/imports/", "interviews/{interview}/correct/", "interviews/{interview}/withdraw/"),
    *("interviews/{interview}/add/", "students/add/", "students/{student}/edit/"),
    *("students/{student}/exclude/", "students/imports/new/", "students/imports/{import_id}/columns/"),
    *("advisers/add/", "advisers/import/", "advisers/providers/add/", "advisers/{adviser_id}/edit/"),
    *("advisers/{adviser_id}/credentials/add/", "advisers/{adviser_id}/credentials/add/?kind=register"),
    *("advisers/credentials/{credential_id}/check/", "advisers/credentials/{credential_id}/reject/"),
    *("advisers/credentials/{credential_id}/revoke/", "advisers/credentials/{credential_id}/withdraw/"),
    *("advisers/credentials/{credential_id}/correct/", "people/invite/", "people/{membership_id}/"),
    *("settings/", "reports/new/"),
]
"""What asks for something: sent empty, each says what is missing."""
EMPTY = [
    *("", "students/", "students/imports/", "interviews/", "interviews/record/", "interviews/imports/"),
    *("advisers/", "advisers/providers/", "reports/", "reports/new/", "reports/schedule/", "access-log/"),
]
"""What a school sees on its first day."""
CLEAR = """form => {
    for (const field of form.elements) {
        if (["checkbox", "radio"].includes(field.type)) field.checked = false
        else if (field.tagName === "SELECT") field.selectedIndex = field.options[0]?.value === "" ? 0 : -1
        else if (!["hidden", "submit", "button", "file"].includes(field.type)) field.value = ""
    }
    form.requestSubmit(form.querySelector("button.btn-primary, button.btn-danger"))
}"""


def test_forms_sent_empty_say_what_is_missing(window: Callable[..., Page], world: World) -> None:
    ids = {name: str(value) for name, value in world.ashby.ids.items()}
    page, found = window(world.ashby.members["leader"]), {}
    for address in ASKING:
        page.goto(f"/{world.ashby.school.urn}/{address.format(**ids)}")
        form = page.locator("main form[method=post]:has(.btn-primary, .btn-danger)").first
        form.evaluate(CLEAR)
        summary = page.locator("[data-error-summary]")
        expect(summary.first, address).to_be_focused()
        wrong = faults(page)
        if summary.count() > 1:
            wrong.append("says everything twice")
        if wrong:
            found[address] = wrong
    assert found == {}


def test_a_school_on_its_first_day(window: Callable[..., Page], ada: Membership, today: Any) -> None:
    page, found = window(ada), {}
    for address in EMPTY:
        page.goto(f"/104723/{address}")
        if wrong := faults(page):
            found[address] = wrong
    assert found == {}


def test_pages_outside_a_school(
    window: Callable[..., Page], ben: Membership, ben_at_brook: Membership, today: Any
) -> None:
    inside, outside, found = window(ben), window(), {}
    invitation = set_up_url(ben.user).partition("/set-up/")[2]
    for page, address in [
        *((outside, f"/accounts/{name}/") for name in ("login", "signup", "inactive")),
        *((outside, f"/accounts/password/reset/{name}") for name in ("", "done/")),
        (outside, f"/set-up/{invitation}"),
        *((inside, address) for address in ("/", "/accounts/password/change/", "/accounts/logout/")),
    ]:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        if wrong := faults(page):
            found[address] = wrong
    outside.goto("/accounts/login/")
    outside.get_by_label("E-mail address").fill("ben@example.org")
    outside.get_by_label("Password", exact=True).fill("not the password")
    outside.get_by_role("button", name="Log in").click()
    expect(outside.locator("[data-error-summary]")).to_be_focused()
    assert (faults(outside), found) == ([], {})


def test_refusals(
    window: Callable[..., Page], ada: Membership, tess: Membership, complaints: list[str], today: Any
) -> None:
    page, found = window(tess), {}
    for address, status in [("/104723/", 403), ("/104723/students/none/", 404), ("/set-up/x/y/", 410)]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        if wrong := faults(page):
            found[address] = wrong
    for template in ("400.html", "403_csrf.html", "413.html", "429.html", "500.html"):
        show(page, render_to_string(template))
        if wrong := faults(page):
            found[template] = wrong
    complaints[:] = [said for said in complaints if "Failed to load resource" not in said]
    assert found == {}


def show(page: Page, source: str) -> None:
    """Let the browser have this page, with the files of ours that it asks for."""

    def serve(route: Route) -> None:
        route.fulfill(body=source, content_type="text/html; charset=utf-8")

    page.route("**/rendered/", serve)
    page.goto("/rendered/")
    page.unroute("**/rendered/")
