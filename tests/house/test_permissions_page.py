"""docs/permissions.md says what the tests declare."""

import pytest

from tests.house.permissions_page import PAGE, cell, written
from tests.house.routes import school_routes

HOW = "python3 manage.py test tests/house/test_permissions_page.py --write-permissions"


def test_the_page_says_what_is_declared(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-permissions", default=False):
        PAGE.write_text(written())
    assert PAGE.read_text() == written(), (
        f"docs/permissions.md is not what the table says. Print it anew: {HOW}"
    )


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        ("reporting:overview", "senior", "yes"),
        ("reporting:overview", "tutor", "–"),
        ("students:detail", "tutor", "own form"),
        ("students:list", "tutor", "own form"),
        ("interviews:correct", "adviser", "own interviews"),
        ("students:detail", "tutor_administrator", "yes"),
        ("accounts:settings", "adviser", "reads"),
        ("interviews:edit_text", "leader", "led on"),
        ("interviews:mark_step", "adviser", "yes"),
    ],
)
def test_a_cell_in_plain_words(name: str, part: str, words: str) -> None:
    assert cell(name, part) == words


def test_every_page_says_what_it_is_for() -> None:
    assert [route.name for route in school_routes() if not route.words.endswith((".", ":"))] == []
