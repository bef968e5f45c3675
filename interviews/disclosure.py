"""How much of an interview a reader is told: the issue's table of who sees what, in one place."""

from accounts.models import Membership
from accounts.permissions import Permission

TELLS_OF_OTHER_FACTS = frozenset({"not_one_to_one", "evidence_grade", "too_short"})
"""Reasons of the rule that say where an interview was held, or how, or how long it lasted."""


def reads_all_facts(membership: Membership | None) -> bool:
    """Whether this reader is told more of an interview than its date, adviser and outcome.

    Advisers and careers leaders are; a tutor learns neither where it was held nor how or how long.
    """
    return membership is not None and membership.may(Permission.VIEW_PLANS)


def reads_reason(membership: Membership | None, reason: str) -> bool:
    """Whether this reader is told that an interview does not count for this reason of the rule."""
    return reads_all_facts(membership) or reason not in TELLS_OF_OTHER_FACTS
