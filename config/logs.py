"""What may stand in a log line: ids, and where in the code. Never an error's words, and no key to a door."""

import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any

SERIOUS = {"error", "exception", "critical"}
KEY = re.compile(r"/(set-up|reset/key)/[^\s?\"'/]+(/[^\s?\"'/]+)?/?")
Event = MutableMapping[str, Any]


def without_words(logger: Any, level: str, event: Event) -> Event:
    """Say of an error its kind, and of a serious one where it happened.

    Its words stay out, wherever a library puts them: PostgreSQL's hold the whole row, and so a name.
    """
    error = error_of(event.pop("exc_info", None))
    if error is None:
        return event
    kind = " from ".join(type(each).__name__ for each in causes(error))
    for each in causes(error):
        for words in filter(None, (repr(each), str(each))):
            whole = rf"(?<!\w){re.escape(words)}(?!\w)"  # and never letters of another word
            event["event"] = re.sub(whole, type(each).__name__, str(event.get("event", "")))
    event["error"] = kind
    if level in SERIOUS:
        event["frames"] = traceback.format_tb(error.__traceback__)
    return event


def without_keys(logger: Any, level: str, event: Event) -> Event:
    """Cut out what opens a door once: the links with which somebody chooses a password."""
    return {
        name: KEY.sub(r"/\1/.../", value) if isinstance(value, str) else value
        for name, value in event.items()
    }


def error_of(told: Any) -> BaseException | None:
    """The error that a line is about, in whichever of logging's ways it was handed over."""
    if told is True:
        return sys.exc_info()[1]
    if isinstance(told, tuple):
        return told[1]
    return told if isinstance(told, BaseException) else None


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it came of."""
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        yield here
        here = here.__cause__ or here.__context__
