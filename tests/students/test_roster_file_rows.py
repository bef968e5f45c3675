"""One row at a time: what each cell may hold, what is refused, and what only needs a look."""
# ruff: noqa: E501 (the sentences people read stand whole)

import datetime as dt
from typing import Any

import pytest

from accounts.files import FileRefused
from students.roster_file import Roster, RosterRow, read_roster
from tests.files.thirty import upn

ON = dt.date(2025, 10, 1)
GOOD = {
    "UPN": upn(1),
    "Forename": "Ada",
    "Surname": "Lovelace",
    "Year group": "11",
    "Date of birth": "10/12/2009",
}


def csv(*rows: dict[str, str]) -> bytes:
    headers = list(dict.fromkeys(heading for row in rows for heading in row))
    lines = [headers, *([row.get(heading, "") for heading in headers] for row in rows)]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


def roster(*rows: dict[str, str]) -> Roster:
    return read_roster(csv(*rows), name="s.csv", on=ON)


def one(**cells: str) -> RosterRow:
    """The good row, with some cells changed (an underscore in a name stands for a space)."""
    (row,) = roster(GOOD | named(cells)).rows
    return row


def named(cells: dict[str, str]) -> dict[str, str]:
    return {heading.replace("_", " "): value for heading, value in cells.items()}


def refused(*rows: dict[str, str]) -> list[str]:
    with pytest.raises(FileRefused) as refusal:
        roster(*rows)
    return list(refusal.value.lines())


def complaint(**cells: str) -> str:
    (line,) = refused(GOOD | named(cells))
    return line.removeprefix("s.csv:2: ")


def warned(**cells: str) -> list[str]:
    return [
        warning.line("s.csv").removeprefix("s.csv:2: ") for warning in roster(GOOD | named(cells)).warnings
    ]


@pytest.mark.parametrize(
    ("text", "year_group"),
    [
        ("7", 7), ("07", 7), ("11", 11), ("Y11", 11), ("y 11", 11), ("Year 11", 11), ("YEAR11", 11), ("Yr 11", 11),
        ("NC Year 11", 11), ("Year group 11", 11), ("11.0", 11), ("13", 13), ("14", 14), ("Y15", 14), ("20", 14),
    ],
)  # fmt: skip
def test_year_groups(text: str, year_group: int) -> None:
    assert one(Year_group=text).year_group == year_group


@pytest.mark.parametrize(
    "text", ["XI", "99", "21", "0", "11.5", "1.1", "-7", "12/13", "X", "M", "Year", "eleven", "111", "٧"]
)
def test_what_is_no_year_group(text: str) -> None:
    assert complaint(Year_group=text) == (
        f"Year group: “{text}” is not a year group: write 7 to 13, as 11, Y11 or Year 11 (14 for later years)"
    )


def test_a_blank_year_group() -> None:
    assert complaint(Year_group=" ").startswith("Year group: is missing: write 7 to 13")


@pytest.mark.parametrize(
    "text", ["R", "YR", "Reception", "Year R", "N", "N1", "N2", "Nursery", "E1", "1", "Y6", "Year 6"]
)
def test_rows_below_year_7_are_left_out_and_counted_whatever_else_they_hold(text: str) -> None:
    found = roster(GOOD, GOOD | {"Year group": text, "Surname": "", "Date of birth": "nonsense"})
    assert ([row.row for row in found.rows], found.skipped_too_young) == ([2], 1)


def test_a_file_of_nobody_is_refused() -> None:
    assert refused(GOOD | {"Year group": "6"}) == [
        "s.csv: Nobody in this file is in Year 7 or above, so nothing was read."
    ]


@pytest.mark.parametrize(
    ("text", "sen", "plan"),
    [
        ("N", "N", False), ("k", "K", False), ("E", "E", True), ("", "", False), ("None", "N", False),
        ("No SEN", "N", False), ("No Special Educational Need", "N", False), ("SEN support", "K", False),
        ("K - SEN Support", "K", False), ("N (none)", "N", False), ("EHC plan", "E", True), ("EHCP", "E", True),
        ("Education, Health and Care Plan", "E", True), ("E: Education, health and care plan", "E", True),
    ],
)  # fmt: skip
def test_sen(text: str, sen: str, plan: bool) -> None:
    row = one(SEN=text)
    assert (row.sen, row.ehc_plan) == (sen, plan)


