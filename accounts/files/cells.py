"""Text on its way out to spreadsheets, and text made comparable for search."""

import re
import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢", "﹣", "﹫")
NUMBER = re.compile(r"-[0-9]+(?:\.[0-9]+)?")
LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t",
        "ŋ": "n", "ĸ": "k", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    }
)  # fmt: skip


def neutralise(value: str) -> str:
    """A cell a spreadsheet will show as text and never run: a leading apostrophe where it could be a formula.

    Full-width forms count, since some programs read them as the plain signs. A negative number stays one.
    """
    if value.lstrip(" \u00a0\u3000").startswith(FORMULA_STARTS) and not NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def fold(text: str) -> str:
    """The text as search compares it: no case, no accents, apostrophes and hyphens as spaces.

    `O’Brien-Łódzka` and `o brien lodzka` fold to the same.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(LETTERS)
    return " ".join("".join(c if c.isalnum() else " " for c in letters.casefold()).split())
