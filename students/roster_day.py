"""Of which day a roster may speak: of any in the past, and of the coming weeks.

Some schools export next year's classes in the holidays, so September's roster may be here in July. Anything
later is a slip of the pen, and a costly one: a roster counts as newer than all that are dated before it.
"""

import datetime as dt

from accounts.files.values import FIRST_YEAR

MOST_AHEAD = dt.timedelta(days=62)


def day_problem(day: dt.date, *, today: dt.date) -> str | None:
    """Why no roster speaks of this day, and what would be right; None when it may."""
    if day.year < FIRST_YEAR:
        return f"The year {day.year} is long past: give the day the roster was exported"
    if day > today + MOST_AHEAD:
        return (
            f"{day:%d/%m/%Y} is more than two months ahead: give the day the roster was exported, or the "
            "first day of the year it is for"
        )
    return None
