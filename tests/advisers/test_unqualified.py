"""What it costs that an adviser was not qualified: the numbers, their lists, and what a check brings back."""

import re
import uuid
from datetime import date, timedelta
from html import unescape

import pytest

from accounts.models import RecordAccess
from advisers.actions import link_adviser
from advisers.attention import attention
from advisers.models import Credential
from reporting.unqualified import priced
from tests.advisers.conftest import TODAY, adviser_of, diploma_of, entry_of
from tests.advisers.test_pages import url, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_30_june")]


def links(page: str, words: str) -> list[str]:
    """Where the links with these words lead."""
    found = re.findall(r'<a href="([^"]+)">([^<]+)</a>', page)
    return [unescape(address) for address, text in found if re.fullmatch(words, text)]


def listed(browser, address: str) -> int:
    """How many interviews a list shows."""
    page = browser.get(address)
    assert page.status_code == 200
    return len(page.context["page"].paginator.object_list)


@pytest.fixture
def bea(in_ashby, ledger):
    """On the register twice with a gap, and since April no more; seen by her, or not, on many days."""
    bea = adviser_of(in_ashby, "Bea Birch")
    entry_of(bea, date(2023, 4, 1), date(2025, 9, 30))
    entry_of(bea, date(2025, 12, 1), date(2026, 3, 31))
    for day in ("2025-09-30", "2025-10-01", "2025-11-30", "2025-12-01", "2026-03-31", "2026-04-01"):
        ledger.interview(ledger.student(11), bea, day)
    twice = ledger.student(11)
    ledger.interview(twice, bea, "2026-05-02")
    ledger.interview(twice, bea, "2026-05-02", kind="group")
    ledger.interview(twice, bea, "2026-05-03", outcome="absent")
    ledger.interview(ledger.student(11), bea, "2026-02-03", kind="group")
    return bea


def test_each_run_of_lost_interviews_is_the_list_it_opens(bea, ada, client_of):
    browser = client_of(ada)
    page = browser.get(url("detail", adviser_id=bea.pk)).content.decode()
    addresses = links(page, r"\d+ interviews?")[1:]
    assert [listed(browser, address) for address in addresses] == [2, 2]
    assert "2 interviews held while Bea Birch was not qualified, between 1 April 2026 and 2 May 2026" in (
        " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())
    )


def test_an_adviser_who_opens_anothers_number_sees_that_number(in_ashby, bea, ben, client_of):
    link_adviser(adviser=adviser_of(in_ashby, "Ben Okafor"), membership=ben)
    browser = client_of(ben)
    page = browser.get(url("detail", adviser_id=bea.pk)).content.decode()
    assert [listed(browser, address) for address in links(page, r"\d+ interviews?")] == [9, 2, 2]


def test_a_number_opens_all_it_counts_whoever_was_sought_before(bea, ada, client_of):
    browser = client_of(ada)
    browser.post("/104723/interviews/", {"q": "nobody of this name"})
    assert listed(browser, "/104723/interviews/") == 0
    page = browser.get(url("detail", adviser_id=bea.pk)).content.decode()
    assert [listed(browser, address) for address in links(page, r"\d+ interviews?")] == [9, 2, 2]


def test_nothing_lost_is_none(ann, ada, client_of):
    diploma_of(ann)
    assert "Not counted None About" in words_of(client_of(ada).get(url("detail", adviser_id=ann.pk)))


def test_a_lapse_says_what_it_costs_since(bea, ada, client_of):
    browser = client_of(ada)
    for address in (url("list"), "/104723/"):
        response = browser.get(address)
        words = "Bea Birch has not been qualified since 1 April 2026. 2 interviews since then do not count."
        assert words in words_of(response)
        [address] = links(response.content.decode(), "2 interviews since then")
        assert listed(browser, address) == 2


