"""What has had its time goes, and nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from accounts.models import School, Submission
from accounts.tidying import tidy

NOW = datetime(2026, 6, 30, 4, 10, tzinfo=UTC)


def rows() -> tuple[int, int, int]:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cache")
        return Session.objects.count(), Submission.objects.count(), cursor.fetchone()[0]


def test_what_nobody_can_use_any_more_goes(ashby: School) -> None:
    for before in (timedelta(days=31), timedelta(hours=1)):
        with time_machine.travel(NOW - before, tick=False):
            SessionStore().create()
            Submission.objects.create(token=uuid4(), school=ashby, made_at=NOW - before)
            cache.set(f"brake{before.days}", 1, 2 * 60 * 60)
    assert rows() == (2, 2, 2)
    for _ in range(2):
        tidy(at=NOW)
        assert rows() == (1, 1, 1)
    with time_machine.travel(NOW, tick=False):
        assert cache.get("brake0") == 1
