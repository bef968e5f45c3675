"""Debian's Chromium in front of the real server, on a day that stands still.

What the browser complains of in its console (a script that fails, a file that is missing, anything that the
content security policy stops) fails the test that was looking.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import Browser, Page, expect, sync_playwright

from accounts.models import Membership
from tests.house.world import NOW as HOUSE_NOW
from tests.house.world import World, build_world
from tests.reporting.worker import use_broker_in

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
PATIENCE = 15_000  # milliseconds; a machine that runs other things too is slow, not wrong


@pytest.fixture(scope="package")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """One browser for all tests of this folder; each test has windows of its own."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, and Django would take our own queries for its mistake.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=chromium_path, args=[*QUIET, *root])
        yield browser
        browser.close()


@pytest.fixture
def today() -> Iterator[datetime]:
    """The server's day: it begins at ten in the morning and goes on."""
    with time_machine.travel(NOW, tick=True):
        yield NOW


@pytest.fixture
def own_files(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is uploaded, issued and rung for goes into a folder of this test."""
    use_broker_in(tmp_path, monkeypatch.setitem)
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path / "media")}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    return tmp_path


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of so far."""
    return []


@pytest.fixture
def window(
    chromium: Browser, live_server: Any, complaints: list[str], client_of: Any
) -> Iterator[Callable[..., Page]]:
    """Open a window, logged in as a member or as nobody; at its end nothing may have been complained of."""
    opened = []

    def open_one(member: Membership | None = None, *, size: Any = DESK, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=size,
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        if member is not None:
            session = client_of(member).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        context.on("console", lambda said: note(complaints, said))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()
    assert complaints == []


def note(complaints: list[str], said: Any) -> None:
    """Keep what is more than information."""
    if said.type in ("error", "warning"):
        complaints.append(f"{said.page.url if said.page else ''}: {said.text}")


@pytest.fixture
def world(transactional_db: None, own_files: Path) -> Iterator[World]:
    """The world of the house tests, on its day: two schools with everything in them, in long words."""
    with time_machine.travel(HOUSE_NOW, tick=True):
        with transaction.atomic():
            built = build_world()
        yield built
