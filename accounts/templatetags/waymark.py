"""How things look when they are said more than once: dates, figures, states, problems with a form."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any, NamedTuple

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext

from accounts.permissions import ROLE_PERMISSIONS, Permission

register = template.Library()

DASH = "–"

# What a state is called on a page, and the tone it is said in.
STATES: dict[str, tuple[str, str]] = {
    "met": ("good", "Met"),
    "due": ("warn", "Due this year"),
    "missed": ("bad", "Missed"),
    "behind": ("bad", "Behind"),
    "on_course": ("info", "On course"),
    "not_yet_due": ("neutral", "Not yet due"),
    "excluded": ("neutral", "Not in the eligible figure"),
    "counts": ("good", "Counts"),
    "not_counted": ("neutral", "Does not count"),
    "attended": ("good", "Attended"),
    "absent": ("warn", "Absent"),
    "cancelled": ("neutral", "Cancelled"),
    "declined": ("neutral", "Declined"),
    "withdrawn": ("neutral", "Withdrawn"),
    "qualified": ("good", "Qualified"),
    "checked": ("good", "Checked"),
    "lapsing": ("warn", "Lapses soon"),
    "unchecked": ("warn", "Unchecked"),
    "lapsed": ("bad", "Lapsed"),
    "revoked": ("bad", "Revoked"),
    "rejected": ("bad", "Rejected"),
    "not_qualified": ("bad", "Not qualified"),
    "not_guidance": ("neutral", "Not a guidance qualification"),
    "scheduled": ("neutral", "Scheduled"),
    "queued": ("info", "Waiting"),
    "running": ("info", "Running"),
    "ready": ("good", "Ready"),
    "failed": ("bad", "Failed"),
    "added": ("good", "Added"),
    "changed": ("info", "Changed"),
    "unchanged": ("neutral", "Unchanged"),
    "leaver": ("warn", "Leaver"),
    "refused": ("bad", "Refused"),
    "undone": ("neutral", "Undone"),
}


@register.filter
def tone(state: str) -> str:
    """The tone of a state: good, warn, bad, info or neutral."""
    return STATES.get(str(state), ("neutral", ""))[0]


@register.filter
def state_words(state: str) -> str:
    """A state in words; one that is not in the list speaks for itself."""
    found = STATES.get(str(state))
    return found[1] if found else str(state).replace("_", " ").capitalize()


@register.inclusion_tag("_components/badge.html")
def badge(state: str, text: str = "", tone: str = "") -> dict[str, str]:
    """A state as a small label; `text` replaces the usual words, `tone` the usual colour."""
    return {"state": str(state), "text": text, "tone": tone}


@register.filter
def long_date(day: date | None) -> str:
    """31 March 2026; a dash when there is none."""
    return date_format(day, "j F Y") if day else DASH


@register.filter
def short_date(day: date | None) -> str:
    """31 Mar 2026, for tables where room is short."""
    return date_format(day, "j M Y") if day else DASH


@register.filter
def percent(value: Decimal | str | float | None) -> str:
    """78.3 %: cut to one decimal, never rounded up; a dash for an empty cohort."""
    return DASH if value is None or value == "" else f"{percent_figure(value)} %"


@register.filter
def percent_figure(value: Decimal | str | float | None) -> str:
    """The same without its sign, for figures whose sign is set smaller."""
    if value is None or value == "":
        return DASH
    return str(Decimal(str(value)).quantize(Decimal("0.1"), rounding=ROUND_DOWN))


@register.filter
def thousands(number: int | str | None) -> str:
    """1,150; a dash where nothing was counted."""
    return DASH if number is None or number == "" else f"{number:,}"


@register.filter
def counted(number: int, words: str) -> str:
    """`{{ 3|counted:"student,students" }}` is "3 students"; with one word, an s makes the plural."""
    one, _, many = words.partition(",")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def in_words(items: Any) -> str:
    """Ann, Ben and Cal."""
    words = [str(item) for item in items]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


@register.filter
def either(items: Any) -> str:
    """Careers leader, adviser or tutor: with small letters, and the article the first word asks for."""
    words = [str(item).lower() for item in items]
    article = "an" if words and words[0][0] in "aeiou" else "a"
    return f"{article} " + " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether a field is one box to tick, whose label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def error_texts(field: BoundField) -> list[str]:
    """What is wrong with a field; where nobody found better words for an empty one, what to enter."""
    blank = gettext("This field is required.")
    return [to_enter(field) if text == blank else str(text) for text in field.errors]


def to_enter(field: BoundField) -> str:
    """Enter the surname; Choose the year group."""
    label = str(field.label)
    words = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    verb = (
        "Choose"
        if isinstance(field.field.widget, forms.Select | forms.RadioSelect | forms.FileInput)
        else "Enter"
    )
    return f"Tick “{label}”" if is_tick(field) else f"{verb} the {words}"


class Problem(NamedTuple):
    """Something to put right in a form, and the id of the box where it is put right."""

    target: str
    text: str


@register.simple_tag
def problems(*parts: Any) -> list[Problem]:
    """All that is wrong with these forms and formsets, in the order of the page."""
    return [problem for part in parts if part and part.is_bound for problem in problems_of(part)]


def problems_of(part: Any) -> Iterator[Problem]:
    """What is wrong with one form, or with a formset and each of its rows."""
    if hasattr(part, "non_form_errors"):
        yield from (Problem("", text) for text in part.non_form_errors())
        for form in part:
            yield from problems_of(form)
        return
    yield from (Problem("", text) for text in part.non_field_errors())
    for field in part:
        target = field.id_for_label or f"{field.auto_id}_0"
        yield from (Problem("" if field.is_hidden else target, text) for text in error_texts(field))


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """The pages to offer: the first, the last, those around this one, dots between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def roles_that_may(refusal: str) -> list[str]:
    """The roles that may do what was refused, told by the refusal's words (see `accounts.access`)."""
    wanted = {permission for permission in Permission if permission.value in refusal}
    return [role.label for role, permissions in ROLE_PERMISSIONS.items() if wanted & permissions]


@register.filter
def split_words(words: str) -> list[str]:
    """The parts of a list written with commas."""
    return [word.strip() for word in words.split(",")]
