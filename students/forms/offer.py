"""Uploading a roster, matching its columns, and deciding on it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from accounts.date_field import date_field
from accounts.files import ENCODINGS, FileRefused, check_size
from accounts.files.headings import normalise
from students.roster_day import day_problem
from students.roster_file import FIELDS

IGNORE = [("", "Do not read this column")]
AUTOMATIC = [("", "As the file says")]


class UploadForm(forms.Form):
    """A roster and the day it speaks of."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    file = forms.FileField(
        label="The roster",
        help_text="CSV, XLSX or a Common Transfer File (CTF, XML), as your MIS exports it.",
        error_messages={
            "required": "Choose the file with the roster",
            "empty": "This file is empty: export the roster afresh",
        },
    )
    roster_on = date_field(
        "The day it speaks of",
        "Enter the day the roster speaks of",
        "Usually the day it was exported. It speaks for that day's whole academic year.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_roster_on(self) -> date:
        day: date = self.cleaned_data["roster_on"]
        if problem := day_problem(day, today=self.today):
            raise forms.ValidationError(problem)
        return day

    def clean_file(self) -> Any:
        """Refuse what is too large before anybody reads it."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, name=file.name)
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.problems[0].message) from None
        return file


class EncodingForm(forms.Form):
    """Another encoding, for names that look wrong."""

    encoding = forms.ChoiceField(
        label="Read the letters as", required=False, choices=[*AUTOMATIC, *ENCODINGS.items()]
    )


class MappingForm(forms.Form):
    """Which field each column holds."""

    def __init__(self, *args: Any, headers: Sequence[str], guesses: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*IGNORE, *((field.name, field.heading) for field in FIELDS)]
        self.headers = {
            f"column_{place}": header for place, header in enumerate(headers) if normalise(header)
        }
        for name, header in self.headers.items():
            self.fields[name] = forms.ChoiceField(
                label=header, choices=choices, required=False, initial=guesses.get(header, "")
            )

    def clean(self) -> dict[str, Any]:
        """Each field once; a name, a year group, and a number to recognise the students by."""
        data = super().clean() or {}
        seen: dict[str, str] = {}
        for name, header in self.headers.items():
            field = data.get(name, "")
            if field and field in seen:
                self.add_error(name, f"“{seen[field]}” holds this already: choose one of the two")
            seen.setdefault(field, header)
        for field in FIELDS:
            if field.required and field.name not in seen:
                self.add_error(None, f"Choose the column that holds the {field.heading.lower()}")
        if not {"upn", "mis_id"} & set(seen):
            self.add_error(None, "Choose the column that holds the UPN, or the MIS ID")
        return data

    def mapping(self) -> dict[str, str]:
        """Field by heading."""
        return {header: self.cleaned_data[name] for name, header in self.headers.items()}


class DecisionForm(forms.Form):
    """To import: the difference that was looked at, and what to do about leavers."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=64)
    leavers = forms.BooleanField(required=False)
    confirm_leavers = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Who says that they have all left wants it recorded."""
        cleaned = super().clean() or {}
        return cleaned | {"leavers": cleaned.get("leavers") or cleaned.get("confirm_leavers", False)}
