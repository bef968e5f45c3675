from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms

from reporting.question import Question
from reporting.rulebooks import rulebooks
from students.academic_year import AcademicYear


class QuestionForm(forms.Form):
    """As at which date, as recorded on which, and by which rule: it lives in the address."""

    as_at = forms.DateField(
        label="As at",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter a date such as 31 March 2026."},
    )
    known_on = forms.DateField(
        label="As recorded on",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter a date such as 31 March 2026."},
    )
    rule = forms.ChoiceField(label="Which rule", required=False)
    year = forms.ChoiceField(label="Academic year", required=False)

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        # The date that is shown stands in its box, whether the address says it or not.
        said = {name: data[name] for name in data}
        super().__init__(said | {"as_at": data.get("as_at") or today.isoformat()})
        self.today = today
        books = [(book.code, book.name) for book in rulebooks().values()]
        this_year = AcademicYear.of(today)
        years = [str(AcademicYear(this_year.start - back)) for back in range(8)]
        self.choose("rule", [("", "The school’s own"), *books])
        self.choose("year", [("", "The date’s own"), *[(year, year) for year in years]])

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer these."""
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean_as_at(self) -> date:
        return self.not_later_than_today("as_at") or self.today

    def clean_known_on(self) -> date | None:
        return self.not_later_than_today("known_on")

    def not_later_than_today(self, name: str) -> date | None:
        """A date up to today: nobody can prove what has not happened."""
        day: date | None = self.cleaned_data[name]
        if day and not date(2000, 1, 1) <= day <= self.today:
            raise forms.ValidationError(f"Enter a date up to today, {self.today:%-d %B %Y}.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        year, as_at = cleaned.get("year"), cleaned.get("as_at")
        if year and as_at and AcademicYear.parse(year).starts_on > as_at:
            self.add_error("year", f"{year} had not begun on {as_at:%-d %B %Y}.")
        return cleaned

    def question(self) -> Question:
        """What was asked; where the form cannot be understood, today's figures."""
        if not self.is_valid():
            return Question(as_at=self.today, today=self.today)
        asked = self.cleaned_data
        return Question(
            as_at=asked["as_at"],
            today=self.today,
            known_on=asked["known_on"],
            rule=asked["rule"] or None,
            year=AcademicYear.parse(asked["year"]) if asked["year"] else None,
        )
