"""Adding, correcting and excluding a student by hand."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.actions import AlreadySubmitted, ChangedMeanwhile, Refused
from accounts.models import Membership, School
from students.actions import (
    Namesake,
    add_student,
    correct_student,
    exclude_student,
    state_mark,
    undo_import,
    withdraw_exclusion,
)
from students.models import Enrolment, Exclusion, Student
from students.roster_facts import Days, Details, Known, YearFacts
from students.school_record import read_record
from tests.students.rosters import (
    AUTUMN,
    bring_in,
    enrolment,
    last_import,
    line,
    noon,
    stays_of,
    student,
    upn,
)

pytestmark = pytest.mark.usefixtures("in_ashby")
A_DAY = timedelta(days=1)
BORN = date(2010, 1, 31)
ANN = Details(upn(1), mis_id="1", forename="Ann", surname="Lee", date_of_birth=BORN)


def add(school: School, details: Details = ANN, **options: Any) -> Student:
    given: dict[str, Any] = {
        "stay": Days(AUTUMN),
        "year": YearFacts(11, "11A"),
        "token": uuid.uuid4(),
    } | options
    return add_student(school=school, details=details, on=AUTUMN, by=None, at=noon(AUTUMN), **given)


def recorded(number: int = 1) -> Known:
    (found,) = (
        each for each in read_record(student(number).school, on=AUTUMN) if each.details.mis_id == str(number)
    )
    return found


def correct(known: Known, *, on: date = AUTUMN, **changes: Any) -> None:
    state = known.state
    correct_student(
        student=Student.objects.get(pk=known.id),
        details=changes.get("details", state.details),
        year=changes.get("year", state.year),
        stays=changes.get("stays", state.stays),
        seen=changes.get("seen", state_mark(state)),
        on=on, by=None, at=noon(on),
    )  # fmt: skip


def test_added_by_hand_and_found_again_by_the_next_roster(ashby: School) -> None:
    ann = add(ashby)
    assert (ann.search_name, stays_of(1), enrolment(1).form) == ("lee ann", [(AUTUMN, None)], "11A")
    assert len(bring_in(ashby, line(1, "Ann Lee"), on=AUTUMN + A_DAY).added) == 0
    assert Student.objects.count() == 1


def test_the_same_form_twice_adds_one(ashby: School) -> None:
    token = uuid.uuid4()
    add(ashby, token=token)
    with pytest.raises(AlreadySubmitted):
        add(ashby, token=token)
    assert Student.objects.count() == 1


@pytest.mark.parametrize(
    ("details", "stay", "refusal"),
    [
        (ANN._replace(upn="", mis_id=""), Days(), "Give a UPN or a MIS ID"),
        (ANN._replace(upn=upn(2), mis_id="9"), Days(), f"The UPN {upn(2)} is recorded for Ray, Bob"),
        (ANN._replace(mis_id="2"), Days(), "The MIS ID 2 is recorded for Ray, Bob"),
        (ANN, Days(AUTUMN, AUTUMN - A_DAY), "must not be before the joining date, 01/10/2026"),
    ],
)
def test_refused(ashby: School, details: Details, stay: Days, refusal: str) -> None:
    bring_in(ashby, line(2, "Bob Ray"))
    with pytest.raises(Refused, match=refusal):
        add(ashby, details, stay=stay)
    assert Student.objects.count() == 1


def test_a_namesake_born_on_the_same_day_must_be_meant(ashby: School) -> None:
    add(ashby)
    twin = Details(mis_id="2", forename="ANN", surname="Lée", date_of_birth=BORN)
    with pytest.raises(Namesake, match="Lee, Ann, born on the same day"):
        add(ashby, twin)
    add(ashby, twin, is_another=True)
    assert Student.objects.count() == 2


def test_a_correction_is_a_new_version(ashby: School) -> None:
    add(ashby)
    known = recorded()
    correct(
        known,
        on=AUTUMN + A_DAY,
        details=ANN._replace(forename="Anne", upn=upn(5)),
        year=YearFacts(11, "11B"),
        stays=(Days(AUTUMN, AUTUMN + 30 * A_DAY),),
    )
    ann = student(1)
    assert (ann.forename, ann.upn, ann.former_upn, ann.version) == ("Anne", upn(5), upn(1), 2)
    assert stays_of(1) == [(AUTUMN, AUTUMN + 30 * A_DAY)]
    assert list(Enrolment.objects.order_by("id").values_list("form", flat=True)) == ["11A", "11B"]
    assert Enrolment.objects.known_at(noon(AUTUMN + A_DAY)).get().form == "11A"


def test_the_second_editor_is_told(ashby: School) -> None:
    add(ashby)
    known = recorded()
    correct(known, details=ANN._replace(forename="Anne"))
    with pytest.raises(ChangedMeanwhile):
        correct(known, details=ANN._replace(forename="Anna"))
    assert student(1).forename == "Anne"


def test_the_editor_is_told_too_when_it_was_a_roster(ashby: School) -> None:
    add(ashby)
    known = recorded()
    bring_in(ashby, line(1, "Ann Lee", form="11C"), on=AUTUMN + A_DAY)
    with pytest.raises(ChangedMeanwhile):
        correct(known, year=YearFacts(11, "11D"))


def test_a_student_removed_meanwhile_cannot_be_corrected(ashby: School) -> None:
    bring_in(ashby, line(1))
    known, gone = recorded(), student(1)
    undo_import(roster_import=last_import(), by=None, at=noon(AUTUMN))
    with pytest.raises(Refused, match="not here any more"):
        correct_student(
            student=gone, details=known.details, year=known.year, stays=known.state.stays,
            seen=state_mark(known.state), on=AUTUMN, by=None, at=noon(AUTUMN),
        )  # fmt: skip


def test_a_correction_outranks_rosters_of_earlier_days(ashby: School) -> None:
    add(ashby)
    correct(recorded(), on=AUTUMN + 9 * A_DAY, details=ANN._replace(forename="Anne"))
    bring_in(ashby, line(1, "Ann Lee"), on=AUTUMN + 8 * A_DAY, at=noon(AUTUMN + 10 * A_DAY))
    assert student(1).forename == "Anne"
    bring_in(ashby, line(1, "Ann Lee"), on=AUTUMN + 10 * A_DAY)
    assert student(1).forename == "Ann"


def test_two_times_on_roll_must_not_overlap(ashby: School) -> None:
    add(ashby)
    with pytest.raises(Refused, match="overlap"):
        correct(recorded(), stays=(Days(AUTUMN, AUTUMN + 9 * A_DAY), Days(AUTUMN + 9 * A_DAY)))
    correct(recorded(), stays=(Days(AUTUMN, AUTUMN + 9 * A_DAY), Days(AUTUMN + 10 * A_DAY)))
    assert len(stays_of(1)) == 2


def exclude(ada: Membership, starts: int, ends: int | None) -> Exclusion:
    return exclude_student(
        student=student(1), reason="Mainly educated elsewhere", approved_by="Ms Head",
        starts_on=AUTUMN + starts * A_DAY, ends_on=None if ends is None else AUTUMN + ends * A_DAY,
        by=ada.user, at=noon(AUTUMN), token=uuid.uuid4(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "in_force"),
    [(4, False), (5, True), (10, True), (11, False)],
    ids=["before", "first", "last", "after"],
)
def test_an_exclusion_holds_from_its_first_day_to_its_last(
    ashby: School, ada: Membership, day: int, in_force: bool
) -> None:
    add(ashby)
    exclude(ada, 5, 10)
    assert Exclusion.objects.in_force(on=AUTUMN + day * A_DAY).exists() is in_force


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [(0, 4, False), (0, 5, True), (7, 8, True), (10, None, True), (11, None, False), (0, None, True)],
)
def test_exclusions_do_not_overlap(
    ashby: School, ada: Membership, starts: int, ends: int | None, refused: bool
) -> None:
    add(ashby)
    exclude(ada, 5, 10)
    if refused:
        with pytest.raises(Refused, match="left out already"):
            exclude(ada, starts, ends)
    else:
        exclude(ada, starts, ends)
    assert Exclusion.objects.count() == (1 if refused else 2)


def test_a_withdrawn_exclusion_is_kept_and_holds_no_more(ashby: School, ada: Membership) -> None:
    add(ashby)
    exclusion = exclude(ada, 0, None)
    withdraw_exclusion(exclusion=exclusion, by=ada.user, at=noon(AUTUMN + A_DAY))
    withdraw_exclusion(exclusion=exclusion, by=ada.user, at=noon(AUTUMN + 2 * A_DAY))
    exclusion.refresh_from_db()
    assert (exclusion.withdrawn_at, exclusion.withdrawn_by) == (noon(AUTUMN + A_DAY), ada.user)
    assert not Exclusion.objects.in_force(on=AUTUMN).exists()
    exclude(ada, 0, None)


def test_an_exclusion_does_not_end_before_it_begins(ashby: School, ada: Membership) -> None:
    add(ashby)
    with pytest.raises(Refused, match="last day must not be before the first"):
        exclude(ada, 5, 4)
