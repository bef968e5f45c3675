"""The worked cases, from files to figures, by the commands a school scripts against."""

import csv
import io
import json

import pytest
import time_machine
from django.core.management import CommandError, ManagementUtility, call_command

ROSTER_HEADINGS = "MIS ID,UPN,Forename,Surname,Year group,Joined,Left"
ADVISER_HEADINGS = (
    "Name,E-mail,Employment,Credential,Title,Level,Awarded,"
    "Register category,Valid from,Valid to,Checked by,Checked on,Seen as"
)
PROFESSIONAL = "career_development_professional"
ADVISERS = f"""\
{ADVISER_HEADINGS}
Ann Ash,ann@example.org,internal,qualification,Diploma,6,2019-07-01,,,,Ada Lowe,2022-09-02,certificate
Ben Okafor,ben@example.org,external,register,,,,{PROFESSIONAL},2024-04-01,2026-03-31,Ada,2024-04-02,register
Cal Marsh,cal@example.org,internal,register,,,,careers_leader,2020-01-01,,Ada Lowe,2022-09-02,register
"""
DEE = f"{ADVISER_HEADINGS}\nDee Holt,dee@example.org,external,qualification,QCD,7,2026-02-10,,,,"
INTERVIEW_HEADINGS = (
    "MIS ID,Date,Adviser,Minutes,Mode,Kind,Outcome,Previous school,Evidence,Adviser qualified,Reference"
)

# (worked case, year group in 2025/26, joined, left)
STUDENTS = [
    (1, 11, "2021-09-01", ""),
    (2, 11, "2021-09-01", ""),
    (3, 11, "2021-09-01", ""),
    (4, 11, "2021-09-01", ""),
    (5, 11, "2021-09-01", ""),
    (7, 11, "2021-09-01", ""),
    (9, 11, "2021-09-01", ""),
    (10, 11, "2021-09-01", ""),
    (11, 13, "2019-09-01", ""),
    (12, 13, "2019-09-01", ""),
    (13, 13, "2024-09-03", ""),
    (14, 13, "2024-09-03", ""),
    (15, 12, "2020-09-01", ""),
    (16, 11, "2021-09-01", "2026-03-13"),
    (17, 11, "2021-09-01", "2026-07-10"),
    (18, 12, "", ""),
]
BY_FEBRUARY = """\
1,2024-05-02,Ann Ash,45,in_person,one_to_one,attended,,,,
2,2025-11-03,Cal Marsh,45,in_person,one_to_one,attended,,,,
5,2026-02-09,Dee Holt,45,in_person,one_to_one,attended,,,,
5,2026-02-10,dee@example.org,45,in_person,one_to_one,attended,,,,
9,2025-10-01,Ann Ash,45,in_person,one_to_one,absent,,,,
9,2025-10-08,Ann Ash,45,in_person,group,attended,,,,
10,2025-10-01,Ann Ash,45,in_person,one_to_one,attended,,,,first
10,2025-10-01,Ann Ash,30,video,one_to_one,attended,,,,second
11,2023-02-01,Ann Ash,45,in_person,one_to_one,attended,,,,
11,2025-11-11,Ann Ash,45,in_person,one_to_one,attended,,,,
12,2023-11-01,Ann Ash,45,in_person,one_to_one,attended,,,,
12,2024-03-01,Ann Ash,45,in_person,one_to_one,attended,,,,
13,2023-03-03,A. N. Other,45,in_person,one_to_one,attended,Park School,reported,yes,
13,2025-12-01,Ann Ash,45,in_person,one_to_one,attended,,,,
14,2023-03-03,A. N. Other,45,in_person,one_to_one,attended,Park School,confirmed,yes,
14,2025-12-01,Ann Ash,45,in_person,one_to_one,attended,,,,
16,2025-10-01,Ann Ash,45,in_person,one_to_one,attended,,,,
17,2025-10-01,Ann Ash,45,in_person,one_to_one,attended,,,,
18,2025-09-10,Ann Ash,45,in_person,one_to_one,attended,,,,
"""
BY_JULY = """\
3,2026-03-31,Ben Okafor,45,in_person,one_to_one,attended,,,,
4,2026-04-01,Ben Okafor,45,in_person,one_to_one,attended,,,,
7,2026-07-02,Ann Ash,45,in_person,one_to_one,attended,,,,
"""


def run(*arguments):
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def benchmark8(*arguments, format="json"):
    answer = run("benchmark8", "--school", "104723", "--format", format, *arguments)
    return json.loads(answer) if format == "json" else answer


def roster(rows):
    lines = [f"{case},,Case,Number {case},{group},{joined},{left}" for case, group, joined, left in rows]
    return "\n".join([ROSTER_HEADINGS, *lines]) + "\n"


