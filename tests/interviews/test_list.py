"""The list of interviews: whose, which, in how many queries."""

from datetime import date

import lxml.html
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import RecordAccess
from interviews.actions import record_interviews, withdraw_interview
from interviews.drafts import Draft, Facts, Text
from interviews.models import Interview
from tests.interviews.conftest import NOW

LIST = "/104723/interviews/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shown():
    """The dates in the list under these filters, in its order."""

    def dates(client, **query) -> list[str]:
        rows = client.get(LIST, query).context["rows"]
        return [row["interview"].held_on.isoformat() for row in rows]

    return dates


@pytest.fixture
def history(recorded, roster, cal, ada, ben):
    """Four interviews and a withdrawn one."""
    recorded(held_on=date(2026, 3, 31))
    recorded(held_on=date(2026, 3, 1), student=roster["Amir"], outcome="absent", minutes=None)
    recorded(held_on=date(2025, 12, 1), student=roster["Caleb"], adviser=cal, by=ada)
    recorded(held_on=date(2025, 11, 1), student=roster["Dina"])
    gone = recorded(held_on=date(2025, 10, 1), student=roster["Beth"])
    withdraw_interview(interview=gone, reason="Never held", by=ben.user, at=NOW)


def test_an_adviser_sees_his_own_first_and_all_when_asked(client_of, ben, history, shown):
    assert shown(client_of(ben)) == ["2026-03-31", "2026-03-01", "2025-11-01"]
    assert shown(client_of(ben), whose="all") == ["2026-03-31", "2026-03-01", "2025-12-01", "2025-11-01"]


@pytest.mark.parametrize(
    ("query", "dates"),
    [
        ({}, ["2026-03-31", "2026-03-01", "2025-12-01", "2025-11-01"]),
        ({"outcome": "absent"}, ["2026-03-01"]),
        ({"outcome": "withdrawn"}, ["2025-10-01"]),
        ({"outcome": "nonsense"}, ["2026-03-31", "2026-03-01", "2025-12-01", "2025-11-01"]),
        ({"counts": "yes"}, ["2026-03-31", "2025-11-01"]),
        ({"counts": "no"}, ["2026-03-01", "2025-12-01"]),
        ({"counts": "no", "outcome": "withdrawn"}, ["2025-10-01"]),
        ({"counts": "adviser_not_qualified"}, ["2025-12-01"]),
        ({"counts": "not_attended"}, ["2026-03-01"]),
        ({"counts": "same_day"}, []),
        ({"year": "11"}, ["2026-03-31", "2026-03-01", "2025-11-01"]),
        ({"year": "13"}, ["2025-12-01"]),
        ({"year": "7"}, []),
        ({"first": "2025-12-01"}, ["2026-03-31", "2026-03-01", "2025-12-01"]),
        ({"last": "2025-12-01"}, ["2025-12-01", "2025-11-01"]),
        ({"first": "2025-12-02", "last": "2026-03-30"}, ["2026-03-01"]),
        ({"first": "2026-02-30"}, ["2026-03-31", "2026-03-01", "2025-12-01", "2025-11-01"]),
    ],
)
def test_filters(client_of, ada, history, shown, query, dates):
    assert shown(client_of(ada), **query) == dates


def test_the_filter_by_adviser_offers_this_schools_own(client_of, ada, history, shown, cal):
    page = client_of(ada).get(LIST)
    assert [adviser.name for adviser in page.context["form"].fields["adviser"].queryset] == [
        "Ben Okafor",
        "Cal Reed",
    ]
    assert shown(client_of(ada), adviser=cal.pk) == ["2025-12-01"]


def test_another_advisers_interviews_are_shown_to_an_adviser_who_asks(client_of, ben, history, shown, cal):
    """The link on Cal's page says neither mine nor all."""
    client = client_of(ben)
    assert shown(client, adviser=cal.pk, counts="adviser_not_qualified") == ["2025-12-01"]
    assert shown(client, adviser=cal.pk, whose="mine") == ["2026-03-31", "2026-03-01", "2025-11-01"]


