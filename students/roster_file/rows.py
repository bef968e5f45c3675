"""One row of a roster: its values, what is wrong with them, and what a person should look at."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial

from accounts.files import Problem, Record
from accounts.files.values import parse_date, parse_email, parse_text, parse_yes_no
from students.academic_year import AcademicYear
from students.identity import ULN_NOT_KNOWN, uln_problem, upn_problem

from .vocabulary import OLD_SEN, parse_sen, parse_sex, parse_uln, parse_upn, parse_year_group

NAME_CHARACTERS = 100
MIS_ID_CHARACTERS = 50
FORM_CHARACTERS = 20
NEET_RISK_CHARACTERS = 50
USUAL_AGE_LESS_YEAR_GROUP = 4  # a Year 7 student is 11 on 31 August
YEARS_OUT_OF_STEP = 2
NEITHER = "there is neither a UPN nor a MIS ID: give one, so that the student can be recognised"

parse_name = partial(parse_text, most=NAME_CHARACTERS)
parse_mis_id = partial(parse_text, most=MIS_ID_CHARACTERS)
parse_form = partial(parse_text, most=FORM_CHARACTERS)
parse_neet_risk = partial(parse_text, most=NEET_RISK_CHARACTERS)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A student as one roster gives him or her. None: the file has no such column (a date: or a blank cell).

    A blank cell of a column the file does have is an empty text, or no.
    """

    row: int
    upn: str | None
    former_upn: str | None
    mis_id: str | None
    uln: str | None
    forename: str
    surname: str
    preferred_forename: str | None
    date_of_birth: dt.date | None
    sex: str | None
    year_group: int
    form: str | None
    email: str | None
    sen: str | None
    ehc_plan: bool | None
    pupil_premium: bool | None
    free_school_meals: bool | None
    in_care: bool | None
    eal: bool | None
    neet_risk: str | None
    joined_on: dt.date | None
    left_on: dt.date | None


def parse_row(record: Record, warnings: list[Problem], *, on: dt.date) -> RosterRow | None:
    """The row's values; None for a row below Year 7.

    What is wrong goes to the record's problems, and the rest is read all the same: everything is told.
    """
    year_group = record.read("year_group", parse_year_group)
    if year_group is None and _below_year_7(record):
        return None
    row = RosterRow(
        row=record.number,
        upn=record.read("upn", parse_upn),
        former_upn=record.read("former_upn", parse_upn),
        mis_id=record.read("mis_id", parse_mis_id),
        uln=record.read("uln", parse_uln),
        forename=_required(record, "forename"),
        surname=_required(record, "surname"),
        preferred_forename=record.read("preferred_forename", parse_name),
        date_of_birth=record.read("date_of_birth", parse_date),
        sex=record.read("sex", parse_sex),
        year_group=year_group or 0,
        form=record.read("form", parse_form),
        email=record.read("email", parse_email),
        sen=record.read("sen", parse_sen),
        ehc_plan=_yes(record, "ehc_plan"),
        pupil_premium=_yes(record, "pupil_premium"),
        free_school_meals=_yes(record, "free_school_meals"),
        in_care=_yes(record, "in_care"),
        eal=_yes(record, "eal"),
        neet_risk=record.read("neet_risk", parse_neet_risk),
        joined_on=record.read("joined_on", parse_date),
        left_on=record.read("left_on", parse_date),
    )
    _refuse_nobody(record, row)
    _refuse_impossible_dates(record, row, on)
    _warn_of_numbers(record, row, warnings)
    _warn_of_age(record, row, warnings, on)
    return _with_needs(record, _without_placeholder(row), warnings)


def _below_year_7(record: Record) -> bool:
    """Whether the year group was read and is too young (and not: could not be read)."""
    try:
        return parse_year_group(record.raw("year_group")) is None
    except ValueError:
        return False


def _required(record: Record, field: str) -> str:
    text = record.read(field, parse_name)
    if text == "":
        record.refuse(field, "is missing: every student needs a forename and a surname")
    return text or ""


def _yes(record: Record, field: str) -> bool | None:
    """Yes or no; a blank cell means no, as registers are exported with the yeses alone."""
    return bool(record.read(field, parse_yes_no)) if record.given(field) else None


def _refuse_nobody(record: Record, row: RosterRow) -> None:
    blank = not record.raw("upn").strip() and not record.raw("mis_id").strip()
    if blank:
        column = "upn" if record.given("upn") else "mis_id"
        record.refuse(column, NEITHER)


def _refuse_impossible_dates(record: Record, row: RosterRow, on: dt.date) -> None:
    born, joined, left = row.date_of_birth, row.joined_on, row.left_on
    if born and born > on:
        record.refuse("date_of_birth", f"{born:%d/%m/%Y} is after the roster's date: write the day of birth")
    if joined and left and left < joined:
        record.refuse(
            "left_on",
            f"left on {left:%d/%m/%Y}, before joining on {joined:%d/%m/%Y}: put one of the two dates right",
        )
    if born and joined and joined <= born:
        record.refuse(
            "joined_on", f"joined on {joined:%d/%m/%Y}, before being born: put one of the dates right"
        )


def _warn_of_numbers(record: Record, row: RosterRow, warnings: list[Problem]) -> None:
    if row.upn and (problem := upn_problem(row.upn)):
        warnings.append(record.problem("upn", f"{row.upn} {problem}"))
    if row.uln and (problem := uln_problem(row.uln)):
        warnings.append(record.problem("uln", f"{row.uln} {problem}"))


def _warn_of_age(record: Record, row: RosterRow, warnings: list[Problem], on: dt.date) -> None:
    """Students repeat and skip years; more than two years out of step is more likely a slip of the pen."""
    born = row.date_of_birth
    if not born or not row.year_group or born > on:
        return
    eve = dt.date(AcademicYear.of(on).start, 8, 31)
    age = eve.year - born.year - ((born.month, born.day) > (eve.month, eve.day))
    usual = row.year_group + USUAL_AGE_LESS_YEAR_GROUP
    oldest = 25 if row.year_group > 13 else usual + YEARS_OUT_OF_STEP
    if not usual - YEARS_OUT_OF_STEP <= age <= oldest:
        message = (
            f"born {born:%d/%m/%Y}, aged {age} as Year {row.year_group} began: check date and year group"
        )
        warnings.append(record.problem("date_of_birth", message))


def _without_placeholder(row: RosterRow) -> RosterRow:
    return replace(row, uln="") if row.uln == ULN_NOT_KNOWN else row


def _with_needs(record: Record, row: RosterRow, warnings: list[Problem]) -> RosterRow:
    """Old statuses in today's letters; `E` means an EHC plan and, where plans have no column, others none."""
    sen, plan = row.sen, row.ehc_plan
    if sen in OLD_SEN:
        message = f"{quoted_status(sen)} is a status from before 2014: read as {OLD_SEN[sen]}"
        warnings.append(record.problem("sen", message))
        sen = OLD_SEN[sen]
    if sen == "E" and plan is False and record.raw("ehc_plan").strip():
        warnings.append(record.problem("ehc_plan", "says no, but SEN says E (EHC plan): read as yes"))
    if sen in ("N", "K") and plan:
        warnings.append(record.problem("sen", f"is {sen}, but there is an EHC plan: check which is right"))
    if sen == "E" or (plan is None and sen is not None):
        plan = sen == "E"
    return replace(row, sen=sen, ehc_plan=plan)


def quoted_status(sen: str) -> str:
    """An old SEN status with its name."""
    return {"A": "A (School Action)", "P": "P (School Action Plus)", "S": "S (statement)"}[sen]
