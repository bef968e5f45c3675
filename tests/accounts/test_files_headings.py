"""Which column is which field, and rows read field by field."""

import pytest

from accounts.files import Doubled, Field, FileRefused, Problem, Record, Row, match, missing
from accounts.files.values import parse_date, parse_text

FIELDS = (
    Field("upn", "UPN", ("Unique Pupil Number",)),
    Field("mis_id", "MIS ID", ("Adno", "Student ID", "Id")),
    Field("surname", "Surname", ("Last name",), required=True),
    Field("email", "E-mail", ("Student email",)),
    Field("born", "Date of birth", ("DOB",)),
)


@pytest.mark.parametrize(
    "heading",
    [
        "Unique Pupil Number",
        "UNIQUE_PUPIL-NUMBER",
        " unique  pupil number ",
        "UniquePupilNumber",
        "upn",
        "U.P.N.",
    ],
)
def test_case_spaces_and_punctuation_do_not_matter(heading: str) -> None:
    assert match(["Other", heading], FIELDS).columns == {"upn": 1}


def test_of_two_columns_the_earlier_in_the_field_s_list_wins() -> None:
    matched = match(["Id", "Last name", "Student ID", "Adno", "Surname", "House", ""], FIELDS)
    assert matched.columns == {"mis_id": 3, "surname": 4}
    assert matched.ignored == ("House",)
    assert matched.doubled == (
        Doubled("Id", "mis_id", "Adno"),
        Doubled("Last name", "surname", "Surname"),
        Doubled("Student ID", "mis_id", "Adno"),
    )
    assert matched.doubled[1].message == "“Last name” is not read: “Surname” holds the same"
    assert matched.header("mis_id") == "Adno"


def test_of_two_spellings_of_one_heading_the_left_wins() -> None:
    matched = match(["Email", "E-mail"], (Field("email", "E-mail", ()),))
    assert (matched.columns, matched.doubled) == ({"email": 0}, (Doubled("E-mail", "email", "Email"),))


def test_a_mapping_wins_over_what_is_recognised() -> None:
    mapping = {"Pupil": "surname", "ADNO": "", "Surname": "email", "Not here": "upn"}
    matched = match(["Adno", "Pupil", "Surname", "Id"], FIELDS, mapping=mapping)
    assert matched.columns == {"surname": 1, "email": 2, "mis_id": 3}
    assert matched.ignored == ("Adno",)


def test_a_mapping_to_no_field_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no such field: shoe_size"):
        match(["x"], FIELDS, mapping={"x": "shoe_size"})


def test_a_known_heading_twice_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        match(["UPN", "Surname", "upn", "Notes", "Notes"], FIELDS, name="list.csv", row=2)
    assert refused.value.lines() == (
        "list.csv:2: upn: two columns have this heading: rename or remove one of them",
    )


def test_an_unknown_heading_twice_is_nobody_s_business() -> None:
    assert match(["UPN", "Notes", "Notes"], FIELDS).ignored == ("Notes", "Notes")


def test_a_missing_column_is_told_with_every_heading_that_would_do() -> None:
    assert missing(match(["UPN"], FIELDS), FIELDS, row=3) == (
        Problem(3, "Surname", "there is no such column: add one, headed “Surname” or “Last name”"),
    )
    assert missing(match(["Surname"], FIELDS), FIELDS) == ()


def test_without_any_known_heading_the_heading_row_is_missed() -> None:
    (problem,) = missing(match(["Ada", "Lovelace"], FIELDS), FIELDS)
    assert (problem.row, problem.column) == (1, None)
    assert problem.message.startswith("no known heading in this row")


def test_a_record_gathers_what_is_wrong() -> None:
    problems: list[Problem] = []
    matched = match(["dob", "Last name", "UPN"], FIELDS)
    record = Record(Row(7, ("31/02/2009", " Ang\u00adström ", "x" * 9)), matched, problems)
    assert record.read("born", parse_date) is None
    assert record.read("upn", lambda value: parse_text(value, most=8)) is None
    assert record.read("mis_id", parse_text) is None
    assert (record.given("mis_id"), record.raw("mis_id"), record.raw("born")) == (False, "", "31/02/2009")
    record.refuse(None, "a whole row")
    assert [problem.line("list.csv") for problem in problems] == [
        "list.csv:7: dob: “31/02/2009” is a date that does not exist: write one that does",
        "list.csv:7: UPN: has 9 characters: at most 8 can be kept",
        "list.csv:7: a whole row",
    ]


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem(3, "DOB", "is wrong"), "a.csv:3: DOB: is wrong"),
        (Problem(3, None, "is wrong"), "a.csv:3: is wrong"),
        (Problem(None, None, "is wrong"), "a.csv: is wrong"),
        (Problem(None, "DOB", "is wrong"), "a.csv: DOB: is wrong"),
        (Problem(3, "D\nOB", "is wrong"), "a.csv:3: D OB: is wrong"),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert problem.line("a.csv") == line


def test_a_refusal_holds_its_problems() -> None:
    assert FileRefused("No.", name="a.csv").problems == (Problem(None, None, "No."),)
    assert str(FileRefused([Problem(1, "A", "x"), Problem(2, "A", "y")], name="b")) == "b:1: A: x\nb:2: A: y"
