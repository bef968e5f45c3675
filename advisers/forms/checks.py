"""What somebody at the school has found out about a credential."""

from datetime import date
from typing import Any

from django import forms

from accounts.date_field import date_field
from advisers.forms.fields import TokenForm, reason_field
from advisers.models.credential import SeenAs


class CheckForm(TokenForm):
    """That somebody saw the credential, when and how."""

    checked_by = forms.CharField(
        label="Checked by", max_length=120, error_messages={"required": "Enter who checked it."}
    )
    checked_on = date_field("Checked on", "Enter the day it was checked.")
    seen_as = forms.ChoiceField(
        label="What was seen",
        choices=SeenAs.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was seen."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_checked_on(self) -> date:
        checked_on: date = self.cleaned_data["checked_on"]
        if checked_on > self.today:
            raise forms.ValidationError("This day lies in the future. Enter the day the check was done.")
        return checked_on


class RejectForm(CheckForm):
    """That somebody looked and found it wanting."""

    reason = reason_field("Enter why it is rejected.", "Others read this later: what was wrong with it?")
    seen_as = None  # type: ignore[assignment]


class RevokeForm(RejectForm):
    """That a credential was taken away."""

    revoked_on = date_field(
        "Revoked from", "Enter the day from which it no longer holds.", "It counts to the day before."
    )
    reason = reason_field(
        "Enter why it was revoked.", "Such as “struck off”, or “the body withdrew the award”."
    )
    field_order = ["revoked_on", "reason", "checked_by", "checked_on"]


class WithdrawForm(TokenForm):
    """That a credential should never have been recorded."""

    reason = reason_field("Enter why it is withdrawn.", "Such as “another adviser’s certificate”.")
