"""The list behind a figure, on a page and on paper."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from accounts.models import Membership, RecordAccess, School
from accounts.tenancy import school_context
from reporting.rulebooks import rulebooks
from tests.reporting.ledger import Ledger

ClientOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 3, 31, 12, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize(
    "query",
    ["counted=-4", "counted=3", "counted=x", "still_needed=-1", "still_needed=100", "year_group=-11"],
)
def test_numbers_that_mean_nobody_are_no_page(ada: Membership, client_of: ClientOf, query: str) -> None:
    for page in ("figure", "figure/print"):
        assert client_of(ada).get(f"/104723/{page}/?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("counted=0", "All years · no interview yet"),
        ("counted=2", "All years · two interviews or more"),
        ("year_group=11&excluded=yes", "Year 11 · left out of the eligible figure"),
        ("year_group=11&excluded=no", "Year 11 · eligible"),
    ],
)
def test_the_heading_says_who_is_meant(ada: Membership, client_of: ClientOf, query: str, words: str) -> None:
    assert f"<title>{words} · " in client_of(ada).get(f"/104723/figure/?{query}").content.decode()


def test_the_menu_shows_where_the_list_was_opened_from(ada: Membership, client_of: ClientOf) -> None:
    page = client_of(ada).get("/104723/figure/?year_group=11").content.decode()
    assert '<a href="/104723/" aria-current="page">Overview</a>' in page


def test_the_whole_list_on_paper_and_in_the_log(
    ada: Membership, busy_ashby: School, client_of: ClientOf
) -> None:
    with school_context(busy_ashby):
        ledger = Ledger(busy_ashby)
        many = [ledger.student(11, surname=f"Many{number:02}", form="11C", sen="K") for number in range(60)]
    browser = client_of(ada)
    assert (
        "/104723/figure/print/?year_group=11&amp;met=no"
        in browser.get("/104723/figure/?year_group=11&met=no").content.decode()
    )
    page = browser.get("/104723/figure/print/?year_group=11&met=no").content.decode()
    assert [each.surname for each in many if each.surname not in page] == []
    assert "Year 11 · still to be seen: 65 students" in page
    assert "SEN support" not in page
    with school_context(busy_ashby):
        entry = RecordAccess.objects.get(kind="printed")
        assert (entry.what, len(entry.student_ids)) == ("reporting:figure_print", 65)


def test_no_need_is_named_on_paper(ada: Membership, busy_ashby: School, client_of: ClientOf) -> None:
    with school_context(busy_ashby):
        Ledger(busy_ashby).student(11, surname="Care", in_care=True)
    paper = client_of(ada).get("/104723/figure/print/?year_group=11&need=in_care").content.decode()
    assert "<h1>Year 11 · chosen by need: 1 student</h1>" in paper
    assert "In care" not in paper
    shown = client_of(ada).get("/104723/figure/?year_group=11&need=in_care").content.decode()
    assert "Year 11 · In care" in shown
    by_sex = client_of(ada).get("/104723/figure/print/?year_group=11&need=female").content.decode()
    assert "<h1>Year 11 · Female: 6 students</h1>" in by_sex


def test_another_rule_than_the_schools_is_named_also_on_paper(
    ada: Membership, busy_ashby: School, client_of: ClientOf
) -> None:
    other = next(rule for rule in rulebooks().values() if rule.code != busy_ashby.rulebook)
    for page in ("figure", "figure/print"):
        asked = client_of(ada).get(f"/104723/{page}/?year_group=11&rule={other.code}")
        assert other.title in asked.content.decode(), page
        assert other.title not in client_of(ada).get(f"/104723/{page}/?year_group=11").content.decode()


def test_the_list_names_every_need(ada: Membership, busy_ashby: School, client_of: ClientOf) -> None:
    with school_context(busy_ashby):
        Ledger(busy_ashby).student(11, surname="Many", sen="E", free_school_meals=True, eal=True)
    shown = client_of(ada).get("/104723/figure/?need=eal").content.decode()
    assert [need for need in ("EHC plan", "Free meals", "EAL") if need not in shown] == []


def test_a_past_dates_list_is_printed_as_at_that_date(
    ada: Membership, busy_ashby: School, client_of: ClientOf
) -> None:
    page = client_of(ada).get("/104723/figure/?year_group=11&met=no&as_at=2025-12-31").content.decode()
    assert "/104723/figure/print/?year_group=11&amp;met=no&amp;as_at=2025-12-31" in page


def test_a_senior_leader_prints_no_names(vic: Membership, busy_ashby: School, client_of: ClientOf) -> None:
    assert client_of(vic).get("/104723/figure/print/?year_group=11").status_code == 403
