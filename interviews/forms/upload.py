from typing import Any

from django import forms

from accounts.files import ENCODINGS, FileRefused, check_size

OWN_SIGNS = [("", "Find out (usual)"), *ENCODINGS.items()]


class ImportForm(forms.Form):
    """A file of interviews already held."""

    file = forms.FileField(
        help_text="CSV or XLSX, with the headings in the first row.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": "Choose a file", "empty": "This file is empty: choose another"},
    )
    encoding = forms.ChoiceField(
        label="Text encoding",
        help_text="Choose one only when names come out wrong in the preview.",
        choices=OWN_SIGNS,
        required=False,
    )

    def clean_file(self) -> Any:
        """Not larger than can be read; asked before reading."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, name=file.name)
        except FileRefused as refusal:
            raise forms.ValidationError([problem.message for problem in refusal.problems]) from None
        return file
