"""Who employs advisers."""

from typing import Any

from django import forms

from accounts.date_field import date_field
from advisers.forms.fields import TokenForm


class ProviderForm(TokenForm):
    """An organisation that employs advisers."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter the provider’s name."})
    matrix_awarded_on = date_field(
        "matrix Standard awarded", help_text="It lasts three years from this day.", required=False
    )
    matrix_first_check_on = date_field("12-month check done", required=False)
    matrix_second_check_on = date_field("24-month check done", required=False)

    def provider(self) -> dict[str, Any]:
        """What the form says of the provider."""
        return {
            field: self.cleaned_data[field] for field in self.fields if field.startswith(("name", "matrix"))
        }


class EditProviderForm(ProviderForm):
    """The same of a provider on record."""

    token = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)
