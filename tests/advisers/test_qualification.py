"""docs/benchmark8.md, section 4, at its boundaries."""

import itertools
import uuid
from datetime import date, timedelta

import pytest

from advisers.qualification import (
    CredentialFacts,
    adviser_state,
    credential_state,
    holds_qualification,
    is_on_register,
    is_qualified,
    qualified_until,
    warning,
)

DIPLOMA = {"name": "Diploma", "is_register": False, "is_professional": False, "level": 6}
ENTRY = {"name": "Entry", "is_register": True, "is_professional": True, "level": None}
FIRST, LAST = date(2024, 4, 1), date(2026, 3, 31)
DAY = timedelta(days=1)


def facts(opinion="confirmed", first_day=FIRST, last_day=None, **others) -> CredentialFacts:
    return CredentialFacts(id=uuid.uuid4(), opinion=opinion, first_day=first_day, last_day=last_day, **others)


def diploma(**others) -> CredentialFacts:
    return facts(**{**DIPLOMA, **others})


def entry(**others) -> CredentialFacts:
    return facts(**{**ENTRY, "last_day": LAST, **others})


@pytest.mark.parametrize(
    ("credential", "on", "qualified"),
    [
        (entry(), FIRST - DAY, False),
        (entry(), FIRST, True),
        (entry(), LAST, True),
        (entry(), LAST + DAY, False),
        (entry(last_day=None), LAST + DAY, True),
        (diploma(), FIRST - DAY, False),
        (diploma(), FIRST, True),
        (diploma(), date(2099, 1, 1), True),
        (diploma(level=5), FIRST, False),
        (diploma(level=7), FIRST, True),
        (entry(is_professional=False), FIRST, False),
        (entry(opinion=""), FIRST, False),
        (entry(opinion="rejected"), FIRST, False),
        (entry(withdrawn=True), FIRST, False),
        (entry(revoked_on=date(2025, 6, 1)), date(2025, 5, 31), True),
        (entry(revoked_on=date(2025, 6, 1)), date(2025, 6, 1), False),
        (entry(revoked_on=FIRST), FIRST, False),
        (entry(revoked_on=LAST + 5 * DAY), LAST + DAY, False),
        (diploma(revoked_on=date(2025, 6, 1)), date(2025, 5, 31), True),
        (diploma(revoked_on=date(2025, 6, 1)), date(2025, 6, 1), False),
    ],
)
def test_qualified_on_a_day(credential, on, qualified):
    assert is_qualified([credential], on=on) is qualified


def test_a_rule_that_demands_the_register_is_not_met_by_a_diploma():
    assert holds_qualification([diploma()], on=FIRST)
    assert not is_on_register([diploma()], on=FIRST)
    assert not is_qualified([diploma()], on=FIRST, require_register=True)
    assert is_qualified([entry()], on=FIRST, require_register=True)
    assert adviser_state([diploma()], on=FIRST, require_register=True).code == "no_credential"


@pytest.mark.parametrize(
    ("days_before", "due"),
    [(61, ""), (60, "first"), (15, "first"), (14, "last"), (0, "last"), (-1, "")],
)
def test_warnings_60_and_14_days_before(days_before, due):
    assert warning(LAST, on=LAST - days_before * DAY) == due


