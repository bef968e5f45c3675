"""The world of the house tests: built once, in a transaction that every test works in and none changes."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import dictConfigClass
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from accounts import middleware
from accounts.tenancy import school_context
from tests.house.routes import Route, school_routes
from tests.house.walk import Walked, Walker
from tests.house.world import NOW, World, build_world

LEAKY = "tests.house.leaky_urls"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Print docs/permissions.md anew."""
    parser.addoption("--write-permissions", action="store_true", help="print docs/permissions.md anew")


@pytest.fixture(scope="package")
def frozen() -> Iterator[None]:
    """The day on which everything in the world happens."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="package")
def world(
    frozen: None, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Ashby and Brook with everything in them, gone again after the last house test."""
    with django_db_blocker.unblock(), files_in(tmp_path_factory.mktemp("media")), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def walked(world: World, django_db_blocker: Any) -> Walked:
    """What came of asking for every page as everybody, and what was written into the logs meanwhile."""
    with django_db_blocker.unblock():
        return walk(world, school_routes())


@pytest.fixture(scope="package")
def leaked(world: World, django_db_blocker: Any) -> Walked:
    """The same of the pages that do everything wrong."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF=LEAKY):
        return walk(world, [route for route in school_routes(LEAKY) if "leaky/" in route.address])


def walk(world: World, routes: list[Route]) -> Walked:
    """Ask for these pages as everybody. The database's own wall between the schools is opened meanwhile."""
    both = [here.school for here in world.schools()]
    with pytest.MonkeyPatch.context() as patch, logs_kept() as log, transaction.atomic():
        patch.setattr(middleware, "school_context", lambda school: school_context(*both))
        visits = Walker(world).walk(routes)
        transaction.set_rollback(True)
    return Walked(visits, log.getvalue())


@contextmanager
def logs_kept() -> Iterator[io.StringIO]:
    """Everything any part of the project logs, down to the finest, as the log would have it."""
    root, kept = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    own = logging.StreamHandler(kept)
    own.setFormatter(json_formatter())
    root.handlers[:], root.level = [own], logging.INFO
    try:
        yield kept
    finally:
        root.handlers[:], root.level = handlers, level


def json_formatter() -> logging.Formatter:
    """The formatter that the settings write logs with."""
    return dictConfigClass({}).configure_formatter(dict(settings.LOGGING["formatters"]["json"]))


def files_in(folder: Path) -> override_settings:
    """Keep what is uploaded and issued in this folder."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": str(folder)}}
    return override_settings(STORAGES={**settings.STORAGES, "default": default}, MEDIA_ROOT=folder)
