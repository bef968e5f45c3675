"""What was talked about and agreed, with whom it is shared, and the adviser's own note."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from accounts.date_field import date_field
from accounts.templatetags.waymark import counted
from interviews.admissible import too_early
from interviews.destinations import UnknownDestinationError, parse_destination
from interviews.drafts import Step, Text
from interviews.models import ActionPlan
from interviews.models.plan import Owner
from students.models import Student

TOO_LONG = "Shorten this to %(limit_value)d characters (it has %(show_value)d)"
SHARED = ("shared_with_student", "shared_with_tutor", "shared_with_parent")
MOST_STEPS = 12
MOST_WORDS = 4000  # with as many steps as there may be, still one legible sheet of paper


class TextForm(forms.Form):
    """The shared part, and the confidential note for those who may write one."""

    summary = forms.CharField(
        label="What we talked about",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )
    destination = forms.CharField(
        label="Intended destination",
        help_text="Type a course, a provider or an activity code.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "destinations", "autocomplete": "off"}),
        error_messages={"max_length": TOO_LONG},
    )
    shared_with_student = forms.BooleanField(required=False)
    shared_with_tutor = forms.BooleanField(label="Form tutor", required=False)
    shared_with_parent = forms.BooleanField(label="Parent or carer", required=False)
    confidential_note = forms.CharField(
        label="Confidential notes",
        help_text="Only this school’s advisers can read these. Do not write safeguarding concerns here.",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, student: Student, writes_notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "summary"
        ].help_text = (
            f"In {student.called}’s words where you can. Whoever the plan is shared with sees this part."
        )
        self.fields["shared_with_student"].label = student.called
        if not writes_notes:
            del self.fields["confidential_note"]

    def clean_destination(self) -> str:
        """The destination in words; its code is left in `destination_code`."""
        try:
            code, words = parse_destination(self.cleaned_data["destination"])
        except UnknownDestinationError as error:
            raise forms.ValidationError(str(error)) from None
        if len(words) > 200:
            raise forms.ValidationError(
                f"Shorten this: with its label it has {counted(len(words), 'character')}"
            )
        self.cleaned_data["destination_code"] = code
        return words

    def text(self, steps: "BaseStepFormSet") -> Text:
        """What the form and its rows say."""
        data = self.cleaned_data
        return Text(
            summary=data["summary"],
            destination=data["destination"],
            destination_code=data["destination_code"],
            confidential_note=data.get("confidential_note", ""),
            steps=steps.steps(),
            **{name: data[name] for name in SHARED},
        )


class StepForm(forms.Form):
    """One action: what, who, by when."""

    what = forms.CharField(
        label="What",
        max_length=200,
        error_messages={"required": "Say what is to be done, or remove the row", "max_length": TOO_LONG},
    )
    owner = forms.ChoiceField(label="Who", choices=Owner, initial=Owner.STUDENT)
    due_on = date_field("By", required=False)


if TYPE_CHECKING:
    StepForms = BaseFormSet[StepForm]
else:
    StepForms = BaseFormSet


class BaseStepFormSet(StepForms):
    """The actions of a plan."""

    def __init__(
        self, *args: Any, student: Student, adviser: str = "", held_on: date | None = None, **kwargs: Any
    ) -> None:
        self.held_on = held_on
        self.owners = dict(Owner.choices) | {Owner.STUDENT: student.called}
        if adviser:
            self.owners[Owner.ADVISER] = f"{adviser.split()[0]} (adviser)"
        super().__init__(*args, **kwargs)

    def add_fields(self, form: StepForm, index: int | None) -> None:
        """Name the people who are meant."""
        super().add_fields(form, index)
        owner: forms.ChoiceField = form.fields["owner"]  # type: ignore[assignment]
        owner.choices = list(self.owners.items())
        form.fields["DELETE"].label = "Remove"

    def clean(self) -> None:
        """No step is due before the interview at which it was agreed."""
        for form in self:
            row = getattr(form, "cleaned_data", {})
            trouble = too_early(row.get("due_on"), held_on=self.held_on) if self.held_on else None
            if trouble and not row.get("DELETE"):
                form.add_error("due_on", trouble)

    def steps(self) -> tuple[Step, ...]:
        """The rows that say something, in order."""
        rows = [form.cleaned_data for form in self if form not in self.deleted_forms]
        return tuple(Step(row["what"], row["owner"], row["due_on"]) for row in rows if row.get("what"))


STEP_FORM_SET = formset_factory(
    StepForm, formset=BaseStepFormSet, extra=2, max_num=MOST_STEPS, validate_max=True, can_delete=True
)


def step_rows(
    data: QueryDict | None = None,
    *,
    student: Student,
    adviser: str = "",
    held_on: date | None = None,
    initial: list[dict[str, Any]] | None = None,
    shown: int = 0,
) -> BaseStepFormSet:
    """The rows for a plan's actions: as sent, or as they are and two empty ones, or two more than `shown`."""
    options: dict[str, Any] = {"student": student, "adviser": adviser, "held_on": held_on, "initial": initial}
    rows: BaseStepFormSet = STEP_FORM_SET(data, prefix="steps", **options)  # type: ignore[assignment]
    rows.extra += max(0, shown - len(initial or ()))
    return rows


def initial_text(plan: ActionPlan | None, note: str) -> dict[str, Any]:
    """A plan and a note as the form shows them."""
    if plan is None:
        return {"confidential_note": note}
    destination = " ".join(filter(None, [plan.destination_code, plan.destination]))
    values = {name: getattr(plan, name) for name in ("summary", *SHARED)}
    return values | {"destination": destination, "confidential_note": note}


def initial_steps(plan: ActionPlan | None) -> list[dict[str, Any]]:
    """The steps of a plan as the rows show them."""
    steps = plan.actions.all() if plan else ()
    return [{"what": step.what, "owner": step.owner, "due_on": step.due_on} for step in steps]
