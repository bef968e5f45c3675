"""What the tests of reports share: files of their own, and a school with something to report."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import School
from accounts.tenancy import school_context
from tests.reporting.ledger import Ledger


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> Path:
    """Stored files go into a folder of this test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
    }
    return tmp_path / "media"


@pytest.fixture
def busy_ashby(ashby: School) -> School:
    """Ashby with two cohorts, an adviser, and interviews that count and that do not."""
    with school_context(ashby):
        ledger = Ledger(ashby)
        ann = ledger.adviser("Ann Adviser")
        ledger.qualification(ann, "2019-07-01", title="Diploma in Career Guidance")
        for number in range(12):
            student = ledger.student(11, surname=f"Elf{number}", sex="F" if number % 2 else "M", form="11B")
            if number < 7:
                ledger.interview(student, ann, f"2026-01-{number + 10}", minutes=30 + number * 5)
        older = ledger.student(13, surname="Thirteen")
        ledger.interview(older, ann, "2025-11-03", outcome="absent")
    return ashby
