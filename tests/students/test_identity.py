"""Check characters of UPN and ULN, on published and field examples."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from students.identity import uln_problem, upn_problem


@pytest.mark.parametrize("upn", ["B801200005001", "H801200001001", "N823432113104", "Y34120002400A"])
def test_a_right_upn_has_no_problem(upn: str) -> None:
    assert upn_problem(upn) is None


@pytest.mark.parametrize(("upn", "right"), [("A801200005001", "B"), ("A123456789001", "Y")])
def test_a_wrong_check_letter_is_told_with_the_right_one(upn: str, right: str) -> None:
    assert upn_problem(upn) == f"has the check letter A where {right} would be right: compare it with the MIS"


@pytest.mark.parametrize(
    "upn",
    ["", "B80120000500", "B8012000050011", "I801200005001", "8801200005001", "B80120000500I", "B80120000A001",
     "b801200005001", "B801200005001 "],
)  # fmt: skip
def test_what_has_not_the_form_is_no_upn(upn: str) -> None:
    assert (upn_problem(upn) or "").startswith("is not a UPN")


@pytest.mark.parametrize("uln", ["1000000043", "5142333720"])
def test_a_right_uln_has_no_problem(uln: str) -> None:
    assert uln_problem(uln) is None


@pytest.mark.parametrize(
    ("uln", "begins"),
    [
        ("1000000063", "has the wrong check digit"),
        ("1234567890", "has the wrong check digit"),
        ("9999999999", "stands for a ULN that is not known yet"),
        ("100000004", "is not a ULN"),
        ("10000000433", "is not a ULN"),
        ("100000004X", "is not a ULN"),
        ("", "is not a ULN"),
    ],
)
def test_a_wrong_uln_is_told(uln: str, begins: str) -> None:
    assert (uln_problem(uln) or "").startswith(begins)


@settings(deadline=None)
@given(st.integers(10**8, 10**9 - 1))
def test_at_most_one_check_digit_is_right(stem: int) -> None:
    right = [digit for digit in range(10) if uln_problem(f"{stem}{digit}") is None]
    assert len(right) <= 1


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1), st.integers(0, 11), st.integers(1, 9))
def test_no_single_wrong_digit_goes_unnoticed(number: int, place: int, change: int) -> None:
    digits = f"{number:012}"
    letter = next(x for x in "ABCDEFGHJKLMNPQRTUVWXYZ" if upn_problem(x + digits) is None)
    wrong = digits[:place] + str((int(digits[place]) + change) % 10) + digits[place + 1 :]
    assert upn_problem(letter + wrong) is not None
