"""Advisers from a file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from advisers.adviser_file.fields import HEADINGS

MOST_FILE_BYTES = 1024 * 1024


class ImportForm(forms.Form):
    """A file of advisers and their credentials."""

    file = forms.FileField(
        label="Advisers file",
        help_text=f"CSV or XLSX, a row a credential, with the headings {', '.join(HEADINGS.values())}. "
        "Only Name is always needed.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": "Choose the file of advisers.",
            "empty": "This file is empty. Choose one with a heading row and a row a credential.",
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_FILE_BYTES:
            raise forms.ValidationError(
                "This file is over 1 MB: a list of advisers is far smaller. Leave out what is not needed."
            )
        return file
