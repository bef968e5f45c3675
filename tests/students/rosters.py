"""Rosters as the tests write them: a line a student, the rest as schools usually send it."""

import datetime as dt
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

from students.actions import import_roster
from students.identity import upn_check_letter
from students.models import Enrolment, RosterImport, Stay, Student
from students.roster_file import Roster, read_roster
from students.roster_merge import Difference

AUTUMN = date(2026, 10, 1)
HEADINGS = "UPN,MIS ID,Forename,Surname,Year,Form"


def upn(number: int) -> str:
    """The UPN of the student with this number."""
    digits = f"8012{number // 1000 + 5:05}{number % 1000:03}"
    return upn_check_letter("A" + digits) + digits


def line(number: int, name: str = "", year: str = "11", form: str = "11A", **more: str) -> dict[str, str]:
    """One student's row, as heading and value."""
    forename, _, surname = name.partition(" ")
    return {
        "UPN": upn(number),
        "MIS ID": str(number),
        "Forename": forename or f"First{number}",
        "Surname": surname or f"Last{number}",
        "Year": year,
        "Form": form,
        **{heading.replace("_", " "): value for heading, value in more.items()},
    }


def roster(*lines: dict[str, str], on: date = AUTUMN) -> Roster:
    """The lines as a roster of a day; a column is there when one of the lines has it."""
    headings = list(dict.fromkeys(heading for each in lines for heading in each))
    rows = [headings, *([each.get(heading, "") for heading in headings] for each in lines)]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return read_roster(text.encode(), name="roster.csv", on=on)


def noon(day: date) -> datetime:
    return datetime.combine(day, dt.time(12), tzinfo=UTC)


def bring_in(school: Any, *lines: dict[str, str], on: date = AUTUMN, **options: Any) -> Difference:
    """Import these lines as the roster of a day, at noon of the same day unless told."""
    options.setdefault("at", noon(on))
    return import_roster(school=school, roster=roster(*lines, on=on), by=None, **options)


def recorded_events(model: Any) -> dict[str, int]:
    """How often the history recorded each kind of change to a model's rows."""
    return dict(Counter(model.pgh_event_model.objects.values_list("pgh_label", flat=True)))


def student(number: int) -> Student:
    return Student.objects.get(mis_id=str(number))


def stays_of(number: int) -> list[tuple[date | None, date | None]]:
    """The current stays of a student."""
    rows = Stay.objects.current().filter(student__mis_id=str(number))
    return list(rows.order_by("id").values_list("joined_on", "left_on"))


def enrolment(number: int, year: int = 2026) -> Enrolment:
    """The current enrolment of a student in an academic year."""
    return Enrolment.objects.current().get(student__mis_id=str(number), academic_year=year)


def last_import() -> RosterImport:
    return RosterImport.objects.latest("applied_at")
