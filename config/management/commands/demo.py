# ruff: noqa: S603 - runs this program's own parts
import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.error import URLError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from config.command_line import bring_up_to_date, schema_note, stop_on_signals
from config.demo_environment import DEFAULT_PORT

OWN_FOLDERS = ("media", "mail", "broker")
PR_SET_PDEATHSIG = 1  # of <linux/prctl.h>
SECONDS_TO_STOP = 15
SECONDS_TO_START = 60


class Command(BaseCommand):
    """A believable school to look at, in a database of its own that is made anew each time."""

    help = "Loads two schools that do not exist and serves them until Ctrl-C. Example: demo --port 8080"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="where to serve (default: 8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        stop_on_signals()
        with only_one():
            refuse_taken(options["port"])
            empty_database()
            for folder in OWN_FOLDERS:
                shutil.rmtree(Path(settings.DATA_DIR) / folder, ignore_errors=True)
            # Imported here: it pulls in the whole product, which --help does not need.
            load = import_module("config.demo.load").load
            load(stdout=self.stdout, today=timezone.localdate())
            connections.close_all()
            serve(options["port"], said=self.stdout.write)


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two demos would pull the database from under one another."""
    with open(Path(settings.DATA_DIR) / "demo.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("A demo is already running here.") from None
        yield


def refuse_taken(port: int) -> None:
    """Say at once that the port is taken, not after half a minute of loading."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            reason = "is in use" if isinstance(error, OSError) else "does not exist"
            raise CommandError(f"Port {port} {reason}: choose another, as in `demo --port 8080`.") from None


def empty_database() -> None:
    """Drop the demo's database of last time, and make a new one with today's tables."""
    connections.close_all()
    owner = connections["owner"]
    name = owner.ops.quote_name(owner.settings_dict["NAME"])
    with owner._nodb_cursor() as cursor:
        cursor.execute(f"drop database if exists {name}")
        cursor.execute(f"create database {name}")
    if settings.EMBEDDED:
        schema_note().unlink(missing_ok=True)
        bring_up_to_date()
    else:
        call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)


def serve(port: int, *, said: Any) -> None:
    """Run the site and a worker until a signal comes or one of them ends."""
    base = Path(settings.BASE_DIR)
    site = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "1", "--threads", "8", "--log-level", "warning", "--no-control-socket"),
    ]
    worker = [sys.executable, str(base / "manage.py"), "worker"]
    environment = {**os.environ, "WAYMARK_NO_BOOTSTRAP": "1", "GUNICORN_CMD_ARGS": ""}
    children: list[subprocess.Popen[bytes]] = []
    try:
        for command in (site, worker):
            # A session of their own: Ctrl-C reaches us alone, and we stop them in order.
            children.append(
                subprocess.Popen(
                    command,
                    cwd=base,
                    env=environment,
                    stdout=sys.stderr,
                    start_new_session=True,
                    preexec_fn=end_with_parent,
                )
            )
        wait_for(f"http://127.0.0.1:{port}/healthz", children)
        said(f"\nA command beside it: {beside(port)} python3 manage.py benchmark8 --school 104723")
        said(f"Waymark is at http://127.0.0.1:{port}/ - press Ctrl-C to stop.")
        sys.stdout.flush()
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise CommandError("A part of the demo ended by itself; the reason stands above.")
    except KeyboardInterrupt:
        sys.stderr.write("Stopping …\n")
    finally:
        stop(children)


def beside(port: int) -> str:
    """The settings with which other commands find this demo, and its address for their links."""
    if settings.EMBEDDED:
        return f"DATA_DIR={os.path.relpath(settings.DATA_DIR)} SITE_URL=http://127.0.0.1:{port}"
    return f"DATABASE_URL=…/{connections['default'].settings_dict['NAME']}"


def end_with_parent() -> None:
    """In a child on Linux: be told to stop should the demo itself be killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_for(address: str, children: list[subprocess.Popen[bytes]]) -> None:
    """Return when the site answers."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and all(child.poll() is None for child in children):
        with contextlib.suppress(URLError, OSError), urllib.request.urlopen(address, timeout=2):  # noqa: S310
            return
        time.sleep(0.2)
    raise CommandError("The demo's site did not start; the reason stands above.")


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to stop, then wait; kill what does not listen."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
