"""What a cell may hold. Each function takes a cell's text and gives its value, or says what would be right.

A blank cell is None (text: empty); whether it may be blank is for the caller to say.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from .problems import quoted

SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
TIME = r"(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?Z?)?"
ISO = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?){TIME}", re.ASCII)
DAY_FIRST = re.compile(rf"(\d\d?)/(\d\d?)/(\d{{4}}){TIME}", re.ASCII)
EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(?:\.[^\s@<>,;:\"()\[\]\\.]+)+")
WHOLE = re.compile(r"[+-]?[0-9]{1,12}(?:\.0+)?")
YES = frozenset({"yes", "y", "true", "t", "1"})
NO = frozenset({"no", "n", "false", "f", "0"})
FIRST_YEAR, LAST_YEAR = 1900, 2100


def clean(value: str) -> str:
    """The value without outer spaces, runs of spaces (no-break ones too) as one, in composed form (NFC)."""
    if value.isascii() and "  " not in value and value.isprintable():
        return value.strip()
    return unicodedata.normalize("NFC", SPACES.sub(" ", value)).strip()


def parse_text(value: str, *, most: int = 200) -> str:
    """One line of text of at most `most` characters, without control characters."""
    text = clean(value)
    if not (text.isascii() and text.isprintable()) and REFUSED.search(text):
        raise ValueError("holds a character that cannot be shown: type the value again")
    if len(text) > most:
        raise ValueError(f"has {len(text)} characters: at most {most} can be kept")
    return text


def parse_date(value: str) -> dt.date | None:
    """A date written 2009-03-31 or 31/03/2009 (day first, always); a time after it is dropped."""
    text = clean(value)
    if not text:
        return None
    if match := ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise ValueError(f"{quoted(text)} is not a date: write 31/03/2009 or 2009-03-31")
    return _existing(text, year, month, day)


def _existing(text: str, year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise ValueError(f"{quoted(text)} has no month {month}: write day, month, year, as in 31/03/2009")
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{quoted(text)} is a date that does not exist: write one that does") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{quoted(text)} has the year {year}: write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return found


def parse_yes_no(value: str) -> bool | None:
    """Yes/no, Y/N, true/false, 1/0."""
    text = clean(value).casefold()
    if not text:
        return None
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(f"{quoted(value)} is neither yes nor no: write yes or no, Y or N, true or false, 1 or 0")


def parse_email(value: str) -> str:
    """An address with something on both sides of one @; more cannot be known without writing to it."""
    text = parse_text(value, most=254)
    if text and not EMAIL.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not an e-mail address: write one like ada@school.example")
    return text


def parse_integer(value: str, *, least: int, most: int) -> int | None:
    """A whole number from `least` to `most`."""
    text = clean(value)
    if not text:
        return None
    if not WHOLE.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not a whole number: write a number from {least} to {most}")
    number = int(text.partition(".")[0])
    if not least <= number <= most:
        raise ValueError(f"{number} is out of range: write a number from {least} to {most}")
    return number


def parse_choice(value: str, choices: Mapping[str, str], *, write: str) -> str:
    """The choice whose key the value is, by letters and digits alone; `write` says what would be right."""
    text = clean(value)
    if not text:
        return ""
    wanted = _bare(text)
    for key, choice in choices.items():
        if _bare(key) == wanted:
            return choice
    raise ValueError(f"{quoted(text)} is not known: write {write}")


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
