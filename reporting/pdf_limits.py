"""What the maker of a PDF and the process that lays it out agree on; nothing but the standard library."""

from dataclasses import dataclass

BASE = "https://own-files.invalid/"
"""Under this address stand our own files; it leads nowhere."""
OUT_OF_MEMORY = 3
"""The exit status that says so."""


@dataclass(frozen=True)
class Limits:
    """What one report may cost: many times what a large school's takes, and less than what a job may."""

    memory_bytes: int = 1536 * 1024 * 1024
    cpu_seconds: int = 60
    wall_seconds: float = 75


LIMITS = Limits()
