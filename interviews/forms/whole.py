"""The one screen on which an interview is written up."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from advisers.models import Adviser
from interviews.drafts import Facts
from interviews.forms.facts import FactsForm, RecordingForm
from interviews.forms.safeguarding import NEVER_THE_CONCERN, PassedAtForm
from interviews.forms.text import TextForm
from students.models import Student


class RecordForm(RecordingForm, TextForm, PassedAtForm, FactsForm):
    """Facts, text, and the dated ticks of the code of ethics."""

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

    def draft(self, *, by: User) -> Facts:
        """The facts of the interview; what was ticked is dated."""
        data, at = self.cleaned_data, self.now
        passed = data["passed_at"] or (at if data["passed_to_safeguarding"] else None)
        return Facts(
            student=self.student,
            confidentiality_explained_at=at if data["confidentiality_explained"] else None,
            impartiality_declared_at=at if data["impartiality_declared"] else None,
            passed_to_safeguarding_at=passed,
            passing_noted_at=at if passed else None,
            passing_noted_by=by if passed else None,
            **self.facts(),
        )
