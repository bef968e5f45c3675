"""The matrix Standard, an organisation's quality mark: three years, with checks at 12 and 24 months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from advisers.wording import days_left, written

WARNING = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class MatrixState:
    """Where a provider's accreditation stands: a code, the words, and the day something is due by."""

    code: str
    words: str
    due_on: date | None = None
    tone: str = "neutral"

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should ask the provider about it."""
        return self.tone in ("warn", "bad")


def years_after(day: date, years: int) -> date:
    """The anniversary of a day; 29 February falls on 28 February in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def matrix_state(
    awarded_on: date | None, first_check_on: date | None, second_check_on: date | None, *, on: date
) -> MatrixState:
    """Where the accreditation stands on a day: in force through its third anniversary.

    A check is due by its anniversary, and asked for from 60 days before.
    """
    if awarded_on is None:
        return MatrixState("not_recorded", "No matrix Standard recorded")
    if on < awarded_on:
        return MatrixState("not_yet_valid", f"Awarded from {written(awarded_on)}", awarded_on)
    expires_on = years_after(awarded_on, 3)
    if on > expires_on:
        return MatrixState("expired", f"Expired on {written(expires_on)}", expires_on, "bad")
    for months, done_on in ((12, first_check_on), (24, second_check_on)):
        due_on = years_after(awarded_on, months // 12)
        if done_on is None and on > due_on:
            return MatrixState(
                "check_overdue", f"{months}-month check overdue since {written(due_on)}", due_on, "bad"
            )
        if done_on is None and due_on - on <= WARNING:
            words = f"{months}-month check due by {written(due_on)}, {days_left(due_on, on=on)}"
            return MatrixState("check_due", words, due_on, "warn")
    if expires_on - on <= WARNING:
        words = f"Expires after {written(expires_on)}, {days_left(expires_on, on=on)}"
        return MatrixState("expiring", words, expires_on, "warn")
    return MatrixState("in_force", f"In force until {written(expires_on)}", expires_on, "good")
