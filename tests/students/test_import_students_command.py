"""`manage.py import_students`: what scripts rely on."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts.models import School
from accounts.tenancy import school_context
from students.models import ColumnMapping, RosterImport, Student
from tests.students.rosters import bring_in, line, noon, stays_of, upn

ROSTER = f"""UPN;Adno;First name;Last name;NC year;Reg;Shoe size
{upn(1)};1;Ann;Lee;Y11;11A;38
{upn(2)};2;Bob;Ray;11;11B;44
{upn(3)};3;Cy;Poe;6;6C;33
"""


def run(*arguments: str, code: int = 0) -> tuple[list[str], list[str]]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_students", *arguments, stdout=out, stderr=err)
        status = 0
    except SystemExit as left:
        status = int(left.code or 0)
    assert status == code
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER)
    return path


def test_imported_and_said_in_counts(ashby: School, file: Path) -> None:
    out, err = run(str(file), "--school", "104723", "--on", "2026-10-01")
    assert out == [
        "roster of 2026-10-01, academic year 2026/27",
        "added: 2",
        "changed: 0",
        "unchanged: 0",
        "leavers: 0 (listed only)",
        "warnings: 0",
        "below Year 7, left out: 1",
        "columns not read: Shoe size",
    ]
    assert err == []
    with school_context(ashby):
        record = RosterImport.objects.get()
        assert (record.file_name, record.roster_on, record.uploaded_by) == (
            "roster.csv",
            date(2026, 10, 1),
            None,
        )


def test_twice_is_once(ashby: School, file: Path) -> None:
    run(str(file), "--school", "104723", "--on", "2026-10-01")
    out, _ = run(str(file), "--school", "104723", "--on", "2026-10-01")
    assert out[1:4] == ["added: 0", "changed: 0", "unchanged: 2"]
    with school_context(ashby):
        assert (Student.objects.count(), RosterImport.objects.count()) == (2, 1)


def test_a_dry_run_says_everything_and_changes_nothing(ashby: School, file: Path) -> None:
    with school_context(ashby):
        bring_in(ashby, line(2, "Bob Ray", form="11C"), line(4, "Di Fox"), on=date(2026, 9, 10))
    arguments = (str(file), "--school", "104723", "--on", "2026-10-01", "--dry-run")
    out, _ = run(*arguments)
    assert out[1:6] == ["added: 1", "changed: 1", "unchanged: 0", "leavers: 1 (listed only)", "warnings: 0"]
    assert out[8:] == [
        f"added {upn(1)} Lee, Ann (Year 11, 11A)",
        f"changed {upn(2)} Ray, Bob (Year 11, 11B): Form: 11C → 11B",
        f"leaver {upn(4)} Fox, Di (Year 11, 11A)",
    ]
    with school_context(ashby):
        assert (Student.objects.count(), RosterImport.objects.count()) == (2, 1)


def test_warnings_name_file_row_and_column(ashby: School, file: Path) -> None:
    wrong = ("B" if upn(1)[0] != "B" else "C") + upn(1)[1:]
    file.write_text(ROSTER.replace(upn(1), wrong))
    arguments = (str(file), "--school", "104723", "--on", "2026-10-01")
    out, _ = run(*arguments, "--dry-run")
    assert out[-1].startswith(f"warning roster.csv:2: UPN: {wrong} has the check letter {wrong[0]}")
    _, err = run(*arguments)
    assert [f"warning {line}" for line in err] == out[-1:]


def test_leavers_over_a_fifth_need_a_confirmation(ashby: School, file: Path) -> None:
    with school_context(ashby):
        bring_in(ashby, line(1, "Ann Lee"), line(4, "Di Fox"), on=date(2026, 9, 10))
    arguments = (str(file), "--school", "104723", "--on", "2026-10-01", "--leavers")
    for dry in ((), ("--dry-run",)):
        out, err = run(*arguments, *dry, code=1)
        assert out == []
        assert err == [
            "roster.csv: More than a fifth of a year group is missing from this file: 1 of 2 in Year 11 "
            "(2026/27). Check that the file is complete; if they have all left, confirm it. "
            "(--confirm-leavers)"
        ]
    out, _ = run(*arguments, "--confirm-leavers")
    assert out[4] == "leavers: 1 (recorded as left)"
    with school_context(ashby):
        assert stays_of(4) == [(None, date(2026, 9, 30))]


def test_every_bad_row_is_named_and_nothing_imported(ashby: School, file: Path) -> None:
    file.write_text(ROSTER + f"{upn(4)};4;Di;Fox;XI;11A;\n{upn(5)};5;Ed;;99;11A;\n")
    out, err = run(str(file), "--school", "104723", "--on", "2026-10-01", code=1)
    assert out == []
    assert [each.split(": ")[:2] for each in err] == [
        ["roster.csv:5", "NC year"],
        ["roster.csv:6", "NC year"],
        ["roster.csv:6", "Last name"],
    ]
    with school_context(ashby):
        assert Student.objects.count() == 0


def test_a_contradiction_names_file_row_and_column(ashby: School, file: Path) -> None:
    with school_context(ashby):
        bring_in(ashby, line(1, "Ann Lee") | {"MIS ID": "7"}, line(8, "Di Fox") | {"MIS ID": "1"})
    _, err = run(str(file), "--school", "104723", "--on", "2026-10-02", code=1)
    assert [each.partition(" is recorded for")[0] for each in err] == ["roster.csv:2: MIS ID: 1"]


def test_headings_as_the_schools_people_once_matched_them(ashby: School, file: Path) -> None:
    with school_context(ashby):
        ColumnMapping.objects.create(school=ashby, fields_by_heading={"Klass": "form"})
    file.write_text(ROSTER.replace("Reg", "Klass"))
    run(str(file), "--school", "104723", "--on", "2026-10-01")
    with school_context(ashby):
        assert set(Student.objects.values_list("enrolments__form", flat=True)) == {"11A", "11B"}


def test_today_is_the_default(ashby: School, file: Path) -> None:
    with time_machine.travel(noon(date(2026, 11, 23)), tick=False):
        out, _ = run(str(file), "--school", "104723")
    assert out[0] == "roster of 2026-11-23, academic year 2026/27"


@pytest.mark.parametrize(
    "arguments",
    [
        ["FILE", "--school", "104723", "--confirm-leavers"],
        ["FILE"],
        ["FILE", "--school", "104723", "--on", "yesterday"],
    ],
    ids=["confirms nothing", "school not named", "no date"],
)
def test_wrong_usage(ashby: School, file: Path, arguments: list[str]) -> None:
    with pytest.raises(CommandError) as error:
        call_command("import_students", *[str(file) if each == "FILE" else each for each in arguments])
    assert error.value.returncode == 2 or "argument" in str(error.value)


def test_a_picture_is_refused_with_a_sentence(ashby: School, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    _, err = run(str(path), "--school", "104723", code=1)
    assert err == [
        "photo.csv: This is a picture, not a spreadsheet. Save the list as CSV or XLSX and send that."
    ]


def test_a_school_that_is_not_there_is_refused(file: Path, db: None) -> None:
    with pytest.raises(CommandError, match="No school has the URN 999999"):
        call_command("import_students", str(file), "--school", "999999")


def test_a_file_that_is_not_there_is_refused(ashby: School) -> None:
    _, err = run("missing.csv", "--school", "104723", code=1)
    assert err == ["missing.csv: This file cannot be opened: No such file or directory."]


@time_machine.travel("2026-11-23")
@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_roster_of_next_year_is_wrong_usage(ashby: School, file: Path, options: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="more than two months ahead") as refused:
        run(str(file), "--school", "104723", "--on", "2062-10-01", *options)
    assert refused.value.returncode == 2
