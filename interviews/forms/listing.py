"""What narrows the list of interviews down; it stays in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from advisers.models import Adviser
from interviews.forms.facts import NO_SUCH_DATE, date_input
from interviews.models import Interview
from interviews.models.interview import Outcome

WITHDRAWN = "withdrawn"
YEAR_GROUPS = [("", "All years")] + [(str(year), f"Year {year}") for year in range(7, 15)]
OUTCOMES = [("", "All outcomes"), *Outcome.choices, (WITHDRAWN, "Withdrawn")]
COUNTS = [("", "All"), ("yes", "Counts"), ("no", "Does not count")]


class InterviewFilter(forms.Form):
    """Adviser, year group, outcome, whether it counts, and the period."""

    adviser = forms.ModelChoiceField(
        queryset=Adviser.objects.none(), required=False, empty_label="All advisers"
    )
    year = forms.ChoiceField(label="Year group", choices=YEAR_GROUPS, required=False)
    outcome = forms.ChoiceField(choices=OUTCOMES, required=False)
    counts = forms.ChoiceField(label="Benchmark 8", choices=COUNTS, required=False)
    first = forms.DateField(
        label="From", required=False, widget=date_input(), error_messages={"invalid": NO_SUCH_DATE}
    )
    last = forms.DateField(
        label="To", required=False, widget=date_input(), error_messages={"invalid": NO_SUCH_DATE}
    )

    def __init__(
        self, *args: Any, advisers: QuerySet[Adviser], mine: bool, sees_withdrawn: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        adviser: forms.ModelChoiceField[Adviser] = self.fields["adviser"]  # type: ignore[assignment]
        adviser.queryset = advisers
        if mine or not advisers.exists():
            del self.fields["adviser"]
        if not sees_withdrawn:
            outcome: forms.ChoiceField = self.fields["outcome"]  # type: ignore[assignment]
            outcome.choices = [choice for choice in OUTCOMES if choice[0] != WITHDRAWN]

    def chosen(self, name: str) -> Any:
        """A filter's value; None when it is not chosen, or wrongly."""
        return getattr(self, "cleaned_data", {}).get(name) or None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return any(self.chosen(name) for name in self.fields)

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
