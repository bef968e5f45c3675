"""What an interviews file would change: which rows are new, which are there already, which are wrong."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from accounts.files import FileRefused, Problem
from accounts.files.cells import fold
from accounts.models import School
from advisers.models import Adviser
from interviews.admissible import broken_evidence, refusal, stays_by_student, warning
from interviews.drafts import Draft, Facts, Text
from interviews.interview_file import InterviewFile, InterviewRow
from interviews.matching import Advisers, Students
from interviews.models import Interview
from interviews.qualified import unqualified
from students.models import Student


@dataclass
class Merge:
    """What a file comes to. It may be applied only while there are no problems."""

    file: InterviewFile
    drafts: list[Draft] = field(default_factory=list)
    already_there: int = 0
    warnings: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_counting: int = 0

    def notes(self) -> list[str]:
        """What to point out, in words: what will not count, columns nobody read, and rows to look at."""
        notes = self.file.unread_columns + [warning.line(self.file.name) for warning in self.warnings]
        if not self.not_counting:
            return notes
        by_whom = "by advisers who were not qualified on the day, as far as is checked"
        return [f"{self.not_counting:,} held {by_whom}: recorded, but not counting", *notes]

    def refuse_problems(self) -> None:
        """All or nothing: one bad row refuses the whole file, and every bad row is named."""
        if self.problems:
            in_order = sorted(self.problems, key=lambda problem: problem.row or 0)
            raise FileRefused(in_order, name=self.file.name)


def merge(school: School, file: InterviewFile, *, on: date) -> Merge:
    """Compare a file with what is recorded. Nothing is written; the number of queries is constant.

    What is there already is asked first: a file sent again stays good when an adviser has another name
    since, or a student another joining date.
    """
    merged = Merge(file, problems=list(file.problems))
    known = Recorded(school)
    understood = understand(school, file, merged, known)
    stays = stays_by_student(school, {facts.student.pk for _, facts in understood})
    for row, facts in understood:
        if trouble := known.contradiction(row, facts):
            merged.problems.append(file.problem(row.row, "reference", trouble))
        elif known.has(facts):
            merged.already_there += 1
        elif reason := refusal(facts, stays[facts.student.pk], on=on):
            merged.problems.append(file.problem(row.row, "held_on", reason))
        elif not broken_evidence(facts):  # else what is missing is among the file's problems already
            known.add(row.row, facts)
            text = Text(destination_code=row.destination_code, destination=row.destination)
            merged.drafts.append(Draft(facts, text))
            if caution := warning(facts, stays[facts.student.pk]):
                merged.warnings.append(file.problem(row.row, "held_on", caution))
    merged.not_counting = len(unqualified(school, merged.drafts))
    return merged


def understand(
    school: School, file: InterviewFile, merged: Merge, known: "Recorded"
) -> list[tuple[InterviewRow, Facts]]:
    """The rows whose student and date are known; whoever is not known is told among the problems.

    A row that is there already, by its reference or by an adviser's name that nobody has any more, is only
    counted.
    """
    students, advisers = Students(school), Advisers(school)
    understood = []
    for row in file.rows:
        student, unknown_student = students.find(row)
        is_strange = not row.previous_school and not advisers.fitting(row.adviser)
        if known.has_row(row, student if is_strange else None):
            merged.already_there += 1
            continue
        adviser, unknown_adviser = (None, None) if row.previous_school else advisers.find(row.adviser)
        for trouble in filter(None, (unknown_student, unknown_adviser)):
            merged.problems.append(file.problem(row.row, *trouble))
        if student and row.held_on:
            understood.append((row, facts_of(row, student, adviser, row.held_on)))
    return understood


def facts_of(row: InterviewRow, student: Student, adviser: Adviser | None, held_on: date) -> Facts:
    """The facts of a row."""
    return Facts(
        student=student,
        held_on=held_on,
        adviser=adviser,
        minutes=row.minutes,
        mode=row.mode,
        kind=row.kind,
        outcome=row.outcome,
        previous_school=row.previous_school,
        adviser_name=row.adviser if row.previous_school else "",
        evidence=row.evidence,
        adviser_stated_qualified=row.adviser_qualified,
        reference=row.reference,
    )


class Recorded:
    """What is on record already, also withdrawn: a file sent again does not bring those back.

    But it does what was withdrawn only because an import was undone, so that the right file may follow.
    """

    def __init__(self, school: School) -> None:
        rows = (
            Interview.objects.of(school)
            .not_undone()
            .values_list(
                "reference", "student_id", "adviser_id", "adviser_name", "held_on", "kind", "previous_school"
            )
        )
        self.sent_before: set[str] = set()
        self.references: dict[str, tuple[int, Hashable]] = {}
        self.keys: set[Hashable] = set()
        for reference, student, adviser, name, held_on, kind, elsewhere in rows:
            names = {adviser or fold(name), fold(name)}
            self.keys |= {(student, who, held_on, kind, fold(elsewhere)) for who in names}
            self.sent_before.add(reference)

    def has_row(self, row: InterviewRow, student: Student | None) -> bool:
        """Known as the file has it: by a reference, or by an adviser's name as it was on the day.

        Without the student only the reference is looked at.
        """
        if row.reference:
            return row.reference in self.sent_before
        return student is not None and (student.pk, fold(row.adviser), row.held_on, row.kind, "") in self.keys

    def has(self, facts: Facts) -> bool:
        """Known by its reference; without one, as `key_of` has it."""
        return facts.reference in self.references if facts.reference else key_of(facts) in self.keys

    def add(self, row: int, facts: Facts) -> None:
        """Take in a row of the file itself, so that its repetition is seen."""
        self.keys.add(key_of(facts))
        if facts.reference:
            self.references[facts.reference] = (row, key_of(facts))

    def contradiction(self, row: InterviewRow, facts: Facts) -> str | None:
        """Two rows of one file with the same reference for different interviews: one would be lost."""
        first, key = self.references.get(facts.reference, (0, None))
        if not first or key == key_of(facts):
            return None
        return f"“{row.reference}” stands in row {first} for another interview: give each its own"


def key_of(facts: Facts | Interview) -> Hashable:
    """What makes two rows without a reference the same interview: student, adviser, date, kind and school."""
    adviser = facts.adviser.pk if facts.adviser else fold(facts.adviser_name)
    return facts.student.pk, adviser, facts.held_on, facts.kind, fold(facts.previous_school)


def recorded_already(school: School, facts: Facts) -> Interview | None:
    """The interview that stands for the same student, adviser, day, kind and school, if there is one."""
    rows = Interview.objects.of(school).standing().select_related("student", "adviser")
    same_day = rows.filter(student=facts.student, held_on=facts.held_on)
    return next((row for row in same_day if key_of(row) == key_of(facts)), None)
