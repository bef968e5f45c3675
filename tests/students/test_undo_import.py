"""Undoing the last import: what it changed is put back, whom it added is removed, nothing is forgotten."""

import uuid
from datetime import date, timedelta

import pytest

from accounts.actions import Refused
from accounts.models import Membership, School
from interviews.models import Interview
from students.actions import correct_student, exclude_student, state_mark, undo_import
from students.models import Enrolment, Stay, Student
from students.models.roster_import import ImportState
from students.school_record import read_record
from tests.students.rosters import (
    AUTUMN,
    bring_in,
    enrolment,
    last_import,
    line,
    noon,
    recorded_events,
    stays_of,
    student,
    upn,
)

pytestmark = pytest.mark.usefixtures("in_ashby")
A_DAY = timedelta(days=1)
NEXT = AUTUMN + A_DAY


def undo(on: date = NEXT + A_DAY) -> None:
    undo_import(roster_import=last_import(), by=None, at=noon(on))


def held_elsewhere(subject: Student) -> Interview:
    return Interview.objects.create(
        school=subject.school, student=subject, adviser_name="Somebody", held_on=AUTUMN,
        previous_school="Old School", evidence="confirmed", recorded_at=noon(NEXT),
    )  # fmt: skip


def test_everything_is_as_before(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee", Joined="2021-09-01"), line(2, Joined="2021-09-01"))
    before = {each.state for each in read_record(ashby, on=AUTUMN)}
    changed = line(1, "Anne Leigh", "12", "12A", Email="a@example.org", Joined="2021-09-06")
    bring_in(ashby, changed | {"UPN": upn(9)}, line(3), on=NEXT, leavers=True, confirm_leavers=True)
    assert {each.state for each in read_record(ashby, on=AUTUMN)} != before
    undo()
    assert {each.state for each in read_record(ashby, on=AUTUMN)} == before
    assert student(1).details_as_of == AUTUMN
    assert last_import().state == ImportState.UNDONE


def test_the_same_roster_can_be_imported_again(ashby: School) -> None:
    bring_in(ashby, line(1), line(2))
    undo()
    assert Student.objects.count() == 0
    assert len(bring_in(ashby, line(1), line(2)).added) == 2


def test_figures_as_recorded_in_between_keep_showing_the_import(ashby: School) -> None:
    bring_in(ashby, line(1, form="11A"))
    bring_in(ashby, line(1, form="11B", Left="2026-10-01"), on=NEXT)
    undo(NEXT + 5 * A_DAY)
    for known_at, form, left_on in (
        (noon(NEXT), "11A", None),
        (noon(NEXT + A_DAY), "11B", AUTUMN),
        (noon(NEXT + 6 * A_DAY), "11A", None),
    ):
        assert Enrolment.objects.known_at(known_at).get().form == form
        assert Stay.objects.known_at(known_at).get().left_on == left_on


def test_the_students_it_added_are_gone_but_for_their_history(ashby: School) -> None:
    bring_in(ashby, line(1))
    undo()
    assert Student.objects.count() == Enrolment.objects.count() == Stay.objects.count() == 0
    assert recorded_events(Student) == {"insert": 1, "delete": 1}


def test_what_was_corrected_by_hand_since_stays(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee", form="11A"))
    bring_in(ashby, line(1, "Anne Lee", form="11B", Email="a@example.org"), on=NEXT)
    (known,) = read_record(ashby, on=NEXT)
    correct_student(
        student=student(1), details=known.details._replace(email="b@example.org"), year=known.year,
        stays=known.state.stays, seen=state_mark(known.state), on=NEXT, by=None, at=noon(NEXT),
    )  # fmt: skip
    undo()
    assert (student(1).forename, student(1).email, enrolment(1).form) == ("Ann", "b@example.org", "11A")


def test_only_the_last_import_can_be_undone(ashby: School) -> None:
    bring_in(ashby, line(1))
    first = last_import()
    bring_in(ashby, line(1), line(2), on=NEXT)
    with pytest.raises(Refused, match="Only the last import"):
        undo_import(roster_import=first, by=None, at=noon(NEXT))
    undo()
    undo_import(roster_import=first, by=None, at=noon(NEXT))
    with pytest.raises(Refused, match="Only the last import"):
        undo_import(roster_import=first, by=None, at=noon(NEXT))


def test_an_import_that_changed_nothing_does_not_stand_in_the_way(ashby: School) -> None:
    bring_in(ashby, line(1))
    first = last_import()
    bring_in(ashby, line(1), on=NEXT)
    assert last_import() != first
    undo_import(roster_import=first, by=None, at=noon(NEXT))
    assert Student.objects.count() == 0


def test_refused_with_names_where_interviews_hang_on_students_it_added(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee"))
    bring_in(ashby, line(1, "Ann Lee", form="11Z"), line(2, "Bob Ray"), line(3, "Cy Poe"), on=NEXT)
    held_elsewhere(student(1))
    held_elsewhere(student(2))
    with pytest.raises(Refused, match="it added Bob Ray, of whom an interview"):
        undo()
    assert (enrolment(1).form, Student.objects.count(), last_import().state) == ("11Z", 3, "applied")


def test_refused_where_somebody_it_added_was_excluded(ashby: School, ada: Membership) -> None:
    bring_in(ashby, line(2, "Bob Ray"))
    exclude_student(
        student=student(2), reason="Educated elsewhere", approved_by="Head", starts_on=AUTUMN, ends_on=None,
        by=ada.user, at=noon(NEXT), token=uuid.uuid4(),
    )  # fmt: skip
    with pytest.raises(Refused, match="Bob Ray"):
        undo()


def test_an_undone_roster_outranks_nothing(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee"), on=AUTUMN)
    bring_in(ashby, line(1, "Ann Lee", form="11B"), on=AUTUMN + 30 * A_DAY)
    undo(AUTUMN + 31 * A_DAY)
    bring_in(ashby, line(1, "Anne Lee"), on=AUTUMN + 10 * A_DAY, at=noon(AUTUMN + 32 * A_DAY))
    assert student(1).forename == "Anne"


def test_leavers_are_back_and_swapped_numbers_too(ashby: School) -> None:
    bring_in(ashby, line(1), line(2), line(3))
    bring_in(
        ashby,
        line(1) | {"MIS ID": "2"},
        line(2) | {"MIS ID": "1"},
        on=NEXT,
        leavers=True,
        confirm_leavers=True,
    )
    assert stays_of(3) == [(None, AUTUMN)]
    undo()
    assert stays_of(3) == [(None, None)]
    assert [student(1).upn, student(2).upn] == [upn(1), upn(2)]
