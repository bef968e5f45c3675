"""What an import writes, and when: one version per change, true to what was known on any day."""

import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import School
from reporting.coverage import coverage
from reporting.selection import Need
from students.academic_year import AcademicYear
from students.actions import Outdated, TooManyLeavers, import_roster
from students.models import Enrolment, ImportedChange, RosterImport, Stay, Student
from students.needs import NEEDS, needs_in_words
from students.roster_file import Roster
from students.school_record import difference_for
from tests.students.rosters import (
    AUTUMN,
    bring_in,
    enrolment,
    line,
    noon,
    recorded_events,
    roster,
    stays_of,
    student,
    upn,
)

pytestmark = pytest.mark.usefixtures("in_ashby")
A_DAY = timedelta(days=1)


def test_a_new_student(ashby: School) -> None:
    bring_in(
        ashby,
        line(1, "Zoë Łódzka", "Y11", "11B", Preferred_forename="Zo", DOB="31/01/2010", Sex="F", SEN="E")
        | {"PP": "Y", "FSM": "N", "RONI": "High", "Joined": "01/09/2021", "Email": "zoe@example.org"},
    )
    zoe = student(1)
    assert (zoe.upn, zoe.surname, zoe.called, zoe.date_of_birth, zoe.sex, zoe.email) == (
        upn(1), "Łódzka", "Zo", date(2010, 1, 31), "F", "zoe@example.org",
    )  # fmt: skip
    assert (zoe.search_name, zoe.details_as_of, zoe.version) == ("lodzka zo zoe", AUTUMN, 1)
    year = enrolment(1)
    assert (year.year_group, year.form, year.sen, year.ehc_plan) == (11, "11B", "E", True)
    assert (year.pupil_premium, year.free_school_meals, year.in_care) == (True, False, None)
    assert (year.neet_risk, year.neet_risk_on, year.roster_on) == ("High", AUTUMN, AUTUMN)
    assert stays_of(1) == [(date(2021, 9, 1), None)]


@pytest.mark.parametrize("name", ["\ufdfa" * 30, "æ" * 100], ids=["a ligature of a sentence", "ae"])
def test_a_name_that_search_writes_longer_is_kept_and_found(ashby: School, name: str) -> None:
    bring_in(ashby, line(1, f"{name} Hart{name[4:]}", Preferred_forename=name))
    assert student(1).forename == name
    assert [found.pk for found in Student.objects.found_by("hart")] == [student(1).pk]


def test_the_same_file_again_writes_nothing(ashby: School) -> None:
    bring_in(ashby, line(1), line(2))
    models: list[Any] = [Student, Enrolment, Stay, RosterImport, ImportedChange]
    before = [list(model.objects.order_by("pk").values()) for model in models]
    difference = bring_in(ashby, line(1), line(2), at=noon(AUTUMN + A_DAY))
    assert len(difference.unchanged) == 2
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_what_changed_is_a_new_version_and_the_old_one_is_still_known_for_its_time(ashby: School) -> None:
    bring_in(ashby, line(1, form="11A", SEN="N"))
    later = AUTUMN + 14 * A_DAY
    bring_in(ashby, line(1, form="11B", SEN="K", Left="2026-10-09"), on=later)
    rows = Enrolment.objects.known_at(noon(later)).values_list("form", "sen", "roster_on")
    assert list(rows) == [("11A", "N", AUTUMN)]
    rows = Enrolment.objects.known_at(noon(later + A_DAY)).values_list("form", "sen", "roster_on")
    assert list(rows) == [("11B", "K", later)]
    assert list(Stay.objects.known_at(noon(later)).values_list("left_on", flat=True)) == [None]
    assert stays_of(1) == [(None, date(2026, 10, 9))]


def test_what_the_file_has_no_column_for_stays_as_that_year_recorded_it(ashby: School) -> None:
    bring_in(ashby, line(1, SEN="K", PP="Y", Email="a@example.org"))
    bring_in(ashby, line(1, form="11B"), on=AUTUMN + A_DAY)
    assert (enrolment(1).sen, enrolment(1).pupil_premium, enrolment(1).form) == ("K", True, "11B")
    assert student(1).email == "a@example.org"
    bring_in(ashby, line(1, year="12", form="12A"), on=date(2027, 9, 8))
    assert (enrolment(1, 2027).sen, enrolment(1, 2027).pupil_premium) == ("", None)


