"""The one box for a date in every form: which years it takes, and what it says of the others."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.files.values import FIRST_YEAR, LAST_YEAR

NO_SUCH_DATE = "Enter a date that exists, such as 31 March 2026"
OTHER_YEAR = f"Enter a date in the years {FIRST_YEAR} to {LAST_YEAR}"
IN_THESE_YEARS = [
    MinValueValidator(date(FIRST_YEAR, 1, 1), OTHER_YEAR),
    MaxValueValidator(date(LAST_YEAR, 12, 31), OTHER_YEAR),
]


def date_field(label: str, missing: str = "", help_text: str = "", required: bool = True) -> forms.DateField:
    """A date box with the browser's own calendar, for the years a file may name too.

    `missing` says what to enter where it was left empty.
    """
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        validators=IN_THESE_YEARS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": missing, "invalid": NO_SUCH_DATE},
    )
