"""The command: all or nothing, every bad row named, safe to run twice."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.files import FileRefused
from advisers.actions import add_adviser, correct_adviser
from interviews.actions import correct_interview, import_interviews, withdraw_interview
from interviews.models import ActionPlan, Interview
from reporting.coverage import coverage
from tests.interviews.conftest import NOW, ROSTER, enrol, qualified

HEADINGS = (
    "UPN,Date,Adviser,Minutes,Mode,Kind,Outcome,Previous school,Evidence,Adviser qualified,"
    "Destination,Reference,MIS ID"
)
GOOD = [
    "H801200001001,31/03/2026,ben@example.org,45,video,one_to_one,attended,,,,220,A1,",
    ",2026-04-01,Ben Okafor,,telephone,drop_in,absent,,,,School sixth form (full-time education),,2",
    "H801200001001,2020-03-03,Ms Price,,,one_to_one,attended,Knowsley Academy,confirmed,yes,,A3,",
]


@pytest.fixture
def ready(roster, bens_adviser):
    """A school with a roster and an adviser, on 30 June 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def run(ready, ashby, tmp_path):
    def run_on(*rows: str, headings: str = HEADINGS, dry_run: bool = False) -> str:
        path = tmp_path / "held.csv"
        path.write_text("\n".join([headings, *rows]), encoding="utf-8")
        out = StringIO()
        call_command("import_interviews", str(path), school=ashby.urn, dry_run=dry_run, stdout=out)
        return out.getvalue()

    return run_on


def refused(run, *rows: str, **options) -> list[str]:
    """The command's complaints, line by line; nothing was recorded."""
    before = Interview.objects.count()
    with pytest.raises(CommandError) as caught:
        run(*rows, **options)
    assert Interview.objects.count() == before
    return str(caught.value).splitlines()


def test_every_column_arrives_where_it_belongs(run, roster, bens_adviser):
    assert run(*GOOD) == "3 interviews added, 0 already there.\n"

    by_reference = {interview.reference: interview for interview in Interview.objects.all()}
    first, second, third = by_reference["A1"], by_reference[""], by_reference["A3"]
    assert (first.student, first.adviser, first.held_on) == (roster["Zoë"], bens_adviser, date(2026, 3, 31))
    assert (first.minutes, first.mode, first.kind, first.outcome) == (45, "video", "one_to_one", "attended")
    assert (second.student, second.adviser, second.minutes) == (roster["Amir"], bens_adviser, None)
    assert (second.mode, second.kind, second.outcome) == ("telephone", "drop_in", "absent")
    assert (third.previous_school, third.adviser_name, third.evidence) == (
        "Knowsley Academy",
        "Ms Price",
        "confirmed",
    )
    assert (third.adviser, third.adviser_stated_qualified) == (None, True)
    plans = ActionPlan.objects.values_list("interview__reference", "destination_code", "destination")
    assert set(plans) == {
        ("A1", "220", "Sixth form college"),
        ("", "210", "School sixth form (full-time education)"),
    }


def test_again_changes_nothing(run):
    run(*GOOD)
    assert run(*GOOD) == "0 interviews added, 3 already there.\n"
    assert Interview.objects.count() == 3


def test_of_two_on_a_day_the_one_that_stands_first_in_the_file_counts(run, ashby):
    """Eight days, so that chance alone would hardly agree (worked case 10)."""
    people = ("H801200001001,", "B801200005001,", ",3", ",4")
    rows = [
        f"{upn},2026-0{month}-03,{adviser},,,,attended,,,,,,{mis_id}"
        for upn, mis_id in (person.split(",") for person in people)
        for month in (1, 2)
        for adviser in ("ben@example.org", "Ann Second")
    ]
    qualified(ashby, "Ann Second")
    run(*rows)
    judged = [
        (each.evidence.adviser, each.reason)
        for verdict in coverage(ashby, as_at=date(2026, 6, 30)).verdicts
        for each in verdict.interviews
    ]
    assert judged == [("Ben Okafor", None), ("Ann Second", "same_day")] * 8


