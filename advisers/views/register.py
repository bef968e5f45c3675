"""Who advises at the school, and with which credentials."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.permissions import Permission
from advisers.attention import advisers_needing_attention, attention
from advisers.matrix_standard import MatrixState, matrix_state
from advisers.models import Adviser, Credential
from advisers.models.credential import CredentialKind
from advisers.qualification import (
    CredentialFacts,
    State,
    adviser_state,
    credential_state,
    facts_of,
)
from advisers.views.finding import adviser_or_404
from interviews.models import Interview
from reporting.rulebooks import find_rulebook
from reporting.unqualified import Run, priced, unqualified_runs
from students.academic_year import AcademicYear

CALM = 99


@dataclass(frozen=True)
class AdviserLine:
    """One adviser of the list."""

    adviser: Adviser
    state: State
    interviews: int
    urgency: int


@dataclass(frozen=True)
class CredentialCard:
    """One credential of an adviser's page."""

    credential: Credential
    state: State
    may_revoke: bool
    is_renewed: bool

    @property
    def is_renewed_next(self) -> bool:
        """Whether what it waits for is its renewal."""
        lapses = self.credential.kind == CredentialKind.REGISTER and self.state.code in ("lapsing", "lapsed")
        return lapses and not self.is_renewed


class Uncounted(NamedTuple):
    """Interviews that do not count for want of a credential, and the list of exactly these."""

    run: Run
    url: str


@requires(Permission.VIEW_ADVISERS)
@require_safe
def list_advisers(request: SchoolRequest) -> HttpResponse:
    """Every adviser and where he or she stands today; what needs attention comes first."""
    today = timezone.localdate()
    advisers = Adviser.objects.visible_to(request.membership).select_related("provider").with_credentials()
    lines = lines_of(request, advisers.order_by("name", "id"), today)
    here = [line for line in lines if line.adviser.is_active]
    context = {
        "here": sorted(here, key=lambda line: line.urgency),
        "gone": [line for line in lines if not line.adviser.is_active],
        "not_qualified": sum(line.state.code not in ("qualified", "lapsing") for line in here),
        "attention": priced(attention(request.membership, on=today), request.membership, on=today),
        "year": AcademicYear.of(today),
        "may_manage": request.membership.may(Permission.MANAGE_ADVISERS),
    }
    return render(request, "advisers/list.html", context)


def lines_of(request: SchoolRequest, advisers: Iterable[Adviser], today: date) -> list[AdviserLine]:
    """The advisers with their states and the interviews they held this academic year."""
    held = interviews_this_year(request, today)
    require_register = find_rulebook(request.school.rulebook).require_register
    lines = []
    for adviser in advisers:
        facts = [facts_of(each) for each in adviser.credentials.all()]
        state = adviser_state(facts, on=today, require_register=require_register)
        urgency = min((item.rank for item in advisers_needing_attention([adviser], on=today)), default=CALM)
        lines.append(AdviserLine(adviser, state, held.get(adviser.pk, 0), urgency))
    return lines


def interviews_this_year(request: SchoolRequest, today: date) -> dict[UUID, int]:
    """How many interviews each adviser has held in this academic year: those the list of interviews shows."""
    held = (
        Interview.objects.visible_to(request.membership, on=today)
        .standing()
        .filter(outcome="attended", adviser__isnull=False)
        .filter(held_on__gte=AcademicYear.of(today).starts_on, held_on__lte=today)
    )
    return dict(held.values_list("adviser").annotate(held=Count("pk")))


@requires(Permission.VIEW_ADVISERS)
@require_safe
def detail(request: SchoolRequest, adviser_id: UUID) -> HttpResponse:
    """One adviser: qualified or not today, each credential with its checks, and what follows."""
    today = timezone.localdate()
    adviser = adviser_or_404(request, adviser_id)
    credentials = list(adviser.credentials.all())
    facts = [facts_of(each) for each in credentials]
    require_register = find_rulebook(request.school.rulebook).require_register
    context = {
        "adviser": adviser,
        "state": adviser_state(facts, on=today, require_register=require_register),
        "cards": cards_of(credentials, facts, today),
        "withdrawn": [each for each in credentials if each.withdrawn_at],
        "matrix": matrix_of(adviser, today),
        "year": AcademicYear.of(today),
        "held": interviews_this_year(request, today).get(adviser.pk, 0),
        "uncounted": [
            Uncounted(run, run.url(request.school))
            for run in unqualified_runs(
                request.membership, adviser, facts, on=today, require_register=require_register
            )
        ],
        "may_manage": request.membership.may(Permission.MANAGE_ADVISERS),
    }
    return render(request, "advisers/detail.html", context)


def cards_of(
    credentials: list[Credential], facts: list[CredentialFacts], today: date
) -> list[CredentialCard]:
    """The credentials that stand, the latest recorded first."""
    facts_standing = [fact for fact in facts if not fact.withdrawn]
    cards = [
        CredentialCard(
            credential,
            credential_state(fact, on=today),
            fact.opinion == "confirmed",
            is_renewed(fact, facts_standing),
        )
        for credential, fact in zip(credentials, facts, strict=True)
        if not fact.withdrawn
    ]
    return cards[::-1]


def is_renewed(entry: CredentialFacts, others: Iterable[CredentialFacts]) -> bool:
    """Whether a register entry that ends later is on record, checked or not."""
    later = (each.last_day or date.max for each in others if each.is_register and each.opinion != "rejected")
    return entry.is_register and max(later, default=date.min) > (entry.last_day or date.max)


def matrix_of(adviser: Adviser, today: date) -> MatrixState | None:
    """Where the provider's matrix Standard stands."""
    provider = adviser.provider
    if provider is None:
        return None
    dates = provider.matrix_awarded_on, provider.matrix_first_check_on, provider.matrix_second_check_on
    return matrix_state(*dates, on=today)
