"""Who is a qualified adviser on a day: docs/benchmark8.md, section 4, in words and as pure functions.

The figures ask the same of the database (reporting/evidence.py); a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from advisers.wording import days_left, written

if TYPE_CHECKING:
    from advisers.models import Credential

GUIDANCE_LEVEL = 6
FIRST_WARNING = timedelta(days=60)
LAST_WARNING = timedelta(days=14)
LEADER_DOES_NOT_QUALIFY = "Registered Careers Leader: this category does not qualify anyone to give guidance"


@dataclass(frozen=True, slots=True)
class CredentialFacts:
    """What the rule needs of one credential: what it is, and what the checks on record came to.

    `opinion` is the latest check that confirmed or rejected it (none: nobody has looked), `revoked_on` the
    latest check's where that revoked it.
    """

    id: UUID
    name: str
    is_register: bool
    level: int | None
    is_professional: bool
    first_day: date
    last_day: date | None
    opinion: str = ""
    revoked_on: date | None = None
    withdrawn: bool = False

    @property
    def noun(self) -> str:
        """What it is called in a sentence that has named its holder."""
        return "register entry" if self.is_register else "qualification"

    @property
    def could_qualify(self) -> bool:
        """Whether it is of a kind that qualifies anyone: Level 6 or above, or the professional category."""
        return self.is_professional if self.is_register else (self.level or 0) >= GUIDANCE_LEVEL


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included; an open end is open."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class State:
    """A state on a day: its code, and the words people read."""

    code: str
    words: str
    until: date | None = None


def facts_of(credential: Credential) -> CredentialFacts:
    """The facts of a credential whose checks were fetched with it (`with_checks`)."""
    checks = sorted(credential.checks.all(), key=lambda check: (check.recorded_at, check.id))
    opinions = [check.outcome for check in checks if check.outcome != "revoked"]
    is_register = credential.kind == "register"
    first_day = credential.valid_from if is_register else credential.awarded_on
    if first_day is None:
        raise ValueError("a credential has a first day: the database demands it")
    return CredentialFacts(
        id=credential.id,
        name=credential.name,
        is_register=is_register,
        level=credential.level,
        is_professional=credential.register_category == "career_development_professional",
        first_day=first_day,
        last_day=credential.valid_to if is_register else None,
        opinion=opinions[-1] if opinions else "",
        revoked_on=checks[-1].revoked_on if checks else None,
        withdrawn=credential.withdrawn_at is not None,
    )


# --- one credential -----------------------------------------------------------------------------------------


def good_days(credential: CredentialFacts) -> Days | None:
    """The days on which the credential makes its holder qualified; none: it never does."""
    if credential.withdrawn or credential.opinion != "confirmed" or not credential.could_qualify:
        return None
    return claimed_days(credential)


def claimed_days(credential: CredentialFacts) -> Days | None:
    """The days it would be good for once checked. One revoked on R is valid to the day before R."""
    ends = [credential.last_day, credential.revoked_on and credential.revoked_on - timedelta(days=1)]
    last = min((end for end in ends if end), default=None)
    return None if last is not None and last < credential.first_day else Days(credential.first_day, last)


def credential_state(credential: CredentialFacts, *, on: date) -> State:
    """Where one credential stands on a day."""
    if credential.withdrawn:
        return State("withdrawn", "Withdrawn")
    if credential.opinion == "rejected":
        return State("rejected", "Rejected: it does not count on any day")
    if not credential.could_qualify:
        return State("not_guidance", _why_not_guidance(credential))
    if not credential.opinion:
        return State("unchecked", "Unchecked: it does not count until somebody has seen it")
    days = claimed_days(credential)
    if days is None:
        return State("revoked", f"Revoked on {written(credential.revoked_on)}: it does not count on any day")
    return _state_by_days(credential, days, on)


def _state_by_days(credential: CredentialFacts, days: Days, on: date) -> State:
    """The state of a confirmed credential that is good for these days."""
    if on < days.first:
        return State("not_yet_valid", f"Not yet valid: counts from {written(days.first)}", days.last)
    if days.last is None:
        return State("checked", f"Checked: counts from {written(days.first)}, no end date")
    revoked = credential.revoked_on is not None and days.last == credential.revoked_on - timedelta(days=1)
    if on > days.last and revoked:
        words = f"Revoked on {written(credential.revoked_on)}: counts to {written(days.last)}"
        return State("revoked", words, days.last)
    if on > days.last:
        return State("lapsed", f"Lapsed: counts to {written(days.last)}", days.last)
    if warning(days.last, on=on):
        verb = "Is revoked" if revoked else "Lapses"
        words = f"{verb} after {written(days.last)}, {days_left(days.last, on=on)}"
        return State("lapsing", words, days.last)
    return State("checked", f"Checked: counts until {written(days.last)}", days.last)


def _why_not_guidance(credential: CredentialFacts) -> str:
    if credential.is_register:
        return LEADER_DOES_NOT_QUALIFY
    return f"Level {credential.level}: not a guidance qualification at Level {GUIDANCE_LEVEL} or above"


def warning(last_day: date, *, on: date) -> str:
    """Which warning is due before a last day: `first` from 60 days before it, `last` from 14, or none."""
    left = last_day - on
    if left < timedelta(0) or left > FIRST_WARNING:
        return ""
    return "last" if left <= LAST_WARNING else "first"


# --- an adviser, by all of his or her credentials -----------------------------------------------------------


def holds_qualification(credentials: Iterable[CredentialFacts], *, on: date) -> bool:
    """Whether a checked qualification at Level 6 or above had been awarded by the day."""
    return any(_good_on(each, on) for each in credentials if not each.is_register)


def is_on_register(credentials: Iterable[CredentialFacts], *, on: date) -> bool:
    """Whether a checked entry as Registered Career Development Professional covers the day."""
    return any(_good_on(each, on) for each in credentials if each.is_register)


def is_qualified(credentials: Sequence[CredentialFacts], *, on: date, require_register: bool = False) -> bool:
    """Whether an interview held on the day counts, as far as its adviser goes."""
    if is_on_register(credentials, on=on):
        return True
    return not require_register and holds_qualification(credentials, on=on)


def _good_on(credential: CredentialFacts, day: date) -> bool:
    days = good_days(credential)
    return days is not None and days.covers(day)


def qualified_until(credentials: Iterable[CredentialFacts], *, on: date) -> date | None:
    """The last day of the run of qualified days that `on` lies in: credentials may follow one another.

    None: without an end. Ask only of an adviser who is qualified on the day.
    """
    runs = [days for each in credentials if (days := good_days(each))]
    last = on
    while covering := [days for days in runs if days.covers(last)]:
        ends = [days.last for days in covering if days.last]
        if len(ends) < len(covering):
            return None
        if max(ends) == date.max:  # the calendar ends here, and with it every run
            return date.max
        last = max(ends) + timedelta(days=1)
    return last - timedelta(days=1)


def unqualified_since(credentials: Sequence[CredentialFacts], *, on: date) -> date | None:
    """The first of the unqualified days that `on` lies among; the earliest there is: never was qualified.

    None: qualified on the day.
    """
    if is_qualified(credentials, on=on):
        return None
    ends = [days.last for each in credentials if (days := good_days(each)) and days.last and days.last < on]
    return max(ends) + timedelta(days=1) if ends else date.min


def adviser_state(
    credentials: Sequence[CredentialFacts], *, on: date, require_register: bool = False
) -> State:
    """Where an adviser stands on a day, in words; what keeps him or her from counting comes first."""
    standing = [each for each in credentials if not each.withdrawn]
    if require_register:
        standing = [each for each in standing if each.is_register]
    if not is_qualified(standing, on=on):
        return _not_qualified(standing, on)
    until = qualified_until(standing, on=on)
    if until is None:
        return State("qualified", "Qualified, no end date")
    if warning(until, on=on):
        return State("lapsing", f"Qualified until {written(until)}, {days_left(until, on=on)}", until)
    return State("qualified", f"Qualified until {written(until)}", until)


def _not_qualified(credentials: Sequence[CredentialFacts], on: date) -> State:
    """Why somebody is not qualified: the reason nearest to being mended comes first."""
    states = [(each, credential_state(each, on=on)) for each in credentials]
    by_code = {state.code: (each, state) for each, state in states}
    if any(_would_cover(each, on) for each, state in states if state.code == "unchecked"):
        return State("unchecked", "Not qualified: a credential has not been checked")
    ended = [state for _, state in states if state.code in ("lapsed", "revoked") and state.until]
    if ended:
        last = max(ended, key=lambda state: state.until or on)
        since = written((last.until or on) + timedelta(days=1))
        return State(last.code, f"Not qualified since {since}", last.until)
    if "not_yet_valid" in by_code:
        first = min(each.first_day for each, state in states if state.code == "not_yet_valid")
        return State("not_yet_valid", f"Not qualified before {written(first)}")
    for code, words in NOT_QUALIFIED.items():
        if code in by_code:
            return State(code, words)
    return State("no_credential", "Not qualified: no credential is recorded")


NOT_QUALIFIED = {
    "revoked": "Not qualified: the credential was revoked from its first day",
    "rejected": "Not qualified: the credential was rejected",
    "unchecked": "Not qualified: no credential covers this day",
    "not_guidance": "Not qualified: holds no guidance qualification at Level 6 or above",
}


def _would_cover(credential: CredentialFacts, day: date) -> bool:
    days = claimed_days(credential)
    return credential.could_qualify and days is not None and days.covers(day)
