"""Thirty students, who come to the tests in every dialect a school's roster is written in."""

import datetime as dt
from dataclasses import dataclass

from students.identity import upn_check_letter

ON = dt.date(2025, 10, 1)

FORENAMES = (
    "Zoë", "Aoife", "Seán", "Mary-Jane", "Chloé", "Jürgen", "Amélie", "Fiona", "Iñigo", "Grace",
    "Noah", "Ada", "Øyvind", "Priya", "Tom",
)  # fmt: skip
SURNAMES = ("O'Brien", "Ångström", "Smith-Jones", "Müller", "Façade", "Peña")
SEN = ("N", "N", "K", "N", "E", "")


@dataclass(frozen=True)
class Pupil:
    """What is true of a student, whatever file says it."""

    upn: str
    mis_id: str
    uln: str
    forename: str
    surname: str
    preferred_forename: str
    date_of_birth: dt.date
    sex: str
    year_group: int
    form: str
    email: str
    sen: str
    pupil_premium: bool
    free_school_meals: bool
    in_care: bool
    eal: bool
    joined_on: dt.date
    left_on: dt.date | None

    @property
    def ehc_plan(self) -> bool:
        return self.sen == "E"


def upn(serial: int) -> str:
    """A valid UPN of the school 801/2000."""
    rest = f"80120000{serial:04}"
    return upn_check_letter("?" + rest) + rest


def pupil(number: int) -> Pupil:
    year_group = 7 + number % 7
    return Pupil(
        upn=upn(number),
        mis_id=f"{4700 + number:06}",
        uln="1000000043" if number == 3 else "",
        forename=FORENAMES[number % len(FORENAMES)],
        surname=SURNAMES[number % len(SURNAMES)],
        preferred_forename="Tommy" if number % 15 == 14 else "",
        date_of_birth=dt.date(2025 - 4 - year_group - 1, 9, 1) + dt.timedelta(days=11 * number % 365),
        sex="F" if number % 2 else "M",
        year_group=year_group,
        form=f"{year_group}{'AB'[number % 2]}",
        email=f"s{number}@ashby.example",
        sen=SEN[number % len(SEN)],
        pupil_premium=number % 3 == 0,
        free_school_meals=number % 5 == 0,
        in_care=number == 7,
        eal=number % 4 == 0,
        joined_on=dt.date(2025 - number % 7, 9, 3),
        left_on=dt.date(2025, 9, 26) if number == 11 else None,
    )


THIRTY = tuple(pupil(number) for number in range(30))