@pytest.mark.parametrize(
    ("first", "then", "sen", "plan"),
    [
        ({"SEN": "E"}, {"EHC_plan": "no"}, "", False),
        ({"SEN": "K"}, {"EHC_plan": "no"}, "K", False),
        ({"SEN": "K"}, {"EHC_plan": "yes"}, "E", True),
        ({"EHC_plan": "yes"}, {"SEN": "K"}, "K", False),
        ({"EHC_plan": "yes"}, {"SEN": "E"}, "E", True),
        ({"SEN": "E"}, {}, "E", True),
        ({}, {"EHC_plan": "yes"}, "E", True),
        ({}, {"EHC_plan": ""}, "", False),
    ],
)
def test_a_column_for_sen_or_for_plans_speaks_for_both(
    ashby: School, first: dict[str, str], then: dict[str, str], sen: str, plan: bool
) -> None:
    """And so the list of students agrees with the figure."""
    bring_in(ashby, line(1, **first))
    bring_in(ashby, line(1, **then), on=AUTUMN + A_DAY)
    facts = enrolment(1)
    assert (facts.sen, facts.ehc_plan) == (sen, plan)
    (verdict,) = coverage(ashby, as_at=AUTUMN + A_DAY).verdicts
    (listed,) = Student.objects.with_last_year(by=AcademicYear(2026))
    for need, name in ((Need.EHC_PLAN, "EHC plan"), (Need.SEN_SUPPORT, "SEN support")):
        assert need.holds(verdict) == (name in needs_in_words(listed))
    for need in (Need.EHC_PLAN, Need.SEND):
        among = Student.objects.with_last_year(by=AcademicYear(2026)).filter(NEEDS[need.value][1])
        assert need.holds(verdict) == among.exists()


def test_a_blank_cell_empties_contact_but_never_a_number_or_a_birthday(ashby: School) -> None:
    bring_in(ashby, line(1, Preferred="", DOB="2010-01-31", ULN="1000000043", Email="a@example.org"))
    bring_in(ashby, line(1, DOB="", ULN="", Email="") | {"MIS ID": ""}, on=AUTUMN + A_DAY)
    ann = student(1)
    assert (ann.date_of_birth, ann.uln, ann.mis_id, ann.email) == (date(2010, 1, 31), "1000000043", "1", "")


def test_an_older_roster_of_the_year_does_not_overwrite_a_later_one(ashby: School) -> None:
    bring_in(ashby, line(1, form="11B"), on=AUTUMN)
    bring_in(ashby, line(1, form="11A"), on=AUTUMN - A_DAY, at=noon(AUTUMN + A_DAY))
    assert (enrolment(1).form, enrolment(1).roster_on) == ("11B", AUTUMN)


