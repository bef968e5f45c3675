"""The demo's own settings: whatever the installation's are, its people and records stay out of it."""

import argparse
import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import environ

from config.secrets import secret

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8000
SUFFIX = "_demo"


def choose(arguments: list[str]) -> None:
    """Point this process and its children at a folder and a database of the demo's own.

    Its broker is files, so that no worker of a real installation is handed its jobs, and it sends no mail.
    """
    env = environ.Env()
    if (ROOT / ".env").is_file():
        env.read_env(ROOT / ".env")
    os.environ["DATA_DIR"] = str(Path(env.str("DATA_DIR", default="") or ROOT / ".data").resolve() / "demo")
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ[name] = renamed(secret(env, name))
        os.environ[f"{name}_FILE"] = ""
    os.environ.update(REDIS_URL="", REDIS_URL_FILE="", EMAIL_URL="", EMAIL_URL_FILE="", DEBUG="False")
    os.environ["SITE_URL"] = f"http://127.0.0.1:{port_of(arguments)}"


def port_of(arguments: list[str]) -> int:
    """The port asked for; what is wrong with the arguments is told later, by the command."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    try:
        port: int = parser.parse_known_args(arguments)[0].port
    except argparse.ArgumentError:
        return DEFAULT_PORT
    return port


def renamed(url: str) -> str:
    """The same server, another database: never the one with the school's records."""
    if not url:
        return ""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}{SUFFIX}"))