@pytest.fixture
def the_school(db, tmp_path):
    """Ashby High as the worked cases have it, each file imported on the day it came to be."""

    def on(day, command, text, *arguments):
        file = tmp_path / f"{command}-{day}.csv"
        file.write_text(text, encoding="utf-8")
        with time_machine.travel(f"{day}T12:00:00+00:00", tick=False):
            run(command, file, "--school", "104723", *arguments)

    run("create_school", "--urn", "104723", "--name", "Ashby High")
    on("2024-09-10", "import_students", roster([(18, 11, "", "")]))
    still_here = [(case, group, joined, "") for case, group, joined, _ in STUDENTS]
    on("2025-09-10", "import_students", roster(still_here))
    on("2025-09-11", "import_advisers", ADVISERS)
    on("2026-02-11", "import_advisers", DEE + ",,")
    on("2026-02-12", "import_interviews", f"{INTERVIEW_HEADINGS}\n{BY_FEBRUARY}")
    on("2026-03-20", "import_advisers", DEE + "Ada Lowe,2026-03-20,certificate")
    on("2026-07-03", "import_interviews", f"{INTERVIEW_HEADINGS}\n{BY_JULY}")
    on("2026-07-15", "import_students", roster(STUDENTS))
    with time_machine.travel("2026-11-23T12:00:00+00:00", tick=False):
        yield


# (case, student, further arguments, counted, status, reasons in the order of the interviews)
CASES = [
    (1, 1, [], 1, "met", [None]),
    (2, 2, [], 0, "due", ["adviser_not_qualified"]),
    (3, 3, [], 1, "met", [None]),
    (4, 4, [], 0, "due", ["adviser_not_qualified"]),
    (5, 5, [], 1, "met", ["adviser_not_qualified", None]),
    (6, 5, ["--known-on", "2026-03-19"], 0, "due", ["adviser_not_qualified"] * 2),
    (7, 7, [], 0, "due", ["after_date"]),
    (8, 7, ["--as-at", "2026-08-31"], 1, "met", [None]),
    (9, 9, [], 0, "due", ["not_attended", "not_one_to_one"]),
    (10, 10, [], 1, "met", [None, "same_day"]),
    (11, 11, [], 2, "met", [None, None]),
    (12, 12, [], 2, "met", [None, None]),
    (12, 12, ["--rulebook", "gatsby-2025"], 2, "due", [None, None]),
    (13, 13, [], 1, "due", ["evidence_grade", None]),
    (14, 14, [], 2, "met", [None, None]),
    (15, 15, [], 0, "behind", []),
    (17, 17, ["--as-at", "2026-08-31"], 1, "met", [None]),
    (18, 18, ["--year", "2024/25"], 0, "missed", ["after_date"]),
]


def test_the_worked_cases_from_files_to_figures(the_school):
    answered = []
    for case, student, asked, *_ in CASES:
        dated = asked if "--as-at" in asked else ["--as-at", "2026-06-30", *asked]
        students = {each["mis_id"]: each for each in benchmark8("--students", *dated)["students"]}
        found = students[str(student)]
        reasons = [interview["reason"] for interview in found["interviews"]]
        answered.append((case, student, asked, found["counted"], found["status"], reasons))

    assert answered == CASES


def test_worked_case_16_left_in_march_and_is_not_in_the_cohort(the_school):
    def cohort(day):
        return {each["mis_id"] for each in benchmark8("--students", "--as-at", day)["students"]}

    assert "16" not in cohort("2026-06-30")
    assert "16" in cohort("2026-03-13")


def test_the_json_is_what_the_contract_says(the_school):
    answer = benchmark8("--students", "--as-at", "2026-06-30")

    students = answer.pop("students")
    assert answer == {
        "school": {"urn": "104723", "name": "Ashby High"},
        "academic_year": "2025/26",
        "as_at": "2026-06-30",
        "known_on": None,
        "rulebook": "school-two-by-13",
        "targets": [
            {
                "year_group": 11,
                "required": 1,
                "due_on": "2026-08-31",
                "on_roll": 9,
                "excluded": 0,
                "met": 5,
                "percent_of_roll": "55.5",
                "percent_of_eligible": "55.5",
            },
            {
                "year_group": 13,
                "required": 2,
                "due_on": "2026-08-31",
                "on_roll": 4,
                "excluded": 0,
                "met": 3,
                "percent_of_roll": "75.0",
                "percent_of_eligible": "75.0",
            },
        ],
        "year_groups": [
            {"year_group": 11, "on_roll": 9, "none": 4, "one": 5, "two_or_more": 0},
            {"year_group": 12, "on_roll": 2, "none": 1, "one": 1, "two_or_more": 0},
            {"year_group": 13, "on_roll": 4, "none": 0, "one": 1, "two_or_more": 3},
        ],
    }
    assert next(each for each in students if each["mis_id"] == "5") == {
        "upn": "",
        "mis_id": "5",
        "year_group": 11,
        "counted": 1,
        "status": "met",
        "excluded": False,
        "interviews": [
            {
                "held_on": "2026-02-09",
                "adviser": "Dee Holt",
                "counts": False,
                "reason": "adviser_not_qualified",
            },
            {"held_on": "2026-02-10", "adviser": "Dee Holt", "counts": True, "reason": None},
        ],
    }
    assert "students" not in benchmark8("--as-at", "2026-06-30")


