"""Ashby's students and advisers, made as a school would make them: a roster, a checked credential."""

from datetime import UTC, date, datetime, time

import pytest

from accounts.models import School
from advisers.actions import add_adviser, add_credential, confirm_credential
from advisers.actions.credentials import Claim
from advisers.models import Adviser
from interviews.actions import record_interview
from interviews.drafts import Facts, Text
from students.actions import import_roster
from students.models import Student
from students.roster_file import read_roster

NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 30)
ROSTER = """UPN,MIS ID,Forename,Surname,Preferred forename,Year group,Form,Date of birth,SEN,Joined,Left
H801200001001,1,Zoë,Okonkwo,,11,11B,2010-01-05,K,2021-09-01,
B801200005001,2,Amir,Łódzki,,11,11B,2010-02-06,N,2021-09-01,
,3,Beth,O’Brien,Betty,11,11A,2010-03-07,E,,
,4,Caleb,Stone,,13,13C,2008-04-08,N,2024-09-01,
,5,Dina,Hart,,11,11A,2010-05-09,N,2021-09-01,2026-03-13
"""


def enrol(school: School, roster: str, on: date = date(2025, 9, 10)) -> None:
    """Bring a roster in, as it stood on a day."""
    read = read_roster(roster.encode(), name="roster.csv", on=on)
    import_roster(school=school, roster=read, by=None, at=datetime.combine(on, time(8), UTC))


def qualified(school: School, name: str, email: str = "") -> Adviser:
    """An adviser with a checked Level 6 diploma, awarded on 1 July 2019."""
    at = datetime(2025, 9, 1, 8, tzinfo=UTC)
    adviser = add_adviser(school=school, name=name, email=email, by=None, at=at)
    claim = Claim(
        kind="qualification", title="Diploma in Career Guidance", level=6, awarded_on=date(2019, 7, 1)
    )
    credential = add_credential(adviser=adviser, claim=claim, by=None, at=at)
    confirm_credential(
        credential=credential,
        checked_by="Ada Lowe",
        checked_on=date(2025, 9, 1),
        seen_as="certificate",
        by=None,
        at=at,
    )
    return adviser


@pytest.fixture
def roster(in_ashby):
    enrol(in_ashby, ROSTER)
    return {student.forename: student for student in Student.objects.of(in_ashby)}


@pytest.fixture
def zoe(roster):
    return roster["Zoë"]


@pytest.fixture
def bens_adviser(in_ashby, ben):
    """Ben as an adviser of Ashby's: qualified, and linked to his log-in."""
    return qualified(in_ashby, "Ben Okafor", ben.user.email)


@pytest.fixture
def cal(in_ashby):
    """An adviser without any credential."""
    return add_adviser(school=in_ashby, name="Cal Reed", email="cal@example.org", by=None, at=NOW)


@pytest.fixture
def recorded(in_ashby, ben, bens_adviser, zoe):
    """Record an interview by Ben with Zoë; words change its facts, `text` what was written."""

    def record(text: Text | None = None, *, by=ben, at=NOW, **facts):
        chosen = {"student": zoe, "adviser": bens_adviser, "held_on": date(2026, 3, 31), "minutes": 45}
        return record_interview(
            school=in_ashby, facts=Facts(**chosen | facts), text=text, by=by and by.user, at=at
        )

    return record
