"""What the page tests share: addresses at Ashby, a record of an interview, who sees which page."""

import re
import uuid
from datetime import date
from typing import Any

from accounts.models import School
from advisers.actions import add_adviser, add_credential, confirm_credential
from advisers.claims import Claim
from interviews.models import Interview
from students.models import Student
from tests.students.rosters import noon

TODAY = date(2026, 11, 23)


def page(name: str = "", school: School | None = None) -> str:
    """An address below the students' pages, at Ashby unless told."""
    return f"/{school.urn if school else '104723'}/students/{name}"


def of(student: Student, name: str = "") -> str:
    return page(f"{student.pk}/{name}")


def text_of(response: Any) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def qualified_adviser(school: School) -> Any:
    """Ann, Level 6 since 2019, checked."""
    at = noon(date(2025, 9, 1))
    adviser = add_adviser(
        school=school, name="Ann Qualified", email="ann@example.org", employment="internal", provider=None,
        by=None, at=at,
    )  # fmt: skip
    claim = Claim.qualification("Diploma in Career Guidance", 6, date(2019, 7, 1), "OCR")
    credential = add_credential(adviser=adviser, claim=claim, by=None, at=at)
    confirm_credential(
        credential=credential, checked_by="Ada Lowe", checked_on=date(2025, 9, 1), seen_as="certificate",
        by=None, at=at,
    )  # fmt: skip
    return adviser


def interview(student: Student, adviser: Any, held_on: date, **facts: Any) -> Interview:
    """An interview as it stands in the database, attended unless told."""
    given: dict[str, Any] = {
        "id": uuid.uuid4(), "adviser_name": adviser.name, "minutes": 45, "recorded_at": noon(held_on),
    } | facts  # fmt: skip
    return Interview.objects.create(
        school=student.school, student=student, adviser=adviser, held_on=held_on, **given
    )
