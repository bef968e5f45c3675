"""Can this process do its work now: do the database and the broker answer, and is the role the right one?"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import redis
from django.conf import settings
from django.db import connection
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.celery import app

SECONDS = 2


class NotReadyError(Exception):
    """Something is there, but not as it must be."""


def problems() -> list[str]:
    """One line for each part that is down; nothing when all is well. Takes three seconds at the most."""
    checks: dict[str, Callable[[], None]] = {"database": _database, "broker": _broker, "pages": _pages}
    pool = ThreadPoolExecutor(max_workers=len(checks))
    running = {name: pool.submit(check) for name, check in checks.items()}
    found = []
    for name, answer in running.items():
        try:
            answer.result(timeout=SECONDS + 1)
        except TimeoutError:
            found.append(f"{name}: no answer within {SECONDS} seconds")
        except NotReadyError as error:
            found.append(f"{name}: {error}")
        except (psycopg.Error, redis.RedisError, OSError):
            # Messages of drivers name hosts and accounts: not for a page that everybody may read.
            found.append(f"{name}: cannot be reached")
    pool.shutdown(wait=False)
    return found


def role_problem(cursor: Any) -> str | None:
    """Why the connected role would not be bound by row-level security, or nothing when it is."""
    cursor.execute(
        "select current_user, rolsuper, rolbypassrls,"
        " current_user = (select pg_get_userbyid(datdba) from pg_database where datname = current_database())"
        " from pg_roles where rolname = current_user"
    )
    name, is_super, bypasses, owns = cursor.fetchone()
    if is_super or bypasses:
        return f"the role {name} is not bound by row-level security"
    if owns:
        return f"the role {name} owns the database, so it could change its rules"
    return None


def _database() -> None:
    """A connection of its own: one that hangs in a pool would say nothing."""
    parameters = connection.get_connection_params()
    parameters.pop("pool", None)
    parameters.pop("cursor_factory", None)
    parameters |= {
        "connect_timeout": SECONDS,
        "tcp_user_timeout": SECONDS * 1000,
        "options": f"-c statement_timeout={SECONDS * 1000}",
    }
    with psycopg.connect(**parameters) as probe, probe.cursor() as cursor:
        if problem := role_problem(cursor):
            raise NotReadyError(problem)


def _broker() -> None:
    if settings.REDIS_URL:
        client = redis.Redis.from_url(
            settings.REDIS_URL,
            socket_timeout=SECONDS,
            socket_connect_timeout=SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        with client:
            client.ping()
        return
    folder = Path(app.conf.broker_transport_options["data_folder_in"])
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NotReadyError("its folder cannot be written to")


def _pages() -> None:
    """Where static files are served from one folder, they must have been put there."""
    if settings.STATIC_ROOT and not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        raise NotReadyError("no static files: run `python3 manage.py collectstatic --no-input`")
