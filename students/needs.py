"""Which need of a student is which, by what a roster said: the one place, for lists, pages and figures.

SEN `E` means an EHC plan; `reporting/evidence.py` says the same in SQL.
"""

from typing import Any

from django.db.models import Q

EHC_PLAN = Q(ehc_plan=True) | Q(sen="E")

NEEDS: dict[str, tuple[str, Q]] = {
    "send": ("SEND (support or EHC plan)", Q(sen="K") | EHC_PLAN),
    "ehc_plan": ("EHC plan", EHC_PLAN),
    "pupil_premium": ("Pupil premium", Q(pupil_premium=True)),
    "free_school_meals": ("Free school meals", Q(free_school_meals=True)),
    "in_care": ("In care", Q(in_care=True)),
    "eal": ("English as an additional language", Q(eal=True)),
    "neet_risk": ("Risk of NEET recorded", ~Q(neet_risk="")),
}
"""Each need in words and as a filter on `Student.objects.with_last_year(…)`."""


def has_ehc_plan(facts: Any) -> bool:
    return bool(facts.ehc_plan) or facts.sen == "E"


def has_sen_support(facts: Any) -> bool:
    """SEN support, and no EHC plan, which goes further."""
    return facts.sen == "K" and not has_ehc_plan(facts)


def has_send(facts: Any) -> bool:
    """SEN support or an EHC plan."""
    return facts.sen == "K" or has_ehc_plan(facts)


def needs_in_words(facts: Any) -> list[str]:
    """The needs that a year's facts name, short enough for a row of a list."""
    words = [
        ("EHC plan", has_ehc_plan(facts)),
        ("SEN support", has_sen_support(facts)),
        ("Pupil premium", facts.pupil_premium),
        ("Free meals", facts.free_school_meals),
        ("In care", facts.in_care),
        ("EAL", facts.eal),
    ]
    return [word for word, holds in words if holds]