@pytest.mark.parametrize(
    ("text", "sen", "old"),
    [
        ("A", "K", "A (School Action)"), ("School Action", "K", "A (School Action)"),
        ("P", "K", "P (School Action Plus)"), ("School Action Plus", "K", "P (School Action Plus)"),
        ("S", "E", "S (statement)"), ("Statement of SEN", "E", "S (statement)"),
    ],
)  # fmt: skip
def test_an_old_sen_status_is_read_as_today_s_and_told(text: str, sen: str, old: str) -> None:
    row = one(SEN=text)
    assert (row.sen, row.ehc_plan) == (sen, sen == "E")
    assert warned(SEN=text) == [f"SEN: {old} is a status from before 2014: read as {sen}"]


def test_what_is_no_sen_status() -> None:
    assert complaint(SEN="Yes") == "SEN: “Yes” is not known: write N (none), K (SEN support) or E (EHC plan)"


@pytest.mark.parametrize(
    ("sen", "plan", "read_as", "warning"),
    [
        ("E", "yes", True, []),
        ("E", "", True, []),
        ("E", "no", True, ["EHC plan: says no, but SEN says E (EHC plan): read as yes"]),
        ("K", "yes", True, ["SEN: is K, but there is an EHC plan: check which is right"]),
        ("K", "no", False, []),
        ("", "yes", True, []),
    ],
)
def test_sen_beside_a_column_for_plans(sen: str, plan: str, read_as: bool, warning: list[str]) -> None:
    assert one(SEN=sen, EHC_plan=plan).ehc_plan is read_as
    assert warned(SEN=sen, EHC_plan=plan) == warning


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("EHCP", "ehc_plan"), ("PP", "pupil_premium"), ("FSM", "free_school_meals"), ("LAC", "in_care"), ("EAL", "eal"),
    ],
)  # fmt: skip
def test_needs_are_yes_or_no_and_blank_means_no(heading: str, field: str) -> None:
    answers = [getattr(one(**{heading: text}), field) for text in ("Yes", "n", "1", "FALSE", "")]
    assert answers == [True, False, True, False, False]
    assert getattr(one(), field) is None
    assert complaint(**{heading: "some"}).startswith(f"{heading}: “some” is neither yes nor no")


