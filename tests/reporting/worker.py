"""A real Celery worker in a process of its own, on the test's database, that can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from config import embedded_postgres
from config.celery import app

PATIENCE_SECONDS = 90.0


def database_url() -> str:
    """The test's database, as the web role."""
    url = os.environ.get("DATABASE_URL") or embedded_postgres.urls(settings.DATA_DIR)[0]
    return urlsplit(url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


class Worker:
    """Start it, wait for what it does, kill it with all its children, start it again."""

    def __init__(self, folder: Path, mail_port: int) -> None:
        self.log = folder / "worker.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "SITE_URL": "http://127.0.0.1:8000",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def start(self) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "config.celery", "worker"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--concurrency=1", "--without-gossip", "--without-mingle", "--loglevel=INFO"],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """As when the power fails: no goodbye, for parent or child."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def wait_for(what: Callable[[], Any], saying: Callable[[], str]) -> Any:
    """What comes of it, as soon as it is true."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited in vain; the worker said:\n{saying()}")


def use_broker_in(folder: Path, set_item: Callable[[Any, str, Any], None]) -> None:
    """Let this process ring where the worker listens; a real broker is the same for both."""
    if settings.REDIS_URL:
        return
    options = dict(app.conf.broker_transport_options)
    for key, name in (("data_folder_in", "messages"), ("data_folder_out", "messages")):
        options[key] = str(folder / "broker" / name)
    options["processed_folder"] = str(folder / "broker" / "processed")
    options["control_folder"] = str(folder / "broker" / "control")
    set_item(app.conf, "broker_transport_options", options)
