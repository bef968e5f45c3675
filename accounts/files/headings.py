"""Which column of a file is which field.

Headings are matched without regard to case, spaces and punctuation. Where two columns fit one field, the
heading that stands earlier in the field's list wins. What a person mapped by hand wins over all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from .problems import FileRefused, Problem, quoted


@dataclass(frozen=True)
class Field:
    """A field of an import: its name in the code, the heading we print, and other headings it is known by."""

    name: str
    heading: str
    aliases: tuple[str, ...] = ()
    required: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.heading, *self.aliases)


@dataclass(frozen=True)
class Doubled:
    """A column left unread because another fits the same field better."""

    header: str
    field: str
    used: str

    @property
    def message(self) -> str:
        return f"{quoted(self.header)} is not read: {quoted(self.used)} holds the same"


@dataclass(frozen=True)
class Matched:
    """Where each field stands (its column's index), and the columns nobody reads."""

    headers: tuple[str, ...]
    columns: Mapping[str, int]
    ignored: tuple[str, ...]
    doubled: tuple[Doubled, ...]

    def header(self, field: str) -> str:
        """The heading the file gives a field, for messages its sender understands."""
        return self.headers[self.columns[field]]


def normalise(heading: str) -> str:
    """A heading reduced to its letters and digits, in lower case."""
    return "".join(c for c in heading.casefold() if c.isalnum())


def known_headings(fields: Iterable[Field], mapping: Mapping[str, str] | None = None) -> frozenset[str]:
    """Every heading by which a field is known, or was once chosen for it, reduced to letters and digits."""
    chosen = (header for header, field in (mapping or {}).items() if field)
    return frozenset(normalise(heading) for heading in chain(chosen, *(field.headings for field in fields)))


def match(
    headers: Sequence[str],
    fields: Sequence[Field],
    *,
    mapping: Mapping[str, str] | None = None,
    name: str = "file",
    row: int = 1,
) -> Matched:
    """Find each field's column. `mapping` (heading to field name, or to "" for a column to ignore) wins.

    A heading of `mapping` that the file has not is passed over: it was remembered from another file.
    Two columns with the very same known heading are refused, as nobody can tell which is meant.
    """
    chosen = {normalise(header): field for header, field in (mapping or {}).items()}
    unknown = set(chosen.values()) - {field.name for field in fields} - {""}
    if unknown:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    candidates = _candidates(headers, fields, chosen)
    _refuse_repeated(headers, candidates, name, row)
    columns = {field: places[0][1] for field, places in candidates.items()}
    read = {index for places in candidates.values() for _, index in places}
    ignored = tuple(header for index, header in enumerate(headers) if header and index not in read)
    unread = sorted((index, field) for field, places in candidates.items() for _, index in places[1:])
    doubled = tuple(Doubled(headers[index], field, headers[columns[field]]) for index, field in unread)
    return Matched(tuple(headers), columns, ignored, doubled)


def _candidates(
    headers: Sequence[str], fields: Sequence[Field], chosen: Mapping[str, str]
) -> dict[str, list[tuple[int, int]]]:
    """For each field the columns that fit it, best first, as (rank, index); a column fits one field only."""
    ranks: dict[str, tuple[str, int]] = {}
    for field in fields:
        for rank, heading in enumerate(field.headings, start=1):
            ranks.setdefault(normalise(heading), (field.name, rank))
    found: dict[str, list[tuple[int, int]]] = {}
    for index, header in enumerate(headers):
        key = normalise(header)
        field_name, rank = (chosen[key], 0) if key in chosen else ranks.get(key, ("", 0))
        if key and field_name:
            found.setdefault(field_name, []).append((rank, index))
    return {field: sorted(places) for field, places in found.items()}


def _refuse_repeated(
    headers: Sequence[str], candidates: Mapping[str, list[tuple[int, int]]], name: str, row: int
) -> None:
    problems = []
    for places in candidates.values():
        seen: set[str] = set()
        for _, index in places:
            literal = headers[index].casefold()
            if literal in seen:
                message = "two columns have this heading: rename or remove one of them"
                problems.append(Problem(row, headers[index], message))
            seen.add(literal)
    if problems:
        raise FileRefused(problems, name=name)


def missing(matched: Matched, fields: Iterable[Field], *, row: int | None = 1) -> tuple[Problem, ...]:
    """A problem for each required field without a column; one only where no heading is known at all."""
    fields = tuple(fields)
    if not matched.columns:
        known = ", ".join(field.heading for field in fields if field.required)
        message = f"no known heading in this row: the first row must hold the headings, among them {known}"
        return (Problem(row, None, message),)
    return tuple(
        Problem(row, field.heading, f"there is no such column: add one, headed {_any_of(field.headings)}")
        for field in fields
        if field.required and field.name not in matched.columns
    )


def _any_of(headings: Sequence[str]) -> str:
    *others, last = [quoted(heading) for heading in headings]
    return f"{', '.join(others)} or {last}" if others else last
