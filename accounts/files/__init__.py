"""Reading the files people send, safely: what kind, how large, which encoding, which columns.

Knows nothing of students, advisers or interviews; their importers build on it.
Standard library, openpyxl and lxml only.
"""

from .decoding import ENCODINGS
from .headings import Doubled, Field, Matched, known_headings, match, missing
from .limits import LIMITS, Limits
from .problems import FileRefused, Problem
from .records import Record
from .sheets import Row, Sheet, check_size, load, read_sheet
from .sniffing import Kind, sniff

__all__ = [
    "ENCODINGS",
    "LIMITS",
    "Doubled",
    "Field",
    "FileRefused",
    "Kind",
    "Limits",
    "Matched",
    "Problem",
    "Record",
    "Row",
    "Sheet",
    "check_size",
    "known_headings",
    "load",
    "match",
    "missing",
    "read_sheet",
    "sniff",
]
