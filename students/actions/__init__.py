"""The only writers of students, enrolments, stays, exclusions and imports."""

from students.actions.roster import Outdated, TooManyLeavers, import_roster, undo_import

__all__ = ["Outdated", "TooManyLeavers", "import_roster", "undo_import"]
