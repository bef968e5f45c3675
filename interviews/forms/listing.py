"""What narrows the list of interviews down; it stays in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.date_field import date_field
from advisers.models import Adviser
from interviews.disclosure import TELLS_OF_OTHER_FACTS
from interviews.models import Interview
from interviews.models.interview import Outcome
from reporting.benchmark8 import Reason

WITHDRAWN = "withdrawn"
YEAR_GROUPS = [("", "All years")] + [(str(year), f"Year {year}") for year in range(7, 15)]
OUTCOMES = [("", "All outcomes"), *Outcome.choices, (WITHDRAWN, "Withdrawn")]
COUNTED, NOT_COUNTED = "yes", "no"
NEVER_LISTED = {Reason.WITHDRAWN, Reason.AFTER_DATE}
"""Reasons nothing in the list has: what was withdrawn is an outcome there, and nothing is yet to come."""
WHY_NOT = [(reason.value, reason.label) for reason in Reason if reason not in NEVER_LISTED]


def counts_by(reasons: list[tuple[str, str]]) -> list[Any]:
    """Whether interviews count, and for which of these reasons they do not."""
    whether = [("", "All"), (COUNTED, "Counts"), (NOT_COUNTED, "Does not count")]
    return [*whether, ("Does not count, because", reasons)]


class InterviewFilter(forms.Form):
    """Adviser, year group, outcome, whether it counts or why not, and the period; and whose are shown."""

    whose = forms.CharField(required=False, widget=forms.HiddenInput)
    adviser = forms.ModelChoiceField(
        queryset=Adviser.objects.none(), required=False, empty_label="All advisers"
    )
    year = forms.ChoiceField(label="Year group", choices=YEAR_GROUPS, required=False)
    outcome = forms.ChoiceField(choices=OUTCOMES, required=False)
    counts = forms.ChoiceField(label="Benchmark 8", choices=counts_by(WHY_NOT), required=False)
    first = date_field("From", required=False)
    last = date_field("To", required=False)

    def __init__(
        self, *args: Any, advisers: QuerySet[Adviser], mine: bool, own_form_only: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        adviser: forms.ModelChoiceField[Adviser] = self.fields["adviser"]  # type: ignore[assignment]
        adviser.queryset = advisers
        if mine or not advisers.exists():
            del self.fields["adviser"]
        if own_form_only:
            del self.fields["year"]
            counts: forms.ChoiceField = self.fields["counts"]  # type: ignore[assignment]
            counts.choices = counts_by([each for each in WHY_NOT if each[0] not in TELLS_OF_OTHER_FACTS])
            outcome: forms.ChoiceField = self.fields["outcome"]  # type: ignore[assignment]
            outcome.choices = [choice for choice in OUTCOMES if choice[0] != WITHDRAWN]

    def chosen(self, name: str) -> Any:
        """A filter's value; None when it is not chosen, or wrongly."""
        return getattr(self, "cleaned_data", {}).get(name) or None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return any(self.chosen(name) for name in self.fields if name != "whose")

    def narrow(self, interviews: QuerySet[Interview], *, academic_year: int) -> QuerySet[Interview]:
        """The interviews that fit, whether they count apart: that is the rule's to say."""
        if self.chosen("outcome") == WITHDRAWN:
            rows = interviews.exclude(withdrawn_at=None)
        else:
            rows = interviews.filter(withdrawn_at=None)
            if outcome := self.chosen("outcome"):
                rows = rows.filter(outcome=outcome)
        if adviser := self.chosen("adviser"):
            rows = rows.filter(adviser=adviser)
        if year := self.chosen("year"):
            rows = rows.filter(
                student__enrolments__academic_year=academic_year,
                student__enrolments__superseded_at=None,
                student__enrolments__year_group=int(year),
            )
        first, last = self.chosen("first"), self.chosen("last")
        rows = rows.filter(held_on__gte=first) if first else rows
        return rows.filter(held_on__lte=last) if last else rows
