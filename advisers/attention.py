"""What about advisers and their providers needs somebody's attention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from accounts.models import Membership
from accounts.permissions import Permission
from advisers.matrix_standard import matrix_state
from advisers.models import Adviser, Provider
from advisers.qualification import (
    CredentialFacts,
    State,
    adviser_state,
    claimed_days,
    credential_state,
    facts_of,
    is_on_register,
    qualified_until,
    unqualified_since,
    warning,
)
from advisers.wording import days_left, written

LABELS = {
    "no_credential": "No credential",
    "not_guidance": "Not qualified",
    "not_yet_valid": "Not yet valid",
    "lapsed": "Lapsed",
    "revoked": "Revoked",
    "rejected": "Rejected",
    "unchecked": "Unchecked",
    "lapsing": "Lapses soon",
    "matrix": "matrix Standard",
}


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at: a label and its tone, a sentence, and where the deed is done.

    `unqualified_since`: of somebody not qualified; what it costs, `reporting.unqualified` says.
    """

    code: str
    tone: str
    words: str
    rank: int
    about_id: UUID
    credential_id: UUID | None = None
    url: str = ""
    deed: str = ""
    unqualified_since: date | None = None
    uncounted: int = 0
    uncounted_url: str = ""

    @property
    def label(self) -> str:
        """The label in front of the sentence."""
        return LABELS[self.code]


def attention(membership: Membership, *, on: date) -> list[Attention]:
    """Everything at the school that needs attention, the most pressing first; always four queries."""
    advisers = Adviser.objects.visible_to(membership).active().with_credentials().order_by("name", "id")
    providers = Provider.objects.visible_to(membership).filter(advisers__is_active=True).distinct()
    found = [
        *advisers_needing_attention(advisers, on=on),
        *providers_needing_attention(providers, on=on),
    ]
    return [_with_link(item, membership) for item in sorted(found, key=lambda item: item.rank)]


def _with_link(item: Attention, membership: Membership) -> Attention:
    """Where the deed is done, for those who may do it; for those who may only read, what it is about."""
    urn, about = membership.school.urn, item.about_id
    if not membership.may(Permission.MANAGE_ADVISERS):
        # There is a list of providers, and no page of each to read.
        page = ("providers",) if item.code == "matrix" else ("detail", about)
        return replace(item, url=reverse(f"advisers:{page[0]}", args=[urn, *page[1:]]), deed="Open")
    if item.code == "matrix":
        return replace(item, url=reverse("advisers:provider_edit", args=[urn, about]), deed="Enter the dates")
    if item.credential_id:
        return replace(item, url=reverse("advisers:check", args=[urn, item.credential_id]), deed="Check it")
    if deed := ADDING.get(item.code):
        kind = "?kind=register" if item.code in RENEWED else ""
        return replace(item, url=reverse("advisers:add_credential", args=[urn, about]) + kind, deed=deed)
    return replace(item, url=reverse("advisers:detail", args=[urn, about]), deed="Open")


RENEWED = {"lapsing", "lapsed"}
ADDING = dict.fromkeys(RENEWED, "Add the renewal") | {"no_credential": "Add a credential"}


def advisers_needing_attention(advisers: Iterable[Adviser], *, on: date) -> Iterator[Attention]:
    """What is amiss with these advisers, whose credentials were fetched with them."""
    for adviser in advisers:
        yield from _of_adviser(adviser, [facts_of(each) for each in adviser.credentials.all()], on)


def _of_adviser(adviser: Adviser, credentials: list[CredentialFacts], on: date) -> Iterator[Attention]:
    """Somebody not qualified is one item; otherwise each entry that lapses, each unchecked credential."""
    state = adviser_state(credentials, on=on)
    if state.code not in ("qualified", "lapsing"):
        tone, rank = ("warn", 1) if state.code == "unchecked" else ("bad", 0)
        to_check = _to_check(credentials, on) if state.code == "unchecked" else None
        words, since = _sentence(adviser.name, state), unqualified_since(credentials, on=on)
        yield Attention(state.code, tone, words, rank, adviser.pk, to_check, unqualified_since=since)
        return
    for credential in credentials:
        its_state = credential_state(credential, on=on)
        if its_state.code == "lapsing" and its_state.until:
            yield from _lapsing(adviser, credential, credentials, its_state.until, on)
        if its_state.code == "unchecked":
            words = f"{adviser.name}’s {credential.noun} has not been checked: {credential.name}."
            yield Attention("unchecked", "warn", words, 4, adviser.pk, credential.id)


def _to_check(credentials: list[CredentialFacts], on: date) -> UUID | None:
    """The credential whose check would make its holder qualified on the day."""
    unchecked = (each for each in credentials if credential_state(each, on=on).code == "unchecked")
    return next((each.id for each in unchecked if (days := claimed_days(each)) and days.covers(on)), None)


def _sentence(name: str, state: State) -> str:
    """The state of somebody who is not qualified, as a sentence about him or her."""
    if state.code in ("lapsed", "revoked") and state.until:
        return f"{name} has not been qualified since {written(_next_day(state.until))}."
    return f"{name} is {_lower(state.words)}."


def _lapsing(
    adviser: Adviser, credential: CredentialFacts, credentials: list[CredentialFacts], last: date, on: date
) -> Iterator[Attention]:
    """An entry about to lapse, unless a checked renewal follows it without a gap."""
    if is_on_register((each for each in credentials if each.id != credential.id), on=_next_day(last)):
        return
    words = f"{adviser.name}’s register entry lapses after {written(last)}, {days_left(last, on=on)}."
    until = qualified_until(credentials, on=on)
    if until is None or until > last:
        words += " Another credential keeps counting."
    pressing = warning(last, on=on) == "last"
    yield Attention("lapsing", "bad" if pressing else "warn", words, 2 if pressing else 3, adviser.pk)


def providers_needing_attention(providers: Iterable[Provider], *, on: date) -> Iterator[Attention]:
    """Providers whose matrix Standard has expired, or of which a date is due within 60 days."""
    for provider in providers:
        state = matrix_state(
            provider.matrix_awarded_on,
            provider.matrix_first_check_on,
            provider.matrix_second_check_on,
            on=on,
        )
        if state.needs_attention:
            words = f"{provider.name}’s matrix Standard: {_lower(state.words)}."
            yield Attention("matrix", state.tone, words, 5, provider.pk)


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
