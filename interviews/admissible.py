"""Whether an interview may be recorded for a student on a day, and what to point out if so."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.utils.formats import date_format

from accounts.models import School
from interviews.drafts import Facts
from students.models import Stay


def refusal(facts: Facts, stays: Collection[Stay], *, on: date) -> str | None:
    """Why the interview cannot be recorded, and what would be right; None when it can.

    Not in the future, not before birth, and not before the student joined unless held at a previous
    school. An unknown joining date refuses nothing (docs/benchmark8.md, section 2).
    """
    student, held_on = facts.student, facts.held_on
    if trouble := not_held_yet(held_on, on=on):
        return trouble
    if student.date_of_birth and held_on <= student.date_of_birth:
        return f"{_long(held_on)} is before {student.called} was born: check the year"
    if facts.previous_school or not stays or any(stay.joined_on is None for stay in stays):
        return None
    first = min(stay.joined_on for stay in stays if stay.joined_on)
    if held_on >= first:
        return None
    return (
        f"{student.called} joined on {_long(first)}: give a later date, or the previous school it was held at"
    )


def not_held_yet(held_on: date, *, on: date) -> str | None:
    """What is wrong with a date that is still to come."""
    if held_on <= on:
        return None
    return f"{_long(held_on)} is in the future: record the interview once it has been held"


def too_early(due_on: date | None, *, held_on: date) -> str | None:
    """What is wrong with a step of the plan that should have been done before it was agreed."""
    if due_on is None or due_on >= held_on:
        return None
    return f"{_long(due_on)} is before the interview: give a later date, or none"


def warning(facts: Facts, stays: Collection[Stay]) -> str | None:
    """What to point out about an interview that may be recorded: the student was not on roll that day.

    Guidance after the last day is real (results day in August), so it is recorded and it counts.
    """
    if facts.previous_school or not stays or any(_covers(stay, facts.held_on) for stay in stays):
        return None
    return f"{facts.student.called} was not on roll on {_long(facts.held_on)}: it is recorded all the same"


def broken_evidence(facts: Facts) -> str | None:
    """What is missing: held here by an adviser of the school, or elsewhere with evidence."""
    if facts.previous_school and not facts.evidence:
        return "Say whether the previous school confirmed the interview or the student reported it"
    if not facts.previous_school and facts.adviser is None:
        return "Say which adviser held the interview, or at which previous school it was held"
    return None


def stays_by_student(school: School, students: set[uuid.UUID]) -> dict[uuid.UUID, list[Stay]]:
    """When each of these students is on roll, in one query."""
    found: dict[uuid.UUID, list[Stay]] = defaultdict(list)
    for stay in Stay.objects.of(school).current().filter(student__in=students):
        found[stay.student_id].append(stay)
    return found


def _covers(stay: Stay, day: date) -> bool:
    return (stay.joined_on is None or stay.joined_on <= day) and (stay.left_on is None or day <= stay.left_on)


def _long(day: date) -> str:
    return date_format(day, "j F Y")
