"""The data of a report: what is in it, what is kept out of it, and that it has one hash."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import Membership, School
from accounts.tenancy import school_context
from reporting.report_data import Params, build, canonical, sha256
from students.academic_year import AcademicYear
from tests.reporting.ledger import Ledger

MARCH = date(2026, 3, 31)
ISSUED = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)


def params(as_at: date = MARCH, **more: Any) -> Params:
    return Params(as_at=as_at, academic_year=AcademicYear.of(as_at), rulebook="school-two-by-13", **more)


def data_of(school: School, **more: Any) -> dict[str, Any]:
    return build(school, params(**more), number="2026-001", issued_at=ISSUED)


@pytest.fixture
def ledger(in_ashby: School) -> Ledger:
    return Ledger(in_ashby)


def target(data: dict[str, Any], year_group: int) -> dict[str, Any]:
    return next(each for each in data["targets"] if each["year_group"] == year_group)


def group(data: dict[str, Any], name: str, year_group: int = 11) -> dict[str, Any]:
    cohort = next(each for each in data["needs"] if each["year_group"] == year_group)
    return next(each for each in cohort["groups"] if each["group"] == name)


def test_figures_with_numerator_and_denominator(ledger: Ledger, ada: Membership) -> None:
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    seen, unseen, excluded = ledger.student(11), ledger.student(11), ledger.student(11)
    ledger.interview(seen, ann, "2026-01-15")
    ledger.interview(unseen, ann, "2026-01-16", outcome="absent")
    ledger.exclusion(excluded, "2025-09-01", recorded_by=ada.user)
    data = data_of(ledger.school)
    year_11 = target(data, 11)
    assert (year_11["on_roll"], year_11["met"], year_11["to_see"]) == (3, 1, 2)
    assert (year_11["excluded"], year_11["eligible"], year_11["met_of_eligible"]) == (1, 2, 1)
    assert (year_11["percent_of_roll"], year_11["percent_of_eligible"]) == ("33.3", "50.0")
    assert data["year_groups"] == [
        {
            "year_group": 11,
            "on_roll": 3,
            "none": 2,
            "one": 1,
            "two_or_more": 0,
            "percent_with_one": "33.3",
        }
    ]
    interviews = data["interviews"]
    assert (interviews["counted"], interviews["uncounted"]) == (1, 1)
    assert interviews["not_counted"] == [{"reason": "not_attended", "words": "not attended", "number": 1}]
    assert (interviews["median_minutes"], interviews["percent_good_practice"]) == ("45", "100.0")
    assert data["opening"] == (
        "By 31 March 2026, 1 of the 3 students in Year 11 had met a qualified careers adviser at least once. "
        "2 of Year 11 are still to be seen by 31 August 2026."
    )


def test_a_median_between_two_lengths(ledger: Ledger) -> None:
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    for minutes in (30, 45, None):
        ledger.interview(ledger.student(11), ann, "2026-01-15", minutes=minutes)
    interviews = data_of(ledger.school)["interviews"]
    assert interviews["median_minutes"] == "37.5"
    assert (interviews["counted"], interviews["of_known_length"], interviews["good_practice"]) == (3, 2, 1)


def test_only_the_year_to_date_has_lengths(ledger: Ledger) -> None:
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    student = ledger.student(11)
    for day in ("2025-08-31", "2026-04-01"):
        ledger.interview(student, ann, day)
    data = data_of(ledger.school)
    assert (data["interviews"]["counted"], data["interviews"]["median_minutes"]) == (0, None)
    assert target(data, 11)["met"] == 1


def test_without_students_there_is_no_percentage(ledger: Ledger) -> None:
    data = data_of(ledger.school)
    assert [(each["on_roll"], each["percent_of_roll"]) for each in data["targets"]] == [(0, None), (0, None)]
    assert data["opening"] == "Nobody in Year 11 or Year 13 was on roll on 31 March 2026."
    assert (data["year_groups"], data["needs"]) == ([], [])


def test_small_groups_and_what_gives_them_away_are_not_in_the_data(ledger: Ledger) -> None:
    for number in range(12):
        ledger.student(11, pupil_premium=number < 4, sex="F" if number < 6 else "M")
    data = data_of(ledger.school)
    assert group(data, "Pupil premium") == {"group": "Pupil premium", "withheld": "fewer than five"}
    assert group(data, "Not pupil premium") == {"group": "Not pupil premium", "withheld": "withheld"}
    assert group(data, "Female")["on_roll"] == 6
    shown = data_of(ledger.school, suppress_small_groups=False)
    assert group(shown, "Pupil premium")["on_roll"] == 4


def test_a_need_nobody_has_is_left_out(ledger: Ledger) -> None:
    for _ in range(6):
        ledger.student(11, sen="K")
    names = [each["group"] for each in data_of(ledger.school)["needs"][0]["groups"]]
    assert names == ["SEN support"]


def test_the_register_says_who_checked_what_and_how(ledger: Ledger) -> None:
    ann = ledger.adviser("Ann")
    diploma = ledger.qualification(ann, "2019-07-01", checked=False)
    ledger.check(diploma, recorded="2024-09-03", seen_as="certificate")
    ledger.adviser("Zoe")
    [first, second] = data_of(ledger.school)["advisers"]
    assert (first["name"], first["words"]) == ("Ann", "Qualified, no end date")
    assert first["credentials"][0]["check"] == {
        "outcome": "Seen and genuine",
        "by": "Ada Lowe",
        "on": "2024-09-03",
        "seen_as": "The certificate",
    }
    assert (second["name"], second["credentials"]) == ("Zoe", [])


def test_advisers_who_came_later_are_not_on_an_earlier_report(ledger: Ledger) -> None:
    later = ledger.adviser("Later")
    type(later).objects.filter(pk=later.pk).update(recorded_at=datetime(2026, 4, 1, 9, tzinfo=UTC))
    gone = ledger.adviser("Gone")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    ledger.interview(ledger.student(11), gone, "2025-11-03")
    assert [each["name"] for each in data_of(ledger.school)["advisers"]] == ["Gone"]


def test_names_only_when_they_were_asked_for(ledger: Ledger) -> None:
    ledger.student(11, forename="Katarzyna", surname="Nowak", preferred_forename="Kasia", form="11B")
    assert data_of(ledger.school)["to_see"] is None
    assert "Nowak" not in canonical(data_of(ledger.school)).decode()
    [year_11] = data_of(ledger.school, with_names=True)["to_see"]
    [student] = year_11["students"]
    assert (student["surname"], student["forename"], student["form"], student["still_needed"]) == (
        "Nowak",
        "Kasia",
        "11B",
        1,
    )


def test_no_other_school_is_in_it(ledger: Ledger, brook: School) -> None:
    with school_context(brook):
        theirs = Ledger(brook)
        theirs.interview(theirs.student(11, surname="CANARY"), theirs.adviser("CANARY adviser"), "2026-01-15")
    data = data_of(ledger.school, with_names=True)
    assert "CANARY" not in canonical(data).decode()
    assert target(data, 11)["on_roll"] == 0


def test_one_spelling_and_one_hash() -> None:
    first = {"b": ["Łukasz", 1, None, True], "a": {"d": "x", "c": "y"}}
    second = {"a": {"c": "y", "d": "x"}, "b": ["Łukasz", 1, None, True]}
    assert (
        canonical(first) == canonical(second) == '{"a":{"c":"y","d":"x"},"b":["Łukasz",1,null,true]}'.encode()
    )


def test_the_data_survive_a_round_trip_unchanged(ledger: Ledger) -> None:
    ledger.student(11)
    data = data_of(ledger.school, with_names=True)
    assert json.loads(canonical(data)) == data
    assert sha256(json.loads(canonical(data))) == sha256(data)
