"""The certificate, or a picture of it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.actions import Refused
from advisers.evidence import EvidenceFile, read_evidence, refuse_too_large


class EvidenceField(forms.FileField):
    """A file fit to be kept as evidence, told by its content."""

    def clean(self, data: Any, initial: Any = None) -> EvidenceFile | None:
        upload: UploadedFile | None = super().clean(data, initial)
        if not upload:
            return None
        try:
            refuse_too_large(upload.size or 0)
            return read_evidence(upload.read(), name=upload.name or "")
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None


def evidence_field(required: bool = False) -> EvidenceField:
    """The box for a certificate or a picture of it."""
    return EvidenceField(
        label="Evidence",
        required=required,
        help_text="The certificate, or a picture of the register’s page: PDF, PNG or JPEG, at most 10 MB. "
        "Only the school’s careers leaders and advisers can open it.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={
            "required": "Choose the file to keep as evidence.",
            "empty": "This file is empty. Choose a PDF, PNG or JPEG.",
        },
    )


class EvidenceForm(forms.Form):
    """Evidence for a credential that has none."""

    evidence = evidence_field(required=True)
