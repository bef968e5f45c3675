"""A student's details as a form, for adding and correcting by hand."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

from accounts.date_field import date_field
from students.models.enrolment import SenProvision
from students.models.student import Sex
from students.roster_facts import Days, Details, Known, YearFacts
from students.roster_file.vocabulary import parse_uln, parse_upn

YEARS = [("", "Choose"), *((number, f"Year {number}") for number in range(7, 14)), (14, "Year 14 or later")]
YES_NO = [("", "Not recorded"), ("yes", "Yes"), ("no", "No")]
AS_VALUE = {"yes": True, "no": False}
AS_TEXT: dict[Any, str] = {True: "yes", False: "no"}
FLAGS = ("ehc_plan", "pupil_premium", "free_school_meals", "in_care", "eal")


def _text(label: str, most: int, *, width: str = "", **options: Any) -> forms.CharField:
    attrs = {"class": width} if width else {}
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=attrs), **options)


def _flag(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=YES_NO)


class StudentForm(forms.Form):
    """Everything that may be corrected of a student. `seen` marks the state the editor has before him."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    forename = _text("Forename", 100, error_messages={"required": "Enter the student's forename"})
    surname = _text("Surname", 100, error_messages={"required": "Enter the student's surname"})
    preferred_forename = _text("Preferred forename", 100, required=False)
    date_of_birth = date_field("Date of birth", required=False)
    sex = forms.ChoiceField(label="Sex", required=False, choices=[("", "Not recorded"), *Sex.choices[:2]])
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        error_messages={"invalid": "Enter an e-mail address such as ann@school.example"},
    )
    upn = _text("UPN", 20, width="width-20", required=False)
    former_upn = _text("Former UPN", 20, width="width-20", required=False)
    mis_id = _text("MIS ID", 50, width="width-20", required=False)
    uln = _text("ULN", 15, width="width-20", required=False)
    year_group = forms.TypedChoiceField(
        label="Year group", choices=YEARS, coerce=int, empty_value=None, required=False
    )
    form = _text("Form", 20, width="width-10", required=False)
    sen = forms.ChoiceField(
        label="SEN", required=False, choices=[("", "Not recorded"), *SenProvision.choices[:3]]
    )
    ehc_plan = _flag("EHC plan")
    pupil_premium = _flag("Pupil premium")
    free_school_meals = _flag("Free school meals")
    in_care = _flag("In care")
    eal = _flag("English as an additional language")
    neet_risk = _text("Risk of NEET", 50, width="width-20", required=False)
    joined_on = date_field("Joined", help_text="Leave it empty when it is not known.", required=False)
    left_on = date_field("Left", help_text="The last day on roll.", required=False)
    back_on = date_field(
        "Back on roll since", help_text="For a student who left and has come back.", required=False
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_upn(self) -> str:
        return self._number("upn", parse_upn)

    def clean_former_upn(self) -> str:
        return self._number("former_upn", parse_upn)

    def clean_uln(self) -> str:
        return self._number("uln", parse_uln)

    def _number(self, field: str, parse: Callable[[str], str]) -> str:
        try:
            return parse(self.cleaned_data[field])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        """Dates in an order that life has them in, and numbers to be recognised by."""
        data = super().clean() or {}
        if not data.get("upn") and not data.get("mis_id") and not {"upn", "mis_id"} & set(self.errors):
            self.add_error(
                "upn", "Enter the UPN, or the MIS ID: the next roster recognises the student by it"
            )
        born, joined, left = data.get("date_of_birth"), data.get("joined_on"), data.get("left_on")
        if born and born > self.on:
            self.add_error("date_of_birth", "The date of birth must not be in the future")
        if joined and left and left < joined:
            self.add_error("left_on", "The last day on roll must not be before the first")
        back = data.get("back_on")
        if back and (not left or back <= left):
            self.add_error("back_on", "The student must have left before coming back")
        of_the_year = ("form", "sen", "neet_risk", *FLAGS)
        if data.get("year_group") is None and any(data.get(field) for field in of_the_year):
            self.add_error("year_group", "Choose the year group")
        return data

    def details(self) -> Details:
        """Numbers, names and contact."""
        return Details(**{field: self.cleaned_data[field] for field in Details._fields})

    def year(self, recorded: YearFacts | None = None) -> YearFacts | None:
        """The facts of the academic year; none without a year group."""
        data = self.cleaned_data
        if data["year_group"] is None:
            return None
        facts = recorded or YearFacts(data["year_group"])
        if data["neet_risk"] != facts.neet_risk:
            facts = facts._replace(neet_risk_on=self.on if data["neet_risk"] else None)
        said: dict[str, Any] = {field: AS_VALUE.get(data[field]) for field in FLAGS}
        if data["sen"] == SenProvision.EHC_PLAN:
            said["ehc_plan"] = True
        said |= {field: data[field] for field in ("year_group", "form", "sen", "neet_risk")}
        return facts._replace(**said)

    def stays(self, recorded: tuple[Days, ...] = ()) -> tuple[Days, ...]:
        """The stays with the last one corrected, and another one for who has come back."""
        *earlier, last = recorded or (Days(),)
        joined, left = self.cleaned_data["joined_on"], self.cleaned_data["left_on"]
        last = Days(joined, left, last.left_inferred and left == last.left_on)
        again = [Days(self.cleaned_data["back_on"])] if self.cleaned_data.get("back_on") else []
        return (*earlier, last, *again)


class AddStudentForm(StudentForm):
    """A student whom no roster has brought yet."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    is_another = forms.BooleanField(label="This is another student", required=False, widget=forms.HiddenInput)
    back_on = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year_group"].required = True
        self.fields["year_group"].error_messages["required"] = "Choose the year group"

    def offer_another(self) -> None:
        """Ask whether a namesake born on the same day is meant."""
        self.fields["is_another"].widget = forms.CheckboxInput()


def initial_of(known: Known) -> dict[str, Any]:
    """A student as the form shows him or her."""
    days = known.state.stays[-1] if known.state.stays else Days()
    year = known.year._asdict() if known.year else {}
    flags = {field: AS_TEXT.get(year.get(field), "") for field in FLAGS}
    return known.details._asdict() | year | flags | {"joined_on": days.joined_on, "left_on": days.left_on}
