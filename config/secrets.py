"""Reading secrets from the environment, or from the file that `NAME_FILE` points to."""

import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured


def secret(env: environ.Env, name: str) -> str:
    """The value of NAME, else the content of the file NAME_FILE names, else an empty string."""
    value = str(env.str(name, default=""))
    path = env.str(f"{name}_FILE", default="")
    if value or not path:
        return value
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}_FILE names {path}, which cannot be read: {error.strerror}."
        ) from None
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which is no text file.") from None


def refuse_without(env: environ.Env, *names: str) -> None:
    """Refuse to start, naming every required setting that is missing."""
    if missing := [name for name in names if not secret(env, name)]:
        raise ImproperlyConfigured(
            f"DATABASE_URL is set, so {' and '.join(missing)} must be set too (see .env.example)."
        )


def generated_key(path: Path) -> str:
    """The installation's own secret key, made on first use and kept readable by its owner alone."""
    try:
        return _kept_or_made(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATA_DIR is {path.parent}, where nothing can be kept: {error.strerror}. "
            "Name a folder of your own."
        ) from None


def _kept_or_made(path: Path) -> str:
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _kept_or_made(path)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()
