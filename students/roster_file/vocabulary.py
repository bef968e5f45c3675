"""The words schools use for year groups, needs and numbers, and what each stands for."""

import re

from accounts.files.problems import quoted
from accounts.files.values import clean, parse_choice

FIRST_YEAR_GROUP, LAST_YEAR_GROUP = 7, 14
OLDEST_WRITTEN = 20
YEAR_GROUP = re.compile(r"(?:nc ?)?(?:year ?group|year|yr|y)?[ .]*0?([0-9]{1,2})(?:\.0+)?")
EARLY_YEARS = frozenset({"r", "yr", "year r", "reception", "n", "n1", "n2", "nursery", "e1", "e2"})
WRITE_YEAR_GROUP = "write 7 to 13, as 11, Y11 or Year 11 (14 for later years)"

SEX = {"M": "M", "Male": "M", "F": "F", "Female": "F"}

SEN_CODE = re.compile(r"([NKEAPS])(?: *[-–—:(/].*)?", re.IGNORECASE)
SEN_WORDS = {
    "none": "N",
    "no": "N",
    "no sen": "N",
    "not sen": "N",
    "no sen provision": "N",
    "no special educational need": "N",
    "no special educational needs": "N",
    "no specialist provision": "N",
    "SEN support": "K",
    "SEND support": "K",
    "support": "K",
    "school support": "K",
    "EHC plan": "E",
    "EHCP": "E",
    "EHC": "E",
    "education health and care plan": "E",
    "education health care plan": "E",
    "school action": "A",
    "school action plus": "P",
    "statement": "S",
    "statement of SEN": "S",
    "statemented": "S",
}
OLD_SEN = {"A": "K", "P": "K", "S": "E"}
UPN_CHARACTERS = re.compile(r"[A-Z0-9]{13}")


def parse_year_group(value: str) -> int | None:
    """7 to 13; 14 for anything after; None for Year 6 and below, whose rows are not imported."""
    text = clean(value).casefold()
    if not text:
        raise ValueError(f"is missing: {WRITE_YEAR_GROUP}")
    if text.removeprefix("year ") in EARLY_YEARS:
        return None
    match = YEAR_GROUP.fullmatch(text)
    number = int(match[1]) if match else 0
    if not 1 <= number <= OLDEST_WRITTEN:
        raise ValueError(f"{quoted(value)} is not a year group: {WRITE_YEAR_GROUP}")
    return min(number, LAST_YEAR_GROUP) if number >= FIRST_YEAR_GROUP else None


def parse_sen(value: str) -> str:
    """`N`, `K`, `E`, or from before 2014 `A`, `P`, `S`: from a code, words, or both (`K - SEN support`)."""
    text = clean(value)
    if match := SEN_CODE.fullmatch(text):
        return match[1].upper()
    return parse_choice(text, SEN_WORDS, write="N (none), K (SEN support) or E (EHC plan)")


def parse_sex(value: str) -> str:
    """`M`, `F` or nothing."""
    return parse_choice(value, SEX, write="M, F, Male or Female, or leave it blank")


def parse_upn(value: str) -> str:
    """A UPN's thirteen characters; whether its check letter is right is another question."""
    text = clean(value).replace(" ", "").upper()
    if text and not UPN_CHARACTERS.fullmatch(text):
        raise ValueError(
            f"{quoted(value)} is not a UPN: write its 13 characters, as B801200005001, or leave it blank"
        )
    return text


def parse_uln(value: str) -> str:
    """A ULN's ten digits; whether its check digit is right is another question."""
    text = clean(value).replace(" ", "")
    if text and not re.fullmatch(r"[0-9]{10}", text):
        raise ValueError(f"{quoted(value)} is not a ULN: write its ten digits, or leave it blank")
    return text
