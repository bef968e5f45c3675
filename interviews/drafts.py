"""What is about to be recorded, before it is rows: the arguments of the actions."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Self

from accounts.models import User
from advisers.models import Adviser
from interviews.models import ActionPlan, Interview
from interviews.models.interview import Kind, Mode, Outcome
from interviews.models.plan import Owner
from students.models import Student


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a plan: what, who, by when."""

    what: str
    owner: str = Owner.STUDENT
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What was said and agreed, with whom it is shared, and the note that only advisers read."""

    summary: str = ""
    destination_code: str = ""
    destination: str = ""
    steps: tuple[Step, ...] = ()
    shared_with_student: bool = False
    shared_with_tutor: bool = False
    shared_with_parent: bool = False
    confidential_note: str = ""

    @property
    def has_plan(self) -> bool:
        """Whether anything of the shared part is there."""
        return bool(self.summary or self.destination or self.steps)

    def plan_fields(self) -> dict[str, Any]:
        """The columns of the action plan."""
        names = {field.name for field in ActionPlan._meta.fields} & {field.name for field in fields(self)}
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Facts:
    """Who met whom, when and how. Held here: an adviser. Held elsewhere: previous school and evidence."""

    student: Student
    held_on: date
    adviser: Adviser | None = None
    minutes: int | None = None
    mode: str = Mode.IN_PERSON
    kind: str = Kind.ONE_TO_ONE
    outcome: str = Outcome.ATTENDED
    previous_school: str = ""
    adviser_name: str = ""
    evidence: str = ""
    adviser_stated_qualified: bool | None = None
    reference: str = ""
    confidentiality_explained_at: datetime | None = None
    impartiality_declared_at: datetime | None = None
    passed_to_safeguarding_at: datetime | None = None
    passing_noted_at: datetime | None = None
    passing_noted_by: User | None = None

    @classmethod
    def of(cls, interview: Interview, changes: Mapping[str, Any]) -> Self:
        """The facts of a recorded interview with some of them changed."""
        return cls(**{field.name: getattr(interview, field.name) for field in fields(cls)} | dict(changes))

    def columns(self) -> dict[str, Any]:
        """The columns of the interview; the adviser's name is kept as it is on the day."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"adviser_name": self.adviser.name if self.adviser else self.adviser_name}


@dataclass(frozen=True, slots=True)
class Draft:
    """An interview to record. `recorded_at`: for history brought in later; else the action's own clock."""

    facts: Facts
    text: Text = Text()
    recorded_at: datetime | None = None

    @property
    def words(self) -> str:
        """Whose interview, when and with whom, in a line."""
        facts = self.facts
        student, adviser = facts.student, facts.adviser.name if facts.adviser else facts.adviser_name
        number = student.upn or f"MIS ID {student.mis_id}"
        where = f" at {facts.previous_school}" if facts.previous_school else ""
        who = f" with {adviser}" if adviser else ""
        return (
            f"{number} {student.surname}, {student.forename}: {facts.held_on.isoformat()}{who}{where}, "
            f"{Kind(facts.kind).label.lower()}, {Outcome(facts.outcome).label.lower()}"
        )
