"""The same thirty students, whatever system wrote the file, in the fields each file carries."""

import datetime as dt
from dataclasses import asdict
from typing import Any

import pytest

from accounts.files import FileRefused, Kind
from students.academic_year import AcademicYear
from students.roster_file import FIELDS, Roster, RosterRow, read_roster
from tests.files.dialects import ARBOR, BROMCOM, SIMS, ctf, delimited, sims_workbook, table
from tests.files.thirty import ON, THIRTY, Pupil

ARBOR_CARRIES = {field.name for field in FIELDS} - {"former_upn", "neet_risk"}
SIMS_CARRIES = ARBOR_CARRIES - {"email"}
BROMCOM_CARRIES = ARBOR_CARRIES - {"uln", "preferred_forename", "eal", "left_on"}
CTF_CARRIES = {
    *("upn", "uln", "surname", "forename", "date_of_birth", "sex", "preferred_forename", "year_group"),
    *("sen", "ehc_plan", "free_school_meals", "in_care"),
}
FILES: dict[str, tuple[bytes, set[str], Kind, str]] = {
    "sims, utf-8": (delimited(table(SIMS)), SIMS_CARRIES, Kind.TEXT, "utf-8"),
    "sims, windows-1252, semicolons": (
        delimited(table(SIMS), encoding="cp1252", delimiter=";"), SIMS_CARRIES, Kind.TEXT, "cp1252",
    ),
    "arbor, utf-16, tabs": (
        delimited(table(ARBOR), encoding="utf-16", delimiter="\t"), ARBOR_CARRIES, Kind.TEXT, "utf-16",
    ),
    "bromcom, utf-8 with mark": (
        delimited(table(BROMCOM), encoding="utf-8-sig"), BROMCOM_CARRIES, Kind.TEXT, "utf-8",
    ),
    "sims, xlsx": (sims_workbook(), SIMS_CARRIES, Kind.XLSX, ""),
    "ctf 13": (ctf(13), CTF_CARRIES, Kind.XML, ""),
    "ctf 21": (ctf(21), CTF_CARRIES, Kind.XML, ""),
    "ctf 25": (ctf(25), CTF_CARRIES, Kind.XML, ""),
    "ctf 25 with a namespace": (ctf(25, namespace="urn:ctf"), CTF_CARRIES, Kind.XML, ""),
}  # fmt: skip


def roster(data: bytes, **options: Any) -> Roster:
    return read_roster(data, name="roster", on=ON, **options)


def expected(pupil: Pupil, carried: set[str]) -> dict[str, Any]:
    """The pupil's fields that a file carries; None for each it does not."""
    truth = {"former_upn": "", "neet_risk": "", "ehc_plan": pupil.ehc_plan} | asdict(pupil)
    return {field.name: truth[field.name] if field.name in carried else None for field in FIELDS}


def values(row: RosterRow) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in FIELDS}


@pytest.mark.parametrize(("data", "carried", "kind", "encoding"), FILES.values(), ids=FILES)
def test_every_dialect_gives_the_same_students(
    data: bytes, carried: set[str], kind: Kind, encoding: str
) -> None:
    found = roster(data)
    assert [values(row) for row in found.rows] == [expected(pupil, carried) for pupil in THIRTY]
    assert found.fields_given == carried
    assert (found.kind, found.encoding, found.warnings, found.skipped_too_young) == (kind, encoding, (), 0)
    assert found.academic_year == AcademicYear(2025)


def test_rows_are_numbered_as_the_sender_sees_them() -> None:
    assert [row.row for row in roster(delimited(table(SIMS))).rows] == list(range(2, 32))
    assert [row.row for row in roster(ctf()).rows] == list(range(1, 31))


def test_columns_nobody_reads_are_named() -> None:
    found = roster(delimited(table(SIMS)))
    assert (found.ignored_columns, found.doubled_columns) == (("House",), ())


def test_a_mapping_remembered_for_the_school_is_used() -> None:
    rows = table(SIMS)
    rows[0] = ["Legal bit" if heading == "Legal Surname" else heading for heading in rows[0]]
    found = roster(delimited(rows), mapping={"Legal bit": "surname", "House": "neet_risk", "Reg": ""})
    assert [row.surname for row in found.rows] == [pupil.surname for pupil in THIRTY]
    assert found.rows[0].neet_risk == "Red"
    assert found.rows[0].form is None
    assert found.ignored_columns == ("Reg",)


def test_an_encoding_chosen_by_a_person_is_used() -> None:
    data = delimited(table(BROMCOM), encoding="mac_roman")
    assert roster(data, encoding="mac_roman").rows[0].forename == "Zoë"
    with pytest.raises(FileRefused, match="Choose another encoding"):
        roster(data)


def test_the_roster_speaks_for_the_academic_year_of_its_date() -> None:
    found = read_roster(ctf(), name="roster", on=dt.date(2026, 8, 31))
    assert (found.on, str(found.academic_year)) == (dt.date(2026, 8, 31), "2025/26")
