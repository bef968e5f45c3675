"""The Department's Common Transfer File (CTF, versions 13 to 25), as rows under the names of its elements.

Only what a roster needs is read. Health, contacts, attendance, assessments never leave the reading process.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from accounts.files import Matched, Problem, Row
from accounts.files.isolation import read_records
from accounts.files.problems import quoted
from accounts.files.values import parse_date

VERSION = "CTfile/Header/CTFversion"
FIRST_VERSION, LAST_VERSION = 13, 25
STATUS = "BasicDetails/EnrolStatus"
SEN, FSM = "SENhistory/SEN", "FSMhistory/FSMinstance"
NOT_ON_ROLL = {"P": "a previous pupil", "G": "a guest from another school"}
OTHERWISE = "send a Common Transfer File (CTF), a CSV or an XLSX file."

ELEMENTS: dict[str, tuple[str, ...]] = {
    "upn": ("UPN",),
    "uln": ("UniqueLearnerNumber",),
    "surname": ("Surname",),
    "forename": ("Forename",),
    "date_of_birth": ("DOB",),
    "sex": ("Sex", "Gender"),
    "preferred_forename": ("BasicDetails/PreferredForename",),
    "former_upn": ("BasicDetails/FormerUPN",),
    "year_group": ("BasicDetails/NCyearActual",),
    "in_care": ("LookedAfter/InCare",),
}
Pupil = dict[str, Any]


@dataclass(frozen=True)
class TransferFile:
    """The pupils on roll as rows numbered from 1, which column holds which field, and what to look at."""

    rows: tuple[Row, ...]
    matched: Matched
    warnings: tuple[Problem, ...]


def read_transfer_file(data: bytes, *, name: str, on: dt.date, encoding: str | None = None) -> TransferFile:
    """Read a CTF as it stood on a day: the SEN status then, and the free school meals open then."""
    found = read_records(
        data,
        name=name,
        record="CTfile/CTFpupilData/Pupil",
        texts=(*(path for paths in ELEMENTS.values() for path in paths), STATUS),
        groups=(SEN, FSM),
        head=(VERSION,),
        otherwise=OTHERWISE,
        encoding=encoding,
    )
    pupils: list[Pupil] = found["records"]
    warnings = list(_version_warning(found["head"].get(VERSION, "")))
    columns = _columns(pupils, on)
    rows = []
    for number, pupil in enumerate(pupils, start=1):
        status = pupil.get(STATUS, "").upper()
        if status in NOT_ON_ROLL:
            message = f"{status} is {NOT_ON_ROLL[status]}, not on roll: left out"
            warnings.append(Problem(number, "EnrolStatus", message))
        else:
            rows.append(Row(number, tuple(value(pupil) for _, _, value in columns)))
    headers = tuple(header for _, header, _ in columns)
    index = {field: place for place, (field, _, _) in enumerate(columns)}
    return TransferFile(tuple(rows), Matched(headers, index, (), ()), tuple(warnings))


def _columns(pupils: list[Pupil], on: dt.date) -> list[tuple[str, str, Callable[[Pupil], str]]]:
    """(field, element, how to get it from a pupil) for each field that occurs anywhere in the file."""
    occurring = {path for pupil in pupils for path in pupil}
    columns: list[tuple[str, str, Callable[[Pupil], str]]] = []
    for field, paths in ELEMENTS.items():
        present = [path for path in paths if path in occurring]
        if present:
            columns.append((field, present[0].rpartition("/")[2], partial(_first, paths=tuple(present))))
    if SEN in occurring:
        columns.append(("sen", "SENprovision", lambda pupil: _latest_sen(pupil.get(SEN, []), on)))
    if FSM in occurring:
        columns.append(("free_school_meals", "FSMinstance", lambda pupil: _open_fsm(pupil.get(FSM, []), on)))
    return columns


def _first(pupil: Pupil, paths: tuple[str, ...]) -> str:
    return next((pupil[path] for path in paths if pupil.get(path)), "")


def _latest_sen(history: list[dict[str, str]], on: dt.date) -> str:
    """The provision that began last, by that day; of two begun on one day, the later in the file."""
    begun = [(_day(part.get("StartDate")) or dt.date.min, i) for i, part in enumerate(history)]
    begun = [(day, i) for day, i in begun if day <= on]
    return history[max(begun)[1]].get("SENprovision", "") if begun else ""


def _open_fsm(history: list[dict[str, str]], on: dt.date) -> str:
    """Whether an instance has begun and not ended."""
    for part in history:
        start, end = _day(part.get("FSMstartDate")), _day(part.get("FSMendDate"))
        if (start is None or start <= on) and (end is None or end >= on):
            return "yes"
    return "no"


def _day(text: str | None) -> dt.date | None:
    """A date of a history; one that cannot be read counts as not given, as it does for the sending system."""
    try:
        return parse_date(text or "")
    except ValueError:
        return None


def _version_warning(version: str) -> list[Problem]:
    number = re.match(r"[0-9]+", version)
    if number and FIRST_VERSION <= int(number[0]) <= LAST_VERSION:
        return []
    what = f"has version {quoted(version)}" if version else "does not say its version"
    message = f"this CTF {what}; {FIRST_VERSION} to {LAST_VERSION} are known: check the preview with care"
    return [Problem(None, "CTFversion", message)]
