"""Rings for a worker. The row in the database is the truth: a ring that is lost is rung again by the sweeper.

A ring must never make a page wait. A broker that swallows packets once blocked a request for 45 seconds, so
the ring happens beside the request, which waits two seconds for it at most.
"""

from threading import Thread
from typing import Any

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

PATIENCE_SECONDS = 2.0
log = structlog.get_logger()


def ring_on_commit(task: str, **kwargs: str) -> None:
    """Send for a worker once the present transaction is committed; the arguments are ids and dates."""
    transaction.on_commit(lambda: ring(task, **kwargs))


def ring(task: str, **kwargs: str) -> None:
    """Send for a worker now, waiting no longer than the page can."""
    ringer = Thread(target=_send, args=(task, kwargs), daemon=True)
    ringer.start()
    ringer.join(PATIENCE_SECONDS)
    if ringer.is_alive():
        log.warning("ring_unanswered", task=task, **kwargs)


def _send(task: str, kwargs: dict[str, Any]) -> None:
    try:
        # A connection of its own: the pool's would keep trying for ever while the broker is down.
        with current_app.connection_for_write() as connection:
            connection.transport_options = {**connection.transport_options, "max_retries": 1}
            current_app.send_task(task, kwargs=kwargs, connection=connection, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("ring_failed", task=task, error=type(error).__name__, **kwargs)
