"""The dashboard: what each role sees, that numbers open their lists, and that size costs no statements."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, RecordAccess, School
from accounts.tenancy import school_context
from tests.reporting.ledger import Ledger

ClientOf = Callable[[Membership], Client]
TODAY = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def ledger(ashby: School) -> Ledger:
    """Three in Year 11, one of them seen, by a qualified adviser; one more seen by a careers leader only."""
    with school_context(ashby):
        ledger = Ledger(ashby)
        ann, cal = ledger.adviser("Ann Marsh"), ledger.adviser("Cal Reid")
        ledger.qualification(ann, "2019-07-01")
        ledger.register(cal, "2020-01-01", category="careers_leader")
        seen = ledger.student(11, surname="Ahmed", forename="Zara", sen="K")
        unsure = ledger.student(11, surname="Baker", forename="Tom", pupil_premium=True)
        ledger.student(11, surname="<script>alert(1)</script>", forename="Bobby")
        ledger.interview(seen, ann, "2025-10-01")
        ledger.interview(unsure, cal, "2025-10-02")
    return ledger


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_two_figures_say_what_they_count(ada: Membership, ledger: Ledger, client_of: ClientOf) -> None:
    page = text(client_of(ada), "/104723/")
    assert "33.3" in page
    assert "2 students still to see by 31 August" in page
    assert "Nobody in Year 13" in page
    assert "As at 31 March 2026" in page


@pytest.mark.parametrize(
    ("query", "names", "others"),
    [
        ("year_group=11&met=yes", ["Ahmed"], ["Baker"]),
        ("year_group=11&met=no", ["Baker", "&lt;script&gt;"], ["Ahmed", "<script>alert"]),
        ("year_group=11&need=send", ["Ahmed"], ["Baker"]),
        ("year_group=11&met=no&as_at=2025-09-30", ["Ahmed", "Baker"], []),
        ("year_group=13", ["Nobody"], ["Ahmed", "Baker"]),
    ],
)
def test_a_number_opens_its_list(
    ada: Membership, ledger: Ledger, client_of: ClientOf, query: str, names: list[str], others: list[str]
) -> None:
    page = text(client_of(ada), f"/104723/figure/?{query}")
    assert [name for name in names if name not in page] == []
    assert [name for name in others if name in page] == []


def test_a_list_is_written_to_the_log(ada: Membership, ledger: Ledger, client_of: ClientOf) -> None:
    text(client_of(ada), "/104723/figure/?year_group=11&met=yes")
    with school_context(ada.school):
        (entry,) = RecordAccess.objects.all()
        assert (entry.kind, entry.what, len(entry.student_ids)) == ("listed", "reporting:figure", 1)


def test_a_status_opens_its_proof(ada: Membership, ledger: Ledger, client_of: ClientOf) -> None:
    with school_context(ada.school):
        baker = next(row for row in ledger.rows if getattr(row, "surname", "") == "Baker")
    page = text(client_of(ada), f"/104723/proof/{baker.pk}/")
    assert "2 October 2025" in page
    assert "Does not count" in page
    assert "One is needed" in page


@pytest.mark.parametrize("query", ["as_at=2026-04-01", "as_at=yesterday", "year=2026/27", "rule=none"])
def test_a_date_or_rule_that_cannot_be_is_said_and_todays_figures_are_shown(
    ada: Membership, ledger: Ledger, client_of: ClientOf, query: str
) -> None:
    page = text(client_of(ada), f"/104723/?{query}")
    assert "error-summary" in page
    assert "As at 31 March 2026" in page
    assert client_of(ada).get(f"/104723/figure/?{query}").status_code == 404


def test_a_senior_leader_sees_figures_and_no_way_to_a_name(
    vic: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    browser = client_of(vic)
    page = text(browser, "/104723/")
    assert "33.3" in page
    assert "/figure/" not in page
    assert "Ahmed" not in page
    assert browser.get("/104723/figure/?year_group=11").status_code == 403


def test_a_senior_leader_is_not_shown_groups_under_five(
    vic: Membership, ada: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    assert "fewer than five" in text(client_of(vic), "/104723/")
    assert "fewer than five" not in text(client_of(ada), "/104723/")


def test_another_schools_leader_finds_nothing(cora: Membership, ledger: Ledger, client_of: ClientOf) -> None:
    browser = client_of(cora)
    assert browser.get("/104723/").status_code == 404
    assert "No students in this academic year yet" in text(browser, "/104724/")
    student = next(row for row in ledger.rows if getattr(row, "surname", "") == "Ahmed")
    assert browser.get(f"/104724/proof/{student.pk}/").status_code == 404


def test_a_tutor_opens_the_proof_of_the_own_form_alone(
    tess: Membership, ashby: School, client_of: ClientOf
) -> None:
    with school_context(ashby):
        ledger = Ledger(ashby)
        mine = ledger.student(11, surname="Mine", form="11B")
        other = ledger.student(11, surname="Other", form="11C")
    browser = client_of(tess)
    assert browser.get(f"/104723/proof/{mine.pk}/").status_code == 200
    assert browser.get(f"/104723/proof/{other.pk}/").status_code == 404


def test_the_dashboard_costs_the_same_statements_whatever_the_size(
    ada: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    browser = client_of(ada)
    browser.get("/104723/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("/104723/")
    with school_context(ada.school):
        for number in range(40):
            ledger.student(7 + number % 7)
    with CaptureQueriesContext(connection) as many:
        browser.get("/104723/")
    assert len(many) == len(few)
