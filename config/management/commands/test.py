import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config import embedded_postgres, system_packages
from config.command_line import stop_on_signals, told_in_a_line


class Command(BaseCommand):
    """Pytest, with everything it needs set up first."""

    help = "Runs the tests; arguments are pytest's. Example: test tests/students -k roster"

    def run_from_argv(self, argv: list[str]) -> None:
        """Hand the arguments over as they are; the exit status is pytest's."""
        asking = {"-h", "--help", "--version"} & set(argv[2:])
        if asking:
            sys.stdout.write(f"{self.help}\n\n")
        else:
            stop_on_signals()
            see_to_chromium()
        with told_in_a_line(), database(needed=not asking) as more:
            sys.exit(pytest(argv[2:], {**os.environ, **more}))

    def handle(self, *args: Any, **options: Any) -> None:
        """From Python: `call_command("test")` runs everything."""
        self.run_from_argv(["manage.py", "test"])


def see_to_chromium() -> None:
    """The browser tests need a Chromium: install it where we may, else say how."""
    if system_packages.chromium() or (system_packages.install("chromium") and system_packages.chromium()):
        return
    sys.exit(
        "The browser tests need Chromium, which is not here. Install it:\n"
        f"  {system_packages.install_line('chromium')}\n"
        "or set CHROMIUM to the program."
    )


@contextmanager
def database(*, needed: bool) -> Iterator[dict[str, str]]:
    """The environment for a run: the database that DATABASE_URL names, else a fast one for tests alone."""
    if not settings.EMBEDDED or not needed:
        yield {}
        return
    data_dir = Path(settings.DATA_DIR) / "test"
    with embedded_postgres.running(data_dir, fast=True):
        yield {"DATA_DIR": str(data_dir), "DEBUG": "False"}


def pytest(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest in a process of its own, which leaves the terminal's signals to it."""
    command = [sys.executable, "-m", "pytest", *arguments]
    child = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)  # noqa: S603 - our own interpreter
    try:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C reached pytest too, which closes its run in order
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
            child.wait()
