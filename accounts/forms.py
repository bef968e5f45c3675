from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet

from accounts.actions import one_line
from accounts.models import Membership, RecordAccess, School, User
from accounts.permissions import ROLE_DESCRIPTIONS, Role
from reporting.rulebooks import rulebooks


class RolesForm(forms.Form):
    """What somebody is at the school: roles, and a tutor's form."""

    roles = forms.MultipleChoiceField(
        choices=[(role.value, f"{role.label}: {ROLE_DESCRIPTIONS[role]}") for role in Role],
        widget=forms.CheckboxSelectMultiple,
        help_text="Somebody with several roles may do what any of them may.",
        error_messages={"required": "Choose at least one role."},
    )
    form = forms.CharField(
        label="Form",
        max_length=20,
        required=False,
        help_text="A tutor's only, as in the roster: 11B.",
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_tutor = Role.TUTOR in cleaned.get("roles", [])
        if is_tutor and not cleaned.get("form"):
            self.add_error("form", "Enter the tutor's form, such as 11B.")
        if cleaned.get("form") and not is_tutor:
            self.add_error("form", "Only a tutor has a form: tick Tutor, or leave the form empty.")
        return cleaned


class ChangeRolesForm(RolesForm):
    """What somebody is from now on; `version` tells the second of two editors."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InviteForm(RolesForm):
    """A person to invite."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter the person's name."})
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        help_text="The link to choose a password goes there. It works once, for seven days.",
        error_messages={
            "required": "Enter the person's e-mail address.",
            "invalid": "Enter an e-mail address such as name@school.example.",
        },
    )
    field_order = ["name", "email", "roles", "form"]

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if Membership.objects.of(self.school).filter(user__email__iexact=email).exists():
            raise forms.ValidationError(
                "This person already belongs to the school: change the roles instead."
            )
        return email


class PersonField(forms.ModelChoiceField):
    """Somebody by name and e-mail address."""

    def label_from_instance(self, obj: User) -> str:
        """Two people may have one name."""
        return f"{obj.name} ({obj.email})"


class AccessLogFilter(forms.Form):
    """Whose entries of the log, and of which day; it stays in the address. Nonsense chooses nothing."""

    who = PersonField(User.objects.none(), required=False, empty_label="Everybody")
    day = forms.DateField(
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "width-10"}),
        error_messages={"invalid": "Enter a date such as 2026-03-31."},
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["who"]).queryset = people

    def narrow(self, entries: QuerySet[RecordAccess]) -> QuerySet[RecordAccess]:
        """The entries that fit."""
        self.full_clean()
        who, day = self.cleaned_data.get("who"), self.cleaned_data.get("day")
        entries = entries.filter(user_id=who.pk) if who else entries
        return entries.filter(at__date=day) if day else entries

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return any(self.cleaned_data.values())


class SettingsForm(forms.ModelForm):
    """The school's settings; `version` tells the second of two editors."""

    rulebook = forms.ChoiceField(label="Which rule", help_text="The headline figures follow it, from now on.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = School
        fields = ["name", "town", "type", "rulebook", "suppress_small_groups", "version"]
        help_texts = {
            "town": "Printed on reports beside the name.",
            "suppress_small_groups": "So that nobody can be recognised in a table by need.",
        }
        error_messages = {"name": {"required": "Enter the school's name."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(book.code, book.title) for book in rulebooks().values()]
        cast(forms.ChoiceField, self.fields["rulebook"]).choices = choices

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_town(self) -> str:
        return one_line(self.cleaned_data["town"]) if self.cleaned_data["town"] else ""


class ChoosePasswordForm(forms.Form):
    """The password an invited person chooses."""

    password = forms.CharField(
        label="Choose a password",
        strip=False,
        help_text="At least 12 characters. Three or four words make a good one; pasting is fine.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password of at least 12 characters."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password
