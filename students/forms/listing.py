from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from reporting.benchmark8 import Status
from students.models.student import StudentQuerySet
from students.needs import NEEDS

ANY = [("", "All")]
EXCLUDED = "excluded"
LEFT = "left"


class StudentFilter(forms.Form):
    """Which students the list shows. What a role may not see it cannot filter by."""

    who = forms.ChoiceField(label="Students", required=False, choices=[("", "On roll"), (LEFT, "Have left")])
    year_group = forms.ChoiceField(label="Year", required=False)
    form = forms.ChoiceField(label="Form", required=False)
    need = forms.ChoiceField(
        label="Needs", required=False, choices=[*ANY, *((key, words) for key, (words, _) in NEEDS.items())]
    )
    status = forms.ChoiceField(
        label="Benchmark 8",
        required=False,
        choices=[
            *ANY,
            *((each.value, each.label) for each in Status),
            (EXCLUDED, "Not in the eligible figure"),
        ],
    )

    def __init__(
        self,
        *args: Any,
        groups: Iterable[tuple[int, str]],
        leavers: bool,
        needs: bool,
        status: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        pairs = sorted((year, form) for year, form in groups if year is not None)
        years = sorted({year for year, _ in pairs})
        names = dict.fromkeys(form for _, form in pairs if form)
        self._choose_from("year_group", [(str(year), f"Year {year}") for year in years])
        self._choose_from("form", [(name, name) for name in names])
        if not leavers:
            del self.fields["who"]
        if not needs:
            del self.fields["need"]
        if not status:
            del self.fields["status"]

    def _choose_from(self, field: str, choices: list[tuple[str, str]]) -> None:
        """Offer these; where there is only one, there is nothing to choose."""
        if len(choices) < 2:
            del self.fields[field]
        else:
            self.fields[field].choices = [*ANY, *choices]  # type: ignore[attr-defined]

    def chosen(self, field: str) -> str:
        """What was chosen of a field; nothing where it is not offered or makes no sense."""
        self.is_valid()
        return str(self.cleaned_data.get(field) or "")

    @property
    def anything_chosen(self) -> bool:
        """Whether the list is narrowed down at all."""
        return any(self.chosen(field) for field in self.fields)

    @property
    def words(self) -> list[str]:
        """What is chosen, as a heading on paper says it: `Year 11`, `11B`, `due this year`.

        Which need was chosen is not said: a list may lie about in a staff room.
        """
        said = [
            (name, dict(field.choices)[self.chosen(name)])  # type: ignore[attr-defined]
            for name, field in self.fields.items()
            if self.chosen(name)
        ]
        in_a_sentence = {"need": "chosen by need"}
        in_a_sentence |= {name: label.lower() for name, label in said if name in ("status", "who")}
        return [in_a_sentence.get(name, label) for name, label in said]

    def narrow(self, students: StudentQuerySet) -> StudentQuerySet:
        """The students meant, but for their status, which no column holds."""
        if year_group := self.chosen("year_group"):
            students = students.filter(Q(year_group=int(year_group)))
        if form := self.chosen("form"):
            students = students.filter(Q(form=form))
        if need := self.chosen("need"):
            students = students.filter(NEEDS[need][1])
        return students
