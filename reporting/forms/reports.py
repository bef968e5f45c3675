"""What somebody asks of a report, and of the schedule."""

import re
import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict

from accounts.models import Membership, School
from accounts.permissions import Permission
from reporting.models import ReportRecipient, ReportSchedule
from reporting.rulebooks import find_rulebook, rulebooks
from students.academic_year import AcademicYear

NAMES_WARNING = (
    "Leave this out unless the reader needs names: everybody who may download the school’s reports can then "
    "read them."
)
WRITTEN_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")


class ReportForm(forms.Form):
    """A report to be made now."""

    as_at = forms.DateField(
        label="As at",
        help_text="What was true on this date, as it is recorded today.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Enter the date the report is as at.",
            "invalid": "Enter a date such as 31 March 2026.",
        },
    )
    year = forms.ChoiceField(label="Academic year", required=False)
    rulebook = forms.ChoiceField(label="Which rule")
    suppress_small_groups = forms.BooleanField(
        label="Hide groups under five in the breakdown by need",
        required=False,
        help_text="Groups from which such a group could be worked out are hidden too.",
    )
    with_names = forms.BooleanField(
        label="Add an annex with the names of the students still to be seen",
        required=False,
        help_text=NAMES_WARNING,
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, school: School, today: date) -> None:
        asked = {
            "as_at": today,
            "rulebook": school.rulebook,
            "suppress_small_groups": school.suppress_small_groups,
            "token": uuid.uuid4(),
        }
        super().__init__(data, initial=asked)
        self.today = today
        own = find_rulebook(school.rulebook)
        others = [book for book in rulebooks().values() if book.code != own.code]
        this_year = AcademicYear.of(today)
        years = [str(AcademicYear(this_year.start - back)) for back in range(8)]
        self._choose("rulebook", [(book.code, book.name) for book in (own, *others)])
        self._choose("year", [("", "The one the date lies in"), *[(year, year) for year in years]])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean_as_at(self) -> date:
        day: date = self.cleaned_data["as_at"]
        if not date(2000, 1, 1) <= day <= self.today:
            raise forms.ValidationError(f"Enter a date up to today, {self.today:%-d %B %Y}.")
        return day

    def clean_year(self) -> AcademicYear | None:
        return AcademicYear.parse(self.cleaned_data["year"]) if self.cleaned_data["year"] else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        year, as_at = cleaned.get("year"), cleaned.get("as_at")
        if year and as_at and year.starts_on > as_at:
            self.add_error("year", f"{year} had not begun on {as_at:%-d %B %Y}.")
        return cleaned


class DatesField(forms.CharField):
    """Dates to come, one a line, written in any of the usual ways; past ones only where they are `known`."""

    widget = forms.Textarea
    today = date.min
    known: Collection[date] = ()

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in re.split(r"[\n;,]", str(value or "")) if line.strip()]
        days = [(line, self._read(line)) for line in lines]
        if problems := [words for line, day in days if (words := self._problem(line, day))]:
            raise forms.ValidationError(problems)
        return [day for _, day in days]

    def _problem(self, line: str, day: date | None) -> str:
        if day is None:
            return f"“{line}” is not a date: write 14 October 2026 or 2026-10-14."
        if day < self.today and day not in self.known:
            return f"{day:%-d %B %Y} is past: enter a date from today on, or create its report yourself."
        return ""

    def _read(self, line: str) -> date | None:
        for form in WRITTEN_DATES:
            try:
                return datetime.strptime(line, form).date()  # noqa: DTZ007 - a day, not an instant
            except ValueError:
                continue
        return None

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(f"{day:%-d %B %Y}" for day in value or [])


class ScheduleForm(forms.Form):
    """When the school's reports are made, and who is told."""

    on_national_dates = forms.BooleanField(
        label="On 31 December, 31 March and 31 July",
        required=False,
        help_text="When the national measure is taken.",
    )
    day_of_month = forms.IntegerField(
        label="Every month, on day",
        required=False,
        min_value=1,
        max_value=31,
        help_text="A number from 1 to 31; in a shorter month, on its last day. Leave empty for none.",
        widget=forms.NumberInput(attrs={"class": "width-2"}),
        error_messages={
            "invalid": "Enter a day from 1 to 31.",
            "min_value": "Enter a day from 1 to 31.",
            "max_value": "Enter a day from 1 to 31.",
        },
    )
    own_dates = DatesField(
        label="On dates of your own",
        required=False,
        help_text="One date a line, such as 14 October 2026.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "width-20"}),
    )
    with_names = forms.BooleanField(
        label="Add the annex with the names of the students still to be seen",
        required=False,
        help_text=NAMES_WARNING,
    )
    recipients = forms.MultipleChoiceField(
        label="Who is told by e-mail when a report is ready",
        required=False,
        help_text="The e-mail holds a link to the report, never the report itself.",
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, membership: Membership, today: date) -> None:
        self.schedule = ReportSchedule.objects.visible_to(membership).first()
        told = ReportRecipient.objects.visible_to(membership).values_list("membership_id", flat=True)
        super().__init__(data, initial=self._as_it_stands([str(key) for key in told]))
        own_dates = cast(DatesField, self.fields["own_dates"])
        own_dates.today, own_dates.known = today, self.schedule.own_dates if self.schedule else ()
        members = Membership.objects.visible_to(membership).select_related("user").order_by("user__name")
        self.members = {str(each.pk): each for each in members if each.may(Permission.VIEW_FIGURES)}
        choices = [(key, f"{each.user.name}, {each.role_names()}") for key, each in self.members.items()]
        cast(forms.MultipleChoiceField, self.fields["recipients"]).choices = choices

    def _as_it_stands(self, told: list[str]) -> dict[str, Any]:
        if self.schedule is None:
            return {"on_national_dates": True, "version": 0, "recipients": told}
        names = ["on_national_dates", "day_of_month", "own_dates", "with_names", "version"]
        return {name: getattr(self.schedule, name) for name in names} | {"recipients": told}

    def take_version(self) -> None:
        """Keep what was entered, to be saved over what somebody else has saved meanwhile."""
        sent = cast(QueryDict, self.data).copy()
        sent["version"] = str(self.initial["version"])
        self.data = sent

    def clean_recipients(self) -> list[Membership]:
        return [self.members[key] for key in self.cleaned_data["recipients"]]