@pytest.mark.parametrize(
    ("credential", "on", "code", "words"),
    [
        (entry(), LAST - 61 * DAY, "checked", "Checked: counts until 31 March 2026"),
        (entry(), LAST - 60 * DAY, "lapsing", "Lapses after 31 March 2026, in 60 days"),
        (entry(), LAST - DAY, "lapsing", "Lapses after 31 March 2026, tomorrow"),
        (entry(), LAST, "lapsing", "Lapses after 31 March 2026, today"),
        (entry(), LAST + DAY, "lapsed", "Lapsed: counts to 31 March 2026"),
        (entry(), FIRST - DAY, "not_yet_valid", "Not yet valid: counts from 1 April 2024"),
        (diploma(), FIRST, "checked", "Checked: counts from 1 April 2024, no end date"),
        (
            diploma(level=4, opinion=""),
            FIRST,
            "not_guidance",
            "Level 4: not a guidance qualification at Level 6 or above",
        ),
        (
            entry(is_professional=False),
            FIRST,
            "not_guidance",
            "Registered Careers Leader: this category does not qualify anyone to give guidance",
        ),
        (
            diploma(opinion=""),
            FIRST,
            "unchecked",
            "Unchecked: it does not count until somebody has seen it",
        ),
        (diploma(opinion="rejected"), FIRST, "rejected", "Rejected: it does not count on any day"),
        (diploma(withdrawn=True), FIRST, "withdrawn", "Withdrawn"),
        (
            entry(revoked_on=date(2025, 6, 1)),
            date(2025, 6, 1),
            "revoked",
            "Revoked on 1 June 2025: counts to 31 May 2025",
        ),
        (
            entry(revoked_on=date(2025, 6, 1)),
            date(2025, 5, 31),
            "lapsing",
            "Is revoked after 31 May 2025, today",
        ),
        (
            entry(revoked_on=FIRST),
            FIRST,
            "revoked",
            "Revoked on 1 April 2024: it does not count on any day",
        ),
    ],
)
def test_a_credential_in_words(credential, on, code, words):
    state = credential_state(credential, on=on)
    assert (state.code, state.words) == (code, words)


@pytest.mark.parametrize(
    ("credentials", "on", "code", "words"),
    [
        ([], FIRST, "no_credential", "Not qualified: no credential is recorded"),
        ([diploma(withdrawn=True)], FIRST, "no_credential", "Not qualified: no credential is recorded"),
        ([diploma()], FIRST, "qualified", "Qualified, no end date"),
        ([entry()], FIRST, "qualified", "Qualified until 31 March 2026"),
        ([entry(), diploma(level=7)], LAST, "qualified", "Qualified, no end date"),
        ([entry()], LAST - 14 * DAY, "lapsing", "Qualified until 31 March 2026, in 14 days"),
        ([entry()], LAST + DAY, "lapsed", "Not qualified since 1 April 2026"),
        ([entry(revoked_on=LAST)], LAST, "revoked", "Not qualified since 31 March 2026"),
        (
            [entry(), entry(opinion="", first_day=LAST + DAY, last_day=None)],
            LAST + DAY,
            "unchecked",
            "Not qualified: a credential has not been checked",
        ),
        ([diploma()], FIRST - DAY, "not_yet_valid", "Not qualified before 1 April 2024"),
        ([diploma(opinion="rejected")], FIRST, "rejected", "Not qualified: the credential was rejected"),
        (
            [entry(is_professional=False), diploma(level=4)],
            FIRST,
            "not_guidance",
            "Not qualified: holds no guidance qualification at Level 6 or above",
        ),
    ],
)
def test_an_adviser_in_words(credentials, on, code, words):
    state = adviser_state(credentials, on=on)
    assert (state.code, state.words) == (code, words)


@pytest.mark.parametrize(
    ("following", "until"),
    [
        ([], LAST),
        ([entry(first_day=LAST + DAY, last_day=date(2028, 3, 31))], date(2028, 3, 31)),
        ([entry(first_day=date(2026, 1, 1), last_day=date(2028, 3, 31))], date(2028, 3, 31)),
        ([entry(first_day=LAST + 2 * DAY, last_day=date(2028, 3, 31))], LAST),
        ([entry(first_day=LAST + DAY, last_day=date(2028, 3, 31), opinion="")], LAST),
        ([diploma(first_day=LAST + DAY)], None),
        ([entry(first_day=LAST + DAY, last_day=date.max)], date.max),
    ],
)
def test_renewals_follow_one_another(following, until):
    for order in itertools.permutations([entry(), *following]):
        assert qualified_until(order, on=LAST) == until
