from datetime import date, timedelta

import pytest

from accounts.tenancy import school_context
from advisers.actions import add_provider, correct_adviser
from advisers.attention import attention
from tests.advisers.conftest import TODAY, adviser_of, diploma_of, entry_of
from tests.cast import LONG_AGO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_ashby")]
FIRST = date(2022, 10, 1)


def told(membership, on=TODAY):
    return [(item.code, item.tone, item.words) for item in attention(membership, on=on)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (61, []),
        (60, [("lapsing", "warn", "in 60 days")]),
        (15, [("lapsing", "warn", "in 15 days")]),
        (14, [("lapsing", "bad", "in 14 days")]),
        (0, [("lapsing", "bad", "today")]),
    ],
)
def test_an_entry_about_to_lapse(ada, ann, days, expected):
    last = TODAY + timedelta(days=days)
    entry_of(ann, FIRST, last)
    words = f"Ann Ash’s register entry lapses after {last.day} {last:%B %Y}, "
    assert told(ada) == [(code, tone, f"{words}{when}.") for code, tone, when in expected]


def test_the_day_after_the_last_day(ada, ann):
    entry_of(ann, FIRST, TODAY - timedelta(days=1))
    assert told(ada) == [("lapsed", "bad", "Ann Ash has not been qualified since 30 June 2026.")]


def test_a_diploma_keeps_counting(ada, ann):
    entry_of(ann, FIRST, TODAY)
    diploma_of(ann)
    words = "Ann Ash’s register entry lapses after 30 June 2026, today. Another credential keeps counting."
    assert told(ada) == [("lapsing", "bad", words)]
    assert told(ada, on=TODAY + timedelta(days=1)) == []


@pytest.mark.parametrize("gap", [0, 1])
def test_a_renewal_ends_the_warning_only_without_a_gap(ada, ann, gap):
    entry_of(ann, FIRST, TODAY)
    entry_of(ann, TODAY + timedelta(days=1 + gap), None)
    assert bool(told(ada)) is bool(gap)


def test_an_unchecked_renewal(ada, ann):
    entry_of(ann, FIRST, TODAY)
    entry_of(ann, TODAY + timedelta(days=1), None, checked=False)
    name = "Registered Career Development Professional"
    assert [item[2] for item in told(ada)] == [
        "Ann Ash’s register entry lapses after 30 June 2026, today.",
        f"Ann Ash’s register entry has not been checked: {name}.",
    ]
    assert told(ada, on=TODAY + timedelta(days=1)) == [
        ("unchecked", "warn", "Ann Ash is not qualified: a credential has not been checked.")
    ]


def test_without_any_credential(ada, ann):
    assert told(ada) == [("no_credential", "bad", "Ann Ash is not qualified: no credential is recorded.")]


def test_who_no_longer_comes_needs_no_attention(ada, ann):
    correct_adviser(
        adviser=ann,
        version=1,
        name="Ann Ash",
        email="",
        employment="external",
        provider=None,
        is_active=False,
    )
    assert told(ada) == []


def test_a_providers_matrix_standard(ada, ben, in_ashby):
    provider = add_provider(
        school=in_ashby, name="Career Connect", matrix_awarded_on=date(2023, 6, 29), at=LONG_AGO
    )
    assert told(ada) == []  # nobody of theirs comes
    for name in ("Ann", "Bea"):
        diploma_of(adviser_of(in_ashby, name, provider=provider))
    assert told(ada) == [("matrix", "bad", "Career Connect’s matrix Standard: expired on 29 June 2026.")]
    assert [item.url for item in attention(ada, on=TODAY)] == [f"/104723/advisers/providers/{provider.pk}/"]
    assert [item.url for item in attention(ben, on=TODAY)] == ["/104723/advisers/providers/"]


def test_the_most_pressing_comes_first_and_the_deed_is_for_who_may(ada, ben, vic, in_ashby):
    ann, bea = adviser_of(in_ashby, "Ann"), adviser_of(in_ashby, "Bea")
    diploma = diploma_of(ann, checked=False)
    entry_of(bea, FIRST, TODAY - timedelta(days=1))
    here = "/104723/advisers"
    assert [(item.label, item.deed, item.url) for item in attention(ada, on=TODAY)] == [
        ("Lapsed", "Add the renewal", f"{here}/{bea.pk}/credentials/add/?kind=register"),
        ("Unchecked", "Check it", f"{here}/credentials/{diploma.pk}/check/"),
    ]
    assert [(item.deed, item.url) for item in attention(ben, on=TODAY)] == [
        ("Open", f"{here}/{bea.pk}/"),
        ("Open", f"{here}/{ann.pk}/"),
    ]
    assert attention(vic, on=TODAY) == []


def test_of_several_unchecked_the_one_that_covers_today_is_to_be_checked(ada, ann):
    entry_of(ann, TODAY + timedelta(days=1), None, checked=False)
    now = entry_of(ann, FIRST, TODAY, checked=False)
    assert [(item.deed, item.url) for item in attention(ada, on=TODAY)] == [
        ("Check it", f"/104723/advisers/credentials/{now.pk}/check/")
    ]


def test_a_lapse_is_not_mended_by_checking_something_older(ada, ann):
    entry_of(ann, FIRST, TODAY - timedelta(days=1))
    entry_of(ann, FIRST, TODAY - timedelta(days=40), checked=False)
    assert [item.deed for item in attention(ada, on=TODAY)] == ["Add the renewal"]


def test_another_schools_advisers_are_not_told_of(ada, cora, brook, ann):
    with school_context(brook):
        assert attention(cora, on=TODAY) == []


@pytest.mark.parametrize("advisers", [1, 3])
def test_the_same_queries_for_one_and_for_three(ada, in_ashby, advisers, django_assert_num_queries):
    provider = add_provider(school=in_ashby, name="Career Connect", at=LONG_AGO)
    for number in range(advisers):
        diploma_of(adviser_of(in_ashby, f"Adviser {number}", provider=provider))
    with django_assert_num_queries(4):
        attention(ada, on=TODAY)
