"""The fields these forms share."""

import uuid

from django import forms


def date_field(label: str, missing: str = "", help_text: str = "", required: bool = True) -> forms.DateField:
    """A date box; `missing` says what to enter where it was left empty."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "width-10"}),
        error_messages={"required": missing, "invalid": "Enter a date that exists, as in 31/03/2026."},
    )


def reason_field(missing: str, help_text: str = "") -> forms.CharField:
    """A sentence that others will read later."""
    return forms.CharField(
        label="Reason",
        max_length=300,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class TokenForm(forms.Form):
    """A form that acts once, however often it is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