def test_dry_run_writes_nothing(run):
    assert run(*GOOD, dry_run=True).splitlines() == [
        "3 interviews would be added, 0 already there.",
        "added H801200001001 Okonkwo, Zoë: 2026-03-31 with Ben Okafor, one-to-one, attended",
        "added B801200005001 Łódzki, Amir: 2026-04-01 with Ben Okafor, drop-in, absent",
        "added H801200001001 Okonkwo, Zoë: 2020-03-03 with Ms Price at Knowsley Academy, one-to-one, "
        "attended",
    ]
    assert not Interview.objects.exists()


def test_a_known_reference_changes_nothing_whatever_else_the_row_says(run):
    run(GOOD[0])
    changed = "B801200005001,2026-05-05,ben@example.org,10,,group,absent,,,,,A1,"
    assert run(changed) == "0 interviews added, 1 already there.\n"
    assert Interview.objects.get().minutes == 45


def test_without_a_reference_the_same_student_adviser_date_and_kind_is_there_already(run):
    row = "H801200001001,2026-03-31,ben@example.org,45,,one_to_one,attended,,,,,,"
    run(row)
    assert run(row.replace("45", "30")) == "0 interviews added, 1 already there.\n"
    for other in (
        row.replace("03-31", "04-01"),
        row.replace("one_to_one", "group"),
        row.replace("H801200001001", "B801200005001"),
        row.replace(",,,,,,", ",,,,,B9,"),  # a reference of its own: another interview that day
    ):
        assert run(other) == "1 interview added, 0 already there.\n"


def test_again_is_there_already_whatever_has_changed_around_it(run, ashby, bens_adviser):
    """A nightly job goes on after a new name and a corrected joining date; by reference, after anything."""
    by_name = ",2026-04-01,Ben Okafor,,,one_to_one,attended,,,,,,2"
    run(*GOOD, by_name)
    correct_adviser(
        adviser=bens_adviser, version=bens_adviser.version, name="Ben Marsh", email="ben@example.org",
        employment="external", provider=None, is_active=True,
    )  # fmt: skip
    enrol(ashby, ROSTER.replace("K,2021-09-01", "K,2026-05-01"), on=date(2025, 9, 11))
    gone = "N823432113104,2027-01-01,Nobody,45,video,one_to_one,attended,,,,220,A1,"
    assert run(*GOOD, by_name, gone) == "0 interviews added, 5 already there.\n"


def test_of_two_advisers_of_one_name_the_e_mail_is_asked_for_on_every_day(run, in_ashby):
    run("H801200001001,2026-03-31,Ben Okafor,,,,,,,,,,")
    add_adviser(school=in_ashby, name="Ben Okafor", email="other@example.org", by=None, at=NOW)
    for day in ("2026-03-31", "2026-04-01"):
        complaints = refused(run, f"H801200001001,{day},Ben Okafor,,,,,,,,,,")
        assert "2 advisers are called “Ben Okafor”: write the e-mail" in " ".join(complaints)


def test_one_held_elsewhere_is_another_than_one_held_here(run):
    elsewhere = "H801200001001,2021-10-01,Ben Okafor,,,,,{},reported,,,,"
    run("H801200001001,2021-10-01,Ben Okafor,,,,,,,,,,")
    for school in ("Brook School", "Knowsley Academy"):
        assert run(elsewhere.format(school)) == "1 interview added, 0 already there.\n"
    assert run(elsewhere.format("brook  school")) == "0 interviews added, 1 already there.\n"


def test_what_was_withdrawn_or_corrected_since_does_not_come_back(run, ben):
    run(*GOOD[:2])
    first, second = Interview.objects.order_by("held_on")
    correct_interview(
        interview=first, changes={"held_on": date(2026, 3, 30)}, reason="Typo", by=ben.user, at=NOW
    )
    withdraw_interview(interview=second, reason="Never held", by=ben.user, at=NOW)

    assert run(*GOOD[:2]) == "0 interviews added, 2 already there.\n"
    assert Interview.objects.standing().get().held_on == date(2026, 3, 30)


