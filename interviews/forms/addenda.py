import uuid
from typing import Any

from django import forms

from interviews.forms.facts import ReasonForm
from interviews.forms.text import TOO_LONG


class WithdrawForm(ReasonForm):
    """Why an interview no longer stands."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AddendumForm(forms.Form):
    """Something to add to an interview's text."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label="What is to be added",
        help_text="It is dated and signed, and never changed. Do not write safeguarding concerns here.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what is to be added", "max_length": TOO_LONG},
    )
    confidential = forms.BooleanField(
        label="Confidential",
        help_text="Only this school’s advisers can read it. Otherwise whoever reads the plan reads it too.",
        required=False,
    )

    def __init__(self, *args: Any, writes_notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not writes_notes:
            del self.fields["confidential"]
