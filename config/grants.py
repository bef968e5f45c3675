"""What the web role may do in the database: all that requests need, and never to change what only grows."""

from typing import LiteralString

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

OWNER, WEB = "owner", "default"


def insert_only_tables() -> list[str]:
    """Tables to which rows are added and never changed: the access log and every history."""
    histories = [
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and model._meta.managed and not model._meta.proxy
    ]
    return sorted({*settings.INSERT_ONLY_TABLES, *histories})


def roles_differ() -> bool:
    """False where one role does everything: then nothing can be granted or withheld."""
    return bool(connections[WEB].settings_dict["USER"] != connections[OWNER].settings_dict["USER"])


def grant_to_web_role() -> None:
    """Give the web role its rights on all tables, those the owner makes later included. Repeatable."""
    role = sql.Identifier(connections[WEB].settings_dict["USER"])
    connection = connections[OWNER]
    with transaction.atomic(using=OWNER), connection.cursor() as cursor:
        schema = sql.Identifier(_one(cursor, "select current_schema()"))
        present = set(connection.introspection.table_names(cursor))
        later = "alter default privileges in schema {schema} "
        for statement in (
            "grant usage on schema {schema} to {role}",
            "grant select, insert, update, delete on all tables in schema {schema} to {role}",
            "grant usage, select on all sequences in schema {schema} to {role}",
            later + "grant select, insert, update, delete on tables to {role}",
            later + "grant usage, select on sequences to {role}",
        ):
            cursor.execute(sql.SQL(statement).format(schema=schema, role=role))
        for table in present.intersection(insert_only_tables()):
            _revoke(cursor, "update, delete, truncate", table, role)
        if "pghistory_context" in present:
            # A trigger lets it be completed until its transaction ends, and never after.
            _revoke(cursor, "delete, truncate", "pghistory_context", role)
        if "django_migrations" in present:
            _revoke(cursor, "insert, update, delete, truncate", "django_migrations", role)


def _revoke(cursor: CursorWrapper, rights: LiteralString, table: str, role: sql.Identifier) -> None:
    statement = sql.SQL("revoke {rights} on {table} from {role}")
    cursor.execute(statement.format(rights=sql.SQL(rights), table=sql.Identifier(table), role=role))


def _one(cursor: CursorWrapper, query: str) -> str:
    cursor.execute(query)
    return str(cursor.fetchone()[0])
