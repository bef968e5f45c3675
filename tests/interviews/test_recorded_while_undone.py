"""An interview is recorded while an import is undone that brought the student, or by two at once."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from accounts.actions import Refused
from accounts.models import School
from accounts.tenancy import school_context
from interviews.actions import record_interview
from interviews.drafts import Facts
from interviews.models import Interview
from students.actions import undo_import
from students.models import RosterImport, Student
from tests.students.rosters import bring_in, last_import, line

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def newcomer(ashby: School) -> Student:
    """A student whom the last import has added."""
    with school_context(ashby):
        bring_in(ashby, line(1))
        return Student.objects.get()


def record(newcomer: Student) -> Interview:
    facts = Facts(newcomer, date(2026, 3, 2), previous_school="Old School", evidence="reported")
    return record_interview(school=newcomer.school, facts=facts, by=None, at=NOW)


def elsewhere(school: School, deed: Callable[[], object]) -> tuple[threading.Thread, list[str]]:
    """Begin a deed in another transaction; what it said in the end is in the list."""
    said: list[str] = []

    def run() -> None:
        try:
            with school_context(school):
                deed()
            said.append("done")
        except Refused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=1)  # long enough to come to where it must wait
    return thread, said


def test_the_undo_waits_and_is_refused(ashby: School, newcomer: Student) -> None:
    undone = last_of(ashby)
    with school_context(ashby):
        record(newcomer)
        undo, said = elsewhere(ashby, lambda: undo_import(roster_import=undone, by=None, at=NOW))
        assert said == []
    undo.join(timeout=20)
    assert "cannot be undone" in said[0]
    with school_context(ashby):
        assert Interview.objects.get().student == newcomer


def test_the_recording_waits_and_is_refused(ashby: School, newcomer: Student) -> None:
    undone = last_of(ashby)
    with school_context(ashby):
        undo_import(roster_import=undone, by=None, at=NOW)
        recording, said = elsewhere(ashby, lambda: record(newcomer))
        assert said == []
    recording.join(timeout=20)
    assert "is not here any more" in said[0]
    with school_context(ashby):
        assert not Interview.objects.exists()


def test_the_same_interview_recorded_by_two_at_once_is_one(ashby: School, newcomer: Student) -> None:
    with school_context(ashby):
        record(newcomer)
        second, said = elsewhere(ashby, lambda: record(newcomer))
        assert said == []
    second.join(timeout=20)
    assert "is already recorded" in said[0]
    with school_context(ashby):
        assert Interview.objects.count() == 1


def last_of(school: School) -> RosterImport:
    with school_context(school):
        return last_import()
