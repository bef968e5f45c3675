"""That a concern was passed on, and when: a tick and a time, never the concern itself."""

from datetime import datetime
from typing import Any

from django import forms

NEVER_THE_CONCERN = (
    "Only the tick and the time are kept. Never write the concern itself anywhere in Waymark: it belongs in "
    "your school’s safeguarding system."
)


def time_field(label: str, **options: Any) -> forms.DateTimeField:
    """A box for a day and a time, with the browser's own calendar."""
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "width-20"}
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": "Enter a date and a time that exist"},
        **options,
    )


class PassedAtForm(forms.Form):
    """When a concern was passed on."""

    passed_at = time_field("Passed on at", help_text="Leave empty if it was just now.")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_passed_at(self) -> datetime | None:
        """Not in the future."""
        passed_at: datetime | None = self.cleaned_data["passed_at"]
        if passed_at and passed_at > self.now:
            raise forms.ValidationError("This is in the future: enter when it was passed on")
        return passed_at


class PassingForm(PassedAtForm):
    """A note on an interview that is recorded, confirmed by a tick."""

    passed_to_safeguarding = forms.BooleanField(
        label="A concern was passed to the safeguarding lead",
        help_text=NEVER_THE_CONCERN,
        error_messages={"required": "Tick that a concern was passed on, or cancel"},
    )

    field_order = ("passed_to_safeguarding", "passed_at")