ROW = "{student},{day},{adviser},{minutes},{mode},{kind},{outcome},{school},{grade},{stated},{to},{ref},"
FINE = {
    "student": "H801200001001",
    "day": "2026-03-31",
    "adviser": "ben@example.org",
    "minutes": "45",
    "mode": "video",
    "kind": "one_to_one",
    "outcome": "attended",
    "school": "",
    "grade": "",
    "stated": "",
    "to": "",
    "ref": "",
}
PREVIOUS = {"school": "Knowsley Academy", "grade": "reported"}


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        (
            {"student": "Y34120002400A"},
            "UPN: no student here has this number: import the roster first, or correct it",
        ),
        ({"student": ""}, "UPN: is missing: write the student's UPN or MIS ID"),
        ({"day": ""}, "Date: is missing: write the day of the interview, as 31/03/2026"),
        ({"day": "31/02/2026"}, "Date: “31/02/2026” is a date that does not exist: write one that does"),
        ({"day": "soon"}, "Date: “soon” is not a date: write 31/03/2009 or 2009-03-31"),
        (
            {"day": "2026-07-01"},
            "Date: 1 July 2026 is in the future: record the interview once it has been held",
        ),
        (
            {"day": "2021-08-31"},
            "Date: Zoë joined on 1 September 2021: give a later date, or the previous school it was held at",
        ),
        ({"adviser": ""}, "Adviser: is missing: write the adviser's e-mail or name"),
        (
            {"adviser": "Nobody"},
            "Adviser: “Nobody” is no adviser of this school: add the adviser first, or correct it",
        ),
        ({"adviser": "Ann Hill"}, "Adviser: 2 advisers are called “Ann Hill”: write the e-mail"),
        ({"minutes": "0"}, "Minutes: 0 is out of range: write a number from 1 to 480"),
        ({"minutes": "481"}, "Minutes: 481 is out of range: write a number from 1 to 480"),
        (
            {"minutes": "long"},
            "Minutes: “long” is not a whole number: write a number from 1 to 480",
        ),
        ({"mode": "letter"}, "Mode: “letter” is not known: write in_person, video or telephone"),
        ({"kind": "chat"}, "Kind: “chat” is not known: write one_to_one, group, drop_in or other"),
        (
            {"outcome": "maybe"},
            "Outcome: “maybe” is not known: write attended, absent, cancelled or declined",
        ),
        (
            {"to": "999"},
            "Destination: “999” is not known: write an NCCIS activity code, as 210, or its label",
        ),
        (
            {"to": "Current situation not known"},
            "Destination: “Current situation not known” is the label of 150 and 810: write the code",
        ),
        (
            {"grade": "confirmed"},
            "Evidence: is for an interview at a previous school: name the school, or leave this blank",
        ),
        (
            {"stated": "no"},
            "Adviser qualified: is for an interview at a previous school: name the school, or leave this "
            "blank",
        ),
        (
            PREVIOUS | {"grade": ""},
            "Evidence: an interview at a previous school needs Evidence: write confirmed or reported",
        ),
        (PREVIOUS | {"grade": "sure"}, "Evidence: “sure” is not known: write confirmed or reported"),
        (
            PREVIOUS | {"stated": "perhaps"},
            "Adviser qualified: “perhaps” is neither yes nor no: write yes or no, Y or N, true or false, "
            "1 or 0",
        ),
    ],
)
def test_a_bad_cell_is_named_with_what_would_be_right(run, in_ashby, cells, complaint):
    for email in ("ann@one.example", "ann@two.example"):
        add_adviser(school=in_ashby, name="Ann Hill", email=email, by=None, at=NOW)
    assert refused(run, GOOD[1], ROW.format(**FINE | cells)) == [f"held.csv:3: {complaint}"]


def test_a_previous_schools_interview_may_lie_before_joining_and_its_adviser_be_anybody(run):
    row = ROW.format(**FINE | PREVIOUS | {"day": "2020-01-09", "adviser": ""})
    assert run(row) == "1 interview added, 0 already there.\n"
    interview = Interview.objects.get()
    assert (interview.evidence, interview.adviser_stated_qualified) == ("reported", None)


def test_every_bad_row_is_listed_in_the_order_of_the_file(run):
    bad = [
        ROW.format(**FINE | {"day": "2027-01-01"}),
        ROW.format(**FINE | {"kind": "chat", "minutes": "x"}),
        ROW.format(**FINE),
        ROW.format(**FINE | {"student": "Z"}),
    ]
    lines = refused(run, *bad)
    assert [line.split(": ")[:2] for line in lines] == [
        ["held.csv:2", "Date"],
        ["held.csv:3", "Minutes"],
        ["held.csv:3", "Kind"],
        ["held.csv:5", "UPN"],
    ]


