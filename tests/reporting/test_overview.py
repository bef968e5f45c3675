"""The dashboard: what each role sees, that numbers open their lists, and that size costs no statements."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, RecordAccess, School
from accounts.permissions import Role
from accounts.tenancy import school_context
from tests.cast import member
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
    assert "First steps" in text(browser, "/104724/")
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


# --- another date, another rule ---------------------------------------------------------------------------


def test_the_date_that_is_shown_stands_in_its_box(
    ada: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    browser = client_of(ada)
    for query, shown in (
        ("", "2026-03-31"),
        ("as_at=2025-10-31", "2025-10-31"),
        ("rule=gatsby-2025", "2026-03-31"),
    ):
        page = text(browser, f"/104723/?{query}")
        assert f'name="as_at" value="{shown}"' in page
        assert page.index("Change the date") < page.index("figure-card")


@pytest.mark.parametrize(
    ("query", "heading"),
    [("", "Needs your attention<"), ("as_at=2025-10-31", "Needs your attention today<")],
)
def test_todays_warnings_beside_another_days_figures_say_so(
    ada: Membership, ledger: Ledger, client_of: ClientOf, query: str, heading: str
) -> None:
    assert heading in text(client_of(ada), f"/104723/?{query}")


def test_the_cards_say_what_the_rule_asks(ada: Membership, ledger: Ledger, client_of: ClientOf) -> None:
    with school_context(ada.school):
        ledger.student(13)
    browser = client_of(ada)
    page = text(browser, "/104723/")
    assert "Year 11 · one by the end of the year<" in page
    assert "Year 13 · two by the end of the year<" in page
    assert "by another rule" not in page
    other = text(browser, "/104723/?rule=gatsby-2025")
    assert "Year 11 · one by the end of the year<" in other
    assert "Year 13 · two by the end of the year, one of them after Year 11<" in other
    assert "by another rule than the school’s: One meeting by 16 and a further meeting by 18" in other


def test_the_students_still_to_see_are_one_click_away(
    ada: Membership, vic: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    link = '<a href="/104723/figure/?year_group=11&amp;met=no">2 students still to see by 31 August</a>'
    assert link in text(client_of(ada), "/104723/")
    assert '<p class="figure-todo">2 students still to see by 31 August</p>' in text(
        client_of(vic), "/104723/"
    )


def test_who_is_left_out_is_said_in_these_words(ada: Membership, ledger: Ledger, client_of: ClientOf) -> None:
    with school_context(ada.school):
        baker = next(row for row in ledger.rows if getattr(row, "surname", "") == "Baker")
        ledger.exclusion(baker, "2025-09-01", recorded_by=ada.user)
    page = " ".join(text(client_of(ada), "/104723/").split())
    assert '>1</a> left out of the eligible figure, which is <span class="nowrap">50.0 %</span>' in page
    assert "xcluded</" not in page


# --- where there is nothing to show -----------------------------------------------------------------------


def test_a_school_without_advisers_is_not_reassured(
    ada: Membership, ben: Membership, in_ashby: School, client_of: ClientOf
) -> None:
    Ledger(in_ashby).student(11)
    page = text(client_of(ada), "/104723/")
    assert "Nobody advises here yet, so no interview can count." in page
    assert '<a href="/104723/advisers/add/">Add an adviser</a>' in page
    assert "Every adviser’s credentials have been checked" not in page
    assert "/advisers/add/" not in text(client_of(ben), "/104723/")


def test_where_all_is_well_it_is_said(ada: Membership, in_ashby: School, client_of: ClientOf) -> None:
    ledger = Ledger(in_ashby)
    ledger.student(11)
    ledger.qualification(ledger.adviser("Ann Marsh"), "2019-07-01")
    assert "Every adviser’s credentials have been checked" in text(client_of(ada), "/104723/")


def steps(page: str) -> list[tuple[str, bool]]:
    """The first steps, and whether each is done."""
    found = re.findall(r"badge[^>]*>([^<]+)</span>\s*<div><strong>([^<]+)", page)
    return [(words, state == "Done") for state, words in found]


def primary(page: str) -> list[str]:
    """What the page's primary buttons say."""
    return re.findall(r'class="btn btn-primary"[^>]*>([^<]+)<', page)


def test_a_new_school_is_shown_its_first_steps(
    ada: Membership, in_ashby: School, client_of: ClientOf
) -> None:
    browser, ledger = client_of(ada), Ledger(in_ashby)
    page = text(browser, "/104723/")
    assert steps(page) == [
        ("Import the roster", False),
        ("Add the advisers", False),
        ("Check what qualifies them", False),
        ("Invite the people", False),
    ]
    assert primary(page) == ["Import the roster"]
    ann = ledger.adviser("Ann Marsh")
    assert [done for _, done in steps(text(browser, "/104723/"))] == [False, True, False, False]
    ledger.qualification(ann, "2019-07-01")
    member(in_ashby, "Ben Okafor", Role.ADVISER)
    assert [done for _, done in steps(text(browser, "/104723/"))] == [False, True, True, True]
    ledger.student(11)
    assert "First steps" not in text(browser, "/104723/")


def test_the_first_steps_stay_until_an_interview_can_count(
    ada: Membership, ben: Membership, in_ashby: School, client_of: ClientOf
) -> None:
    ledger = Ledger(in_ashby)
    ledger.student(11)
    unchecked = ledger.adviser("Ann Marsh")
    ledger.qualification(unchecked, "2019-07-01", checked=False)
    page = text(client_of(ada), "/104723/")
    assert [done for _, done in steps(page)] == [True, True, False, True]
    assert primary(page) == ["Check what qualifies them"]
    assert "1 student still to see" in page
    assert "First steps" not in text(client_of(ben), "/104723/")
    ledger.qualification(unchecked, "2019-07-01")
    assert "First steps" not in text(client_of(ada), "/104723/")


def test_an_adviser_at_a_new_school_is_told_who_imports(ben: Membership, client_of: ClientOf) -> None:
    page = text(client_of(ben), "/104723/")
    assert "Once the careers leader or the administrator imports the roster" in page
    assert primary(page) == []


def test_before_the_first_roster_nobody_is_sent_to_import(
    ada: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    page = text(client_of(ada), "/104723/?as_at=2019-01-01")
    assert "No roster of 2018/19" in page
    assert "The earliest roster is that of 2025/26." in page
    assert "Import the" not in page


@time_machine.travel("2026-09-01T12:00:00Z", tick=False)
def test_on_1_september_the_new_years_roster_is_asked_for(
    ada: Membership, ledger: Ledger, client_of: ClientOf
) -> None:
    page = text(client_of(ada), "/104723/")
    assert "Import the school’s roster of 2026/27" in page
    assert primary(page) == ["Record an interview"]
