"""The demo's own settings: whatever the installation's are, its people and records stay out of it."""

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import environ

from config.secrets import secret

ROOT = Path(__file__).resolve().parent.parent
SUFFIX = "_demo"


def choose() -> None:
    """Point this process and its children at a folder and a database of the demo's own."""
    env = environ.Env()
    if (ROOT / ".env").is_file():
        env.read_env(ROOT / ".env")
    os.environ["DATA_DIR"] = str(Path(env.str("DATA_DIR", default=str(ROOT / ".data"))).resolve() / "demo")
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ[name] = renamed(secret(env, name))
        os.environ[f"{name}_FILE"] = ""
    os.environ.update(REDIS_URL="", REDIS_URL_FILE="", EMAIL_URL="", EMAIL_URL_FILE="", DEBUG="False")
    if os.environ["DATABASE_URL"] and not secret(env, "SITE_URL"):
        os.environ["SITE_URL"] = "http://127.0.0.1:8000"


def renamed(url: str) -> str:
    """The same server, another database: never the one with the school's records."""
    if not url:
        return ""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}{SUFFIX}"))
