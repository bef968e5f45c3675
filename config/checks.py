"""Checks of Django's own kind: `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import OperationalError, connections

from config.readiness import role_problem


@register(Tags.database)
def web_role_is_ordinary(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Row-level security must bind the role that answers requests."""
    if "default" not in (databases or ()):
        return []
    try:
        with connections["default"].cursor() as cursor:
            problem = role_problem(cursor)
    except OperationalError as error:
        problem = f"the database does not answer: {str(error).strip()}"
    hint = "Let DATABASE_URL name an ordinary role and DATABASE_OWNER_URL the owner; see .env.example."
    return [Error(f"DATABASE_URL: {problem}.", hint=hint, id="waymark.E001")] if problem else []
