"""What happens around a command: the database it needs is started, brought up to date, and stopped again."""

import contextlib
import errno
import hashlib
import os
import signal
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, execute_from_command_line

from config import embedded_postgres
from config.postgres_binaries import EmbeddedPostgresError

ROOT = Path(__file__).resolve().parent.parent
# `test` and `demo` see to a database of their own; the others need none.
WITHOUT_DATABASE = {"test", "help", "version", "check", "collectstatic", "diffsettings", "findstatic"}
OUTPUT_FAILS = {errno.EPIPE, errno.ENOSPC, errno.EIO}
ASKING = {"-h", "--help", "--version"}


def run(argv: list[str]) -> None:
    """Run one command; refusals are one line on standard error and exit status 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if argv[1:2] == ["demo"]:
        from config.demo_environment import choose

        choose(argv[2:])
    ready_to_speak()
    with told_in_a_line():
        refuse_unreadable(argv)
        with database_for(argv):
            execute_from_command_line(argv)


def ready_to_speak() -> None:
    """Let no letter that the terminal lacks, and no closed output, end a command with a traceback."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def refuse_unreadable(argv: list[str]) -> None:
    """Arguments are text; bytes that are none would fail later, wherever they are written."""
    for argument in argv:
        if any("\ud800" <= letter <= "\udfff" for letter in argument):
            sys.stderr.write(f"{argument}: this argument is no UTF-8 text.\n")
            sys.exit(2)


@contextlib.contextmanager
def told_in_a_line() -> Iterator[None]:
    """What a person can put right is told in a line, without a traceback."""
    from django.db import InterfaceError, OperationalError, ProgrammingError
    from psycopg import errors

    not_migrated = (errors.UndefinedTable, errors.UndefinedColumn, errors.InsufficientPrivilege)
    try:
        yield
        sys.stdout.flush()
    except (ImproperlyConfigured, EmbeddedPostgresError) as error:
        sys.exit(str(error))
    except OSError as error:
        if not error.filename and error.errno not in OUTPUT_FAILS:
            raise
        # What could not be written is let go of, or Python tries again at its end and complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(f"{error.filename or 'The output'}: {error.strerror or error}.")
    except (OperationalError, InterfaceError) as error:
        sys.exit(f"The database cannot be used: {' '.join(str(error).split())}")
    except ProgrammingError as error:
        if not isinstance(error.__cause__, not_migrated):
            raise
        sys.exit(
            "The database has not been brought up to date, or the role of DATABASE_URL may do nothing there: "
            "run `python3 manage.py migrate`, with DATABASE_OWNER_URL naming the role that owns it."
        )
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


@contextlib.contextmanager
def database_for(argv: list[str]) -> Iterator[None]:
    """Inside, the embedded database runs and is up to date, if this command uses it."""
    from django.conf import settings

    if not needs_database(argv) or not settings.EMBEDDED:
        yield
        return
    stop_on_signals()
    with embedded_postgres.running(settings.DATA_DIR):
        if argv[1] == "migrate":
            schema_note().unlink(missing_ok=True)  # somebody decides for himself what is applied
        elif argv[1] != "demo":
            bring_up_to_date()
        yield


def needs_database(argv: list[str]) -> bool:
    """Does this command line do anything with the database?"""
    if len(argv) < 2 or ASKING & set(argv[1:]):
        return False
    return argv[1] not in WITHOUT_DATABASE or "--database" in argv


def stop_on_signals() -> None:
    """Have a plain kill unwind us as Ctrl-C does, so that what was started is stopped."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, leave)


def bring_up_to_date() -> None:
    """Migrate the embedded database if the migrations are not those it was last brought up to."""
    digest = migrations_digest()
    note = schema_note()
    if note.is_file() and note.read_text() == digest:
        return
    sys.stderr.write("Bringing the database up to date …\n")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    note.write_text(digest)


def schema_note() -> Path:
    """Beside the embedded data: the migrations they have."""
    from django.conf import settings

    return embedded_postgres.place(settings.DATA_DIR).home / "schema"


def migrations_digest() -> str:
    """Changes whenever a migration does, ours or a package's."""
    files = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements.lock"]
    return hashlib.sha256(b"".join(str(file).encode() + file.read_bytes() for file in files)).hexdigest()
