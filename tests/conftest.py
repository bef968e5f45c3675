"""The ground every test stands on: a database migrated by its owner and used as the web role.

Ordinary tests run as the role that answers requests, inside a transaction that is rolled back. Tests with
`transaction=True` (or `live_server`) commit; afterwards the owner empties the tables: the web role may not.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from config import system_packages

pytest_plugins = ["tests.cast"]

COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that commit also use the owner's connection, through which their traces are removed."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        options: dict[str, Any] = dict(marker.kwargs) if marker else {}
        if options.get("transaction") or COMMITTING & set(getattr(item, "fixturenames", ())):
            item.add_marker(
                pytest.mark.django_db(**{**options, "transaction": True, "databases": ["default", "owner"]}),
                append=False,
            )


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
) -> Iterator[None]:
    """Create the test database as its owner; `default` is a mirror of it, under the web role."""
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=verbosity,
            interactive=False,
            aliases={"owner", "default"},  # type: ignore[arg-type]  # any collection will do
            serialized_aliases=[],
            keepdb=django_db_keepdb,
        )
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        if not django_db_keepdb:
            teardown_databases(made, verbosity=verbosity)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium for browser tests; a test that wants one and finds none fails, it does not skip."""
    path = system_packages.chromium()
    assert path, f"No Chromium here. Install it: {system_packages.install_line('chromium')}"
    return path
