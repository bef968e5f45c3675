"""An uploaded roster, read again whenever a page needs it: nothing of it is kept but the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.core.files.storage import default_storage

from accounts.files import FileRefused, Kind, Problem, Sheet, known_headings, match, read_sheet, sniff
from accounts.files.kept import read_whole
from students.models import ColumnMapping, RosterImport
from students.roster_file import FIELDS, Roster, read_roster, roster_from_sheet
from students.school_record import difference_for

SAMPLES = 3


@dataclass(frozen=True)
class Columns:
    """A sheet's columns: headings, the field each is taken for, the first values, and what has no column."""

    headers: tuple[str, ...]
    guesses: Mapping[str, str]
    samples: Mapping[str, list[str]]
    missing: list[str]


@dataclass(frozen=True)
class Opened:
    """An upload that has been read; `sheet` is None for a transfer file, whose elements have fixed names.

    `faults`: the rows that are misshapen, to be told with the wrong values in the others.
    """

    offered: RosterImport
    data: bytes
    sheet: Sheet | None
    mapping: dict[str, str]
    faults: tuple[Problem, ...]

    def roster(self) -> Roster:
        """The roster in it, or a refusal naming every bad row."""
        name, on = self.offered.file_name, self.offered.roster_on
        if self.sheet:
            return roster_from_sheet(self.sheet, name=name, on=on, mapping=self.mapping, faults=self.faults)
        return read_roster(self.data, name=name, on=on, encoding=self.offered.encoding or None)

    @cached_property
    def columns(self) -> Columns | None:
        """The columns of a spreadsheet, and what they are taken for."""
        if self.sheet is None:
            return None
        headers, rows = self.sheet.headers, self.sheet.rows[:SAMPLES]
        matched = match(headers, FIELDS, mapping=self.mapping, name=self.offered.file_name)
        missing = [field.heading for field in FIELDS if field.required and field.name not in matched.columns]
        if not {"upn", "mis_id"} & set(matched.columns):
            missing.append("UPN or MIS ID")
        return Columns(
            headers,
            {headers[place]: field for field, place in matched.columns.items()},
            {
                header: [row.cells[place] for row in rows if row.cells[place].strip()]
                for place, header in enumerate(headers)
            },
            missing,
        )


def open_offer(offered: RosterImport) -> Opened:
    """Read an uploaded file, or refuse it."""
    data, name, mapping = data_of(offered), offered.file_name, mapping_of(offered)
    if sniff(data, name=name) is Kind.XML:
        return Opened(offered, data, None, mapping, ())
    faults: list[Problem] = []
    sheet = read_sheet(
        data,
        name=name,
        encoding=offered.encoding or None,
        known=known_headings(FIELDS, mapping),
        faults=faults,
    )
    return Opened(offered, data, sheet, mapping, tuple(faults))


def problems_in(offered: RosterImport) -> int | None:
    """How many things are to be put right in an upload; None while its columns are not matched."""
    try:
        opened = open_offer(offered)
        if opened.columns and opened.columns.missing:
            return None
        difference_for(school=offered.school, roster=opened.roster())
    except FileRefused as refusal:
        return len(refusal.problems)
    return 0


def mapping_of(offered: RosterImport) -> dict[str, str]:
    """What was chosen for this file, over what the school chose before."""
    remembered = ColumnMapping.objects.of(offered.school).first()
    return (remembered.fields_by_heading if remembered else {}) | offered.mapping


def data_of(offered: RosterImport) -> bytes:
    """The bytes of an upload; one whose file is gone or is no longer what was sent must be sent again."""
    name = offered.file.name
    data = read_whole(Path(default_storage.path(name)), offered.sha256) if name else None
    if data is None:
        raise FileRefused("This file is no longer here. Send it again.", name=offered.file_name)
    return data
