"""The parts of a preview: who is added, changed, missing, and what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator

from students.actions.writing import search_name
from students.presenting import FieldInWords, in_words
from students.roster_merge import Change, Difference


@dataclass(frozen=True)
class Tab:
    """One part of a preview."""

    kind: str
    label: str
    items: Sequence[Any]
    is_current: bool

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def url(self) -> str:
        return f"?show={self.kind}"


def preview_tabs(difference: Difference, chosen: str) -> list[Tab]:
    """Warnings, added, changed and leavers: those there are; the one chosen, else the first."""
    parts: list[tuple[str, str, Sequence[Any]]] = [
        ("added", "Added", difference.added),
        ("changed", "Changed", difference.changed),
        ("leavers", "Not in the file", sorted(difference.leavers, key=by_group_and_name)),
        ("warnings", "To look at", difference.warnings),
    ]
    there = [part for part in parts if part[2]]
    kinds = [kind for kind, _, _ in there]
    current = chosen if chosen in kinds else next(iter(kinds), "")
    return [Tab(kind, label, items, kind == current) for kind, label, items in there]


def year_group_of(change: Change) -> int | None:
    """The year group a student will be in; of who is not in the file, the one last known."""
    if change.after.year:
        return change.after.year.year_group
    years = change.student.years if change.student else {}
    return max(years.items())[1] if years else None


def by_group_and_name(change: Change) -> tuple[int, str]:
    """As the people who look for somebody in a list expect it."""
    return year_group_of(change) or 0, search_name(change.after.details)


class PreviewRow(NamedTuple):
    """A student in a preview: who, in which year group and form, and what changes."""

    student_id: UUID | None
    name: str
    number: str
    year_group: int | None
    form: str
    fields: list[FieldInWords]

    @classmethod
    def of(cls, change: Change) -> "PreviewRow":
        """The row of a change."""
        details, year = change.after.details, change.after.year
        return cls(
            change.student.id if change.student else None,
            change.name,
            details.upn or details.mis_id,
            year_group_of(change),
            year.form if year else "",
            [in_words(field) for field in change.fields],
        )


class PreviewPage(NamedTuple):
    """The part of a preview that is on the screen."""

    kind: str
    page: Page[Any]

    @classmethod
    def of(cls, tabs: Sequence[Tab], number: str | None, *, size: int) -> "PreviewPage":
        """The page asked for of the part that is chosen."""
        tab = next((tab for tab in tabs if tab.is_current), Tab("", "", (), True))
        return cls(tab.kind, Paginator(tab.items, size).get_page(number))

    @property
    def rows(self) -> list[Any]:
        """What stands on it: warnings as they are, changes in words."""
        return [PreviewRow.of(item) if isinstance(item, Change) else item for item in self.page]

    @property
    def student_ids(self) -> list[UUID]:
        """The recorded students on it."""
        changes = (item for item in self.page if isinstance(item, Change))
        return [change.student.id for change in changes if change.student]
