"""Which student and which adviser the words of an interviews file mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from accounts.files.cells import fold
from accounts.files.problems import quoted
from accounts.models import School
from advisers.models import Adviser
from interviews.interview_file import InterviewRow
from students.models import Student

T = TypeVar("T")


Trouble = tuple[str, str]
"""In which column nobody, or more than one, fits, and what would be right."""


class Students:
    """A school's students by UPN, former UPN and MIS ID, fetched once."""

    def __init__(self, school: School) -> None:
        everybody = list(Student.objects.of(school))
        self.by_upn = {s.former_upn: s for s in everybody if s.former_upn}
        self.by_upn |= {s.upn: s for s in everybody if s.upn}
        self.by_mis_id = {s.mis_id: s for s in everybody if s.mis_id}

    def find(self, row: InterviewRow) -> tuple[Student | None, Trouble | None]:
        """The row's student: by UPN, also a former one, else by MIS ID; given both, they must agree."""
        by_upn = self.by_upn.get(row.upn)
        by_mis_id = self.by_mis_id.get(row.mis_id)
        if by_upn and by_mis_id and by_upn != by_mis_id:
            return None, ("mis_id", "is another student's than the UPN: leave out the one that is wrong")
        either = row.upn_or_mis_id
        found = (
            by_upn
            or by_mis_id
            or self.by_upn.get(either.replace(" ", "").upper())
            or self.by_mis_id.get(either)
        )
        given = [name for name in ("upn", "mis_id", "upn_or_mis_id") if getattr(row, name)]
        if found or not given:
            return found, None
        return None, (given[0], "no student here has this number: import the roster first, or correct it")


class Advisers:
    """A school's advisers by e-mail and by name, fetched once."""

    def __init__(self, school: School) -> None:
        everybody = list(Adviser.objects.of(school))
        self.by_email = by((a.email.casefold(), a) for a in everybody if a.email)
        self.by_name = by((fold(a.name), a) for a in everybody)

    def fitting(self, words: str) -> list[Adviser]:
        """The advisers with this e-mail, else with this name: several may have it."""
        return self.by_email.get(words.casefold()) or self.by_name.get(fold(words)) or []

    def find(self, words: str) -> tuple[Adviser | None, Trouble | None]:
        """The adviser with this e-mail, else with this name when only one has it."""
        fitting = self.fitting(words)
        if len(fitting) == 1 or not words:
            return (fitting[0] if words else None), None
        if fitting:
            return None, ("adviser", f"{len(fitting)} advisers are called {quoted(words)}: write the e-mail")
        message = f"{quoted(words)} is no adviser of this school: add the adviser first, or correct it"
        return None, ("adviser", message)


def by(pairs: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    """Things by a key that several may share."""
    found: dict[str, list[T]] = defaultdict(list)
    for key, thing in pairs:
        found[key].append(thing)
    return found