@pytest.mark.parametrize("checked", [True, False])
def test_who_was_never_qualified_has_cost_every_interview(in_ashby, ledger, ada, checked):
    bea = adviser_of(in_ashby, "Bea Birch")
    entry = entry_of(bea, date(2023, 4, 1), None, checked=checked)
    ledger.interview(ledger.student(11), bea, "2025-10-01")
    items = priced(attention(ada, on=TODAY), ada, on=TODAY)
    assert [(each.credential_id, each.uncounted) for each in items] == ([] if checked else [(entry.pk, 1)])


@pytest.fixture
def unchecked(in_ashby, ledger):
    """Two in Year 11 seen by somebody whose diploma nobody has checked, one of them twice."""
    bea = adviser_of(in_ashby, "Bea Birch")
    for days in (["2025-10-01", "2026-02-03"], ["2026-02-04"]):
        student = ledger.student(11, surname=days[0])
        for day in days:
            ledger.interview(student, bea, day)
    ledger.student(11)
    return diploma_of(bea, checked=False)


def test_what_a_check_brings_is_shown_before_and_said_afterwards(unchecked, ada, client_of):
    browser, address = client_of(ada), url("check", credential_id=unchecked.pk)
    page = words_of(browser.get(address))
    assert "Once it is checked, 3 interviews held since 1 October 2025 would count." in page
    assert "Year 11 0.0 % (0 of 3) 66.6 % (2 of 3)" in page
    assert "2 students of all years would meet the target" in page
    assert len(RecordAccess.objects.get(what="advisers:check").student_ids) == 2
    given = {"checked_by": "Ada", "checked_on": "2026-06-30", "seen_as": "certificate"}
    done = browser.post(address, given | {"token": str(uuid.uuid4())}, follow=True)
    assert "Diploma (Level 6) is checked. 3 interviews now count: Year 11 0.0 → 66.6 %." in words_of(done)


def test_a_check_that_moves_nothing_says_from_when_it_counts(ann, ada, client_of):
    browser, address = client_of(ada), url("check", credential_id=diploma_of(ann, checked=False).pk)
    assert "No figure changes." in words_of(browser.get(address))
    given = {"checked_by": "Ada", "checked_on": "2026-06-30", "seen_as": "certificate"}
    done = browser.post(address, given | {"token": str(uuid.uuid4())}, follow=True)
    assert "Diploma (Level 6) is checked. It counts from 1 July 2019." in words_of(done)


def test_a_day_that_counts_already_is_not_gained(in_ashby, ledger, ann, unchecked, ada, client_of):
    """The interview recorded first would count in the other's place: for the student nothing changes."""
    diploma_of(ann)
    for interview in list(unchecked.adviser.interviews.all()):
        ledger.interview(interview.student, ann, str(interview.held_on), recorded_at="2026-06-01")
    assert "No figure changes." in words_of(client_of(ada).get(url("check", credential_id=unchecked.pk)))


def test_a_renewal_begins_where_the_entry_ends(in_ashby, ada, client_of):
    bea = adviser_of(in_ashby, "Bea Birch")
    entry_of(bea, date(2023, 4, 1), date(2025, 9, 30))
    entry_of(bea, date(2025, 10, 1), TODAY)
    address = url("add_credential", adviser_id=bea.pk)
    page = client_of(ada).get(f"{address}?kind=register")
    assert "from the entry that ends on 30 June 2026" in words_of(page)
    initial = page.context["form"].initial
    assert initial == {
        "register_category": "career_development_professional",
        "register_number": "CDI-1",
        "valid_from": TODAY + timedelta(days=1),
    }
    assert client_of(ada).get(address).context["form"].initial == {}
    assert Credential.objects.count() == 2


def test_a_first_entry_begins_empty(ann, ada, client_of):
    diploma_of(ann)
    page = client_of(ada).get(url("add_credential", adviser_id=ann.pk) + "?kind=register")
    assert page.context["form"].initial == {}
    assert "filled in from" not in words_of(page)
