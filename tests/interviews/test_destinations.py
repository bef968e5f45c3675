"""Destinations by NCCIS activity code, label, or words."""

import csv
from pathlib import Path

import pytest

import interviews
from interviews.destinations import UnknownDestinationError, activities, discreet, parse_destination


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("", "", ""),
        ("220", "220", "Sixth form college"),
        ("sixth FORM college", "220", "Sixth form college"),
        ("220 Sixth form college", "220", "Sixth form college"),
        (
            "220 Sixth form college · T level Health · Knowsley",
            "220",
            "Sixth form college · T level Health · Knowsley",
        ),
        ("Sixth form college · T level Health", "220", "Sixth form college · T level Health"),
        ("220: T level Health", "220", "Sixth form college · T level Health"),
        ("Astronaut,  then   teacher", "", "Astronaut, then teacher"),
        ("150 Current situation not known", "150", "Current situation not known"),
        ("2nd year at college", "", "2nd year at college"),
    ],
)
def test_what_somebody_types(typed, code, words):
    assert parse_destination(typed) == (code, words)


def test_what_is_shown_for_editing_is_read_back_the_same():
    for activity in activities().values():
        assert parse_destination(activity.option) == (activity.code, activity.label)
        longer = f"{activity.code} {activity.label} · Knowsley"
        assert parse_destination(longer) == (activity.code, f"{activity.label} · Knowsley")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("999", "999 is not an NCCIS activity code"),
        ("999 Astronaut", "999 is not an NCCIS activity code"),
        ("Current situation not known", "is the label of 150 and 810: write the code"),
    ],
)
def test_what_looks_like_a_code_and_is_none(typed, reason):
    with pytest.raises(UnknownDestinationError, match=reason):
        parse_destination(typed)


def test_sensitive_activities_are_called_other():
    file = Path(interviews.__file__).with_name("nccis_activity_codes.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 46
    for row in rows:
        shown = discreet(row["code"], f"{row['label']} · and where")
        assert shown == ("Other" if row["sensitive"] == "yes" else f"{row['label']} · and where")
    assert discreet("", "Astronaut") == "Astronaut"
