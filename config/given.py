"""Reading settings from the environment: what is wrong is refused by its name, with what would be right."""

from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config.secrets import secret

DATABASES = ("postgres", "postgresql", "pgsql")
BROKERS = ("redis", "rediss")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
YES_AND_NO = {"": False, "0": False, "no": False, "off": False, "false": False} | dict.fromkeys(
    ("1", "yes", "on", "true"), True
)


def address(env: environ.Env, name: str, *, schemes: tuple[str, ...], example: str) -> str:
    """The address that is given, or an empty string. Its words are not repeated: they may hold a password."""
    given = secret(env, name)
    try:
        parts = urlsplit(given)
        goes_nowhere = parts.scheme.endswith("mail")  # such as consolemail://
        place = bool(parts.port or parts.netloc or parts.path)
        good = not given or (parts.scheme in schemes and (place or goes_nowhere))
    except ValueError:
        good = False
    if not good:
        raise ImproperlyConfigured(f"{name} is no address that can be used here: write it like {example}.")
    return given


def choice(env: environ.Env, name: str, *, of: tuple[str, ...], default: str) -> str:
    """One of these words, whatever the case of its letters."""
    given = str(env.str(name, default="")).strip().upper() or default
    if given not in of:
        raise ImproperlyConfigured(f"{name} is none of {', '.join(of)}.")
    return given


def yes_or_no(env: environ.Env, name: str) -> bool:
    """Whether it is switched on; it is not when nothing is given."""
    given = str(env.str(name, default="")).strip().lower()
    if given not in YES_AND_NO:
        raise ImproperlyConfigured(f"{name} is neither on nor off: write 1 or 0.")
    return YES_AND_NO[given]


def count(env: environ.Env, name: str) -> int:
    """A number that is not negative; none when nothing is given."""
    given = str(env.str(name, default="")).strip() or "0"
    if not (given.isascii() and given.isdecimal() and len(given) < 4):
        raise ImproperlyConfigured(f"{name} is no number: write one such as 1.")
    return int(given)
