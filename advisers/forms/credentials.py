"""What somebody holds, and the evidence of it."""

from datetime import date
from typing import Any

from django import forms

from accounts.date_field import date_field
from advisers.claims import Claim
from advisers.forms.evidence import evidence_field
from advisers.forms.fields import TokenForm, reason_field
from advisers.models.credential import CredentialKind, RegisterCategory

LEVELS = [(level, f"Level {level}") for level in range(3, 9)]
CLAIMED = frozenset(Claim.__dataclass_fields__) - {"kind"}


class CredentialForm(TokenForm):
    """What the two kinds of credential have in common: a claim comes out of either."""

    kind: str

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def claim(self) -> Claim:
        """What the form says of the credential."""
        given = {field: self.cleaned_data[field] for field in self.fields if field in CLAIMED}
        return Claim(kind=self.kind, **given)

    def ask_for_a_reason(self) -> None:
        """For a correction: why, and that the evidence on record stays unless there is better."""
        self.fields["reason"] = reason_field("Enter what is corrected, and why.")
        self.fields["evidence"].help_text += " Without a new file the present one stays."


class QualificationForm(CredentialForm):
    """A qualification, as its certificate gives it."""

    kind = CredentialKind.QUALIFICATION
    title = forms.CharField(
        max_length=160,
        help_text="As on the certificate: Diploma in Career Guidance and Development, "
        "Qualification in Career Development.",
        error_messages={"required": "Enter the qualification’s title, as on the certificate."},
    )
    level = forms.TypedChoiceField(
        coerce=int,
        choices=[("", "Choose the level"), *LEVELS],
        help_text="Level 6 and above count. A Level 4 diploma does not.",
        error_messages={"required": "Choose the qualification’s level."},
    )
    awarding_body = forms.CharField(max_length=120, required=False, help_text="Such as OCR or the CDI.")
    awarded_on = date_field("Awarded", "Enter the day the qualification was awarded.")
    evidence = evidence_field()

    def clean_awarded_on(self) -> date:
        awarded_on: date = self.cleaned_data["awarded_on"]
        if awarded_on > self.today:
            raise forms.ValidationError("This day lies in the future. Enter the date on the certificate.")
        return awarded_on


class RegisterForm(CredentialForm):
    """An entry on the register, as the CDI's online directory shows it."""

    kind = CredentialKind.REGISTER
    register_category = forms.ChoiceField(
        label="Category",
        choices=RegisterCategory.choices,
        widget=forms.RadioSelect,
        help_text="Only a Registered Career Development Professional is qualified to give guidance.",
        error_messages={"required": "Choose the category of the entry."},
    )
    register_number = forms.CharField(
        label="Register number",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-20"}),
    )
    valid_from = date_field("Valid from", "Enter the day the entry is valid from.")
    valid_to = date_field(
        "Valid to", help_text="The last day on which it is valid. Empty: no end is known.", required=False
    )
    evidence = evidence_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "The entry cannot end before it begins: check the two dates.")
        return cleaned


CREDENTIAL_FORMS: dict[str, type[CredentialForm]] = {
    CredentialKind.QUALIFICATION: QualificationForm,
    CredentialKind.REGISTER: RegisterForm,
}
