"""What a report says in words: its opening sentences, in the voice of a colleague."""

from collections.abc import Sequence
from datetime import date

from reporting.figures import Target

TIMES = {1: "at least once", 2: "at least twice"}
UP_TO_TWENTY = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def opening(targets: Sequence[Target], *, as_at: date) -> str:
    """How far the school has come, and how many are still to be seen by when."""
    cohorts = [target for target in targets if target.on_roll]
    if not cohorts:
        groups = " or ".join(f"Year {target.year_group}" for target in targets)
        return f"Nobody in {groups} was on roll on {written(as_at)}."
    day = min(as_at, cohorts[0].due_on)
    seen = ", and ".join(
        [_had_met(cohorts[0], first=True)] + [_had_met(target, first=False) for target in cohorts[1:]]
    )
    return f"By {written(day)}, {seen}. {_to_see(cohorts, over=as_at > cohorts[0].due_on)}"


def _had_met(target: Target, *, first: bool) -> str:
    """`141 of the 180 students in Year 11 had met a qualified careers adviser at least once`."""
    on_roll, met = target.on_roll.count, target.met.count
    who = _who(met, on_roll, " students" if first else "")
    verb = " had met a qualified careers adviser" if first else ""
    return f"{who} in Year {target.year_group}{verb} {TIMES[target.required]}"


def _who(met: int, on_roll: int, noun: str) -> str:
    if on_roll == 1:
        return "the one student" if met else "not yet the one student"
    if met == on_roll:
        return f"all {on_roll}{noun}"
    return f"{met or 'none'} of the {on_roll}{noun}"


def _to_see(cohorts: Sequence[Target], *, over: bool) -> str:
    """`Thirty-nine and forty are still to be seen by 31 August 2026.`"""
    left = [target.to_see.count for target in cohorts]
    due_on = written(cohorts[0].due_on)
    if not any(left):
        return "Nobody is still to be seen." if not over else "Nobody was missed."
    numbers = " and ".join(in_words(number) for number in left)
    verb = "is" if left == [1] else "are"
    if over:
        return f"{numbers.capitalize()} {'was' if left == [1] else 'were'} not seen by {due_on}."
    return f"{numbers.capitalize()} {verb} still to be seen by {due_on}."


def in_words(number: int) -> str:
    """Thirty-nine; figures from a hundred on."""
    if number == 0:
        return "none"
    if number < 20:
        return UP_TO_TWENTY[number - 1]
    if number >= 100:
        return f"{number:,}"
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{UP_TO_TWENTY[ones - 1]}" if ones else "")


def written(day: date) -> str:
    """31 March 2026."""
    return f"{day.day} {day:%B %Y}"
