"""Every page of the project in a real browser, as everybody: axe finds nothing, nothing scrolls sideways.

The pages are read off the URLconf, so that a new one is looked at without being named here. The world is
the house tests', whose words are longer than any school's: what stays within the screen there stays anywhere.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.inspection import faults
from tests.house.addresses import address, ids_of, questions
from tests.house.routes import school_routes
from tests.house.world import PARTS, SchoolWorld, World

pytestmark = [pytest.mark.browser, pytest.mark.pdf, pytest.mark.usefixtures("own_files")]
MAIN = re.compile(rb"<main.*</main>", re.DOTALL)
ONE_TIME = re.compile(rb'value="[\w-]{30,}"')


def test_every_page_as_everybody(window: Callable[..., Page], world: World) -> None:
    looked_at, found, seen = set(), {}, set[bytes]()
    for part in PARTS:
        page = window(world.ashby.members[part])
        for asked in pages_of(world.ashby, part, seen):
            page.goto(asked)
            looked_at.add(asked)
            if wrong := faults(page):
                found[part, asked] = wrong
    assert found == {}
    assert len(looked_at) > 70


def pages_of(here: SchoolWorld, part: str, seen: set[bytes]) -> list[str]:
    """The whole pages that this person may open, less those that others got word for word."""
    client = Client(raise_request_exception=False)
    client.force_login(here.user(part))
    return [asked for asked in addresses(here) if is_new(client.get(asked), seen)]


def addresses(here: SchoolWorld) -> Iterator[str]:
    """Every page of a school: as it is, with its questions, and of what is in another state."""
    for route in school_routes():
        ids = ids_of(here, route)
        for question in questions(route):
            yield address(route, here.school.urn, ids, question)
        for more in here.also.get(route.name, ()):
            yield address(route, here.school.urn, ids | more)


def is_new(answer: Any, seen: set[bytes]) -> bool:
    """Whether it is a page, and none that was seen already."""
    main = MAIN.search(answer.content) if answer.status_code == 200 and not answer.streaming else None
    if main is None:
        return False
    words = ONE_TIME.sub(b"", main[0])
    is_first = words not in seen
    seen.add(words)
    return is_first