@pytest.mark.parametrize(("text", "sex"), [("M", "M"), ("f", "F"), ("Male", "M"), ("FEMALE", "F"), ("", "")])
def test_sex(text: str, sex: str) -> None:
    assert one(Sex=text).sex == sex


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Sex": "X"}, "Sex: “X” is not known: write M, F, Male or Female, or leave it blank"),
        ({"Forename": " "}, "Forename: is missing: every student needs a forename and a surname"),
        ({"Surname": ""}, "Surname: is missing: every student needs a forename and a surname"),
        ({"Surname": "x" * 101}, "Surname: has 101 characters: at most 100 can be kept"),
        ({"Forename": "A\x07da"}, "Forename: holds a character that cannot be shown: type the value again"),
        ({"Form": "x" * 21}, "Form: has 21 characters: at most 20 can be kept"),
        ({"UPN": "B80120000500"}, "UPN: “B80120000500” is not a UPN: write its 13 characters, as B801200005001, or leave it blank"),
        ({"Former UPN": "x"}, "Former UPN: “x” is not a UPN: write its 13 characters, as B801200005001, or leave it blank"),
        ({"ULN": "100000004"}, "ULN: “100000004” is not a ULN: write its ten digits, or leave it blank"),
        ({"E-mail": "n/a"}, "E-mail: “n/a” is not an e-mail address: write one like ada@school.example"),
        ({"Date of birth": "31/02/2009"}, "Date of birth: “31/02/2009” is a date that does not exist: write one that does"),
        ({"Date of birth": "02/10/2025"}, "Date of birth: 02/10/2025 is after the roster's date: write the day of birth"),
        ({"Joined": "03/31/2024"}, "Joined: “03/31/2024” has no month 31: write day, month, year, as in 31/03/2009"),
        ({"Joined": "02/09/2024", "Left": "01/09/2024"}, "Left: left on 01/09/2024, before joining on 02/09/2024: put one of the two dates right"),
        ({"Joined": "10/12/2009"}, "Joined: joined on 10/12/2009, before being born: put one of the dates right"),
        ({"UPN": " "}, "UPN: there is neither a UPN nor a MIS ID: give one, so that the student can be recognised"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_with_what_would_be_right(cells: dict[str, str], says: str) -> None:
    assert refused(GOOD | cells) == [f"s.csv:2: {says}"]


def test_a_student_may_leave_on_the_day_of_joining_and_be_born_on_the_roster_s_date() -> None:
    row = one(Joined="01/09/2024", Left="2024-09-01")
    assert (row.joined_on, row.left_on) == (dt.date(2024, 9, 1), dt.date(2024, 9, 1))
    assert one(Date_of_birth="01/10/2025").date_of_birth == ON


def test_a_blank_upn_is_allowed_where_a_mis_id_is_given() -> None:
    row = one(UPN="", MIS_ID="4711")
    assert (row.upn, row.mis_id) == ("", "4711")


def test_a_upn_is_written_in_capitals_without_spaces() -> None:
    assert one(UPN=" b801 2000 05001 ").upn == "B801200005001"


def test_dates_left_blank_are_unknown_and_the_columns_known() -> None:
    found = roster(GOOD | {"Joined": "", "Left": ""})
    assert (found.rows[0].joined_on, found.rows[0].left_on) == (None, None)
    assert {"joined_on", "left_on"} <= found.fields_given


def test_markup_in_a_name_is_a_name() -> None:
    assert one(Surname="<script>alert(1)</script>").surname == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("cells", "warnings"),
    [
        ({}, []),
        ({"UPN": "Y34120002400A"}, []),
        ({"UPN": "A801200005001"}, ["UPN: A801200005001 has the check letter A where B would be right: compare it with the MIS"]),
        ({"ULN": "1000000043"}, []),
        ({"ULN": "1000000063"}, ["ULN: 1000000063 has the wrong check digit: compare it with the MIS"]),
        ({"ULN": "9999999999"}, ["ULN: 9999999999 stands for a ULN that is not known yet: leave it blank until it is"]),
        ({"Date of birth": "01/09/2007"}, []),
        ({"Date of birth": "31/08/2012"}, []),
        ({"Date of birth": "01/09/2012"}, ["Date of birth: born 01/09/2012, aged 12 as Year 11 began: check date and year group"]),
        ({"Date of birth": "31/08/2007"}, ["Date of birth: born 31/08/2007, aged 18 as Year 11 began: check date and year group"]),
        ({"Year group": "14", "Date of birth": "01/09/2000"}, []),
        ({"Date of birth": "10/12/1909"}, ["Date of birth: born 10/12/1909, aged 115 as Year 11 began: check date and year group"]),
    ],
)  # fmt: skip
def test_what_only_needs_a_look(cells: dict[str, str], warnings: list[str]) -> None:
    found = roster(GOOD | cells)
    assert [warning.line("s.csv") for warning in found.warnings] == [
        f"s.csv:2: {warning}" for warning in warnings
    ]


def test_the_placeholder_for_an_unknown_uln_is_not_kept() -> None:
    assert one(ULN="9999999999").uln == ""
    assert one(ULN="1000000063").uln == "1000000063"


def test_absent_columns_are_none() -> None:
    row = one()
    absent = ("former_upn", "mis_id", "uln", "preferred_forename", "sex", "form", "email", "sen", "ehc_plan",
              "pupil_premium", "free_school_meals", "in_care", "eal", "neet_risk", "joined_on", "left_on")  # fmt: skip
    assert {field: getattr(row, field) for field in absent} == dict.fromkeys(absent)


def test_the_date_of_birth_may_be_unknown() -> None:
    cells: dict[str, Any] = {heading: text for heading, text in GOOD.items() if heading != "Date of birth"}
    (row,) = roster(cells).rows
    assert row.date_of_birth is None
    assert one(Date_of_birth="").date_of_birth is None
