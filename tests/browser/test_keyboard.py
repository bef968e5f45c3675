"""An interview written up without a mouse: everything is reached, in order, and one sees where one is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Membership
from students.models import Student
from tests.browser.school import furnish

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("today", "own_files")]

MARK_ALL = """() => {
    const all = [...document.querySelectorAll("main a, main button, main input, main select, main textarea")]
    const reachable = all.filter(each => each.checkVisibility() && !each.disabled)
    reachable.forEach((each, place) => { each.dataset.place = place })
    return reachable.length
}"""
WHERE = """async () => {
    for (const _ of "12") await new Promise(requestAnimationFrame)  // the page scrolls with the focus
    const here = document.activeElement
    const box = here.getBoundingClientRect()
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20))
    return {
        place: "place" in here.dataset ? Number(here.dataset.place) : null,
        outline: getComputedStyle(here).outline,
        covered: !(here === top || here.contains(top) || top?.closest("label")?.control === here),
        name: here.outerHTML.slice(0, 80),
    }
}"""
OUTLINE = "rgb(22, 34, 58) solid 3px"
LONG_ENOUGH = 120


@pytest.fixture
def students(ben: Membership) -> dict[str, Student]:
    """Ashby's students; Ben is qualified."""
    return furnish(ben.school, ben)


def test_the_record_form_is_reached_in_order_and_nothing_is_hidden(
    window: Callable[..., Page], ben: Membership, students: dict[str, Student]
) -> None:
    page = window(ben)
    page.goto(f"/104723/interviews/record/?student={students['Amir'].pk}")
    count = page.evaluate(MARK_ALL)
    page.locator("main").focus()
    visited: list[int] = []
    for _ in range(LONG_ENOUGH):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        if here["place"] is None:
            break
        assert (here["outline"], here["covered"], here["name"]) == (OUTLINE, False, here["name"])
        if here["place"] not in visited:
            visited.append(here["place"])
    assert visited == list(range(count))


def test_an_interview_is_recorded_by_keys_alone(
    window: Callable[..., Page], ben: Membership, students: dict[str, Student]
) -> None:
    page = window(ben)
    page.goto("/104723/interviews/record/")
    expect(page.get_by_label("Student", exact=True)).to_be_focused()
    page.keyboard.type("lodzki")
    expect(page.get_by_role("link", name="Łódzki, Amir")).to_be_visible()
    tab_to(page, "Łódzki, Amir")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Interview with Amir Łódzki")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips the menu
    for label, words in [("Minutes", "45"), ("What we talked about", "Likes numbers.")]:
        tab_to(page, label)
        page.keyboard.type(words)
    tab_to(page, "Form tutor")
    page.keyboard.press("Space")
    tab_to(page, "Record the interview")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("It counts towards Benchmark 8.")
    expect(page.get_by_label("Form tutor")).to_be_checked()


def tab_to(page: Page, name: str) -> None:
    """Press the key until what bears this name has the focus."""
    for _ in range(LONG_ENOUGH):
        page.keyboard.press("Tab")
        words = page.evaluate(
            """() => {
                const here = document.activeElement
                return [...(here.labels ?? []), here].map(each => each.innerText.trim())
            }"""
        )
        if any(each.startswith(name) for each in words):
            return
    raise AssertionError(f"the key never leads to {name!r}")
