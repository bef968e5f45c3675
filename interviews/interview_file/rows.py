"""One row of an interviews file: its values, and what is wrong with them."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from accounts.files import Record
from accounts.files.values import parse_choice, parse_date, parse_integer, parse_text, parse_yes_no
from interviews.destinations import UnknownDestinationError, find_activity
from interviews.interview_file.fields import EVIDENCE, KINDS, MODES, OUTCOMES
from interviews.models.interview import Kind, Mode, Outcome

LONGEST = 480

parse_name = partial(parse_text, most=120)
parse_number = partial(parse_text, most=50)
parse_reference = partial(parse_text, most=80)
parse_mode = partial(parse_choice, choices=MODES, write="in_person, video or telephone")
parse_kind = partial(parse_choice, choices=KINDS, write="one_to_one, group, drop_in or other")
parse_outcome = partial(parse_choice, choices=OUTCOMES, write="attended, absent, cancelled or declined")
parse_evidence = partial(parse_choice, choices=EVIDENCE, write="confirmed or reported")


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview as a file gives it; student and adviser are still words."""

    row: int
    upn: str
    mis_id: str
    upn_or_mis_id: str
    held_on: dt.date | None
    adviser: str
    minutes: int | None
    mode: str
    kind: str
    outcome: str
    previous_school: str
    evidence: str
    adviser_qualified: bool | None
    destination_code: str
    destination: str
    reference: str


def parse_row(record: Record) -> InterviewRow:
    """The row's values. What is wrong goes to the record's problems; the rest is read all the same."""
    outcome = record.read("outcome", parse_outcome) or Outcome.ATTENDED
    code, words = record.read("destination", parse_destination_cell) or ("", "")
    row = InterviewRow(
        row=record.number,
        upn=(record.read("upn", parse_number) or "").replace(" ", "").upper(),
        mis_id=record.read("mis_id", parse_number) or "",
        upn_or_mis_id=record.read("upn_or_mis_id", parse_number) or "",
        held_on=_held_on(record),
        adviser=record.read("adviser", partial(parse_text, most=254)) or "",
        minutes=_minutes(record, outcome),
        mode=record.read("mode", parse_mode) or Mode.IN_PERSON,
        kind=record.read("kind", parse_kind) or Kind.ONE_TO_ONE,
        outcome=outcome,
        previous_school=record.read("previous_school", parse_name) or "",
        evidence=record.read("evidence", parse_evidence) or "",
        adviser_qualified=record.read("adviser_qualified", parse_yes_no),
        destination_code=code,
        destination=words,
        reference=record.read("reference", parse_reference) or "",
    )
    _refuse_nobody(record, row)
    _refuse_broken_evidence(record, row)
    return row


def parse_destination_cell(value: str) -> tuple[str, str]:
    """An NCCIS activity code or its label, as (code, label)."""
    text = parse_text(value)
    if not text:
        return "", ""
    try:
        activity = find_activity(text.removesuffix(".0"))
    except UnknownDestinationError as error:
        raise ValueError(str(error)) from None
    if activity is None:
        raise ValueError(f"“{text}” is not known: write an NCCIS activity code, as 210, or its label")
    return activity.code, activity.label


def _held_on(record: Record) -> dt.date | None:
    held_on = record.read("held_on", parse_date)
    if held_on is None and not record.raw("held_on").strip():
        record.refuse("held_on", "is missing: write the day of the interview, as 31/03/2026")
    return held_on


def _minutes(record: Record, outcome: str) -> int | None:
    """How long it lasted. Diaries write 0 for a meeting that did not take place."""
    if outcome != Outcome.ATTENDED and record.raw("minutes").strip() in ("0", "0.0"):
        return None
    return record.read("minutes", partial(parse_integer, least=1, most=LONGEST))


def _refuse_nobody(record: Record, row: InterviewRow) -> None:
    if not any(record.raw(name).strip() for name in ("upn", "mis_id", "upn_or_mis_id")):
        column = next(name for name in ("upn", "mis_id", "upn_or_mis_id") if record.given(name))
        record.refuse(column, "is missing: write the student's UPN or MIS ID")


def _refuse_broken_evidence(record: Record, row: InterviewRow) -> None:
    """A previous school's interview needs a grade of evidence; one held here has none."""
    if row.previous_school:
        if not record.raw("evidence").strip():
            message = "an interview at a previous school needs Evidence: write confirmed or reported"
            record.refuse("evidence" if record.given("evidence") else "previous_school", message)
        if row.adviser and len(row.adviser) > 120:
            record.refuse("adviser", f"has {len(row.adviser)} characters: at most 120 can be kept")
        return
    if not row.adviser and not record.raw("adviser").strip():
        record.refuse("adviser", "is missing: write the adviser's e-mail or name")
    only_elsewhere = {"evidence": row.evidence, "adviser_qualified": row.adviser_qualified}
    for name, value in only_elsewhere.items():
        if value not in ("", None):
            message = "is for an interview at a previous school: name the school, or leave this blank"
            record.refuse(name, message)
