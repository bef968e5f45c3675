"""A small believable Ashby for the walks, made by calling the product's own actions."""

import csv
import io
from datetime import UTC, date, datetime

from accounts.models import Membership, School
from accounts.tenancy import school_context
from advisers.actions import add_adviser, add_credential, confirm_credential
from advisers.claims import Claim
from advisers.models import Adviser
from interviews.actions import record_interview
from interviews.drafts import Facts, Step, Text
from interviews.models import Interview
from students.actions import import_roster
from students.models import Student
from students.roster_file import read_roster
from tests.students.rosters import upn

AUTUMN = date(2026, 9, 10)
AT = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)
HEADINGS = ["UPN", "Forename", "Surname", "Year", "Reg", "SEN", "PP"]
NAMES = [
    ("Zoë", "Okonkwo", 11, "11B", "K", "Y"),
    ("Amir", "Łódzki", 11, "11B", "N", "N"),
    ("Grace", "Hart", 11, "11A", "N", "Y"),
    ("Tom", "O’Brien", 11, "11A", "E", "N"),
    ("Priya", "Shah", 10, "10C", "N", "N"),
    ("Fiona", "Smith-Jones", 12, "12A", "N", "N"),
    ("Noah", "Peña", 13, "13C", "N", "Y"),
    ("Iris", "Stone", 13, "13C", "N", "N"),
]
"""Four in Year 11, two in Year 13."""


def roster_file(**renamed: str) -> bytes:
    """The roster as an MIS might export it; `Surname="Family name"` gives a column another heading."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([renamed.get(heading, heading) for heading in HEADINGS])
    writer.writerows([upn(number), *row] for number, row in enumerate(NAMES, start=1))
    return text.getvalue().encode("utf-8-sig")


def enrol(school: School) -> dict[str, Student]:
    """Bring the roster in; the students by forename."""
    roster = read_roster(roster_file(), name="September.csv", on=AUTUMN)
    import_roster(school=school, roster=roster, by=None, at=AT, file_name="September.csv")
    return {student.forename: student for student in Student.objects.of(school)}


def qualified(school: School, membership: Membership) -> Adviser:
    """An adviser with this person's log-in, whose diploma was checked."""
    user = membership.user
    adviser = add_adviser(school=school, name=user.name, email=user.email, by=None, at=AT)
    claim = Claim.qualification("Diploma in Career Guidance and Development", 6, date(2017, 7, 14))
    credential = add_credential(adviser=adviser, claim=claim, by=None, at=AT)
    confirm_credential(
        credential=credential,
        checked_by="Ada Lowe",
        checked_on=AUTUMN,
        seen_as="certificate",
        by=None,
        at=AT,
    )
    return adviser


PLAN = Text(
    summary="Enjoys chemistry and would like to work in a laboratory.",
    steps=(Step("Visit the college’s open evening", "student", date(2026, 12, 9)),),
    shared_with_student=True,
    shared_with_tutor=True,
    confidential_note="Worried about the move at home.",
)


def interviewed(student: Student, adviser: Adviser, by: Membership, held_on: date) -> Interview:
    """An interview of 45 minutes with a plan that the tutor may read."""
    facts = Facts(student=student, adviser=adviser, held_on=held_on, minutes=45)
    return record_interview(school=by.school, facts=facts, text=PLAN, by=by.user, at=AT)


def furnish(school: School, adviser: Membership) -> dict[str, Student]:
    """The roster, a qualified adviser, and one of the four in Year 11 seen."""
    with school_context(school):
        students = enrol(school)
        interviewed(students["Zoë"], qualified(school, adviser), adviser, date(2026, 9, 9))
        return students
