"""A private PostgreSQL for an installation that names none: `DATABASE_URL` is not set.

Standard library only. The server listens on a unix socket in a folder of its own and nowhere else. It lives
under DATA_DIR; started by root it runs as an unprivileged account instead, which cannot enter root's folders,
so programs and data then lie under /var/lib/waymark-embedded and DATA_DIR holds a pointer.
"""

# ruff: noqa: S603 - every program run here is PostgreSQL's own, found by `binaries()`
from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from config.postgres_binaries import EmbeddedPostgresError, binaries

ROOT_HOME = Path("/var/lib/waymark-embedded")
DATABASE, OWNER, WEB, PORT = "waymark", "waymark_owner", "waymark_web", 5432
SOCKET_PATH_LIMIT = 100  # a unix socket's whole path may have 103 bytes on macOS, 107 on Linux
UNSAFE_AND_FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
ROLES = f"""
select 'create role {OWNER} login createdb'
 where not exists (select from pg_roles where rolname = '{OWNER}') \\gexec
select 'create role {WEB} login'
 where not exists (select from pg_roles where rolname = '{WEB}') \\gexec
select 'create database {DATABASE} owner {OWNER}'
 where not exists (select from pg_database where datname = '{DATABASE}') \\gexec
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Place:
    """Where the server of one DATA_DIR keeps its things, and the account it runs as."""

    data_dir: Path
    home: Path
    socket_dir: Path
    account: pwd.struct_passwd | None  # None: our own

    @property
    def pointer(self) -> Path:
        """In DATA_DIR, the file that says where root's cluster is."""
        return self.data_dir / "postgres.path"

    def run(
        self, *command: str | Path, check: bool = True, input: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the account that owns the data."""
        foreign = ("PG", "LC_", "LANG")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        who: dict[str, Any] = {}
        if self.account:
            who = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        done = subprocess.run(
            [str(part) for part in command],
            env={**clean, "LC_ALL": "C"},
            cwd="/",
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            input=input,
            **who,
        )
        if check and done.returncode:
            raise EmbeddedPostgresError(f"{Path(command[0]).name} failed: {done.stdout.strip()[-2000:]}")
        return done


def place(data_dir: Path) -> Place:
    """The places of one DATA_DIR; touches nothing."""
    data_dir = Path(data_dir).resolve()
    digest = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    home = data_dir / "postgres"
    if os.geteuid() == 0 and not home.is_dir():
        home = ROOT_HOME / digest
        return Place(data_dir, home, home / "run", _account_of(home))
    socket_dir = data_dir / "run"
    if len(os.fsencode(socket_dir)) > SOCKET_PATH_LIMIT - len(f"/.s.PGSQL.{PORT}"):
        socket_dir = Path(f"/tmp/waymark-{os.geteuid()}-{digest}")  # noqa: S108 - ours alone, checked by `_folder`
    return Place(data_dir, home, socket_dir, _account_of(home) if os.geteuid() == 0 else None)


def urls(data_dir: Path) -> tuple[str, str]:
    """The addresses for the web role and for the owner; nothing is started."""
    where = f"/{DATABASE}?host={quote(str(place(data_dir).socket_dir), safe='')}&port={PORT}"
    return f"postgres://{WEB}@{where}", f"postgres://{OWNER}@{where}"


def start(data_dir: Path, *, fast: bool = False) -> bool:
    """See that the server runs; true when this call started it. `fast` gives up safety on a power cut."""
    here = place(data_dir)
    _claim(here, disposable=fast)
    found, major = binaries(here.home, private_copy=ROOT_HOME if here.account else None)
    cluster = here.home / str(major)
    state = _state(here, found)
    if state == "ready" and not cluster.is_dir():
        _stop_stray(here)
        state = "down"
    if state == "ready":
        return False
    if not cluster.is_dir():
        _say(f"Setting up a private PostgreSQL {major} …")
        fresh = here.home / f"{major}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] if major >= 17 else []
        )
        here.run(
            found / "initdb", "-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *locale
        )
        fresh.rename(cluster)
    _configure(here, cluster, fast=fast)
    _launch(here, found, cluster)
    here.run(
        *(found / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", here.socket_dir, "-p", str(PORT)),
        *("-U", "postgres", "postgres"),
        input=ROLES,
    )
    return True


def stop(data_dir: Path) -> None:
    """Stop the server, if it runs."""
    here = place(data_dir)
    for pid in here.home.glob("[0-9]*/postmaster.pid"):
        found, _ = binaries(here.home, private_copy=ROOT_HOME if here.account else None)
        here.run(found / "pg_ctl", "stop", "-D", pid.parent, "-m", "fast", "-w", check=False)


@contextlib.contextmanager
def running(data_dir: Path, *, fast: bool = False) -> Iterator[None]:
    """The server runs inside this block; the last of several processes to leave stops it."""
    data_dir = Path(data_dir).resolve()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Every user holds `users` shared; starting and stopping happen one at a time behind `gate`.
    with open(data_dir / "postgres.gate", "w") as gate, open(data_dir / "postgres.users", "w") as users:
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            start(data_dir, fast=fast)
            fcntl.flock(gate, fcntl.LOCK_UN)
            yield
        finally:
            with _signals_ignored():
                fcntl.flock(gate, fcntl.LOCK_EX)
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    stop(data_dir)


def _account_of(home: Path) -> pwd.struct_passwd:
    """As root: the account that owns the data, else `postgres`, else `nobody`."""
    if home.is_dir() and home.stat().st_uid:
        return pwd.getpwuid(home.stat().st_uid)
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _claim(here: Place, *, disposable: bool) -> None:
    """Make the folders, and see that the data found there are this DATA_DIR's own."""
    pointed = Path(here.pointer.read_text().strip()) if here.pointer.is_file() else None
    if pointed and pointed != here.home:
        raise EmbeddedPostgresError(
            f"The database of {here.data_dir} is in {pointed}, made by root for this folder's former place: "
            f"run this as root from there, or choose another DATA_DIR."
        )
    if here.home.parent == ROOT_HOME:
        _folder(ROOT_HOME, None, 0o755)
        if here.home.is_dir() and not pointed:
            _set_aside(here, disposable=disposable)
        here.pointer.write_text(f"{here.home}\n")
    _folder(here.home, here.account, 0o700)
    _folder(here.socket_dir, here.account, 0o700)


def _folder(path: Path, account: pwd.struct_passwd | None, mode: int) -> None:
    """Make a folder owned by the account; refuse one that somebody else put there first."""
    owner = account.pw_uid if account else os.geteuid()
    if not path.is_dir():
        path.mkdir(parents=True, mode=mode)
        if account:
            os.chown(path, account.pw_uid, account.pw_gid)
    if path.is_symlink() or path.stat().st_uid != owner:
        raise EmbeddedPostgresError(
            f"{path} belongs to somebody else: remove it, or choose another DATA_DIR."
        )


def _set_aside(here: Place, *, disposable: bool) -> None:
    """DATA_DIR was deleted and made again: its old data must not come back, nor be lost without a word."""
    for cluster in here.home.glob("[0-9]*"):
        if (cluster / "postmaster.pid").is_file():
            _quit(int((cluster / "postmaster.pid").read_text().split()[0]))
    if disposable:
        shutil.rmtree(here.home)
    else:
        aside = here.home.with_name(f"{here.home.name}.old-{time.time():.0f}")
        here.home.rename(aside)
        _say(
            f"{here.data_dir} is new, but an older one stood in its place: its database was moved to {aside}."
        )


def _configure(here: Place, cluster: Path, *, fast: bool) -> None:
    """Written at every start: a DATA_DIR may have moved."""
    socket_dir = str(here.socket_dir).replace("'", "''")
    (cluster / "postgresql.auto.conf").write_text(
        f"listen_addresses = ''\nunix_socket_directories = '{socket_dir}'\nport = {PORT}\n"
        "max_connections = 60\njit = off\nmax_parallel_workers_per_gather = 0\n" + UNSAFE_AND_FAST * fast
    )


def _launch(here: Place, found: Path, cluster: Path) -> None:
    """Start the server and wait for it; after a kill its children may need a moment to go."""
    command = (found / "pg_ctl", "start", "-D", cluster, "-l", here.home / "server.log", "-w", "-t", "60")
    if here.run(*command, check=False).returncode and _state(here, found) != "ready":
        time.sleep(2)
        if here.run(*command, check=False).returncode:
            log = (here.home / "server.log").read_text(errors="replace").strip()
            raise EmbeddedPostgresError(f"The private PostgreSQL does not start: {log[-1500:]}")


def _state(here: Place, found: Path) -> str:
    """`ready`, or `down`; a server that is just starting is waited for."""
    for _ in range(60):
        answer = here.run(found / "pg_isready", "-q", "-h", here.socket_dir, "-p", str(PORT), check=False)
        if answer.returncode != 1:
            return "ready" if answer.returncode == 0 else "down"
        time.sleep(0.5)
    return "down"


def _stop_stray(here: Place) -> None:
    """A server answers on our socket though its data are gone: DATA_DIR was deleted under it."""
    lock = here.socket_dir / f".s.PGSQL.{PORT}.lock"
    _quit(int(lock.read_text().split()[0]))


def _quit(pid: int) -> None:
    """Have a server drop everything, and wait until it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGQUIT)
        for _ in range(100):
            os.kill(pid, 0)
            time.sleep(0.1)


@contextlib.contextmanager
def _signals_ignored() -> Iterator[None]:
    """A second Ctrl-C must not leave the server running."""
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    try:
        before = {number: signal.signal(number, signal.SIG_IGN) for number in wanted}
    except ValueError:  # not in the main thread: signals never arrive here
        before = {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
