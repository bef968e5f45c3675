"""The product in processes of its own, with chosen settings and none of this machine's."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from config.embedded_postgres import ROOT_HOME, WEB, place

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "a key that is long enough for any check that Django makes of it, 0123456789"
OURS = re.compile(
    r"SITE_URL|SECRET_KEY|DATABASE|REDIS|EMAIL|DATA_DIR|DEBUG|DEFAULT_FROM|LOG_LEVEL|TRUSTED|STATIC|DJANGO"
)

if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    # Run under nohup, the tests would hand it on to the processes they start, which should heed a hang-up.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def environment(**settings: str) -> dict[str, str]:
    """Ours without the product's settings, then these."""
    clean = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    return {**clean, "DJANGO_SETTINGS_MODULE": "config.settings", "WAYMARK_NO_BOOTSTRAP": "1", **settings}


def start(*command: str, **settings: str) -> "subprocess.Popen[str]":
    """Python with these arguments, running."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(*command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Python with these arguments, to its end."""
    child = start(*command, **settings)
    out, err = child.communicate()
    return subprocess.CompletedProcess(command, child.returncode, out, err)


def ask(data_dir: Path, query: str, role: str = WEB, database: str = "waymark") -> tuple[object, ...] | None:
    """One row from the embedded database, through its socket."""
    address = str(place(data_dir).socket_dir)
    with psycopg.connect(host=address, port=5432, user=role, dbname=database, autocommit=True) as connection:
        return connection.execute(query.encode()).fetchone()


def answers(data_dir: Path) -> bool:
    """Does the embedded database of this folder run?"""
    try:
        return ask(data_dir, "select 1", database="postgres") == (1,)
    except psycopg.OperationalError:
        return False


def forget(data_dir: Path) -> None:
    """Remove what root keeps outside the folder."""
    home = place(data_dir).home
    if home.parent == ROOT_HOME:
        for left in ROOT_HOME.glob(f"{home.name}*"):
            shutil.rmtree(left)
