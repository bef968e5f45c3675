import uuid
from typing import Any

from django import forms

from accounts.date_field import date_field


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
    starts_on = date_field("First day", "Enter the first day")
    ends_on = date_field(
        "Last day", help_text="Leave it empty while there is no end in sight.", required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must not be before the first")
        return data
