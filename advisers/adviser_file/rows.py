"""One row of an advisers file: who, what he or she holds, and who has checked it."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from accounts.files import Problem, Record
from accounts.files.values import parse_date, parse_email, parse_text
from advisers.adviser_file.fields import (
    HEADINGS,
    OF_A_CREDENTIAL,
    OF_A_QUALIFICATION,
    OF_A_REGISTER_ENTRY,
    parse_category,
    parse_employment,
    parse_kind,
    parse_level,
    parse_seen_as,
)
from advisers.claims import Claim
from advisers.models.credential import CredentialKind

parse_name = partial(parse_text, most=120)
parse_title = partial(parse_text, most=160)
parse_number = partial(parse_text, most=40)


@dataclass(frozen=True, slots=True)
class CheckGiven:
    """A check as a file reports it."""

    checked_by: str
    checked_on: dt.date
    seen_as: str


@dataclass(frozen=True, slots=True)
class AdviserRow:
    """One row's values; empty text where a cell is blank, or the file has no such column."""

    number: int
    name: str
    email: str
    employment: str
    organisation: str
    claim: Claim | None
    check: CheckGiven | None


def parse_row(record: Record, warnings: list[Problem], *, on: dt.date) -> AdviserRow:
    """The row's values. What is wrong goes to the record's problems, and the rest is read all the same."""
    name = record.read("name", parse_name)
    if name == "":
        record.refuse("name", "is blank: write the adviser’s name")
    kind = record.read("kind", parse_kind)
    return AdviserRow(
        number=record.number,
        name=name or "",
        email=(record.read("email", parse_email) or "").lower(),
        employment=record.read("employment", parse_employment) or "",
        organisation=record.read("organisation", parse_name) or "",
        claim=_claim(record, warnings, kind, on),
        check=_check(record, warnings, on),
    )


def _claim(record: Record, warnings: list[Problem], kind: str | None, on: dt.date) -> Claim | None:
    """The row's credential; a row may name an adviser alone, if it says nothing of a credential."""
    if not kind:
        blank = kind == "" or not record.given("kind")
        if blank and any(record.raw(field).strip() for field in OF_A_CREDENTIAL):
            record.refuse("kind", f"{HEADINGS['kind']} is blank: write qualification or register")
        return None
    claim = Claim(
        kind=kind,
        title=record.read("title", parse_title) or "",
        level=record.read("level", parse_level),
        awarding_body=record.read("awarding_body", parse_name) or "",
        awarded_on=record.read("awarded_on", parse_date),
        register_category=record.read("register_category", parse_category) or "",
        register_number=record.read("register_number", parse_number) or "",
        valid_from=record.read("valid_from", parse_date),
        valid_to=record.read("valid_to", parse_date),
    )
    if kind == CredentialKind.QUALIFICATION:
        _require(record, "level", "write the qualification’s level, as in 6")
        _require(record, "awarded_on", "write the day it was awarded, as in 31/03/2019")
        _refuse_foreign(record, OF_A_REGISTER_ENTRY, "a qualification has not")
    else:
        _require(record, "register_category", "write career_development_professional or careers_leader")
        _require(record, "valid_from", "write the day the entry is valid from, as in 31/03/2024")
        _refuse_foreign(record, OF_A_QUALIFICATION, "a register entry has not")
    if claim.valid_from and claim.valid_to and claim.valid_to < claim.valid_from:
        record.refuse("valid_to", "lies before the day the entry is valid from: put one of the two right")
    if claim.awarded_on and claim.awarded_on > on:
        message = "lies in the future: the qualification counts from that day"
        warnings.append(record.problem("awarded_on", message))
    return claim


def _require(record: Record, field: str, write: str) -> None:
    if not record.raw(field).strip():
        what = "is blank" if record.given(field) else f"{HEADINGS[field]} is missing"
        record.refuse(field, f"{what}: {write}")


def _refuse_foreign(record: Record, fields: dict[str, str], has_not: str) -> None:
    """What belongs to the other kind of credential would be lost: it needs a row of its own."""
    for field, what in fields.items():
        if record.raw(field).strip():
            message = (
                f"{what} is something {has_not}: leave it blank, or give that credential a row of its own"
            )
            record.refuse(field, message)


def _check(record: Record, warnings: list[Problem], on: dt.date) -> CheckGiven | None:
    """Who checked the credential, when and how; without a date it is unchecked."""
    by, day = record.read("checked_by", parse_name), record.read("checked_on", parse_date)
    seen_as = record.read("seen_as", parse_seen_as)
    if not record.raw("checked_on").strip():
        if record.raw("checked_by").strip():
            message = "names somebody without the day of the check: the credential is recorded as unchecked"
            warnings.append(record.problem("checked_by", message))
        return None
    _require(record, "checked_by", "write who checked the credential, or clear Checked on")
    _require(record, "seen_as", "write certificate, register or letter, or clear Checked on")
    if day and day > on:
        record.refuse("checked_on", "lies in the future: write the day the check was done")
    return CheckGiven(by or "", day, seen_as or "") if day else None
