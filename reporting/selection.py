"""Which students are meant: by year group, status, need and so on, as written in the address of a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self
from urllib.parse import urlencode

from reporting.benchmark8 import Status, Verdict, Worded


class Need(Worded):
    """Groups of students that figures are broken down by."""

    SEND = "send", "SEND (support or EHC plan)"
    SEN_SUPPORT = "sen_support", "SEN support"
    EHC_PLAN = "ehc_plan", "EHC plan"
    PUPIL_PREMIUM = "pupil_premium", "Pupil premium"
    FREE_SCHOOL_MEALS = "free_school_meals", "Free school meals"
    IN_CARE = "in_care", "In care"
    EAL = "eal", "English as an additional language"
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    SEX_NOT_RECORDED = "sex_not_recorded", "Sex not recorded"

    def holds(self, verdict: Verdict) -> bool:
        """Whether the student belongs to the group, by the roster of the year."""
        student = verdict.student
        match self:
            case Need.SEND:
                return student.sen == "K" or student.ehc_plan
            case Need.SEN_SUPPORT:
                return student.sen == "K" and not student.ehc_plan
            case Need.FEMALE:
                return student.sex == "F"
            case Need.MALE:
                return student.sex == "M"
            case Need.SEX_NOT_RECORDED:
                return student.sex not in ("F", "M")
        return bool(getattr(student, self.value))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which students are meant; what is None does not matter. `counted=2` means two or more."""

    year_group: int | None = None
    status: Status | None = None
    met: bool | None = None
    counted: int | None = None
    still_needed: int | None = None
    need: Need | None = None
    excluded: bool | None = None
    form: str | None = None

    def holds(self, verdict: Verdict) -> bool:
        """Whether this student is meant."""
        return (
            self.year_group in (None, verdict.student.year_group)
            and self.status in (None, verdict.status)
            and self.met in (None, verdict.met)
            and self.counted in (None, min(verdict.counted, 2))
            and self.still_needed in (None, verdict.still_needed)
            and (self.need is None or self.need.holds(verdict))
            and self.excluded in (None, verdict.excluded)
            and self.form in (None, verdict.student.form)
        )

    @property
    def query(self) -> str:
        """The selection as it stands in an address."""
        written = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: _write(value) for name, value in written.items() if value is not None})

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read from an address; other parameters and empty ones are ignored, nonsense is a ValueError."""
        return cls(**{name: read(query[name]) for name, read in READERS.items() if query.get(name)})


def _write(value: Any) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _read_yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"“{text}” is neither yes nor no")
    return text == "yes"


READERS: dict[str, Callable[[str], Any]] = {
    "year_group": int,
    "status": Status,
    "met": _read_yes_no,
    "counted": int,
    "still_needed": int,
    "need": Need,
    "excluded": _read_yes_no,
    "form": str,
}
