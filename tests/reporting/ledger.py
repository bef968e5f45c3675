"""Rows written as they would stand after years of actions, so that a test can say when each was recorded."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from accounts.models import School
from advisers.models import Adviser, Credential, CredentialCheck
from interviews.models import Interview
from students.models import Enrolment, Exclusion, Stay, Student

LONG_AGO = datetime(2015, 9, 1, tzinfo=UTC)
_numbers = count(1)


def at(day: Any) -> Any:
    """Noon on a day written as 2026-03-31; an instant, or nothing, stays what it is."""
    if day is None or isinstance(day, datetime):
        return day
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def when(day: str | date | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


@dataclass
class Ledger:
    """Writes rows for one school and remembers them. Unless told, everything was recorded long ago."""

    school: School
    rows: list[Any] = field(default_factory=list)

    def keep(self, row: Any) -> Any:
        row.save(force_insert=True)
        self.rows.append(row)
        return row

    def student(
        self,
        year_group: int | None = None,
        *,
        year: int = 2025,
        joined: str | None = "2019-09-01",
        left: str | None = None,
        **fields: Any,
    ) -> Student:
        """A student on roll; with a year group, on the roster of one academic year too."""
        number = next(_numbers)
        needs = {name: fields.pop(name) for name in list(fields) if name in ENROLMENT_FIELDS}
        named = {"forename": f"Number {number}", "surname": "Student", "mis_id": str(number)} | fields
        learner = self.keep(
            Student(school=self.school, details_as_of=LONG_AGO.date(), recorded_at=LONG_AGO, **named)
        )
        self.stay(learner, joined, left)
        if year_group:
            self.enrolment(learner, year_group, year=year, **needs)
        return learner

    def enrolment(self, student: Student, year_group: int, *, year: int = 2025, **fields: Any) -> Enrolment:
        return self.keep(
            Enrolment(
                school=self.school,
                student=student,
                academic_year=year,
                year_group=year_group,
                roster_on=date(year, 9, 1),
                **{"recorded_at": LONG_AGO} | instants(fields),
            )
        )

    def stay(self, student: Student, joined: str | None, left: str | None = None, **fields: Any) -> Stay:
        return self.keep(
            Stay(
                school=self.school,
                student=student,
                joined_on=when(joined),
                left_on=when(left),
                **{"recorded_at": LONG_AGO} | instants(fields),
            )
        )

    def exclusion(
        self, student: Student, starts_on: str, ends_on: str | None = None, **fields: Any
    ) -> Exclusion:
        """Needs `recorded_by`, a user."""
        return self.keep(
            Exclusion(
                school=self.school,
                student=student,
                reason="Educated elsewhere",
                approved_by="The head",
                starts_on=date.fromisoformat(starts_on),
                ends_on=when(ends_on),
                **{"recorded_at": LONG_AGO} | instants(fields),
            )
        )

    def adviser(self, name: str) -> Adviser:
        return self.keep(Adviser(school=self.school, name=name, recorded_at=LONG_AGO))

    def qualification(self, adviser: Adviser, awarded_on: str, level: int = 6, **fields: Any) -> Credential:
        return self._credential(
            adviser, fields, kind="qualification", level=level, awarded_on=when(awarded_on)
        )

    def register(
        self,
        adviser: Adviser,
        valid_from: str,
        valid_to: str | None = None,
        category: str = "career_development_professional",
        **fields: Any,
    ) -> Credential:
        days = {"valid_from": when(valid_from), "valid_to": when(valid_to)}
        return self._credential(adviser, fields, kind="register", register_category=category, **days)

    def _credential(self, adviser: Adviser, fields: dict[str, Any], **said: Any) -> Credential:
        checked = fields.pop("checked", True)
        more = {"recorded_at": LONG_AGO} | instants(fields)
        credential = self.keep(Credential(school=self.school, adviser=adviser, **said, **more))
        if checked:
            self.check(credential)
        return credential

    def check(
        self, credential: Credential, outcome: str = "confirmed", recorded: Any = LONG_AGO, **fields: Any
    ) -> CredentialCheck:
        return self.keep(
            CredentialCheck(
                school=self.school,
                credential=credential,
                outcome=outcome,
                checked_by="Ada Lowe",
                checked_on=at(recorded).date(),
                recorded_at=at(recorded),
                revoked_on=when(fields.pop("revoked_on", None)),
                **fields,
            )
        )

    def interview(self, student: Student, adviser: Adviser | None, held_on: str, **fields: Any) -> Interview:
        """An interview here, recorded on its day; without an adviser, one at a previous school."""
        elsewhere = {} if adviser else {"previous_school": "Brook School", "evidence": "confirmed"}
        standing = {"recorded_at": at(held_on), "minutes": 45} | elsewhere
        if "withdrawn_at" in fields:
            standing["withdrawn_reason"] = "Entered twice"
        return self.keep(
            Interview(
                school=self.school,
                student=student,
                adviser=adviser,
                adviser_name=adviser.name if adviser else "Somebody there",
                held_on=date.fromisoformat(held_on),
                **standing | instants(fields),
            )
        )


ENROLMENT_FIELDS = {each.name for each in Enrolment._meta.get_fields()} - {"id", "school", "student"}


def instants(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields that end in `_at` may be given as days."""
    return {name: at(value) if name.endswith("_at") else value for name, value in fields.items()}
