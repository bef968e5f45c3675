"""The only writers of students, enrolments, stays, exclusions and imports."""

from students.actions.by_hand import Namesake, add_student, correct_student, state_mark
from students.actions.exclusions import exclude_student, withdraw_exclusion
from students.actions.offers import (
    choose_columns,
    choose_encoding,
    discard_roster,
    note_problems,
    offer_roster,
)
from students.actions.roster import Outdated, TooManyLeavers, import_roster, undo_import
from students.actions.writing import hold_students, keep_students

__all__ = [
    "Namesake",
    "Outdated",
    "TooManyLeavers",
    "add_student",
    "choose_columns",
    "choose_encoding",
    "correct_student",
    "discard_roster",
    "exclude_student",
    "hold_students",
    "import_roster",
    "keep_students",
    "note_problems",
    "offer_roster",
    "state_mark",
    "undo_import",
    "withdraw_exclusion",
]
