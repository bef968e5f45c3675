"""Rulebooks: the wordings of Benchmark 8 in circulation, read once from rulebooks.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

DEFAULT_RULEBOOK = "school-two-by-13"


class UnknownRulebookError(LookupError):
    """No rulebook has this code; the message lists those that exist."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One wording of the benchmark: what it asks for, and which interviews it accepts."""

    code: str
    name: str
    title: str
    wording: str
    source: str
    by_end_of_year_11: int
    by_end_of_year_13: int
    after_year_11: int = 0
    accepted_evidence: frozenset[str] = frozenset({"confirmed"})
    require_register: bool = False
    minimum_minutes: int | None = None
    effective_from: date | None = None
    effective_to: date | None = None

    def required(self, year_group: int) -> int:
        """How many interviews a student needs in all, by the end of Year 11 or, after it, of Year 13."""
        return self.by_end_of_year_11 if year_group <= 11 else self.by_end_of_year_13

    def required_after_year_11(self, year_group: int) -> int:
        """How many of them must have been held after the end of the student's Year 11."""
        return 0 if year_group <= 11 else self.after_year_11


@cache
def rulebooks() -> Mapping[str, Rulebook]:
    """Every rulebook by its code, in the order of the file."""
    text = Path(__file__).with_name("rulebooks.toml").read_text(encoding="utf-8")
    return MappingProxyType({code: _rulebook(code, options) for code, options in tomllib.loads(text).items()})


def find_rulebook(code: str) -> Rulebook:
    """The rulebook with this code; an unknown code is refused with the codes there are."""
    try:
        return rulebooks()[code]
    except KeyError:
        raise UnknownRulebookError(
            f"No rulebook is called “{code}”. There are: {', '.join(rulebooks())}."
        ) from None


def _rulebook(code: str, options: dict[str, Any]) -> Rulebook:
    accepted = frozenset(options.pop("accepted_evidence"))
    return Rulebook(code=code, accepted_evidence=accepted, **options)
