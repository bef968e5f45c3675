"""The sign of life of a running job, and how far it has come."""

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from types import TracebackType
from typing import Self

from django.db import connection

from reporting.models import Job

EVERY_SECONDS = 10.0


class Heartbeat:
    """A thread that stamps the job's row while the work goes on, at once when progress is reported.

    A thread, because a step of the work may be long; with its own connection (Django keeps one a thread), so
    that each stamp is committed by itself. It dies with the worker's process, and that is its point.
    """

    def __init__(self, job: Job, clock: Callable[[], datetime]) -> None:
        self._job = job
        self._clock = clock
        self._per_cent = 0
        self._news = Event()
        self._over = Event()
        self._thread = Thread(target=self._beat, daemon=True)

    def progress(self, per_cent: int) -> None:
        """The work has come so far."""
        self._per_cent = per_cent
        self._news.set()

    def stop(self) -> None:
        """No stamp comes after this: the work's own transaction may now write the row."""
        self._over.set()
        self._news.set()
        if self._thread.ident is not None:
            self._thread.join()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _beat(self) -> None:
        try:
            while not self._over.is_set():
                self._news.wait(EVERY_SECONDS)
                self._news.clear()
                if not self._over.is_set():
                    Job.objects.held_by(self._job).update(heartbeat_at=self._clock(), progress=self._per_cent)
        finally:
            connection.close()