def test_one_reference_for_two_interviews_is_refused_and_a_repeated_row_is_not(run):
    one = ROW.format(**FINE | {"ref": "R1"})
    other = ROW.format(**FINE | {"ref": "R1", "day": "2026-04-02"})
    assert refused(run, one, other) == [
        "held.csv:3: Reference: “R1” stands in row 2 for another interview: give each its own"
    ]
    assert run(one, one) == "1 interview added, 1 already there.\n"


def test_upn_and_mis_id_of_two_students_are_refused(run):
    row = ROW.format(**FINE) + "2"
    assert refused(run, row) == [
        "held.csv:2: MIS ID: is another student's than the UPN: leave out the one that is wrong"
    ]


def test_one_column_may_hold_either_number(run, roster):
    run("3,2026-03-31,ben@example.org", headings="UPN or MIS ID,Date,Adviser")
    assert Interview.objects.get().student == roster["Beth"]


def test_missing_columns_are_named(run):
    assert refused(run, "x", headings="Minutes") == [
        "held.csv:1: Date: there is no such column: add one, headed “Date”, “Interview date” or “Held on”",
        "held.csv:1: Adviser: there is no such column: add one, headed “Adviser”, “Careers adviser” or "
        "“Adviser e-mail”",
        "held.csv:1: UPN: there is no such column and none for the MIS ID: add one, to tell the students by",
    ]


def test_what_nobody_read_and_what_to_look_at_is_said(run):
    row = "5,2026-03-31,ben@example.org,x"
    assert run(row, headings="MIS ID,Date,Adviser,Mood").splitlines() == [
        "1 interview added, 0 already there.",
        "“Mood” is not a known column: ignored",
        "held.csv:2: Date: Dina was not on roll on 31 March 2026: it is recorded all the same",
    ]


def test_a_file_that_is_none_is_refused(ready, ashby, tmp_path):
    picture = tmp_path / "held.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    with pytest.raises(CommandError, match=r"held\.csv"):
        call_command("import_interviews", str(picture), school=ashby.urn)
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_interviews", str(tmp_path / "absent.csv"), school=ashby.urn)
    with pytest.raises(CommandError, match="No school has the URN 999999"):
        call_command("import_interviews", str(picture), school="999999")


def test_the_number_of_queries_does_not_grow_with_the_file(
    ready, in_ashby, roster, django_assert_num_queries
):
    def file_of(numbers: list[int], month: int) -> bytes:
        rows = [f"{number},2026-{month:02}-0{number},ben@example.org" for number in numbers]
        return "\n".join(["MIS ID,Date,Adviser", *rows]).encode()

    for numbers, month in (([1], 4), ([1, 2, 3], 5)):
        with django_assert_num_queries(15):
            import_interviews(school=in_ashby, data=file_of(numbers, month), name="held.csv", by=None, at=NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", "4"]),
            st.dates(date(2026, 1, 1), date(2026, 2, 28)),
            st.sampled_from(["one_to_one", "group", "drop_in"]),
            st.sampled_from(["", "", "a", "b"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_file_is_taken_the_second_time_changes_nothing(ready, in_ashby, rows):
    """Added and already there make up the whole file; once more, everything is there already."""
    lines = [f"{who},{day},ben@example.org,{kind},{reference}" for who, day, kind, reference in rows]
    data = "\n".join(["MIS ID,Date,Adviser,Kind,Reference", *lines]).encode()

    def send():
        return import_interviews(school=in_ashby, data=data, name="held.csv", by=None, at=NOW)

    contradictions: list[str] = []
    try:
        first = send()
    except FileRefused as refused:
        contradictions = [problem.message for problem in refused.problems]
    if contradictions:
        assert [message for message in contradictions if "stands in row" not in message] == []
        return
    count = Interview.objects.count()
    assert len(first.drafts) + first.already_there == len(rows)
    again = send()
    assert (len(again.drafts), again.already_there) == (0, len(rows))
    assert Interview.objects.count() == count


def test_advisers_who_were_not_qualified_are_pointed_out(run, cal):
    rows = ["1,2026-03-31,cal@example.org,one_to_one", "2,2026-03-31,cal@example.org,group"]
    assert run(*rows, headings="MIS ID,Date,Adviser,Kind").splitlines() == [
        "2 interviews added, 0 already there.",
        "1 held by advisers who were not qualified on the day, as far as is checked: recorded, but not "
        "counting",
    ]