def test_a_later_roster_that_changed_nothing_still_outranks_an_older_one(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee"), on=AUTUMN)
    bring_in(ashby, line(1, "Ann Lee"), on=AUTUMN + 30 * A_DAY)
    bring_in(ashby, line(1, "Anna Old", form="11Z"), on=AUTUMN + 10 * A_DAY, at=noon(date(2026, 11, 20)))
    assert (student(1).forename, enrolment(1).form) == ("Ann", "11A")


def test_back_filling_an_old_year_does_not_bring_back_an_old_name(ashby: School) -> None:
    bring_in(ashby, line(1, "Alex New", Preferred_forename="", Email="new@example.org", Joined="2021-09-01"))
    bring_in(
        ashby,
        line(1, "Former Old", "9", "9C", Preferred_forename="Oldie", Email="old@x.org", ULN="1000000043"),
        line(2, "Gone Since", "9", "9C"),
        on=date(2024, 10, 3),
        at=noon(AUTUMN + A_DAY),
    )
    alex = student(1)
    assert (alex.forename, alex.surname, alex.preferred_forename, alex.email) == (
        "Alex", "New", "", "new@example.org",
    )  # fmt: skip
    assert alex.uln == "1000000043"
    assert (enrolment(1, 2024).year_group, enrolment(1, 2026).year_group) == (9, 11)
    assert student(2).forename == "Gone"
    assert not Enrolment.objects.known_at(noon(AUTUMN + A_DAY)).filter(academic_year=2024).exists()


def test_back_filling_lists_nobody_as_leaver_whom_a_later_roster_has(ashby: School) -> None:
    bring_in(ashby, line(1, Joined="2021-09-01"), line(2, Joined="2021-09-01"))
    difference = bring_in(
        ashby, line(1, year="9"), on=date(2024, 10, 3), at=noon(AUTUMN + A_DAY), leavers=True
    )
    assert difference.leavers == ()
    assert [warning.message for warning in difference.warnings] == [
        "1 student is not in this file, but in a roster of a later day: left as recorded"
    ]
    assert stays_of(2) == [(date(2021, 9, 1), None)]


def test_leavers_are_listed_and_recorded_only_when_asked(ashby: School) -> None:
    lines = [line(number, Joined="2021-09-01") for number in range(1, 6)]
    bring_in(ashby, *lines)
    later = AUTUMN + 30 * A_DAY
    assert [change.name for change in bring_in(ashby, *lines[:4], on=later).leavers] == ["Last5, First5"]
    assert stays_of(5) == [(date(2021, 9, 1), None)]
    bring_in(ashby, *lines[:4], on=later, leavers=True)
    assert stays_of(5) == [(date(2021, 9, 1), later - A_DAY)]
    assert Stay.objects.current().get(student=student(5)).left_inferred is True


def test_more_than_a_fifth_of_a_year_group_needs_a_confirmation(ashby: School) -> None:
    bring_in(ashby, *[line(number) for number in range(1, 10)])
    rest = [line(number) for number in range(1, 8)]
    with pytest.raises(TooManyLeavers, match=r"2 of 9 in Year 11 \(2026/27\)"):
        bring_in(ashby, *rest, on=AUTUMN + A_DAY, leavers=True)
    assert Stay.objects.exclude(left_on=None).count() == 0
    bring_in(ashby, *rest, on=AUTUMN + A_DAY, leavers=True, confirm_leavers=True)
    assert Stay.objects.current().filter(left_on=AUTUMN).count() == 2


def test_leaving_dates_in_the_file_need_no_confirmation(ashby: School) -> None:
    bring_in(ashby, line(1), line(2))
    bring_in(ashby, line(1, Left="2026-10-02"), line(2, Left="2026-10-02"), on=AUTUMN + A_DAY, leavers=True)
    assert stays_of(1) == stays_of(2) == [(None, date(2026, 10, 2))]


def test_the_first_of_september_rolls_over(ashby: School) -> None:
    """Year 11 leaves by the half, everybody moves up, a new Year 7 comes; nothing needs a confirmation."""
    summer, autumn = date(2026, 6, 30), date(2026, 9, 3)
    year_11 = [line(number, year="11", Joined="2021-09-01") for number in range(1, 7)]
    year_10 = [line(number, year="10", Joined="2022-09-01") for number in range(7, 13)]
    bring_in(ashby, *year_11, *year_10, on=summer)
    stayed = [line(number, year="12", form="12A", Joined="2021-09-01") for number in range(1, 3)]
    moved_up = [line(number, year="11", Joined="2022-09-01") for number in range(7, 13)]
    difference = bring_in(ashby, *stayed, *moved_up, line(20, year="7"), on=autumn, leavers=True)
    assert (len(difference.added), len(difference.changed), len(difference.leavers)) == (1, 8, 4)
    assert stays_of(6) == [(date(2021, 9, 1), autumn - A_DAY)]
    assert stays_of(1) == [(date(2021, 9, 1), None)]
    assert [enrolment(1, year).year_group for year in (2025, 2026)] == [11, 12]
    assert not Enrolment.objects.filter(student=student(6), academic_year=2026).exists()


def test_a_year_10_missing_after_the_summer_is_still_out_of_its_whole_year_group(ashby: School) -> None:
    """Also where the first roster of the new year listed leavers without recording them."""
    year_10 = [line(number, year="10") for number in range(1, 11)]
    bring_in(ashby, *year_10, on=date(2026, 6, 30))
    moved_up = [line(number, year="11") for number in range(1, 10)]
    bring_in(ashby, *moved_up, on=date(2026, 9, 3))
    bring_in(ashby, *moved_up, on=date(2026, 9, 4), leavers=True)
    assert stays_of(10) == [(None, date(2026, 9, 3))]


def test_one_who_comes_back_has_two_stays(ashby: School) -> None:
    bring_in(ashby, line(1, Joined="2021-09-01", Left="2026-10-01"))
    bring_in(ashby, line(1, Joined="2026-11-02", Left=""), on=date(2026, 11, 3))
    assert stays_of(1) == [(date(2021, 9, 1), AUTUMN), (date(2026, 11, 2), None)]


def test_a_leaver_who_was_only_missing_from_one_file_never_left(ashby: School) -> None:
    everybody = [line(number, Joined="2021-09-01") for number in range(1, 7)]
    bring_in(ashby, *everybody)
    bring_in(ashby, *everybody[:5], on=AUTUMN + A_DAY, leavers=True)
    bring_in(ashby, *everybody, on=AUTUMN + 9 * A_DAY, leavers=True)
    assert stays_of(6) == [(date(2021, 9, 1), None)]
    assert list(
        Stay.objects.known_at(noon(AUTUMN + 2 * A_DAY)).filter(student=student(6)).values_list("left_on")
    ) == [(AUTUMN,)]


def test_the_difference_must_be_the_one_that_was_looked_at(ashby: School) -> None:
    file = roster(line(1, "Ann Lee"))
    looked_at = difference_for(school=ashby, roster=file).fingerprint
    bring_in(ashby, line(1, "Ann Lee"))
    with pytest.raises(Outdated):
        import_roster(school=ashby, roster=file, by=None, at=noon(AUTUMN), expected=looked_at)


def test_another_schools_students_are_no_match(ashby: School, brook: School) -> None:
    from accounts.tenancy import school_context

    bring_in(ashby, line(1, "Ann Lee"))
    with school_context(brook):
        assert len(bring_in(brook, line(1, "Ann Lee")).added) == 1
        assert Student.objects.count() == 1
    assert Student.objects.get().school == ashby


@pytest.mark.parametrize("number", [3, 60])
def test_the_number_of_statements_does_not_depend_on_the_number_of_rows(ashby: School, number: int) -> None:
    bring_in(ashby, *[line(n, form="11A") for n in range(1, number + 1)])
    more = {"Email": "a@example.org", "Joined": "2021-09-01"}
    next_day = [line(n, form="11B", **more) for n in range(2, number + 2)]
    with CaptureQueriesContext(connection) as queries:
        bring_in(ashby, *next_day, on=AUTUMN + A_DAY, leavers=True, confirm_leavers=True)
    assert len(queries) == 15
    assert Student.objects.exclude(email="").count() == number


def test_every_change_is_in_the_history_although_written_in_bulk(ashby: School) -> None:
    bring_in(ashby, *[line(n, form="11A") for n in range(1, 21)])
    bring_in(ashby, *[line(n, form="11B", Email="a@b.org") for n in range(1, 21)], on=AUTUMN + A_DAY)
    assert recorded_events(Student) == {"insert": 20, "update": 20}
    assert recorded_events(Enrolment) == {"insert": 40, "update": 20}


def test_1200_students_cost_less_than_a_second_of_our_own_time(ashby: School) -> None:
    def everybody(form: str) -> Roster:
        columns = {"PP": "Y", "FSM": "N", "SEN": "K", "Joined": "2021-09-01", "Email": "a@example.org"}
        return roster(*[line(n, form=form, **columns) for n in range(1, 1201)])

    for form, counts in (("11A", (1200, 0, 0)), ("11B", (0, 1200, 0)), ("11B", (0, 0, 1200))):
        file = everybody(form)
        started = time.process_time()  # the wall clock would time whatever else the machine does
        found = import_roster(school=ashby, roster=file, by=None, at=noon(AUTUMN))
        assert time.process_time() - started < 1
        assert (len(found.added), len(found.changed), len(found.unchanged)) == counts
