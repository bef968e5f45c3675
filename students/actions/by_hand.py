"""Adding and correcting a student by hand."""

import hashlib
import uuid
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction

from accounts.actions import ChangedMeanwhile, Refused, claim_submission
from accounts.files.cells import fold
from accounts.models import School, User
from students.academic_year import AcademicYear
from students.actions.writing import Write, hold_students, keep_students, write_states
from students.models import Student
from students.roster_facts import AsOf, Days, Details, Known, State, YearFacts, in_order
from students.school_record import read_record

HELD_BY_ANOTHER = {"upn": "UPN", "mis_id": "MIS ID"}


class Namesake(Refused):
    """Somebody of the same name and date of birth is recorded, and nobody has said that they are two."""


def state_mark(state: State) -> str:
    """A short mark of a student's state, carried by the form: whether it is still what the editor saw."""
    return hashlib.sha256(repr(state).encode()).hexdigest()[:32]


@transaction.atomic
def add_student(
    *,
    school: School,
    details: Details,
    year: YearFacts,
    stay: Days,
    on: date,
    by: User | None,
    at: datetime,
    token: uuid.UUID,
    is_another: bool = False,
) -> Student:
    """Add a student to the academic year of `on`; `is_another`: although a namesake has the same birthday."""
    claim_submission(school=school, token=token, at=at)
    hold_students(school)
    known = read_record(school, on=on)
    _refuse_impossible(details, (stay,))
    _refuse_held_numbers(details, known)
    if not is_another:
        _refuse_namesake(details, known)
    write = Write(uuid.uuid4(), None, State(details, year, (stay,)), AsOf(on, on, on))
    write_states([write], school=school, academic_year=AcademicYear.of(on).start, at=at)
    return Student.objects.get(pk=write.id)


@transaction.atomic
def correct_student(
    *,
    student: Student,
    details: Details,
    year: YearFacts | None,
    stays: tuple[Days, ...],
    seen: str,
    on: date,
    by: User | None,
    at: datetime,
) -> None:
    """Correct a student's details, the facts of the academic year of `on`, and the days on roll.

    `seen` is the mark (`state_mark`) of what the editor had before him. A UPN that changes is kept as the
    former one. A roster of an earlier day than `on` will not overwrite the correction.
    """
    school = student.school
    hold_students(school)
    keep_students(school, [student.pk])
    known = read_record(school, on=on)
    recorded = next(each for each in known if each.id == student.pk)
    if state_mark(recorded.state) != seen:
        raise ChangedMeanwhile("Somebody else has changed this student since you opened the page.")
    if recorded.details.upn and details.upn != recorded.details.upn and not details.former_upn:
        details = details._replace(former_upn=recorded.details.upn)
    stays = tuple(in_order(stays))
    _refuse_impossible(details, stays)
    _refuse_held_numbers(details, [each for each in known if each.id != student.pk])
    after = State(details, year or recorded.year, stays)
    write = Write(student.pk, recorded, after, AsOf(max(on, recorded.details_as_of), on, on))
    write_states([write], school=school, academic_year=AcademicYear.of(on).start, at=at)


def _refuse_impossible(details: Details, stays: tuple[Days, ...]) -> None:
    if not details.upn and not details.mis_id:
        raise Refused("Give a UPN or a MIS ID: without either, the next roster cannot recognise the student.")
    for stay in stays:
        if stay.joined_on and stay.left_on and stay.left_on < stay.joined_on:
            raise Refused(f"The leaving date must not be before the joining date, {stay.joined_on:%d/%m/%Y}.")
    for stay, following in pairwise(stays):
        if following.joined_on is None or stay.left_on is None or following.joined_on <= stay.left_on:
            raise Refused("Two times on roll overlap: a student must have left before coming back.")


def _refuse_held_numbers(details: Details, others: list[Known]) -> None:
    for field, words in HELD_BY_ANOTHER.items():
        number = getattr(details, field)
        holder = next((each for each in others if number and getattr(each.details, field) == number), None)
        if holder:
            raise Refused(
                f"The {words} {number} is recorded for {holder.details.name}: correct one of the two."
            )


def _refuse_namesake(details: Details, others: list[Known]) -> None:
    def person(each: Details) -> tuple[str, str, date | None]:
        return fold(each.surname), fold(each.forename), each.date_of_birth

    twin = next((each for each in others if person(each.details) == person(details)), None)
    if twin and details.date_of_birth:
        number = twin.details.upn or f"MIS ID {twin.details.mis_id}"
        raise Namesake(f"{twin.details.name}, born on the same day, is recorded already ({number}).")
