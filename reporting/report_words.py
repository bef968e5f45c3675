"""What a report says in words: its opening sentences, in the voice of a colleague."""

from collections.abc import Sequence
from datetime import date

from reporting.figures import Target
from reporting.rulebooks import Rulebook

ADVISER = "a qualified careers adviser"
TIMES = {1: "at least once", 2: "at least twice"}
UP_TO_TWENTY = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def opening(targets: Sequence[Target], *, as_at: date, after_year_11: int = 0) -> str:
    """How far the school has come, and how many are still to be seen by when.

    `after_year_11`: the rule wants so many of Year 13's interviews held after the end of Year 11.
    """
    cohorts = [target for target in targets if target.on_roll]
    if not cohorts:
        groups = " or ".join(f"Year {target.year_group}" for target in targets)
        return f"Nobody in {groups} was on roll on {written(as_at)}."
    due_on = cohorts[0].due_on
    seen = ", and ".join(
        _had_met(target, is_first=target is cohorts[0], after_year_11=after_year_11) for target in cohorts
    )
    return f"By {written(min(as_at, due_on))}, {seen}. {_to_see(cohorts, over=as_at > due_on)}"


def asked_of(target: Target, rulebook: Rulebook) -> str:
    """What the rule asks of a year group: `two by the end of the year, one of them after Year 11`."""
    words = f"{in_words(target.required)} by the end of the year"
    later = rulebook.required_after_year_11(target.year_group)
    return f"{words}, {in_words(later)} of them after Year 11" if later else words


def _had_met(target: Target, *, is_first: bool, after_year_11: int) -> str:
    """`141 of the 180 students in Year 11 had met a qualified careers adviser at least once`."""
    on_roll, met, group = target.on_roll.count, target.met.count, f"in Year {target.year_group}"
    times = TIMES[target.required]
    if after_year_11 and target.year_group > 11:
        times += f" ({TIMES[after_year_11]} after Year 11)"
    if on_roll == 1:
        return f"the one student {group} had {'' if met else 'not '}met {ADVISER} {times}"
    who = f"all {on_roll}" if met == on_roll else f"{met or 'none'} of the {on_roll}"
    return f"{who} students {group} had met {ADVISER} {times}" if is_first else f"{who} {group} {times}"


def _to_see(cohorts: Sequence[Target], *, over: bool) -> str:
    """`79 of Year 11 and 31 of Year 13 are still to be seen by 31 August 2026.`"""
    left = [target for target in cohorts if target.to_see]
    due_on = written(cohorts[0].due_on)
    if not left:
        return "Nobody is still to be seen." if not over else "Nobody was missed."
    who = " and ".join(f"{target.to_see.count:,} of Year {target.year_group}" for target in left)
    is_one = [target.to_see.count for target in left] == [1]
    if over:
        return f"{who} {'was' if is_one else 'were'} not seen by {due_on}."
    return f"{who} {'is' if is_one else 'are'} still to be seen by {due_on}."


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