def test_without_a_date_the_figures_are_todays(the_school):
    answer = benchmark8()

    assert (answer["as_at"], answer["academic_year"], answer["year_groups"]) == ("2026-11-23", "2026/27", [])
    assert [target["percent_of_roll"] for target in answer["targets"]] == [None, None]


def test_as_known_before_anything_was_recorded_there_is_nobody(the_school):
    answer = benchmark8("--as-at", "2026-06-30", "--known-on", "2025-09-09", "--students")

    assert (answer["known_on"], answer["students"]) == ("2025-09-09", [])


def test_the_csv_has_a_row_a_student_and_no_interviews(the_school):
    rows = list(csv.reader(io.StringIO(benchmark8("--as-at", "2026-06-30", format="csv"))))

    assert rows[0] == ["upn", "mis_id", "year_group", "counted", "status", "excluded"]
    assert len(rows) == 1 + 15
    assert ["", "5", "11", "1", "met", "false"] in rows


def test_the_text_is_for_a_person(the_school):
    text = benchmark8("--as-at", "2026-06-30", "--students", format="text").splitlines()

    assert text[:11] == [
        "Ashby High (104723)",
        "As at 30 June 2026, academic year 2025/26",
        "One interview by the end of Year 11, two by the end of Year 13 (school-two-by-13)",
        "",
        "Year 11: 55.5 %, 5 of 9 on roll; 4 still to see by 31 August 2026",
        "Year 13: 75.0 %, 3 of 4 on roll; 1 still to see by 31 August 2026",
        "",
        "Year  On roll   None    One  Two or more",
        "  11        9      4      5            0",
        "  12        2      1      1            0",
        "  13        4      0      1            3",
    ]
    assert "Year 11  Number 2, Case (2): 0, due" in text
    assert "         3 November 2025, Cal Marsh: adviser_not_qualified" in text
    assert "         31 March 2026, Ben Okafor: counts" in text


def test_a_school_without_students_has_no_percentages(ashby):
    text = run("benchmark8", "--school", "104723", "--as-at", "2026-06-30")

    assert "Year 11: – (nobody on roll)" in text.splitlines()


# --- wrong usage and refusals ---


@pytest.mark.parametrize(
    ("arguments", "words", "status"),
    [
        (["--school", "999999"], "No school has the URN 999999", 1),
        (["--school", "104723", "--as-at", "31/03/2026"], "write it as 2026-03-31", 2),
        (["--school", "104723", "--as-at", "2026-02-30"], "write it as 2026-03-31", 2),
        (["--school", "104723", "--year", "2025"], "write it like 2025/26", 2),
        (["--school", "104723", "--year", "2025/27"], "write it like 2025/26", 2),
        (["--school", "104723", "--as-at", "2026-06-30", "--year", "2026/27"], "had not begun on 30 June", 2),
        (["--school", "104723", "--known-on", "2026-11-24"], "is still to come", 2),
        (["--school", "104723", "--rulebook", "gatsby-2014"], "school-two-by-13", 2),
        (["--school", "104723", "--format", "xml"], "json", 2),
        ([], "--school", 2),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(ashby, capsys, arguments, words, status):
    with (
        time_machine.travel("2026-11-23T12:00:00+00:00", tick=False),
        pytest.raises(SystemExit) as left,
    ):
        ManagementUtility(["manage.py", "benchmark8", *arguments]).execute()

    out, error = capsys.readouterr()
    assert (left.value.code, out) == (status, "")
    assert words in error
    assert "Traceback" not in error


def test_a_school_whose_rule_is_gone_is_told_which_there_are(ashby):
    ashby.rulebook = "gatsby-2014"
    ashby.save()

    with pytest.raises(CommandError, match="school-two-by-13, gatsby-2025"):
        run("benchmark8", "--school", "104723")


def test_help_shows_an_example(capsys):
    with pytest.raises(SystemExit):
        call_command("benchmark8", "--help")

    assert "--school 104723 --as-at 2026-03-31" in " ".join(capsys.readouterr().out.split())
