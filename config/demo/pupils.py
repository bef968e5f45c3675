"""The students of a school over the years: who joins, who moves up, who stays on, who leaves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from accounts.files import Kind
from config.demo.names import BOYS, GIRLS, SURNAMES, UNUSUAL
from students.academic_year import AcademicYear
from students.identity import upn_check_letter
from students.roster_file import Roster, RosterRow

FIRST_YEAR_GROUP, LAST_COMPULSORY, LAST = 7, 11, 13
FORMS = "ABCDEF"


@dataclass
class Pupil:
    """A young person, with what changes over the years."""

    number: int
    entered: int  # the year (as a calendar year) of his or her Year 7, here or elsewhere
    forename: str
    surname: str
    sex: str
    born_on: date
    letter: str
    upn: str
    sen: str
    pupil_premium: bool
    in_care: bool
    eal: bool
    neet_risk: str
    joined_on: date
    left_on: date | None = None
    from_elsewhere: bool = False

    def year_group(self, year: AcademicYear) -> int:
        """The year group he or she is in."""
        return FIRST_YEAR_GROUP + year.start - self.entered


@dataclass
class SchoolLife:
    """A school's students, year after year. `sizes` are this year's, by year group."""

    urn: str
    sizes: dict[int, int]
    first: AcademicYear
    last: AcademicYear
    random: Random
    pupils: list[Pupil] = field(default_factory=list)

    def __post_init__(self) -> None:
        for entered in range(self.first.start - (LAST - FIRST_YEAR_GROUP), self.last.start + 1):
            self.grow_cohort(entered)

    def grow_cohort(self, entered: int) -> None:
        """Everybody who was in Year 7 that year: through the school, and on to the sixth form or out."""
        reaches = min(LAST, FIRST_YEAR_GROUP + self.last.start - entered)
        size = self.sizes[min(reaches, LAST_COMPULSORY)]
        cohort = [self.new_pupil(entered, date(entered, 9, 1)) for _ in range(size)]
        self.replace_a_few(entered, cohort)
        if 12 in self.sizes:
            self.stay_on(entered, cohort, reaches)

    def replace_a_few(self, entered: int, cohort: list[Pupil]) -> None:
        """In each year two leave in November, before the year is out, and two come."""
        for start in range(max(entered, self.first.start), min(entered + 5, self.last.start)):
            staying = [pupil for pupil in cohort if pupil.left_on is None]
            for pupil in self.random.sample(staying, 2):
                pupil.left_on = date(start, 11, 20)
                cohort.append(self.new_pupil(entered, date(start, 11, 23)))

    def stay_on(self, entered: int, cohort: list[Pupil], reaches: int) -> None:
        """Some of Year 11 come back for the sixth form, and some come from other schools."""
        begins = entered + 5
        if reaches <= LAST_COMPULSORY:
            return
        of_year_11 = [pupil for pupil in cohort if pupil.left_on is None]
        size = self.sizes[12] if reaches == 12 else self.sizes[13]
        newcomers = 18
        staying = set(map(id, self.random.sample(of_year_11, size - newcomers)))
        for pupil in of_year_11:
            if id(pupil) not in staying:
                pupil.left_on = date(begins, 8, 31)
        for _ in range(newcomers):
            pupil = self.new_pupil(entered, date(begins, 9, 1))
            pupil.from_elsewhere = True

    def new_pupil(self, entered: int, joined_on: date) -> Pupil:
        """Somebody new, with needs in the proportions one finds."""
        chance, number = self.random.random, len(self.pupils) + 1
        sex = self.random.choice("FM")
        forename = self.random.choice(GIRLS if sex == "F" else BOYS)
        surname = self.random.choice(SURNAMES)
        if number % 331 == 7:
            forename, surname = UNUSUAL[number // 331 % len(UNUSUAL)]
        elif chance() < 0.04:
            surname = f"{surname}-{self.random.choice(SURNAMES)}"
        sen = "E" if chance() < 0.035 else "K" if chance() < 0.13 else "N"
        pupil = Pupil(
            number=number,
            entered=entered,
            forename=forename,
            surname=surname,
            sex=sex,
            born_on=date(entered - 12, 9, 1) + timedelta(days=self.random.randrange(365)),
            letter=FORMS[number % (6 if 12 in self.sizes else 5)],
            upn=upn(self.urn, entered, number),
            sen=sen,
            pupil_premium=chance() < 0.27,
            in_care=chance() < 0.01,
            eal=chance() < 0.16,
            neet_risk=self.random.choice(("Low", "Low", "Medium", "High")),
            joined_on=joined_on,
        )
        self.pupils.append(pupil)
        return pupil

    def on_roster(self, year: AcademicYear, on: date) -> Iterator[Pupil]:
        """Those a roster of this day shows: on roll, or gone since the year began."""
        top = LAST if 12 in self.sizes else LAST_COMPULSORY
        for pupil in self.pupils:
            in_school = FIRST_YEAR_GROUP <= pupil.year_group(year) <= top
            if in_school and pupil.joined_on <= on and (pupil.left_on or on) >= year.starts_on:
                yield pupil

    def roster(self, year: AcademicYear, on: date) -> Roster:
        """The file the school's system would give on this day."""
        rows = [
            self.row(place, pupil, year, on) for place, pupil in enumerate(self.on_roster(year, on), start=2)
        ]
        return Roster(
            rows=tuple(rows),
            fields_given=FIELDS_GIVEN,
            warnings=(),
            skipped_too_young=0,
            ignored_columns=(),
            doubled_columns=(),
            encoding="utf-8",
            kind=Kind.TEXT,
            on=on,
        )

    def row(self, place: int, pupil: Pupil, year: AcademicYear, on: date) -> RosterRow:
        """One line of it."""
        group = pupil.year_group(year)
        return RosterRow(
            row=place,
            upn=pupil.upn,
            former_upn=None,
            mis_id=f"{pupil.number + 4000}",
            uln=None,
            forename=pupil.forename,
            surname=pupil.surname,
            preferred_forename=None,
            date_of_birth=pupil.born_on,
            sex=pupil.sex,
            year_group=group,
            form=f"{group}{pupil.letter}",
            email=None,
            sen=pupil.sen,
            ehc_plan=pupil.sen == "E",
            pupil_premium=pupil.pupil_premium,
            free_school_meals=pupil.pupil_premium and pupil.number % 3 > 0,
            in_care=pupil.in_care,
            eal=pupil.eal,
            neet_risk=pupil.neet_risk,
            joined_on=pupil.joined_on,
            left_on=pupil.left_on if pupil.left_on and pupil.left_on <= on else None,
        )


FIELDS_GIVEN = frozenset(
    [
        "upn",
        "mis_id",
        "forename",
        "surname",
        "date_of_birth",
        "sex",
        "year_group",
        "form",
        "sen",
        "ehc_plan",
        "pupil_premium",
        "free_school_meals",
        "in_care",
        "eal",
        "neet_risk",
        "joined_on",
        "left_on",
    ]
)


def upn(urn: str, entered: int, number: int) -> str:
    """A UPN with its right check letter, from Liverpool's number (341)."""
    rest = f"341{urn[-4:]}{(entered - 7) % 100:02d}{number % 1000:03d}"
    return upn_check_letter("A" + rest) + rest
