"""Where each page is asked for in the walk: with which ids, which questions after the `?`, which form posted.

A page whose address holds an id of a name that is not known here cannot be walked, and the walk fails.
"""

from collections.abc import Iterator
from string import Formatter
from typing import Any

from django.urls import reverse

from tests.house.routes import Route
from tests.house.world import ABSENT, SchoolWorld

QUESTIONS: dict[str, tuple[str, ...]] = {
    "interviews:record": ("student={student}",),
    "interviews:previous_school": ("student={student}",),
    "interviews:will_count": ("student={student}&held_on=2026-03-20&adviser={adviser_id}",),
    "interviews:list": ("whose=all", "whose=all&counts=no", "adviser={adviser_id}"),
    "reporting:figure": ("year_group=11", "year_group=11&need=in_care", "excluded=yes"),
    "reporting:figure_print": ("year_group=11&met=no",),
    "reporting:overview": ("as_at=2026-01-31",),
    "students:list": ("year_group=11", "need=in_care", "status=due", "who=left"),
    "students:print_list": ("year_group=11", "need=in_care", "status=due", "who=left"),
    "students:import_preview": ("show=changed", "show=leavers", "show=warnings"),
    "advisers:add_credential": ("kind=register",),
}
"""Questions that a page is asked beside the plain one. An id in braces is taken from the world."""

FORMS: dict[str, dict[str, str]] = {
    "interviews:find_student": {"name": "{mark}"},
    "students:list": {"q": "{mark}"},
}
"""What is posted where an empty form shows nobody. `{mark}`: what all the school's canaries begin with."""


class UnknownId(Exception):
    """An address holds an id that nobody has told the world about."""

    def __init__(self, route: Route, name: str) -> None:
        super().__init__(
            f"{route.name} ({route.address}) holds an id named {name!r}, which the world of the house tests "
            "does not know: set ids[{0!r}] in the world_….py that makes such a thing (and other_form[{0!r}] "
            "when it belongs to a student), so that the walk can ask for one's own and for "
            "another school's".format(name)
        )


def ids_of(here: SchoolWorld, route: Route, *, other_form: bool = False) -> dict[str, Any]:
    """This school's ids for one page; with `other_form`, such as belong to another form than the tutor's."""
    known = here.ids | (here.other_form if other_form else {}) | here.ids_for.get(route.name, {})
    for name in names_in(route):
        if name not in known:
            raise UnknownId(route, name)
    return known


def names_in(route: Route) -> list[str]:
    """The names of the ids in a page's address and in the questions it is asked."""
    asked = [name for question in QUESTIONS.get(route.name, ()) for name in named(question)]
    return list(dict.fromkeys([*route.ids, *asked]))


def named(template: str) -> Iterator[str]:
    """The names in braces."""
    return (name for _, name, _, _ in Formatter().parse(template) if name)


def questions(route: Route) -> tuple[str, ...]:
    """Every question asked of a page: the plain one and the others."""
    return ("", *QUESTIONS.get(route.name, ()))


def address(route: Route, urn: str, ids: dict[str, Any], question: str = "") -> str:
    """The page's address at a school with these ids."""
    path = reverse(route.name, kwargs={"urn": urn} | {name: ids[name] for name in route.ids})
    return f"{path}?{question.format(**ids)}" if question else path


def absent_ids(here: SchoolWorld, route: Route) -> dict[str, Any]:
    """Ids of nothing at all, of the kind the address takes."""
    return {name: ABSENT[type(value)] for name, value in ids_of(here, route).items() if value is not None}


def posted(route: Route, here: SchoolWorld, ids: dict[str, Any]) -> dict[str, str]:
    """The form that is sent to a page."""
    mark = here.word("")[:-1]
    return {name: value.format(mark=mark, **ids) for name, value in FORMS.get(route.name, {}).items()}
