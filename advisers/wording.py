"""How dates are said in the sentences of this app."""

from datetime import date


def written(day: date | None) -> str:
    """31 March 2026; nothing for no day."""
    return f"{day.day} {day:%B %Y}" if day else ""


def days_left(last_day: date, *, on: date) -> str:
    """How far off a last day is: `today`, `tomorrow`, `in 12 days`."""
    left = (last_day - on).days
    return {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
