"""What is wrong with the page that a window shows: for axe, on a narrow screen, and on a wide one."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE

AXE = Axe()


def faults(page: Page) -> list[Any]:
    """What axe finds at a desk, and how wide the page gets on either screen when it is too wide."""
    found: list[Any] = []
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")  # letters of another font are of another width
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width != size["width"]:
            found.append(("scrolls sideways", size["width"], width, widest(page)))
    violations = AXE.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    found += [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations]
    return found


def widest(page: Page) -> list[str]:
    """What sticks out, the innermost first."""
    sticking_out: list[str] = page.evaluate(
        """[...document.querySelectorAll("body *")]
            .filter(each => each.getBoundingClientRect().right > 321 || each.scrollWidth > 321)
            .map(each => each.outerHTML.slice(0, 120)).reverse().slice(0, 3)"""
    )
    return sticking_out
