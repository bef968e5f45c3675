import uuid
from typing import Any

from django import forms

NO_SUCH_DATE = "Enter a date that exists, such as 31 March 2026"


def date_input() -> forms.DateInput:
    """A box for a date, with the browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ExclusionForm(forms.Form):
    """Why, on whose word and until when a student is left out of the eligible figure."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    reason = forms.CharField(
        max_length=300,
        help_text="For example: mainly educated elsewhere. Governors and inspectors may ask for it.",
        error_messages={"required": "Enter the reason"},
    )
    approved_by = forms.CharField(
        label="Approved by",
        max_length=120,
        help_text="The name of the person who decided it.",
        widget=forms.TextInput(attrs={"class": "width-20"}),
        error_messages={"required": "Enter who approved it"},
    )
    starts_on = forms.DateField(
        label="First day",
        widget=date_input(),
        error_messages={"required": "Enter the first day", "invalid": NO_SUCH_DATE},
    )
    ends_on = forms.DateField(
        label="Last day",
        required=False,
        widget=date_input(),
        help_text="Leave it empty while there is no end in sight.",
        error_messages={"invalid": NO_SUCH_DATE},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must not be before the first")
        return data
