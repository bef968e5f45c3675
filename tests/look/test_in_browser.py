"""The pieces in a real browser: at 320 pixels, with the keyboard, and with scripts switched off."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
SHEETS = ["vendor/bootstrap/bootstrap.min.css", "waymark.css", "components.css", "forms.css"]

PAGE = Path(__file__).with_name("plan.html").read_text()


class Plan(forms.Form):
    """What the page asks for."""

    summary = forms.CharField(widget=forms.Textarea, help_text="In the student's words.")
    shared_with = forms.MultipleChoiceField(
        choices=[("s", "Student"), ("t", "Form tutor")], widget=forms.CheckboxSelectMultiple, required=False
    )


class Action(forms.Form):
    """One row of the plan."""

    text = forms.CharField(label="Action", required=False)
    due_on = forms.DateField(label="By", required=False, widget=forms.DateInput(attrs={"type": "date"}))


Actions = forms.formset_factory(Action, extra=1, can_delete=True)


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def html(data: dict[str, str] | None = None) -> str:
    """The page as the server writes it, for Ada at Ashby."""
    school = SimpleNamespace(name="Ashby High", urn="104723")
    entries = [
        SimpleNamespace(label=label, url="#", is_current=label == "Overview")
        for label in ("Overview", "Students")
    ]
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    context = {
        "user": SimpleNamespace(is_authenticated=True, name="Ada Lowe", initials="AL"),
        "school": school,
        "membership": SimpleNamespace(role_names="Careers leader", school=school),
        "memberships": [SimpleNamespace(school=school)],
        "navigation": entries,
        "page": Paginator(range(120), 50).page(1),
        "query": QueryDict("year=11"),
        "form": Plan(data),
        "formset": Actions(None if data is None else rows),
    }
    return Template(PAGE).render(Context(context))


def opened(chromium: Browser, source: str, size: dict[str, int], *, scripts: bool = True) -> Page:
    """The page on a screen of this size, in its skin."""
    page = chromium.new_context(viewport=size, java_script_enabled=scripts).new_page()
    static = settings.BASE_DIR / "static"
    skin = "".join((static / sheet).read_text() for sheet in SHEETS)
    page.set_content(source.replace("</head>", f"<style>{skin}</style></head>"))
    if scripts:
        page.add_script_tag(path=static / "waymark.js")
    return page


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("data", [None, {}], ids=["fresh", "with problems"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(chromium, size, data):
    page = opened(chromium, html(data), size)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_on_a_phone_the_menu_is_behind_one_button(chromium):
    page = opened(chromium, html(), PHONE)
    button, link = page.get_by_role("button", name="Menu"), page.get_by_role("link", name="Students")
    expect(link).to_be_hidden()
    button.press("Enter")
    expect(link).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")


def test_without_scripts_the_menu_is_open_and_rows_are_removed_by_ticks(chromium):
    page = opened(chromium, html(), PHONE, scripts=False)
    expect(page.get_by_role("link", name="Students")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    expect(page.get_by_label("Delete")).to_be_visible()
    expect(page.get_by_role("button", name="Add an action")).to_be_hidden()


def test_at_a_desk_the_menu_needs_no_button_and_the_account_opens_by_key(chromium):
    page = opened(chromium, html(), DESK)
    expect(page.get_by_role("link", name="Overview")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    page.locator(".account summary").press("Enter")
    expect(page.get_by_role("link", name="Log out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Log out")).to_be_hidden()


def test_rows_are_added_and_taken_away(chromium):
    page = opened(chromium, html(), DESK)
    page.get_by_role("button", name="Add an action").click()
    expect(page.locator("#id_form-1-text")).to_be_focused()
    expect(page.locator("[name=form-TOTAL_FORMS]")).to_have_value("2")
    page.get_by_role("button", name="Remove this row").first.click()
    expect(page.locator("#id_form-0-text")).to_be_hidden()
    expect(page.locator("[name=form-0-DELETE]")).to_be_checked()
    expect(page.locator("[name=form-1-DELETE]")).not_to_be_checked()


def test_escape_blanks_the_screen_and_brings_it_back(chromium):
    page = opened(chromium, html(), DESK)
    page.get_by_label("Summary").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Screen hidden")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Summary")).to_be_focused()


def test_what_is_wrong_has_the_focus_and_leads_to_the_box(chromium):
    page = opened(chromium, html({}), DESK)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Enter the summary").press("Enter")
    expect(page.get_by_label("Summary")).to_be_focused()


def test_the_focus_is_never_invisible(chromium):
    page = opened(chromium, html(), DESK)
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert outline == "rgb(22, 34, 58) solid 3px"
