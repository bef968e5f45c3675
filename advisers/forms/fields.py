"""The fields these forms share."""

import uuid

from django import forms


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
