"""What a decision on a credential would do to the figures, shown before it is saved and said afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from accounts.access import SchoolRequest
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.templatetags.waymark import counted
from advisers.models import Credential
from reporting.benchmark8 import Verdict
from reporting.coverage import Coverage, coverage
from reporting.evidence import Supposition
from reporting.facts import InterviewEvidence


@dataclass(frozen=True)
class Move:
    """A headline figure, now and with the decision."""

    year_group: int
    before: str | None
    after: str | None
    met_before: int
    met_after: int
    on_roll: int

    @property
    def moves(self) -> bool:
        """Whether it moves at all."""
        return self.met_before != self.met_after


@dataclass(frozen=True)
class Effect:
    """The school's figures now, and as they would be. A decision gains days that count, or loses them."""

    before: Coverage
    after: Coverage

    @cached_property
    def lost(self) -> list[InterviewEvidence]:
        """The interviews that count now and would not, the earliest first."""
        return in_order(counting_in_one_alone(self.before, self.after))

    @cached_property
    def gained(self) -> list[InterviewEvidence]:
        """The interviews that would count and do not now, the earliest first."""
        return in_order(counting_in_one_alone(self.after, self.before))

    @property
    def interviews(self) -> list[InterviewEvidence]:
        """The interviews it is about."""
        return self.lost or self.gained

    @property
    def since(self) -> date | None:
        """The day of the earliest of them."""
        return self.interviews[0].held_on if self.interviews else None

    @cached_property
    def students(self) -> list[Verdict]:
        """Those who have met their target now and would not have, or the other way round."""
        then = self.after.by_student
        return [verdict for verdict in self.before.verdicts if verdict.met != then[verdict.student.id].met]

    @property
    def moves(self) -> list[Move]:
        """The two headline figures, now and then."""
        return [
            Move(
                now.year_group,
                now.percent_of_roll,
                then.percent_of_roll,
                now.met.count,
                then.met.count,
                now.on_roll.count,
            )
            for now, then in zip(self.before.targets, self.after.targets, strict=True)
        ]

    @property
    def news(self) -> str:
        """What a check has moved, once it is saved: `25 interviews now count: Year 11 50.5 → 55.5 %.`"""
        if not self.gained:
            return ""
        number = counted(len(self.gained), "interview now counts,interviews now count")
        moved = [each for each in self.moves if each.moves]
        figures = ", ".join(f"Year {each.year_group} {each.before} → {each.after} %" for each in moved)
        return f"{number}: {figures}." if moved else f"{number}."


def effect_of(credential: Credential, *, good_to: date | None, on: date) -> Effect:
    """Today's figures, and as they would be were the credential good to this day only (none: to no day)."""
    return effect_of_supposing(Supposition(credential.pk, good_to), credential, on=on)


def effect_of_a_check(credential: Credential, *, on: date) -> Effect:
    """Today's figures, and as they would be were the credential checked."""
    return effect_of_supposing(Supposition(credential.pk, confirmed=True), credential, on=on)


def effect_of_supposing(supposed: Supposition, credential: Credential, *, on: date) -> Effect:
    """Today's figures, and under the supposition."""
    return Effect(
        before=coverage(credential.school, as_at=on),
        after=coverage(credential.school, as_at=on, suppose=supposed),
    )


def counting_in_one_alone(one: Coverage, other: Coverage) -> Iterator[InterviewEvidence]:
    """The interviews that count in the one, and on whose day none of the same student's does in the other."""
    for verdict in one.verdicts:
        days = {each.held_on for each in other.by_student[verdict.student.id].counting}
        yield from (interview for interview in verdict.counting if interview.held_on not in days)


def in_order(interviews: Iterator[InterviewEvidence]) -> list[InterviewEvidence]:
    """By day."""
    return sorted(interviews, key=lambda each: (each.held_on, each.id))


def log_names(request: SchoolRequest, effect: Effect, what: str) -> None:
    """Write down whose names a preview showed. Call it last."""
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what=what,
        students=[verdict.student.id for verdict in effect.students],
        at=timezone.now(),
    )
