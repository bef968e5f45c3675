"""The fields these forms share."""

import uuid
from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.files.values import FIRST_YEAR, LAST_YEAR

OTHER_YEAR = f"Enter a date in the years {FIRST_YEAR} to {LAST_YEAR}."
IN_THESE_YEARS = [
    MinValueValidator(date(FIRST_YEAR, 1, 1), OTHER_YEAR),
    MaxValueValidator(date(LAST_YEAR, 12, 31), OTHER_YEAR),
]


def date_field(label: str, missing: str = "", help_text: str = "", required: bool = True) -> forms.DateField:
    """A date box, for the years a file may name too; `missing` says what to enter where it was left empty."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        validators=IN_THESE_YEARS,
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
