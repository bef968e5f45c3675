"""Two people handle uploaded interviews at the same moment."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Membership, School, User
from accounts.tenancy import school_context
from advisers.actions import add_adviser
from interviews.actions import apply_import, discard_import, keep_upload, undo_import
from interviews.models import Interview, InterviewImport
from tests.interviews.test_recorded_while_undone import NOW, elsewhere
from tests.students.rosters import bring_in, line

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = b"MIS ID,Date,Adviser\n1,2026-03-31,ann@example.org\n"


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    folder = {"BACKEND": settings.STORAGES["default"]["BACKEND"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": folder}


@pytest.fixture
def prepared(ashby: School) -> School:
    """Ashby with a student and an adviser."""
    with school_context(ashby):
        bring_in(ashby, line(1))
        add_adviser(school=ashby, name="Ann", email="ann@example.org", by=None, at=NOW)
    return ashby


def keep(school: School, by: User, *, days: int = 0) -> InterviewImport:
    at = NOW + timedelta(days=days)
    return keep_upload(school=school, data=ROWS, name="held.csv", encoding="", by=by, at=at)


def test_a_file_applied_while_the_same_is_undone_adds_what_that_withdraws(
    prepared: School, ada: Membership
) -> None:
    with school_context(prepared):
        first = apply_import(upload=keep(prepared, ada.user), by=ada.user, at=NOW)
        second = keep(prepared, ada.user)
    with school_context(prepared):
        undo_import(upload=first, by=ada.user, at=NOW)
        applying, said = elsewhere(prepared, lambda: apply_import(upload=second, by=ada.user, at=NOW))
        assert said == []
    applying.join(timeout=20)
    with school_context(prepared):
        assert Interview.objects.standing().get().imported_with == second


def test_an_upload_succeeds_while_somebody_discards_an_old_one(prepared: School, ada: Membership) -> None:
    with school_context(prepared):
        old = keep(prepared, ada.user)
    with school_context(prepared):
        discard_import(upload=old, by=ada.user, at=NOW)
        keeping, said = elsewhere(prepared, lambda: keep(prepared, ada.user, days=15))
    keeping.join(timeout=20)
    assert said == ["done"]
    with school_context(prepared):
        states = InterviewImport.objects.order_by("uploaded_at").values_list("state", flat=True)
        assert list(states) == ["discarded", "preview"]
