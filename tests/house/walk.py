"""A walk through every page, as everybody, with one's own ids and other people's; the tests read its log.

The database's own wall between the schools is opened during the walk: what keeps them apart here is the code
alone. Each request is undone, so that none sees what another did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.forms import BaseForm, BaseFormSet, ModelChoiceField
from django.test import Client

from accounts.models import RecordAccess, User
from accounts.tenancy import school_context
from tests.house.addresses import absent_ids, address, ids_of, names_in, posted, questions
from tests.house.canaries import IDENTIFIER, MARKUP, canaries_in
from tests.house.reading import body_of, fingerprint, text_of
from tests.house.routes import Route
from tests.house.world import PARTS, SchoolWorld, World

METHODS = ("GET", "POST")
OWN, OTHER_FORM, ALSO, FOREIGN, ABSENT = "own", "another form", "another state", "foreign", "absent"
FOREIGN_SCHOOL, NO_SCHOOL = "another school's page", "a page of no school"
INSIDERS = (*PARTS, "adviser_at_both")
OUTSIDERS = ("stranger", "nobody", "anonymous")
NO_SUCH_URN = "999999"
WRITING = re.compile(r"\b(insert into|update|delete from) \"?(\w+)", re.IGNORECASE)
MAY_BE_WRITTEN = {"accounts_recordaccess", "django_session", "of"}
"""By reading a page: the access log, the log-in itself; `for update of` locks and writes nothing."""


@dataclass(frozen=True)
class Step:
    """One request of the walk: who asks where for what."""

    route: str
    part: str
    place: str
    method: str = "GET"
    question: str = ""
    htmx: bool = False
    school: str = "ashby"
    also: int = 0

    def __str__(self) -> str:
        asked = f"?{self.question}" if self.question else ""
        htmx = " (htmx)" if self.htmx else ""
        return f"{self.method} {self.route}{asked}{htmx} as {self.part} of {self.school}, {self.place}"


@dataclass
class Visit:
    """What came of it."""

    step: Step
    status: int
    location: str
    text: str
    canaries: set[str]
    identifiers: set[str]
    fingerprint: tuple[Any, ...]
    is_written_by_texts: bool = False
    """Whether the markup in a text stands in the page as it is."""
    error: str = ""
    accesses: list[tuple[str, str, set[str]]] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    choices: list[tuple[str, str, int | None]] = field(default_factory=list)
    """What the page's forms offer to choose from: the box, the row, and the school it belongs to."""


@dataclass
class Walked:
    """The whole walk: every visit, and what was logged on the way."""

    visits: list[Visit]
    log: str

    def where(self, **wanted: Any) -> list[Visit]:
        """The visits whose steps are such."""
        return [
            visit
            for visit in self.visits
            if all(getattr(visit.step, name) == value for name, value in wanted.items())
        ]


