"""The proof behind a status, and how much of it each reader sees."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from accounts.models import Membership, School
from accounts.tenancy import school_context
from students.models import Student
from tests.reporting.ledger import Ledger

ClientOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 3, 31, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def ledger(ashby: School) -> Ledger:
    with school_context(ashby):
        ledger = Ledger(ashby)
        ledger.qualification(ledger.adviser("Ann Marsh"), "2019-07-01")
    return ledger


@pytest.fixture
def seen(ledger: Ledger, ada: Membership) -> Student:
    """Counted once; before that seen at a previous school, and once more by mistake."""
    ann = ledger.rows[0]
    with school_context(ledger.school):
        student = ledger.student(11, form="11B")
        ledger.interview(student, ann, "2026-01-12", minutes=37)
        ledger.interview(student, None, "2024-05-02", minutes=41)
        ledger.interview(
            student, ann, "2026-02-03", minutes=53, withdrawn_at="2026-02-04", withdrawn_by=ada.user
        )
    return student


def page_of(browser: Client, student: Student) -> str:
    response = browser.get(f"/104723/proof/{student.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_careers_leader_sees_every_interview(ada: Membership, seen: Student, client_of: ClientOf) -> None:
    page = page_of(client_of(ada), seen)
    assert "37 minutes" in page
    assert "at Brook School" in page
    assert "3 February 2026" in page
    assert "It was withdrawn" in page


def test_a_tutor_sees_date_adviser_and_whether_it_counts(
    tess: Membership, seen: Student, client_of: ClientOf
) -> None:
    browser = client_of(tess)
    page = page_of(browser, seen)
    assert ("12 January 2026" in page, "2 May 2024" in page, "Ann Marsh" in page) == (True, True, True)
    assert ("minutes" in page, "Brook School" in page, "3 February 2026" in page) == (False, False, False)
    links = {part.split('"')[0] for part in page.split('href="')[1:] if "/interviews/" in part.split('"')[0]}
    assert {browser.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize(
    ("year_group", "held", "said"),
    [
        (11, 0, "No interview counts yet. One is needed."),
        (11, 1, "1 interview counts. The target is met."),
        (13, 0, "No interview counts yet. Two are needed."),
        (13, 1, "1 interview counts. One more is needed."),
        (13, 2, "2 interviews count. The target is met."),
    ],
)
def test_one_sentence_says_how_far_a_student_has_come(
    ada: Membership, ledger: Ledger, client_of: ClientOf, year_group: int, held: int, said: str
) -> None:
    with school_context(ledger.school):
        student = ledger.student(year_group)
        for day in range(held):
            ledger.interview(student, ledger.rows[0], f"2026-01-{day + 12}")
    browser = client_of(ada)
    assert said in page_of(browser, student)
    assert said in browser.get(f"/104723/students/{student.pk}/").content.decode()


def test_a_proof_with_nothing_in_it_leads_to_the_form(
    ada: Membership, tess: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    with school_context(ledger.school):
        student = ledger.student(11, form="11B")
    link = f"/104723/interviews/record/?student={student.pk}"
    assert link in page_of(client_of(ada), student)
    assert link not in page_of(client_of(tess), student)


def test_the_menu_shows_the_students(ada: Membership, seen: Student, client_of: ClientOf) -> None:
    assert '<a href="/104723/students/" aria-current="page">' in page_of(client_of(ada), seen)


def test_who_is_left_out_is_told_to_those_who_may_know(
    ada: Membership, tess: Membership, seen: Student, ledger: Ledger, client_of: ClientOf
) -> None:
    with school_context(ledger.school):
        ledger.exclusion(seen, "2025-09-01", recorded_by=ada.user)
    assert "Left out of the eligible figure: Educated elsewhere" in page_of(client_of(ada), seen)
    assert "Educated elsewhere" not in page_of(client_of(tess), seen)
