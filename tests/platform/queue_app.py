"""The product's own Celery application with two jobs for the tests, run by a real worker."""

import os
import time
from pathlib import Path

from config.celery import app

if os.environ.get("REDIS_URL"):
    # As in production but for the waiting: five minutes there.
    app.conf.broker_transport_options = {
        **app.conf.broker_transport_options,
        "visibility_timeout": 5,
        "unacked_restore_interval": 1,
    }


@app.task(name="tests.note")
def note(*, path: str) -> None:
    """Leave a line: this job ran, in this process."""
    with open(path, "a") as file:
        file.write(f"{os.getpid()}\n")


@app.task(name="tests.linger")
def linger(*, path: str) -> None:
    """Leave a line, and the first time stay until killed."""
    first = not Path(path).exists()
    note(path=path)
    if first:
        time.sleep(60)
