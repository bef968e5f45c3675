"""What Benchmark 8 says of interviews, recorded or about to be: asked of the rule, never judged here."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Max

from accounts.models import School
from advisers.models import Adviser
from advisers.qualification import holds_qualification, is_on_register
from interviews.admissible import broken_evidence, refusal, stays_by_student, warning
from interviews.drafts import Facts
from interviews.qualified import credentials_of
from reporting.benchmark8 import JudgedInterview, Reason, judge_interviews
from reporting.evidence import school_evidence, student_evidence
from reporting.facts import InterviewEvidence
from reporting.rulebooks import find_rulebook
from students.academic_year import AcademicYear
from students.models import Enrolment


def judged_interviews(
    school: School, students: Collection[uuid.UUID], *, on: date
) -> dict[uuid.UUID, JudgedInterview]:
    """Each interview of these students with its verdict as at a day, by the school's own rule.

    A student who has left is found in the last year a roster shows: one statement for each such year.
    """
    wanted = set(students)
    rows = Enrolment.objects.of(school).current().filter(student__in=wanted)
    latest = rows.values("student").annotate(year=Max("academic_year")).values_list("year", flat=True)
    rulebook, found = find_rulebook(school.rulebook), {}
    for year in sorted(set(latest), reverse=True):
        for student in school_evidence(school, year=AcademicYear(year)):
            if student.id in wanted:
                wanted.remove(student.id)
                judged = judge_interviews(student.interviews, rulebook, on)
                found.update({interview.evidence.id: interview for interview in judged})
    return found


@dataclass(frozen=True, slots=True)
class Prospect:
    """What will become of an interview once it is recorded, in words and as a tone of the page."""

    held_on: date
    tone: str
    words: str
    counts: bool = False


def prospect(school: School, facts: Facts, *, own: bool, on: date) -> Prospect:
    """Whether an interview with these facts would count, were it recorded now."""
    stays = stays_by_student(school, {facts.student.pk})[facts.student.pk]
    if reason := broken_evidence(facts) or refusal(facts, stays, on=on):
        return Prospect(facts.held_on, "bad", reason)
    verdict = judged_with(school, facts, on=on)
    who = "you are" if own else f"{facts.adviser.name if facts.adviser else 'the adviser'} is"
    if verdict.reason is Reason.ADVISER_NOT_QUALIFIED and facts.adviser:
        return Prospect(
            facts.held_on, "warn", f"{who} not qualified on this date, so this interview will not count"
        )
    if verdict.reason:
        return Prospect(facts.held_on, "warn", f"it will not count: {lower(verdict.reason.label)}")
    certain = f"{who} qualified on this date, so this interview will count"
    caution = warning(facts, stays)
    words = certain if facts.adviser else "this interview will count"
    return Prospect(
        facts.held_on, "good", "; ".join(filter(None, [words, caution and lower(caution)])), counts=True
    )


def judged_with(school: School, facts: Facts, *, on: date) -> JudgedInterview:
    """The verdict on an interview that is not recorded yet, beside those that are."""
    student = student_evidence(school, facts.student.pk, year=AcademicYear.of(on))
    student = student or student_evidence(school, facts.student.pk, year=AcademicYear.of(facts.held_on))
    proposed = proposed_evidence(facts)
    others = student.interviews if student else ()
    judged = judge_interviews((*others, proposed), find_rulebook(school.rulebook), on)
    return next(interview for interview in judged if interview.evidence.id == proposed.id)


def proposed_evidence(facts: Facts) -> InterviewEvidence:
    """An interview as the rule will see it once it is recorded, after all that are."""
    held = Adviser.objects.filter(pk=facts.adviser.pk) if facts.adviser else Adviser.objects.none()
    credentials = [fact for each in credentials_of(held.with_credentials()).values() for fact in each]
    return InterviewEvidence(
        id=uuid.uuid4(),
        held_on=facts.held_on,
        recorded_at=datetime.max.replace(tzinfo=UTC),
        adviser=facts.adviser.name if facts.adviser else facts.adviser_name,
        attended=facts.outcome == "attended",
        one_to_one=facts.kind == "one_to_one",
        minutes=facts.minutes,
        kind=facts.kind,
        outcome=facts.outcome,
        qualification=holds_qualification(credentials, on=facts.held_on),
        on_register=is_on_register(credentials, on=facts.held_on),
        previous_school=facts.previous_school,
        evidence=facts.evidence,
        adviser_stated_qualified=bool(facts.adviser_stated_qualified),
    )


def lower(sentence: str) -> str:
    """A sentence to go on after a colon; a name at its start keeps its capital."""
    return (
        sentence[0].lower() + sentence[1:] if sentence.startswith(("It ", "The ", "Another ")) else sentence
    )
