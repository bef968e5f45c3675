"""Whether the advisers of interviews about to be recorded were qualified on the day: to be pointed out."""

from collections.abc import Iterable

from accounts.models import School
from advisers.models import Adviser
from advisers.qualification import CredentialFacts, facts_of, is_qualified
from interviews.drafts import Draft
from interviews.models.interview import Kind, Outcome


def unqualified(school: School, drafts: Iterable[Draft]) -> list[Draft]:
    """The guidance interviews among these whose adviser was not qualified on the day: they do not count."""
    held = [draft for draft in drafts if is_guidance(draft)]
    advisers = {draft.facts.adviser.pk for draft in held if draft.facts.adviser}
    credentials = credentials_of(Adviser.objects.of(school).filter(pk__in=advisers).with_credentials())
    return [
        draft
        for draft in held
        if draft.facts.adviser
        and not is_qualified(credentials[draft.facts.adviser.pk], on=draft.facts.held_on)
    ]


def is_guidance(draft: Draft) -> bool:
    """Whether it was held here, attended and one-to-one: what else it lacks, it lacks anyway."""
    facts = draft.facts
    return facts.adviser is not None and facts.outcome == Outcome.ATTENDED and facts.kind == Kind.ONE_TO_ONE


def credentials_of(advisers: Iterable[Adviser]) -> dict[object, list[CredentialFacts]]:
    """The facts of the advisers' credentials, by adviser."""
    return {
        adviser.pk: [facts_of(credential) for credential in adviser.credentials.all()] for adviser in advisers
    }
