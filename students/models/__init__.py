from students.models.enrolment import Enrolment, Stay
from students.models.exclusion import Exclusion
from students.models.roster_import import ColumnMapping, ImportedChange, RosterImport
from students.models.student import Student

__all__ = ["ColumnMapping", "Enrolment", "Exclusion", "ImportedChange", "RosterImport", "Stay", "Student"]
