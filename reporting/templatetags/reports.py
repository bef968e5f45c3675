"""How a report's data are said: they hold dates as text, one spelling for all time."""

from datetime import date, datetime

from django import template

from reporting.making import Making
from reporting.report_words import in_words, written
from reporting.schedule import LONDON

register = template.Library()


@register.filter
def said_date(day: str | None) -> str:
    """`2026-03-31` is 31 March 2026."""
    return written(date.fromisoformat(day)) if day else ""


@register.filter
def said_instant(instant: str) -> str:
    """An instant by London's clock: 1 April 2026 at 06:00."""
    local = datetime.fromisoformat(instant).astimezone(LONDON)
    return f"{written(local.date())} at {local:%H:%M}"


@register.filter
def any_running(making: list[Making]) -> bool:
    """Whether one of these reports is waiting or being made, and not failed."""
    return any(not each.is_failed for each in making)


@register.filter
def making_label(as_at: date) -> str:
    """What a progress bar measures."""
    return f"The report as at {written(as_at)}"


@register.filter
def said_number(number: int) -> str:
    """`2` is two."""
    return in_words(number)
