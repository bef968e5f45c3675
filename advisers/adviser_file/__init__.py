"""Reading an advisers file: advisers and their credentials, a row a credential."""

from advisers.adviser_file.reading import AdviserFile, read_advisers
from advisers.adviser_file.rows import AdviserRow, CheckGiven

__all__ = ["AdviserFile", "AdviserRow", "CheckGiven", "read_advisers"]
