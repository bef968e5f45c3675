"""Who saw whom leaves a line in the access log; no name leaves a trace in logs, jobs, messages or queues."""

import inspect
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from celery import Celery
from django.test import override_settings

from accounts import outbox
from accounts.invitations import INVITATION
from accounts.models import OutboxEmail
from accounts.tenancy import school_context
from accounts.views.access_log import PAGE_NAMES
from config.celery import app
from reporting.actions import request_report
from reporting.models import Job
from tests.house.canaries import canaries_in, kind_of
from tests.house.conftest import LEAKY, walk
from tests.house.expected import ROWS
from tests.house.findings import NAMES, UNLOGGED, unlogged
from tests.house.routes import school_routes
from tests.house.walk import Walked
from tests.house.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
APPS = ("accounts.", "students.", "advisers.", "interviews.", "reporting.", "config.")

KINDS = {
    "students:print_list": "printed",
    "interviews:plan_print": "printed",
    "reporting:figure_print": "printed",
    "reporting:report_download": "exported",
    "reporting:report_data": "exported",
    "students:detail": "opened",
    "students:edit": "opened",
    "students:exclude": "opened",
    "interviews:detail": "opened",
    "interviews:record": "opened",
    "reporting:proof": "opened",
    "students:list": "listed",
    "interviews:list": "listed",
    "interviews:find_student": "listed",
    "reporting:figure": "listed",
}
"""What kind of line some pages leave."""


def test_every_page_that_names_a_student_says_so_in_the_access_log(walked: Walked, world: World) -> None:
    assert list(unlogged(walked.visits, world)) == []
    naming = {
        visit.step.route for visit in walked.visits for word in visit.canaries if kind_of(word) in NAMES
    }
    assert naming >= set(KINDS) | set(UNLOGGED)


@pytest.mark.parametrize("route", KINDS)
def test_the_line_says_what_was_done(walked: Walked, route: str) -> None:
    """An unshared plan is opened and never printed, so the first visit to one's own is looked at."""
    visit = next(each for each in walked.where(route=route, part="leader") if each.accesses)
    assert {kind for kind, _, _ in visit.accesses} == {KINDS[route]}


def test_the_line_names_the_page(walked: Walked) -> None:
    """By its name in the code, so that the page *Who opened what* can say it in words."""
    said = {what for visit in walked.visits for _, what, _ in visit.accesses}
    pages = {name for name, _ in ROWS}
    assert said - pages == set()


def test_the_log_says_in_words_what_each_page_is(walked: Walked) -> None:
    said = {what for visit in walked.visits for _, what, _ in visit.accesses}
    assert said - PAGE_NAMES.keys() == set()
    assert PAGE_NAMES.keys() - {name for name, _ in ROWS} == set(), "named, and there is no such page"


def test_a_refusal_leaves_no_line(walked: Walked) -> None:
    assert [str(visit.step) for visit in walked.visits if visit.status >= 400 and visit.accesses] == []


def test_no_log_holds_a_word_of_either_school(walked: Walked, world: World) -> None:
    assert walked.log.count("request_finished") == len(walked.visits), "the log was written"
    assert canaries_in(walked.log) == set()
    assert [number for here in world.schools() for number in here.numbers if number in walked.log] == []


@override_settings(ROOT_URLCONF=LEAKY)
def test_a_page_that_breaks_logs_where_and_not_on_whom(world: World) -> None:
    walked = walk(world, [route for route in school_routes(LEAKY) if route.name == "broken"])
    broken = [visit for visit in walked.visits if visit.status == 500]
    assert any(canaries_in(visit.error) for visit in broken), "the error holds names"
    assert '"error": "ValueError"' in walked.log
    assert "in broken" in walked.log, "where it happened"
    assert canaries_in(walked.log) == set()


def test_jobs_and_owed_e_mails_hold_ids_alone(world: World) -> None:
    with school_context(*(here.school for here in world.schools())):
        for model in (Job, OutboxEmail):
            rows = list(model.objects.values())
            assert len(rows) >= 4
            assert canaries_in(str(rows)) == set()


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would have been sent to a worker."""
    sent: list[dict[str, Any]] = []

    def send_task(self: Celery, name: str, *args: Any, **options: Any) -> None:
        sent.append({"name": name, "args": args, "kwargs": options.get("kwargs", {})})

    monkeypatch.setattr(Celery, "send_task", send_task)
    return sent


def is_id_or_date(value: Any) -> bool:
    """Whether a message's argument is a UUID or an ISO date, as text."""
    readers: tuple[Callable[[str], object], ...] = (uuid.UUID, date.fromisoformat)
    for read in readers:
        try:
            return isinstance(value, str) and bool(read(value))
        except ValueError:
            continue
    return False


def test_messages_to_workers_hold_ids_and_dates_alone(
    world: World, messages: list[dict[str, Any]], django_capture_on_commit_callbacks: Any
) -> None:
    here = world.ashby
    with django_capture_on_commit_callbacks(execute=True), school_context(here.school):
        request_report(school=here.school, as_at=TODAY, at=NOW, by=here.user("leader"))
        outbox.enqueue(
            school=here.school,
            kind=INVITATION,
            object_id=here.members["senior"].pk,
            recipient=here.user("senior"),
            on=TODAY,
            at=NOW,
        )
    assert {message["name"] for message in messages} == {"reporting.run_job", "accounts.deliver_outbox"}
    assert [message for message in messages if message["args"]] == []
    values = [value for message in messages for value in message["kwargs"].values()]
    assert values
    assert [value for value in values if not is_id_or_date(value)] == []


def our_tasks() -> dict[str, Any]:
    """The tasks of our apps, by name."""
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if name.startswith(APPS)}


def test_tasks_have_a_name_of_their_own_and_take_texts_by_keyword() -> None:
    tasks = our_tasks()
    assert {"reporting.run_job", "accounts.deliver_outbox", "reporting.sweep"} <= set(tasks)
    for name, task in tasks.items():
        assert ".tasks." not in name, f"{name}: give the task an explicit name"
        for parameter in inspect.signature(task.run).parameters.values():
            assert parameter.kind is parameter.KEYWORD_ONLY, f"{name}: {parameter.name} by keyword"
            assert parameter.annotation in (str, "str"), f"{name}: {parameter.name} an id or a date, as text"


def test_a_name_is_neither_an_id_nor_a_date() -> None:
    assert [is_id_or_date(value) for value in ("Zoë", 7, "2026-03-31", str(uuid.uuid4()))] == [
        False,
        False,
        True,
        True,
    ]
