"""The one screen on which an interview is written up."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from advisers.models import Adviser
from interviews.drafts import Facts
from interviews.forms.facts import FactsForm
from interviews.forms.text import TextForm
from students.models import Student

NEVER_THE_CONCERN = (
    "Only the tick and the time are kept. Never write the concern itself anywhere in Waymark: it belongs in "
    "your school’s safeguarding system."
)


class RecordForm(TextForm, FactsForm):
    """Facts, text, and the dated ticks of the code of ethics."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    confidentiality_explained = forms.BooleanField(
        label="Confidentiality and its limits were explained at the start", required=False
    )
    impartiality_declared = forms.BooleanField(
        label="A limit on impartiality was declared",
        help_text="For example: employed by a school that has its own sixth form.",
        required=False,
    )
    passed_to_safeguarding = forms.BooleanField(
        label="A concern was passed to the safeguarding lead", help_text=NEVER_THE_CONCERN, required=False
    )
    passed_at = forms.DateTimeField(
        label="Passed on at",
        help_text="Leave blank for now.",
        required=False,
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "width-20"}
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": "Enter a date and a time that exist"},
    )

    def __init__(
        self, *args: Any, student: Student, advisers: QuerySet[Adviser], own: Adviser | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, student=student, writes_notes=own is not None, advisers=advisers, **kwargs)
        self.student, self.own = student, own

    def clean(self) -> dict[str, Any]:
        """Notes are written about one's own interviews alone."""
        data = super().clean()
        if data.get("confidential_note") and data.get("adviser") not in (None, self.own):
            message = "Notes are written by the adviser who held the interview: leave this blank"
            self.add_error("confidential_note", message)
        return data

    def clean_passed_at(self) -> datetime | None:
        """Not in the future."""
        passed_at = self.cleaned_data["passed_at"]
        if passed_at and passed_at > timezone.now():
            raise forms.ValidationError("This is in the future: enter when it was passed on")
        return passed_at

    def draft(self, *, at: datetime) -> Facts:
        """The facts of the interview; what was ticked is dated."""
        data = self.cleaned_data
        passed = data["passed_at"] or (at if data["passed_to_safeguarding"] else None)
        return Facts(
            student=self.student,
            confidentiality_explained_at=at if data["confidentiality_explained"] else None,
            impartiality_declared_at=at if data["impartiality_declared"] else None,
            passed_to_safeguarding_at=passed,
            **self.facts(),
        )
