"""The words by which a leak is recognised: each names its school, what kind of text it is, and which one.

`Zanzibarsurname1` can only have come from Ashby's first student's surname. A word ends with its digit, so
that words which run together (in the text of a PDF) still come apart.
"""

import re

from students.identity import ULN, uln_problem, upn_check_letter

MARKS = {"ashby": "Zanzibar", "brook": "Quetzal"}
CANARY = re.compile(rf"({'|'.join(MARKS.values())})([a-z]+)([0-9])", re.IGNORECASE)
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MARKUP = " <x0>"
"""What every text that takes it ends with: an answer that holds it as it is lets names write the page."""
PLAIN = {"", "form", "heading", "misid", "registernumber", "reference", "uploadreference", "evidencefile"}
"""Kinds that leave no room for it: numbers, and what stands in addresses and in the bytes of a file."""
BASES = {"ashby": 1_000_000_000, "brook": 2_000_000_000}


def canary(school: str, kind: str, number: int = 1) -> str:
    """The word for this kind of text at this school."""
    return f"{MARKS[school]}{kind}{number}"


def canary_text(school: str, kind: str, number: int = 1) -> str:
    """The canary as somebody with bad intentions would write it, where the text takes it."""
    word = canary(school, kind, number)
    return word if kind in PLAIN or kind.endswith("email") else word + MARKUP


def canaries_in(text: str) -> set[str]:
    """Every canary in a text, whatever its capitals, as it was made."""
    return {f"{mark.capitalize()}{kind.lower()}{number}" for mark, kind, number in CANARY.findall(text)}


def school_of(word: str) -> str:
    """The school whose canary it is."""
    return next(school for school, mark in MARKS.items() if word.startswith(mark))


def kind_of(word: str) -> str:
    """What kind of text it stands for."""
    return word.removeprefix(MARKS[school_of(word)])[:-1]


def number_of(word: str) -> int:
    """Which one of its kind it is; for a student's texts, which student."""
    return int(word[-1])


def upn(school: str, number: int) -> str:
    """A UPN with the right check letter, unlike any of the other school."""
    rest = f"{str(BASES[school])[:1] * 7}210{number:02}"
    return upn_check_letter(f"A{rest}") + rest


def uln(school: str, number: int) -> str:
    """A ULN with the right check digit, unlike any of the other school."""
    candidates = (str(BASES[school] + number * 1000 + step) for step in range(100))
    return next(each for each in candidates if ULN.fullmatch(each) and uln_problem(each) is None)
