"""What is logged when something goes wrong: the error's kind and place, and neither its words nor a key."""

import json
import logging
from collections.abc import Callable

import pytest
import structlog
from celery import Task
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import Membership
from accounts.set_up_links import set_up_url
from config.celery import app
from tests.house.conftest import logs_kept

ROW = "null value in column\nDETAIL:  Failing row contains (1, Zoë, Hart)"


def fail() -> None:
    try:
        raise KeyError("Hart")
    except KeyError as first:
        raise ValueError(ROW) from first


def told(log: Callable[[], object]) -> dict[str, object]:
    """The line that is written about a failure, as an object."""
    with logs_kept() as kept:
        try:
            fail()
        except ValueError:
            log()
    (line,) = kept.getvalue().splitlines()
    assert "Hart" not in line
    found: dict[str, object] = json.loads(line)
    return found


@pytest.mark.parametrize(
    ("log", "event"),
    [
        (lambda: structlog.get_logger("us").exception("request_failed"), "request_failed"),
        (lambda: structlog.get_logger("us").error("failed", exc_info=True), "failed"),
        (lambda: logging.getLogger("them").exception("Server error"), "Server error"),
        (lambda: logging.getLogger("them").exception("Server error: %s", ROW), "Server error: ValueError"),
        (
            lambda: logging.getLogger("them").exception("It raised %r", ValueError(ROW)),
            "It raised ValueError",
        ),
    ],
)
def test_an_error_is_told_by_its_kind_and_its_place(log: Callable[[], object], event: str) -> None:
    line = told(log)
    assert (line["event"], line["error"]) == (event, "ValueError from KeyError")
    assert "in fail" in str(line["frames"])


@pytest.mark.parametrize(
    ("error", "said", "event"),
    [
        (KeyError(4), "Internal Server Error: /104723/", "Internal Server Error: /104723/"),
        (ValueError("a"), "Internal Server Error", "Internal Server Error"),
        (ValueError("Hart"), "It said Hart.", "It said ValueError."),
    ],
)
def test_words_are_cut_out_whole_and_no_letters_of_others(error: Exception, said: str, event: str) -> None:
    with logs_kept() as kept:
        logging.getLogger("them").error(said, exc_info=error)
    assert json.loads(kept.getvalue())["event"] == event


def test_a_refusal_is_one_plain_line() -> None:
    with logs_kept() as kept:
        logging.getLogger("django.request").warning("Forbidden: /104723/", exc_info=PermissionDenied("x"))
    assert json.loads(kept.getvalue()) == {"event": "Forbidden: /104723/", "error": "PermissionDenied"}


def test_a_task_that_fails_is_told_without_words() -> None:
    task: Task = app.task(fail, name="tests.fail")
    try:
        with logs_kept() as kept:
            task.apply()
    finally:
        app.tasks.pop("tests.fail")
    line = json.loads(kept.getvalue().splitlines()[-1])
    assert line["event"].startswith("Task tests.fail[")
    assert line["error"] == "ValueError from KeyError"
    assert "Hart" not in kept.getvalue()


def test_a_set_up_link_is_cut_out_of_every_line(ada: Membership) -> None:
    path = "/set-up/" + set_up_url(ada.user).split("/set-up/")[1]
    token = path.rstrip("/").split("/")[-1]
    browser = Client(enforce_csrf_checks=True)
    with logs_kept() as kept:
        assert browser.get(path).status_code == 200
        assert browser.post(path, {"password": "correct horse"}).status_code == 403
        browser.get("/accounts/password/reset/key/3-d1abc-0123456789abcdef/")
    assert "GET /set-up/.../" in kept.getvalue()
    assert "Forbidden" in kept.getvalue()
    assert token not in kept.getvalue()
    assert "0123456789abcdef" not in kept.getvalue()
