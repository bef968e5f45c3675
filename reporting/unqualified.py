"""Interviews that count for nobody because their adviser was not qualified on the day.

They are found as runs: while an adviser is not qualified no interview counts, so all of a run, from its first
day to its last, are what the list of interviews shows under the run's address.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from accounts.kept_search import ANYBODY
from accounts.models import Membership, School
from advisers.attention import Attention
from advisers.models import Adviser
from advisers.qualification import CredentialFacts, is_qualified
from interviews.models import Interview
from interviews.models.interview import InterviewQuerySet, Kind, Outcome
from reporting.benchmark8 import Reason


@dataclass(frozen=True, slots=True)
class Run:
    """Interviews that an adviser held one after another while not qualified, by day."""

    adviser_id: UUID
    days: tuple[date, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.days)

    @property
    def first(self) -> date:
        """The day of the first."""
        return self.days[0]

    @property
    def last(self) -> date:
        """The day of the last."""
        return self.days[-1]

    def url(self, school: School) -> str:
        """The list of exactly these interviews."""
        asked = {
            "whose": "all",
            ANYBODY: "yes",
            "adviser": self.adviser_id,
            "counts": Reason.ADVISER_NOT_QUALIFIED,
            "first": self.first,
            "last": self.last,
        }
        return f"{reverse('interviews:list', args=[school.urn])}?{urlencode(asked)}"


def unqualified_runs(
    membership: Membership,
    adviser: Adviser,
    credentials: Sequence[CredentialFacts],
    *,
    on: date,
    require_register: bool,
) -> list[Run]:
    """The runs of one adviser up to a day, the latest first."""
    held = _guidance(membership, on).filter(adviser=adviser).values_list("held_on", flat=True)
    runs = groupby(
        held.order_by("held_on"),
        lambda day: is_qualified(credentials, on=day, require_register=require_register),
    )
    return [Run(adviser.pk, tuple(days)) for qualified, days in runs if not qualified][::-1]


def priced(items: Iterable[Attention], membership: Membership, *, on: date) -> list[Attention]:
    """The same items; those about somebody not qualified say how many interviews since then do not count."""
    items = list(items)
    since = {item.about_id: item.unqualified_since for item in items if item.unqualified_since}
    held = _guidance(membership, on).filter(adviser__in=since).order_by("adviser", "held_on")
    by_adviser = groupby(held.values_list("adviser", "held_on"), lambda row: row[0])
    runs = {
        adviser: Run(adviser, days)
        for adviser, rows in by_adviser
        if (days := tuple(day for _, day in rows if day >= since[adviser]))
    }
    return [_with_price(item, runs.get(item.about_id), membership.school) for item in items]


def _with_price(item: Attention, run: Run | None, school: School) -> Attention:
    if run is None or item.unqualified_since is None:
        return item
    return replace(item, uncounted=run.count, uncounted_url=run.url(school))


def _guidance(membership: Membership, on: date) -> InterviewQuerySet:
    """The one-to-one interviews that took place by a day: those that want nothing but a qualified adviser."""
    visible = Interview.objects.visible_to(membership, on=on)
    return visible.standing().filter(outcome=Outcome.ATTENDED, kind=Kind.ONE_TO_ONE, held_on__lte=on)
