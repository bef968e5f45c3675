"""How an import keeps what was before and after it: a student's state as JSON, and back."""

import datetime as dt
from typing import Any

from students.roster_facts import AsOf, Days, Details, State, YearFacts

DATES = frozenset({"date_of_birth", "neet_risk_on", "joined_on", "left_on"})


def to_json(state: State, as_of: AsOf) -> dict[str, Any]:
    """The state as plain values; dates as ISO texts."""
    return {
        "details": _texts(state.details),
        "year": _texts(state.year) if state.year else None,
        "stays": [_texts(stay) for stay in state.stays],
        "as_of": [day and day.isoformat() for day in as_of],
    }


def from_json(kept: dict[str, Any]) -> tuple[State, AsOf]:
    """The state and its dates, as `to_json` kept them."""
    details, year, stays = kept["details"], kept["year"], kept["stays"]
    state = State(
        Details(**_values(details)),
        YearFacts(**_values(year)) if year else None,
        tuple(Days(**_values(stay)) for stay in stays),
    )
    of_details, of_year, of_stays = (day and dt.date.fromisoformat(day) for day in kept["as_of"])
    return state, AsOf(of_details, of_year, of_stays)


def _texts(part: Any) -> dict[str, Any]:
    return {
        field: value.isoformat() if isinstance(value, dt.date) else value
        for field, value in part._asdict().items()
    }


def _values(kept: dict[str, Any]) -> dict[str, Any]:
    return {
        field: dt.date.fromisoformat(value) if value and field in DATES else value
        for field, value in kept.items()
    }
