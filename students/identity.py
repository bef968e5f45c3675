"""The check characters of the numbers a student carries through school.

A wrong one is a warning and never a refusal: some were issued wrong and cannot be changed.
"""

import re

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN = re.compile(rf"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]")
ULN = re.compile(r"[0-9]{10}")
ULN_NOT_KNOWN = "9999999999"


def upn_problem(upn: str) -> str | None:
    """What is wrong with a Unique Pupil Number, or None. (Department for Education, UPN guide.)

    Check letter, local authority (3), school (4), year (2), serial (3); a final letter marks a temporary one.
    """
    if not UPN.fullmatch(upn):
        return "is not a UPN: a check letter, eleven digits, then a digit (or, temporary, a letter)"
    expected = upn_check_letter(upn)
    if upn[0] != expected:
        return f"has the check letter {upn[0]} where {expected} would be right: compare it with the MIS"
    return None


def upn_check_letter(upn: str) -> str:
    """The letter that should stand first: the twelve characters after it, weighted 2 to 13, modulo 23."""
    values = (int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in upn[1:])
    return UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, start=2)) % 23]


def uln_problem(uln: str) -> str | None:
    """What is wrong with a Unique Learner Number, or None. (Learning Records Service, ULN validation.)"""
    if not ULN.fullmatch(uln):
        return "is not a ULN: it has ten digits, as in 1000000043"
    if uln == ULN_NOT_KNOWN:
        return "stands for a ULN that is not known yet: leave it blank until it is"
    remainder = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), uln, strict=False)) % 11
    if remainder == 0 or 10 - remainder != int(uln[9]):
        return "has the wrong check digit: compare it with the MIS"
    return None
