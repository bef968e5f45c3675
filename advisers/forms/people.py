"""Who advises."""

from typing import Any, cast

from django import forms

from accounts.models import Membership
from accounts.permissions import Role
from advisers.forms.fields import TokenForm
from advisers.models import Adviser, Provider
from advisers.models.adviser import Employment


class AdviserForm(TokenForm):
    """Who somebody is, and who employs him or her."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter the adviser’s name."})
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        help_text="Somebody who logs in as an adviser with this address is linked to it.",
        error_messages={"invalid": "Enter an e-mail address such as name@provider.example."},
    )
    employment = forms.ChoiceField(
        choices=Employment.choices, widget=forms.RadioSelect, initial=Employment.EXTERNAL
    )
    provider = forms.ModelChoiceField(
        Provider.objects.none(),
        required=False,
        empty_label="None, or self-employed",
        help_text="Only for somebody who is not employed by the school.",
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider = cast("forms.ModelChoiceField[Provider]", self.fields["provider"])
        provider.queryset = Provider.objects.visible_to(membership).order_by("name")

    def person(self) -> dict[str, Any]:
        """What the form says of the adviser."""
        return {field: self.cleaned_data[field] for field in ("name", "email", "employment", "provider")}


class LogInField(forms.ModelChoiceField):
    """Somebody's membership, by the person's name and e-mail address."""

    def label_from_instance(self, obj: Membership) -> str:
        """Two people may have one name."""
        return f"{obj.user.name} ({obj.user.email})"


class EditAdviserForm(AdviserForm):
    """The same of an adviser on record, with the log-in and whether he or she still comes."""

    log_in = LogInField(
        Membership.objects.none(),
        label="Log-in",
        required=False,
        empty_label="No log-in: others record the interviews",
        help_text="People with the role Adviser at this school.",
    )
    is_active = forms.BooleanField(
        label="Holds interviews here now",
        required=False,
        help_text="Without the tick no new interview is recorded for this adviser. Those held stay.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["name", "email", "employment", "provider", "log_in", "is_active"]

    def __init__(self, *args: Any, membership: Membership, adviser: Adviser, **kwargs: Any) -> None:
        super().__init__(*args, membership=membership, **kwargs)
        others = Adviser.objects.visible_to(membership).exclude(pk=adviser.pk).exclude(user=None)
        log_in = cast(LogInField, self.fields["log_in"])
        log_in.queryset = (
            Membership.objects.visible_to(membership)
            .with_role(Role.ADVISER)
            .exclude(user__in=others.values("user"))
            .select_related("user")
            .order_by("user__name")
        )
        del self.fields["token"]
