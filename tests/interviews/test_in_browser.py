"""The pages of interviews in a real browser: narrow and wide, for axe, and on one sheet of paper."""

import io
from collections.abc import Iterator
from datetime import date
from mimetypes import guess_type
from uuid import uuid4

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, Page, Route, sync_playwright
from pypdf import PdfReader

from interviews.actions import add_addendum, correct_interview
from interviews.drafts import Step, Text
from tests.interviews.conftest import NOW
from tests.interviews.test_recording import FULL

pytestmark = pytest.mark.browser
SITE = "http://waymark.test"
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def chromium(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def opened(chromium: Browser, source: str, size: dict[str, int]) -> Page:
    """A page as the server wrote it, with the style sheets, fonts and scripts of ours that it asks for."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE).partition("?")[0]
        if not path.startswith("/static/"):
            route.fulfill(body=source, content_type="text/html; charset=utf-8")
            return
        file = settings.BASE_DIR / path.lstrip("/")
        if file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=guess_type(file.name)[0] or "font/woff2")
        else:
            route.fulfill(status=404, body="")

    page = chromium.new_context(viewport=size).new_page()
    page.route(f"{SITE}/**", serve)
    page.goto(f"{SITE}/page")
    page.evaluate("document.fonts.ready")
    return page


@pytest.fixture
def pages(client_of, ada, ben, tess, recorded, roster, cal) -> dict[str, str]:
    """Every page of the app, as somebody who may see it gets it."""
    interview = recorded(FULL)
    add_addendum(interview=interview, text="More", confidential=True, by=ben.user, at=NOW)
    interview = correct_interview(
        interview=interview, changes={"minutes": 40}, reason="x", by=ben.user, at=NOW
    )
    unshared = recorded(Text(summary="Kept"), held_on=date(2026, 2, 1), student=roster["Amir"])
    recorded(held_on=date(2026, 3, 1), student=roster["Amir"], adviser=cal, by=ada)
    one, form = f"{interview.pk}/", f"?student={roster['Zoë'].pk}"
    clients = {"ada": client_of(ada), "ben": client_of(ben), "tess": client_of(tess)}
    asked = [("ben", ""), ("ada", ""), ("tess", ""), ("ada", "?year=7"), ("ben", "record/")]
    asked += [("ben", f"record/{form}"), ("ada", f"record/{form}"), ("ada", f"record/previous-school/{form}")]
    asked += [(who, one) for who in clients] + [("ben", f"{one}{page}/") for page in ("correct", "withdraw")]
    asked += [
        ("ben", f"{one}safeguarding/"),
        ("ada", f"{unshared.pk}/plan/"),
        ("ada", "?counts=not_attended"),
    ]
    asked += [("ben", f"{one}text/"), ("ben", f"{one}add/"), ("tess", f"{one}plan/"), ("ada", "imports/")]
    found = {
        f"{who} {path}": clients[who].get(f"/104723/interviews/{path}", follow=True).content.decode()
        for who, path in asked
    }
    wrong = clients["ben"].post(f"/104723/interviews/record/{form}", {"steps-TOTAL_FORMS": "1"})
    found["record with problems"] = wrong.content.decode()
    again = {"held_on": "2026-03-31", "adviser": interview.adviser_id, "outcome": "attended", "minutes": "9"}
    again |= {"mode": "in_person", "kind": "one_to_one", "token": str(uuid4())}
    again |= {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}
    asked_again = clients["ben"].post(f"/104723/interviews/record/{form}", again).content.decode()
    assert 'name="is_another"' in asked_again
    found["recorded already"] = asked_again
    for name, rows in (("bad", "1,31/02/2026,Nobody"), ("good", "1,2026-01-09,Ben Okafor")):
        file = SimpleUploadedFile("held.csv", f"MIS ID,Date,Adviser\n{rows}\n".encode())
        sent = clients["ada"].post("/104723/interviews/imports/", {"file": file}, follow=True)
        found[f"{name} import"] = sent.content.decode()
    return found


def test_nothing_scrolls_sideways_and_axe_finds_nothing(pages, chromium):
    wide, faults = {}, {}
    for name, source in pages.items():
        page = opened(chromium, source, PHONE)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            if (width := page.evaluate("document.documentElement.scrollWidth")) != size["width"]:
                wide[name] = width
        if found := Axe().run(page).response["violations"]:
            faults[name] = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
        page.context.close()
    assert (wide, faults) == ({}, {})


WORDS = "Enjoys chemistry, and looks after her younger cousins on most afternoons of the week. "
LENGTHS = {
    "short": FULL,
    "long": Text(summary=WORDS * 40, steps=(Step("Book the open evening"),) * 6, shared_with_student=True),
    "longest": Text(
        summary=(WORDS * 100)[:4000],
        steps=(Step((WORDS * 4)[:200], "parent", date(2026, 7, 1)),) * 12,
        shared_with_student=True,
    ),
}


@pytest.mark.parametrize("text", LENGTHS.values(), ids=LENGTHS)
def test_a_plan_is_one_sheet_however_much_was_said(client_of, ben, recorded, request, text):
    interview = recorded(text)
    source = client_of(ben).get(f"/104723/interviews/{interview.pk}/plan/").content.decode()
    paper = opened(request.getfixturevalue("chromium"), source, DESK).pdf(prefer_css_page_size=True)
    sheets = PdfReader(io.BytesIO(paper)).pages
    words = " ".join(sheets[0].extract_text().split())
    assert len(sheets) == 1
    assert "Zoë Okonkwo: action plan" in words
    assert "Book the open evening" in words or "Parent or carer" in words
    assert not [word for word in ("Print", "Interviews", FULL.confidential_note) if word in words]
