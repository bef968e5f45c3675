"""The students of a school in the world: a roster, an exclusion, an upload that waits, remembered columns."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from students.actions import (
    choose_columns,
    choose_encoding,
    exclude_student,
    import_roster,
    offer_roster,
    withdraw_exclusion,
)
from students.models import RosterImport, Student
from students.roster_file import read_roster
from tests.house.canaries import uln, upn

if TYPE_CHECKING:
    from tests.house.world import SchoolWorld

ROSTER_ON = date(2025, 9, 10)
AT = datetime(2025, 9, 10, 8, 0, tzinfo=UTC)
OFFERED_AT = datetime(2026, 3, 30, 8, 0, tzinfo=UTC)
OWN_FORM, OTHER_FORM = 1, 2
PEOPLE = {1: (11, OWN_FORM), 2: (11, OTHER_FORM), 3: (13, 3), 4: (11, OWN_FORM), 5: (11, OTHER_FORM)}
"""Each student's year group, and the number of his or her form."""
HAS_LEFT = 5


def make_students(here: SchoolWorld) -> None:
    """Five students by a roster, one excluded, one who has left; and a roster that waits."""
    read = read_roster(as_csv([row(here, number) for number in PEOPLE]), name="roster.csv", on=ROSTER_ON)
    name = f"{here.word('rosterfile')}.csv"
    import_roster(school=here.school, roster=read, by=here.user("leader"), at=AT, file_name=name)
    by_number = {student.mis_id[-1]: student for student in Student.objects.of(here.school)}
    here.made["students"] = {number: by_number[str(number)] for number in PEOPLE}
    here.numbers = {number(here.name, each) for number in (upn, uln) for each in PEOPLE}
    make_exclusions(here)
    make_offer(here)
    here.ids["student_id"] = here.ids["student"] = by_number["1"].pk
    here.also["students:detail"] = [{"student_id": by_number["4"].pk}]
    here.other_form["student_id"] = here.other_form["student"] = by_number["2"].pk


def row(here: SchoolWorld, number: int) -> dict[str, str]:
    """A student with something in every column."""
    year_group, form = PEOPLE[number]
    return {
        "UPN": upn(here.name, number),
        "Former UPN": upn(here.name, number + 10),
        "MIS ID": here.word("misid", number),
        "ULN": uln(here.name, number),
        "Forename": here.word("forename", number),
        "Surname": here.word("surname", number),
        "Preferred forename": here.word("preferred", number),
        "Date of birth": f"2010-02-0{number}",
        "Sex": "F",
        "Year group": str(year_group),
        "Form": here.word("form", form),
        "E-mail": f"{here.word('studentemail', number)}@example.org",
        "SEN": "E",
        "Pupil premium": "yes",
        "Free school meals": "yes",
        "In care": "yes",
        "English as an additional language": "yes",
        "NEET risk": here.word("neetrisk", number),
        "Joined": "2021-09-01",
        "Left": "2026-02-13" if number == HAS_LEFT else "",
    }


def as_csv(rows: list[dict[str, str]]) -> bytes:
    """A roster file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def make_exclusions(here: SchoolWorld) -> None:
    """One that holds, of student 1, and one that was withdrawn."""
    for number in (1, 2):
        exclusion = exclude_student(
            student=here.made["students"][number],
            reason=here.word("exclusionreason", number),
            approved_by=here.word("exclusionapprover", number),
            starts_on=date(2026, 1, 5),
            ends_on=None,
            by=here.user("leader"),
            at=OFFERED_AT,
            token=uuid.uuid4(),
        )
        here.made[f"exclusion{number}"] = exclusion
    withdraw_exclusion(exclusion=here.made["exclusion2"], by=here.user("leader"), at=OFFERED_AT)
    here.ids["exclusion_id"] = here.made["exclusion1"].pk


def make_offer(here: SchoolWorld) -> None:
    """A roster with a changed surname and a newcomer, its odd heading explained by a person."""
    heading = here.word("heading")
    changed = row(here, 1) | {"Surname": here.word("offeredsurname", 1)}
    added = row(here, 3) | {"UPN": upn(here.name, 9), "Former UPN": "", "ULN": uln(here.name, 9)}
    added |= {"MIS ID": here.word("offeredmisid", 9), "Surname": here.word("offeredsurname", 9)}
    added |= {"Forename": here.word("offeredforename", 9), "Preferred forename": "", "E-mail": ""}
    rows = [each | {heading: "kept"} for each in (changed, row(here, 2), row(here, 4), added)]
    offer = offer_roster(
        school=here.school,
        file_name=f"{here.word('offeredfile')}.csv",
        data=as_csv(rows),
        roster_on=date(2026, 3, 30),
        by=here.user("administrator"),
        at=OFFERED_AT,
        token=uuid.uuid4(),
    )
    choose_columns(roster_import=offer, mapping={heading: "neet_risk"})
    choose_encoding(roster_import=offer, encoding="utf-8")
    here.made["offer"] = offer
    applied = RosterImport.objects.of(here.school).applied().get()
    here.ids["import_id"] = offer.pk
    here.ids_for["students:import_detail"] = here.ids_for["students:import_undo"] = {"import_id": applied.pk}