class Walker:
    """Asks for pages and writes down what came."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions: dict[int, str] = {}
        self.client = Client(raise_request_exception=False)

    def walk(self, routes: list[Route]) -> list[Visit]:
        """Every page as everybody."""
        return [visit for route in routes for visit in self.visits_of(route)]

    def visits_of(self, route: Route) -> Iterator[Visit]:
        """One page as everybody: at Ashby in every way, at Brook as its own people."""
        for part in INSIDERS:
            yield from self.insider(route, part)
        for method in METHODS:
            for part in OUTSIDERS:
                yield self.ask(Step(route.name, part, FOREIGN_SCHOOL, method), route)
            yield self.ask(Step(route.name, "stranger", NO_SCHOOL, method), route)

    def insider(self, route: Route, part: str) -> Iterator[Visit]:
        """A page of one's own school: with the ids of one's own, of another form, of others, of nothing.

        Where the plain page is refused whatever it is asked for, only another school's id is tried as well.
        """
        for method in METHODS:
            plain = self.ask(Step(route.name, part, OWN, method), route)
            yield plain
            if plain.status not in (403, 405):
                yield from self.admitted(route, part, method)
            elif route.ids and method == "GET":
                yield self.ask(Step(route.name, part, FOREIGN, method), route)

    def admitted(self, route: Route, part: str, method: str) -> Iterator[Visit]:
        """Everything else that is asked of a page one may open."""
        for question in questions(route):
            has_ids = bool(route.ids or "{" in question)
            if question and (has_ids or method == "GET"):
                yield self.ask(Step(route.name, part, OWN, method, question), route)
            if has_ids:
                for place in (FOREIGN, ABSENT):
                    yield self.ask(Step(route.name, part, place, method, question), route)
        if set(names_in(route)) & self.world.ashby.other_form.keys():
            yield self.ask(Step(route.name, part, OTHER_FORM, method, questions(route)[-1]), route)
        if method == "GET":
            yield self.ask(Step(route.name, part, OWN, htmx=True), route)
            yield self.ask(Step(route.name, part, OWN, school="brook"), route)
            for number in range(len(self.world.ashby.also.get(route.name, ()))):
                yield self.ask(Step(route.name, part, ALSO, also=number), route)

    def ask(self, step: Step, route: Route) -> Visit:
        """Send the request, write down the answer, and undo everything."""
        here, user = self.who(step)
        path, data, ids = self.where(step, route, here)
        self.client.cookies.clear()
        if user is not None:
            self.client.cookies["sessionid"] = self.session_of(user)
        send = self.client.post if step.method == "POST" else self.client.get
        with transaction.atomic():
            with school_context(*(each.school for each in self.world.schools())):
                with noted_writes() as writes:
                    response = send(path, data, headers={"HX-Request": "true"} if step.htmx else {})
                visit = self.written_down(step, here, response, writes, ids)
            transaction.set_rollback(True)
        return visit

    def who(self, step: Step) -> tuple[SchoolWorld, User | None]:
        """The school that is asked about, and the person who asks; None: nobody has logged in."""
        here = self.world.brook if step.school == "brook" else self.world.ashby
        people: dict[str, User | None] = {
            "anonymous": None,
            "nobody": self.world.nobody,
            "stranger": self.world.brook.user("leader"),
        }
        return here, people[step.part] if step.part in people else here.user(step.part)

    def where(
        self, step: Step, route: Route, here: SchoolWorld
    ) -> tuple[str, dict[str, str], dict[str, Any]]:
        """The address, the form that is sent there, and the ids in both."""
        there = self.world.brook if here is self.world.ashby else self.world.ashby
        ids = {
            OTHER_FORM: lambda: ids_of(here, route, other_form=True),
            FOREIGN: lambda: ids_of(there, route),
            ABSENT: lambda: absent_ids(here, route),
            ALSO: lambda: ids_of(here, route) | here.also[route.name][step.also],
        }.get(step.place, lambda: ids_of(here, route))()
        urn = NO_SUCH_URN if step.place == NO_SCHOOL else here.school.urn
        data = posted(route, here, ids) if step.method == "POST" else {}
        return address(route, urn, ids, step.question), data, ids

    def session_of(self, user: User) -> str:
        """A session in which this person is logged in, the same for the whole walk."""
        if user.pk not in self.sessions:
            client = Client()
            client.force_login(user)
            self.sessions[user.pk] = client.cookies["sessionid"].value
        return self.sessions[user.pk]

    def written_down(
        self, step: Step, here: SchoolWorld, response: Any, writes: list[str], ids: dict[str, Any]
    ) -> Visit:
        """The answer and its traces, while they are still there."""
        body = body_of(response)
        text = text_of(body)
        error = getattr(response, "exc_info", None)
        return Visit(
            step=step,
            status=response.status_code,
            location=response.headers.get("Location", ""),
            text=text,
            canaries=canaries_in(f"{text} {response.headers}"),
            identifiers=set(IDENTIFIER.findall(f"{text} {response.headers}")),
            fingerprint=fingerprint(response, body, ids),
            is_written_by_texts=MARKUP.strip().encode() in body
            and response.headers.get("Content-Type", "").startswith("text/html"),
            error=repr(error[1]) if error and response.status_code == 500 else "",
            accesses=[
                (entry.kind, entry.what, {str(each) for each in entry.student_ids})
                for entry in RecordAccess.objects.filter(school=here.school)
            ],
            writes=writes,
            choices=choices(response.context),
        )


@contextmanager
def noted_writes() -> Iterator[list[str]]:
    """The tables that are written to."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        written = {table for _, table in WRITING.findall(str(sql))} - MAY_BE_WRITTEN
        found.extend(sorted(written))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def choices(context: Any) -> list[tuple[str, str, int | None]]:
    """The rows that the forms of a page offer, each with its school."""
    values = [value for layer in context or () for value in _flat(layer).values()]
    return [
        (f"{type(form).__name__}.{name}", f"{row._meta.label} {row.pk}", getattr(row, "school_id", None))
        for form in _forms(values)
        for name, box in form.fields.items()
        if isinstance(box, ModelChoiceField)
        for row in box.queryset
    ]


def _flat(layer: Any) -> dict[str, Any]:
    return layer.flatten() if hasattr(layer, "flatten") else layer


def _forms(values: list[Any]) -> Iterator[BaseForm]:
    seen: set[int] = set()
    for value in values:
        for form in value.forms if isinstance(value, BaseFormSet) else [value]:
            if isinstance(form, BaseForm) and id(form) not in seen:
                seen.add(id(form))
                yield form
