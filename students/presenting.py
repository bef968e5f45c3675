"""What a roster changes, in words: for the command's output and for the pages."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.formats import date_format

from accounts.files.problems import one_line
from students.models.enrolment import SenProvision
from students.models.student import Sex
from students.roster_facts import FieldChange
from students.roster_file import FIELDS, Roster
from students.roster_merge import Change, Difference

HEADINGS = {field.name: field.heading for field in FIELDS}
CODES: dict[str, type[TextChoices]] = {"sen": SenProvision, "sex": Sex}
NOTHING = "–"


class FieldInWords(NamedTuple):
    """A change of one field as a page shows it."""

    heading: str
    before: str
    after: str


def in_words(change: FieldChange) -> FieldInWords:
    """The change with its heading, codes in words, and dates as people write them."""
    before, after = (_on_a_page(change.field, value) for value in (change.before, change.after))
    return FieldInWords(HEADINGS[change.field], before, after)


def _on_a_page(field: str, value: Any) -> str:
    if field in CODES and value:
        return str(CODES[field](value).label)
    return date_format(value, "j F Y") if isinstance(value, dt.date) else value_in_words(value)


def value_in_words(value: Any) -> str:
    """A field's value as a line of text: ISO dates, yes and no, a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def field_in_words(change: FieldChange) -> str:
    """`Form: 10B → 11B`."""
    return f"{HEADINGS[change.field]}: {value_in_words(change.before)} → {value_in_words(change.after)}"


def summary_lines(difference: Difference, roster: Roster, *, leavers: bool) -> Iterator[str]:
    """The counts, a line each."""
    yield f"roster of {roster.on.isoformat()}, academic year {roster.academic_year}"
    yield f"added: {len(difference.added)}"
    yield f"changed: {len(difference.changed)}"
    yield f"unchanged: {len(difference.unchanged)}"
    yield f"leavers: {len(difference.leavers)} ({'recorded as left' if leavers else 'listed only'})"
    yield f"warnings: {len(difference.warnings)}"
    if roster.skipped_too_young:
        yield f"below Year 7, left out: {roster.skipped_too_young}"
    if roster.title:
        yield f"above the headings, not read: {one_line(roster.title)}"
    if roster.ignored_columns:
        yield f"columns not read: {', '.join(roster.ignored_columns)}"
    yield from (f"column {doubled.message}" for doubled in roster.doubled_columns)


def difference_lines(difference: Difference, roster: Roster, *, name: str, leavers: bool) -> Iterator[str]:
    """The counts, then every student who would be added, changed or left, and every warning."""
    yield from summary_lines(difference, roster, leavers=leavers)
    yield from (f"added {who(change)}" for change in difference.added)
    for change in difference.changed:
        yield f"changed {who(change)}: {'; '.join(field_in_words(field) for field in change.fields)}"
    yield from (f"leaver {who(change)}" for change in difference.leavers)
    yield from (f"warning {warning.line(name)}" for warning in difference.warnings)


def who(change: Change) -> str:
    """A student by number, name and year group."""
    details, year = change.after.details, change.after.year
    number = details.upn or f"MIS ID {details.mis_id}"
    group = f" (Year {year.year_group}{f', {year.form}' if year.form else ''})" if year else ""
    return f"{number} {details.surname}, {details.forename}{group}"
