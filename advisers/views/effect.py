"""What a decision on a credential would do to the figures, shown before it is saved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from accounts.access import SchoolRequest
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from advisers.models import Credential
from reporting.benchmark8 import Verdict
from reporting.coverage import Coverage, coverage
from reporting.evidence import Supposition
from reporting.facts import InterviewEvidence


@dataclass(frozen=True)
class Fall:
    """A headline figure, now and with the decision."""

    year_group: int
    before: str | None
    after: str | None
    met_before: int
    met_after: int
    on_roll: int

    @property
    def falls(self) -> bool:
        """Whether it moves at all."""
        return self.met_before != self.met_after


@dataclass(frozen=True)
class Effect:
    """The school's figures with and without a credential."""

    before: Coverage
    after: Coverage

    @cached_property
    def lost(self) -> list[InterviewEvidence]:
        """The interviews that count now and would not, the earliest first."""
        return sorted((each for _, each in self._lost()), key=lambda each: (each.held_on, each.id))

    def _lost(self) -> Iterator[tuple[Verdict, InterviewEvidence]]:
        for verdict in self.before.verdicts:
            kept = {each.id for each in self.after.by_student[verdict.student.id].counting}
            for interview in verdict.counting:
                if interview.id not in kept:
                    yield verdict, interview

    @cached_property
    def no_longer_met(self) -> list[Verdict]:
        """The students who have met their target now and would not have."""
        return [
            verdict
            for verdict in self.before.verdicts
            if verdict.met and not self.after.by_student[verdict.student.id].met
        ]

    @property
    def since(self) -> date | None:
        """The day of the earliest interview lost."""
        return self.lost[0].held_on if self.lost else None

    @property
    def falls(self) -> list[Fall]:
        """The two headline figures, now and then."""
        return [
            Fall(
                now.year_group,
                now.percent_of_roll,
                then.percent_of_roll,
                now.met.count,
                then.met.count,
                now.on_roll.count,
            )
            for now, then in zip(self.before.targets, self.after.targets, strict=True)
        ]


def effect_of(credential: Credential, *, good_to: date | None, on: date) -> Effect:
    """Today's figures, and as they would be were the credential good to this day only (none: to no day)."""
    return Effect(
        before=coverage(credential.school, as_at=on),
        after=coverage(credential.school, as_at=on, suppose=Supposition(credential.pk, good_to)),
    )


def log_names(request: SchoolRequest, effect: Effect, what: str) -> None:
    """Write down whose names a preview showed. Call it last."""
    log_access(
        by=request.membership,
        kind=AccessKind.LISTED,
        what=what,
        students=[verdict.student.id for verdict in effect.no_longer_met],
        at=timezone.now(),
    )
