"""Common Transfer Files: what is read of a pupil, what is left where it is, and what is refused."""
# ruff: noqa: E501 (the sentences people read stand whole)

import datetime as dt

import pytest

from accounts.files import FileRefused
from students.roster_file import Roster, read_roster
from tests.files.dialects import ctf, element
from tests.files.thirty import upn

ON = dt.date(2025, 10, 1)


def details(year: str = "11", extra: str = "") -> str:
    return element("BasicDetails", element("NCyearActual", year) + extra)


def pupil(serial: int = 1, basic: str | None = None, extra: str = "") -> str:
    return (
        f"<Pupil><UPN>{upn(serial)}</UPN><Surname>Lovelace</Surname><Forename>Ada {serial}</Forename>"
        f"<DOB>2009-12-10</DOB><Sex>F</Sex>{details() if basic is None else basic}{extra}</Pupil>"
    )


def roster(*pupils: str, version: int = 25) -> Roster:
    return read_roster(ctf(version, pupils=pupils), name="c.xml", on=ON)


def refused(data: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refusal:
        read_roster(data, name="c.xml", on=ON)
    return list(refusal.value.lines())


def sen(*history: tuple[str, str]) -> str:
    parts = (
        element("SEN", element("StartDate", day) + element("SENprovision", status)) for day, status in history
    )
    return element("SENhistory", "".join(parts))


def meals(*spans: tuple[str, str]) -> str:
    parts = (
        element("FSMinstance", element("FSMstartDate", start) + element("FSMendDate", end))
        for start, end in spans
    )
    return element("FSMhistory", "".join(parts))


@pytest.mark.parametrize(
    ("history", "status"),
    [
        ([("2020-01-01", "N"), ("2023-01-01", "E"), ("2021-01-01", "K")], "E"),
        ([("2020-01-01", "E"), ("2023-01-01", "N")], "N"),
        ([("2020-01-01", "K"), ("2025-10-01", "E")], "E"),
        ([("2020-01-01", "K"), ("2025-10-02", "E")], "K"),
        ([("2020-01-01", "N"), ("2020-01-01", "K")], "K"),
        ([("", "K")], "K"),
        ([("2020-13-01", "N"), ("2020-01-01", "K")], "K"),
        ([("2030-01-01", "K")], ""),
    ],
)
def test_the_sen_status_that_began_last(history: list[tuple[str, str]], status: str) -> None:
    (row,) = roster(pupil(extra=sen(*history))).rows
    assert (row.sen, row.ehc_plan) == (status, status == "E")


@pytest.mark.parametrize(
    ("spans", "eligible"),
    [
        ([("2024-01-01", "")], True),
        ([("2018-01-01", "2019-01-01")], False),
        ([("2018-01-01", "2019-01-01"), ("2024-01-01", "")], True),
        ([("2018-01-01", "2025-10-01")], True),
        ([("2018-01-01", "2025-09-30")], False),
        ([("2025-10-01", "")], True),
        ([("2025-10-02", "")], False),
    ],
)
def test_free_school_meals_are_open_or_not(spans: list[tuple[str, str]], eligible: bool) -> None:
    (row,) = roster(pupil(extra=meals(*spans))).rows
    assert row.free_school_meals is eligible


@pytest.mark.parametrize(("text", "in_care"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_in_care(text: str, in_care: bool) -> None:
    (row,) = roster(pupil(extra=element("LookedAfter", element("InCare", text)))).rows
    assert row.in_care is in_care


def test_what_occurs_nowhere_in_the_file_is_not_given() -> None:
    found = roster(pupil())
    assert found.fields_given == {"upn", "surname", "forename", "date_of_birth", "sex", "year_group"}
    row = found.rows[0]
    assert (row.sen, row.ehc_plan, row.free_school_meals, row.in_care, row.uln) == (None,) * 5


def test_what_occurs_somewhere_is_a_no_elsewhere() -> None:
    rows = roster(pupil(1, extra=sen(("2020-01-01", "K")) + meals(("2024-01-01", ""))), pupil(2)).rows
    assert [(row.sen, row.ehc_plan, row.free_school_meals) for row in rows] == [
        ("K", False, True),
        ("", False, False),
    ]


def test_the_rest_of_basic_details() -> None:
    basic = details("12", element("PreferredForename", "Addie") + element("FormerUPN", upn(9)))
    (row,) = roster(pupil(basic=basic)).rows
    assert (row.preferred_forename, row.former_upn, row.year_group) == ("Addie", upn(9), 12)


@pytest.mark.parametrize("status", ["C", "M", "S", "F", "O", ""])
def test_pupils_on_roll_are_read(status: str) -> None:
    found = roster(pupil(basic=details("11", element("EnrolStatus", status))))
    assert (len(found.rows), found.warnings) == (1, ())


@pytest.mark.parametrize(
    ("status", "who"),
    [("P", "a previous pupil"), ("G", "a guest from another school"), ("p", "a previous pupil")],
)
def test_pupils_not_on_roll_are_left_out_and_told(status: str, who: str) -> None:
    found = roster(pupil(1), pupil(2, details("11", element("EnrolStatus", status))), pupil(3))
    assert [row.row for row in found.rows] == [1, 3]
    assert [warning.line("c.xml") for warning in found.warnings] == [
        f"c.xml:2: EnrolStatus: {status.upper()} is {who}, not on roll: left out"
    ]


@pytest.mark.parametrize("year", ["R", "N1", "N2", "E1", "1", "6"])
def test_pupils_below_year_7_are_left_out_and_counted(year: str) -> None:
    assert roster(pupil(1), pupil(2, details(year))).skipped_too_young == 1


def test_problems_name_the_pupil_and_the_element() -> None:
    assert refused(ctf(pupils=[pupil(1, details("X")), pupil(2), pupil(3, details(""))])) == [
        "c.xml:1: NCyearActual: “X” is not a year group: write 7 to 13, as 11, Y11 or Year 11 (14 for later years)",
        "c.xml:3: NCyearActual: is missing: write 7 to 13, as 11, Y11 or Year 11 (14 for later years)",
    ]


def test_a_file_without_year_groups_is_told_once() -> None:
    (line,) = refused(ctf(pupils=[pupil(1, ""), pupil(2, "")]))
    assert line.startswith("c.xml: Year group: there is no such column: add one, headed “Year group”")


def test_a_file_without_pupils() -> None:
    assert refused(ctf(pupils=[])) == ["c.xml: This transfer file holds no pupil on roll."]


@pytest.mark.parametrize(
    ("version", "warnings"),
    [
        (
            12,
            [
                "c.xml: CTFversion: this CTF has version “12.0”; 13 to 25 are known: check the preview with care"
            ],
        ),
        (13, []),
        (25, []),
        (
            26,
            [
                "c.xml: CTFversion: this CTF has version “26.0”; 13 to 25 are known: check the preview with care"
            ],
        ),
    ],
)
def test_versions(version: int, warnings: list[str]) -> None:
    assert [warning.line("c.xml") for warning in roster(pupil(), version=version).warnings] == warnings


def test_namespaces_do_not_matter_nor_does_the_encoding_declared() -> None:
    text = ctf(
        pupils=[pupil(extra="<x:Extra xmlns:x='urn:x'><x:UPN>no</x:UPN></x:Extra>")], namespace="urn:ctf"
    )
    utf16 = text.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert [read_roster(data, name="c", on=ON).rows[0].upn for data in (text, utf16)] == [upn(1), upn(1)]


def test_only_what_is_asked_for_leaves_the_reading_process() -> None:
    """A canary in every element a roster has no use for."""
    rest = (
        "<MedicalFlag>canary</MedicalFlag><Contacts><Contact><Surname>canary</Surname></Contact></Contacts>"
    )
    from accounts.files.isolation import read_records

    found = read_records(
        ctf(pupils=[pupil(extra=rest)]),
        name="c",
        record="CTfile/CTFpupilData/Pupil",
        texts=("UPN",),
        otherwise=".",
    )
    assert found == {"head": {}, "records": [{"UPN": upn(1)}]}
    assert "canary" not in str(roster(pupil(extra=rest)))


def test_another_xml_file_is_refused_with_what_to_send() -> None:
    assert refused(b"<ATfile/>") == [
        "c.xml: This XML file begins with “ATfile”, not “CTfile”: send a Common Transfer File (CTF), a CSV or an XLSX file."
    ]


def test_a_transfer_file_with_definitions_is_refused() -> None:
    (line,) = refused(ctf(head='<!DOCTYPE CTfile [<!ENTITY x "y">]>'))
    assert (
        line == "c.xml: This XML file brings definitions of its own (DOCTYPE, entities), which are refused."
    )
