"""Which students are meant: by year group, status, need and so on, as written in the address of a list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from reporting.benchmark8 import Status, Verdict, Worded
from students.needs import has_sen_support, has_send


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
                return has_send(student)
            case Need.SEN_SUPPORT:
                return has_sen_support(student)
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

    def among(self, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
        """Those of these students who are meant."""
        meant = tuple(verdicts)
        for name, value in self._chosen().items():
            holds = FACTS[name]
            meant = tuple(verdict for verdict in meant if holds(verdict, value))
        return meant

    @property
    def query(self) -> str:
        """The selection as it stands in an address."""
        return urlencode({name: _write(value) for name, value in self._chosen().items()})

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read from an address; other parameters and empty ones are ignored, nonsense is a ValueError."""
        return cls(**{name: read(query[name]) for name, read in READERS.items() if query.get(name)})

    def _chosen(self) -> dict[str, Any]:
        return {name: value for name in FACTS if (value := getattr(self, name)) is not None}


FACTS: dict[str, Callable[[Verdict, Any], bool]] = {
    "year_group": lambda verdict, value: verdict.student.year_group == value,
    "status": lambda verdict, value: verdict.status is value,
    "met": lambda verdict, value: verdict.met is value,
    "counted": lambda verdict, value: min(verdict.counted, 2) == value,
    "still_needed": lambda verdict, value: verdict.still_needed == value,
    "need": lambda verdict, value: value.holds(verdict),
    "excluded": lambda verdict, value: verdict.excluded is value,
    "form": lambda verdict, value: verdict.student.form == value,
}


def _write(value: Any) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _read_yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"“{text}” is neither yes nor no")
    return text == "yes"


def _number_to(most: int) -> Callable[[str], int]:
    """Reads a number from nought to `most`."""

    def read(text: str) -> int:
        if (number := int(text)) not in range(most + 1):
            raise ValueError(f"{number} is not a number from 0 to {most}")
        return number

    return read


READERS: dict[str, Callable[[str], Any]] = {
    "year_group": _number_to(99),
    "status": Status,
    "met": _read_yes_no,
    "counted": _number_to(2),
    "still_needed": _number_to(99),
    "need": Need,
    "excluded": _read_yes_no,
    "form": str,
}
