"""The file as a whole: everything wrong is told at once, and nobody stands in it twice."""
# ruff: noqa: E501 (the sentences people read stand whole)

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.files import FileRefused, read_sheet
from students.roster_file import read_roster, roster_from_sheet
from tests.files.dialects import BROMCOM, SIMS, delimited, native, table, workbook
from tests.files.thirty import ON, THIRTY, pupil, upn
from tests.students.test_roster_file_rows import GOOD, csv, refused, roster


def other(serial: int, **cells: str) -> dict[str, str]:
    return GOOD | {"UPN": upn(serial), "Forename": f"Ada {serial}"} | cells


def test_every_bad_row_is_told_in_the_order_of_the_file() -> None:
    rows = [
        other(1, **{"Year group": "XI"}),
        other(2),
        other(3, Surname="", **{"Date of birth": "30/02/2010"}),
        other(2),
        other(4, **{"Year group": "99"}),
    ]
    assert [line.split(":")[1:3] for line in refused(*rows)] == [
        ["2", " Year group"],
        ["4", " Surname"],
        ["4", " Date of birth"],
        ["5", " UPN"],
        ["6", " Year group"],
    ]


def test_a_misshapen_row_is_told_with_the_wrong_values() -> None:
    data = csv(other(1), other(2, **{"Year group": "XI"})) + b'\n"x","y","z","11","","spilt"'
    with pytest.raises(FileRefused) as refusal:
        read_roster(data, name="s.csv", on=ON)
    assert [(problem.row, problem.column) for problem in refusal.value.problems] == [
        (3, "Year group"),
        (4, None),
        (4, "UPN"),
    ]


def test_the_same_upn_twice() -> None:
    assert refused(other(1), other(2), other(1)) == [
        "s.csv:4: UPN: the UPN of row 2 stands here again: remove one of the two rows, or put its UPN right"
    ]


def test_the_same_mis_id_twice() -> None:
    rows = [other(1, **{"MIS ID": "7"}), other(2, **{"MIS ID": "7"}), other(3, UPN="", **{"MIS ID": "7"})]
    assert [line.partition(":")[2] for line in refused(*rows)] == [
        "3: MIS ID: the MIS ID of row 2 stands here again: remove one of the two rows, or put its MIS ID right",
        "4: MIS ID: the MIS ID of row 2 stands here again: remove one of the two rows, or put its MIS ID right",
    ]


def test_a_row_twice_is_told_once() -> None:
    assert len(refused(other(1, **{"MIS ID": "7"}), other(1, **{"MIS ID": "7"}))) == 1


def test_blank_identifiers_are_not_the_same() -> None:
    rows = [other(1, **{"MIS ID": "", "Former UPN": ""}), other(2), other(3, UPN="", **{"MIS ID": "7"})]
    assert len(roster(*rows).rows) == 3


def test_a_student_under_the_old_and_the_new_upn() -> None:
    assert refused(other(1), other(2, **{"Former UPN": upn(1)})) == [
        "s.csv:3: Former UPN: the former UPN is the UPN of row 2: remove one of the rows, or put a UPN right"
    ]
    (line,) = refused(other(1, **{"Former UPN": upn(9)}), other(2, **{"Former UPN": upn(9)}))
    assert line.startswith("s.csv:3: Former UPN: the former UPN of row 2 stands here again")


def test_a_former_upn_that_is_the_row_s_own_is_no_clash() -> None:
    assert len(roster(other(1, **{"Former UPN": upn(1)})).rows) == 1


def test_the_same_name_and_birthday_need_a_look() -> None:
    rows = [
        other(1, Forename="Zoë"),
        other(2, Forename="ZOE"),
        other(3, Forename="Zoë", **{"Date of birth": ""}),
    ]
    assert [warning.line("s.csv") for warning in roster(*rows).warnings] == [
        "s.csv:3: Surname: has the name and date of birth of row 2: check that they are two students"
    ]


def test_rows_below_year_7_clash_with_nobody() -> None:
    assert roster(other(1), other(1, **{"Year group": "6"})).skipped_too_young == 1


@pytest.mark.parametrize(
    ("headings", "lines"),
    [
        (
            "Ada,Lovelace",
            ["s.csv:1: no known heading in this row: the first row must hold the headings, among them "
             "Forename, Surname, Year group"],
        ),
        (
            "UPN,Forename",
            ["s.csv:1: Surname: there is no such column: add one, headed “Surname”, “Last name” or “Legal surname”",
             "s.csv:1: Year group: there is no such column: add one, headed “Year group”, “Year”, “NC year” or "
             "“NCyearActual”"],
        ),
        (
            "Forename,Surname,Year",
            ["s.csv:1: UPN: there is no such column and none for the MIS ID: add one, to tell the students by"],
        ),
        ("UPN,Forename,Surname,Year,upn", ["s.csv:1: upn: two columns have this heading: rename or remove one of them"]),
    ],
)  # fmt: skip
def test_missing_columns(headings: str, lines: list[str]) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_roster(f"{headings}\nx\n".encode(), name="s.csv", on=ON)
    assert list(refusal.value.lines()) == lines


def test_of_two_columns_for_a_field_the_contract_s_order_decides() -> None:
    found = roster(GOOD | {"Student ID": "two", "Adno": "one", "Year": "12"})
    assert (found.rows[0].mis_id, found.rows[0].year_group) == ("one", 11)
    assert [(d.header, d.used) for d in found.doubled_columns] == [
        ("Student ID", "Adno"),
        ("Year", "Year group"),
    ]


def test_a_sheet_read_before_gives_the_same_roster() -> None:
    data = delimited(table(BROMCOM))
    sheet = read_sheet(data, name="s.csv")
    assert roster_from_sheet(sheet, name="s.csv", on=ON) == read_roster(data, name="s.csv", on=ON)


def test_a_school_of_1200_is_read_in_no_time() -> None:
    school = [pupil(number) for number in range(1200)]
    timed = {
        "csv": (delimited(table(SIMS, school)), 0.5),
        "xlsx": (workbook(table(native(SIMS), school), formats={0: "000000"}), 4.0),
    }
    for data, seconds in timed.values():
        started = time.perf_counter()
        assert len(read_roster(data, name="s", on=ON).rows) == 1200
        assert time.perf_counter() - started < seconds


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_below_good_headings_are_read_or_refused(noise: bytes) -> None:
    data = ",".join(GOOD).encode() + b"\n" + noise
    try:
        found = len(read_roster(data, name="s.csv", on=ON).rows)
    except FileRefused as refusal:
        found = -len(refusal.problems)
    assert found != 0


@settings(deadline=None)
@given(st.lists(st.sampled_from(THIRTY), min_size=1, max_size=6), st.data())
def test_a_wrong_row_never_hides_another(pupils: list, data: st.DataObject) -> None:
    """However many rows are spoilt, each is named."""
    chosen = list({p.upn: p for p in pupils}.values())
    spoilt = data.draw(st.sets(st.sampled_from(range(len(chosen))), min_size=1))
    rows = table(SIMS, chosen)
    for index in spoilt:
        rows[index + 1][rows[0].index("Year")] = "XI"
    with pytest.raises(FileRefused) as refusal:
        read_roster(delimited(rows), name="s.csv", on=ON)
    assert {problem.row for problem in refusal.value.problems} == {index + 2 for index in spoilt}
