"""Intended destinations by NCCIS activity code (National Client Caseload Information System), or in words."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

OTHER = "Other"
SEPARATOR = " · "
LEADING_CODE = re.compile(r"(\d{3})\b[\s·:–-]*")


class UnknownDestinationError(ValueError):
    """Words that look like a code and are none, or that fit two labels; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One NCCIS activity. A sensitive one is named to advisers and careers leaders only."""

    code: str
    label: str
    group: str
    sensitive: bool

    @property
    def option(self) -> str:
        """How it stands in a list to choose from: the code makes it unmistakable."""
        return f"{self.code} {self.label}"

    @property
    def discreet_label(self) -> str:
        """What governors, tutors and paper show: the label, or "Other" for a sensitive one."""
        return OTHER if self.sensitive else self.label


@cache
def activities() -> Mapping[str, Activity]:
    """Every activity by its code, in the order of the file."""
    with Path(__file__).with_name("nccis_activity_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Activity(row["code"], row["label"], row["group"], row["sensitive"] == "yes")
            for row in csv.DictReader(file)
        ]
    return MappingProxyType({row.code: row for row in rows})


def find_activity(text: str) -> Activity | None:
    """The activity whose code, label or both this is; None when it is none of them."""
    wanted = _bare(text)
    fitting = [
        activity
        for activity in activities().values()
        if wanted in (activity.code, _bare(activity.label), _bare(activity.option))
    ]
    if len(fitting) > 1:
        codes = " and ".join(activity.code for activity in fitting)
        raise UnknownDestinationError(f"“{text}” is the label of {codes}: write the code")
    return fitting[0] if fitting else None


def parse_destination(text: str) -> tuple[str, str]:
    """What somebody typed as (code, words): `220 · T level Health`, `Sixth form college`, or words alone."""
    text = " ".join(text.split())
    if whole := find_activity(text):
        return whole.code, whole.label
    first, _, rest = text.partition("·")
    activity = find_activity(first.strip())
    if activity:
        return activity.code, SEPARATOR.join([activity.label, *filter(None, [rest.strip()])])
    code = LEADING_CODE.match(text)
    if code is None:
        return "", text
    if code[1] not in activities():
        raise UnknownDestinationError(f"{code[1]} is not an NCCIS activity code: choose one from the list")
    return code[1], SEPARATOR.join([activities()[code[1]].label, text[code.end() :]])


def discreet(code: str, words: str) -> str:
    """A destination as governors, tutors and paper may see it."""
    activity = activities().get(code)
    return activity.discreet_label if activity and activity.sensitive else words


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
