"""How large a file may be before it is refused: far above any school's, far below what hurts the server."""

import contextlib
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may cost. A transfer file carries attendance and results too: XML may be larger."""

    file_bytes: int = 10 * MEBIBYTE
    xml_bytes: int = 40 * MEBIBYTE
    unpacked_bytes: int = 150 * MEBIBYTE
    ratio: int = 100  # unpacked to packed; honest workbooks stay under 30
    ratio_from_bytes: int = MEBIBYTE  # a small part may pack as well as it likes
    entries: int = 1_000
    rows: int = 100_000
    last_row: int = 1_048_576  # the last row a spreadsheet has
    columns: int = 300
    cells: int = 4_000_000
    cell_characters: int = 10_000
    total_characters: int = 60_000_000
    memory_bytes: int = 768 * MEBIBYTE
    cpu_seconds: int = 20
    wall_seconds: int = 30


LIMITS = Limits()


def restrain(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Take memory and processor time away from this process for good, as far as the system can.

    Whoever started it keeps an eye on the clock.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):  # macOS refuses it
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    # First a signal that says which limit it was, and the end a little later.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))


def in_megabytes(size: int) -> str:
    """A size as people say it: `12.3 MB`, without a needless `.0`."""
    return f"{size / MEBIBYTE:.1f}".removesuffix(".0") + " MB"