def test_the_link_beside_the_uncounted_interviews_opens_exactly_those(client_of, ada, history, cal, shown):
    page = lxml.html.fromstring(client_of(ada).get(f"/104723/advisers/{cal.pk}/").content)
    (link,) = page.xpath("//a[contains(@href, 'adviser_not_qualified')]/@href")
    rows = client_of(ada).get(link).context["rows"]
    assert [row["interview"].held_on for row in rows] == [date(2025, 12, 1)]


def test_a_student_is_found_by_name_which_stays_out_of_the_address(client_of, ada, history):
    client = client_of(ada)

    def found(name: str, query: str = "") -> list[str]:
        page = client.post(f"{LIST}{query}", {"q": name}, follow=True)
        assert page.redirect_chain == [(f"{LIST}{query or '?'}", 302)]
        return [row["interview"].held_on.isoformat() for row in page.context["rows"]]

    assert found("zoe") == ["2026-03-31"]
    assert "1 interview of students found by “zoe”" in client.get(LIST).content.decode()
    assert found("lodzki", "?outcome=absent") == ["2026-03-01"]
    assert found("zoe", "?outcome=absent") == []
    assert len(found(" ")) == 4
    found("zzz")
    assert "No interview is with anybody of this name" in client.get(LIST).content.decode()


def test_a_search_stays_while_filters_and_pages_change_and_is_no_other_lists(client_of, ada, history, shown):
    client = client_of(ada)
    sent = client.post(f"{LIST}?outcome=attended&page=2", {"q": "zoe"})
    assert sent["Location"] == f"{LIST}?outcome=attended"
    assert shown(client, year="11") == ["2026-03-31"]
    assert 'value="zoe"' in client.get(LIST).content.decode()
    assert "found by" not in client.get("/104723/students/").content.decode()
    client.post(LIST, {"q": ""})
    assert len(shown(client)) == 4


@pytest.mark.parametrize("address", [LIST, "/104723/students/"])
def test_a_name_that_is_too_long_is_told_and_ends_the_search_before(client_of, ada, history, address):
    client = client_of(ada)
    client.post(address, {"q": "zoe"})
    told = client.post(address, {"q": "z" * 101})
    assert "Shorten this to 100 characters (it has 101)" in told.content.decode()
    assert "found by" not in told.content.decode()
    assert "found by" not in client.get(address).content.decode()


def test_a_name_that_is_too_long_is_told_where_only_the_list_is_fetched(client_of, ada, history):
    htmx = {"HX-Request": "true"}
    told = client_of(ada).post("/104723/students/", {"q": "z" * 101}, headers=htmx).content.decode()
    assert ("Shorten this to 100 characters" in told, "<html" in told) == (True, False)


def test_the_name_leads_to_the_student_and_the_date_to_the_interview(client_of, ada, recorded, zoe):
    interview = recorded()
    page = lxml.html.fromstring(client_of(ada).get(LIST).content)
    links = {link.text: link.get("href") for link in page.xpath("//table//a")}
    assert links == {
        "31 Mar 2026": f"/104723/interviews/{interview.pk}/",
        "Okonkwo, Zoë": f"/104723/students/{zoe.pk}/",
    }
    crumbs = lxml.html.fromstring(client_of(ada).get(f"/104723/interviews/{interview.pk}/").content)
    assert crumbs.xpath("//nav[@aria-label='Breadcrumb']//a/@href") == [
        LIST,
        f"/104723/students/{zoe.pk}/",
    ]


def test_a_tutor_sees_which_plans_are_shared_and_no_years(client_of, tess, recorded, roster):
    recorded(Text(summary="Shared", shared_with_tutor=True))
    recorded(Text(summary="Not shared"), student=roster["Amir"])
    page = client_of(tess).get(LIST)
    assert [row["plan_is_shared"] for row in page.context["rows"]].count(True) == 1
    assert page.content.decode().count("Plan shared") == 1
    assert 'name="year"' not in page.content.decode()


