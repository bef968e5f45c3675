"""Which need of a student is which, in words and as a filter on `Student.objects.with_last_year(…)`."""

from django.db.models import Q

from students.models import Student

NEEDS: dict[str, tuple[str, Q]] = {
    "send": ("SEND (support or EHC plan)", Q(sen="K") | Q(ehc_plan=True)),
    "ehc_plan": ("EHC plan", Q(ehc_plan=True)),
    "pupil_premium": ("Pupil premium", Q(pupil_premium=True)),
    "free_school_meals": ("Free school meals", Q(free_school_meals=True)),
    "in_care": ("In care", Q(in_care=True)),
    "eal": ("English as an additional language", Q(eal=True)),
    "neet_risk": ("Risk of NEET recorded", ~Q(neet_risk="")),
}


def needs_in_words(student: Student) -> list[str]:
    """A student's needs of the year, short enough for a row of a list."""
    words = [
        ("EHC plan", student.ehc_plan),  # type: ignore[attr-defined]
        ("SEN support", student.sen == "K" and not student.ehc_plan),  # type: ignore[attr-defined]
        ("Pupil premium", student.pupil_premium),  # type: ignore[attr-defined]
        ("Free meals", student.free_school_meals),  # type: ignore[attr-defined]
        ("In care", student.in_care),  # type: ignore[attr-defined]
        ("EAL", student.eal),  # type: ignore[attr-defined]
    ]
    return [word for word, holds in words if holds]
