"""When, by whom, how long, how: the facts that later change only by a correction."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html

from accounts.date_field import date_field
from advisers.models import Adviser
from interviews.actions import RecordedAlready
from interviews.admissible import not_held_yet
from interviews.models import Interview
from interviews.models.interview import Evidence, Kind, Mode, Outcome

STATED = [("", "It does not say"), ("yes", "Yes"), ("no", "No")]
STATED_VALUES = {"yes": True, "no": False}
NOT_PASSED_ON = {"passed_to_safeguarding_at": None, "passing_noted_at": None, "passing_noted_by": None}


class MeetingForm(forms.Form):
    """What every interview has, wherever it was held."""

    held_on = date_field("Date", "Enter the date of the interview")
    minutes = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=480,
        error_messages={
            "invalid": "Enter the minutes as a number, such as 45",
            "min_value": "Enter at least 1 minute",
            "max_value": "Enter at most 480 minutes",
        },
    )
    mode = forms.ChoiceField(label="How", choices=Mode)
    kind = forms.ChoiceField(choices=Kind)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_held_on(self) -> date:
        """Told together with whatever else is wrong, not after it."""
        held_on: date = self.cleaned_data["held_on"]
        if trouble := not_held_yet(held_on, on=self.on):
            raise forms.ValidationError(trouble)
        return held_on


class RecordingForm(forms.Form):
    """An interview that is new: sent once, and asked about when the same one is on record."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    is_another = forms.BooleanField(label="Record another", required=False, widget=forms.HiddenInput)

    def offer_another(self, refused: RecordedAlready, url: str) -> None:
        """Ask whether there was another interview, with the way to the one that is recorded."""
        self.fields["is_another"].widget = forms.CheckboxInput()
        link = format_html('<a href="{}">Open the interview that is recorded</a>', url)
        self["is_another"].help_text = link
        self.add_error("is_another", f"{refused} Tick to record another.")


class FactsForm(MeetingForm):
    """An interview held at this school, by one of these advisers."""

    outcome = forms.ChoiceField(choices=Outcome)
    adviser = forms.ModelChoiceField(
        queryset=Adviser.objects.none(),
        empty_label="Choose an adviser",
        error_messages={
            "required": "Choose the adviser who held the interview",
            "invalid_choice": "Choose an adviser from the list",
        },
    )

    field_order: Sequence[str] = ("adviser", "held_on", "outcome", "minutes", "mode", "kind")

    def __init__(self, *args: Any, advisers: QuerySet[Adviser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adviser: forms.ModelChoiceField[Adviser] = self.fields["adviser"]  # type: ignore[assignment]
        adviser.queryset = advisers

    def hide_adviser(self) -> None:
        """For an adviser, who records nobody's interviews but his or her own."""
        self.fields["adviser"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A meeting that took place has a length; one that did not has none."""
        data = super().clean() or {}
        if data.get("outcome") != Outcome.ATTENDED:
            data["minutes"] = None
        elif data.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", "Enter the minutes")
        return data

    def facts(self) -> dict[str, Any]:
        """The facts, by the names that actions know them by."""
        names = ("adviser", "held_on", "outcome", "minutes", "mode", "kind")
        return {name: self.cleaned_data[name] for name in names}


class PreviousSchoolForm(MeetingForm):
    """An interview the student had elsewhere, and how we know."""

    previous_school = forms.CharField(
        label="Previous school",
        max_length=120,
        error_messages={"required": "Enter the school it was held at"},
    )
    adviser_name = forms.CharField(
        label="Adviser there", max_length=120, required=False, help_text="As far as it is known."
    )
    evidence = forms.ChoiceField(
        label="How do we know?",
        choices=Evidence,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the interview is known"},
    )
    adviser_stated_qualified = forms.ChoiceField(
        label="Does the evidence say that the adviser was qualified?",
        help_text="It counts only when the evidence says so.",
        choices=STATED,
        required=False,
    )

    field_order: Sequence[str] = (
        "previous_school",
        "held_on",
        "adviser_name",
        "minutes",
        "mode",
        "kind",
        "evidence",
        "adviser_stated_qualified",
    )

    def facts(self) -> dict[str, Any]:
        """The facts, by the names that actions know them by."""
        stated = STATED_VALUES.get(self.cleaned_data["adviser_stated_qualified"])
        names = [name for name in PreviousSchoolForm.field_order if name != "adviser_stated_qualified"]
        return {name: self.cleaned_data[name] for name in names} | {"adviser_stated_qualified": stated}


class ReasonForm(forms.Form):
    """Why something on record changes."""

    reason = forms.CharField(
        max_length=300,
        help_text="Kept with the interview. Name no other student, and nothing confidential.",
        error_messages={"required": "Say why, for whoever looks at it later"},
    )


class CorrectingForm(ReasonForm):
    """Why the facts change; and, where it was noted that a concern was passed on, whether it was not."""

    not_passed_on = forms.BooleanField(
        label="No concern was passed on: take the note back",
        help_text="The note stays with the interview as it was.",
        required=False,
    )

    def __init__(self, *args: Any, was_passed_on: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not was_passed_on:
            del self.fields["not_passed_on"]

    def changes(self) -> dict[str, Any]:
        """The facts as they are to be, by the names that actions know them by."""
        facts: dict[str, Any] = self.facts()  # type: ignore[attr-defined]
        return facts | (NOT_PASSED_ON if self.cleaned_data.get("not_passed_on") else {})


class CorrectionForm(FactsForm, CorrectingForm):
    """The facts put right, and why."""

    field_order: Sequence[str] = (*FactsForm.field_order, "not_passed_on", "reason")


class PreviousSchoolCorrectionForm(PreviousSchoolForm, CorrectingForm):
    """A previous school's facts put right, and why."""

    field_order: Sequence[str] = (*PreviousSchoolForm.field_order, "not_passed_on", "reason")


def initial_facts(interview: Interview) -> dict[str, Any]:
    """An interview's facts as a form shows them."""
    stated = {True: "yes", False: "no", None: ""}[interview.adviser_stated_qualified]
    names = ("adviser", "held_on", "outcome", "minutes", "mode", "kind", "previous_school", "adviser_name")
    return {name: getattr(interview, name) for name in (*names, "evidence")} | {
        "adviser_stated_qualified": stated
    }