def test_a_tutor_learns_neither_where_it_was_held_nor_how_long(client_of, tess, ada, recorded):
    elsewhere = recorded(
        by=ada,
        adviser=None,
        adviser_name="J. Price",
        previous_school="Knowsley",
        evidence="reported",
        held_on=date(2021, 3, 3),
        minutes=37,
    )
    client = client_of(tess)
    for page in (LIST, f"{LIST}{elsewhere.pk}/", f"/104723/students/{elsewhere.student_id}/"):
        text = client.get(page).content.decode()
        assert "J. Price" in text
        assert "Does not count" in text or "does not count" in text
        told = ("Knowsley", "37", "previous school", "confirmed it")
        assert [words for words in told if words in text] == [], page
    told_ada = client_of(ada).get(f"{LIST}{elsewhere.pk}/").content.decode()
    assert "Knowsley" in told_ada
    assert "The previous school has not confirmed it." in told_ada


def test_a_leavers_interview_keeps_its_verdict(client_of, ada, recorded, roster):
    recorded(held_on=date(2025, 11, 1), student=roster["Dina"])
    with time_machine.travel(date(2027, 10, 1)):
        page = client_of(ada).get(LIST).content.decode()
    assert "Counts</span>" in page


def test_a_tutor_sees_the_own_form_and_never_a_withdrawn_one(client_of, tess, history, shown):
    assert shown(client_of(tess)) == ["2026-03-31", "2026-03-01"]
    assert shown(client_of(tess), outcome="withdrawn") == ["2026-03-31", "2026-03-01"]
    page = client_of(tess).get(LIST).content.decode()
    assert "Minutes" not in page
    assert "Withdrawn" not in page
    assert "Record an interview" not in page


def test_the_number_of_queries_does_not_grow_with_the_list(
    client_of, ada, in_ashby, roster, bens_adviser, shown
):
    client, seen = client_of(ada), []
    for students in (["Zoë"], ["Amir", "Beth"]):
        drafts = [Draft(Facts(roster[name], date(2026, 3, 3), bens_adviser)) for name in students]
        record_interviews(school=in_ashby, drafts=drafts, by=None, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            rows = len(shown(client))
        seen.append((rows, len(queries)))
    assert seen == [(1, seen[0][1]), (3, seen[0][1])]


def test_long_lists_come_in_pages_and_keep_their_filters(client_of, ada, in_ashby, zoe, bens_adviser):
    drafts = [Draft(Facts(zoe, date(2026, 1 + n // 28, 1 + n % 28), bens_adviser)) for n in range(51)]
    record_interviews(school=in_ashby, drafts=drafts, by=None, at=NOW)
    client = client_of(ada)
    first = client.get(LIST, {"outcome": "attended"})
    assert len(first.context["rows"]) == 50
    assert 'href="?outcome=attended&amp;page=2"' in first.content.decode()
    second = client.get(LIST, {"outcome": "attended", "page": "2"})
    assert [row["interview"].held_on for row in second.context["rows"]] == [date(2026, 1, 1)]


def test_what_was_listed_is_in_the_log(client_of, ada, history, roster):
    client_of(ada).get(LIST, {"year": "13"})
    entry = RecordAccess.objects.get()
    assert (entry.kind, entry.what, entry.student_ids) == ("listed", "interviews:list", [roster["Caleb"].pk])


def test_empty_lists_say_what_belongs_here(client_of, ada, ben, tess, bens_adviser, roster, recorded, cal):
    assert "Record the first interview" in client_of(ada).get(LIST).content.decode()
    assert "Interviews that students of your form had" in client_of(tess).get(LIST).content.decode()
    recorded(adviser=cal, by=ada)
    assert "You have recorded no interviews here yet" in client_of(ben).get(LIST).content.decode()
    assert "No interview fits these filters" in client_of(ada).get(LIST, {"year": "7"}).content.decode()
    assert Interview.objects.count() == 1
