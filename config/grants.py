"""What the web role may do in the database: everything requests need, and never to change what must only grow."""

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
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
    """Give the web role its rights on all tables there are, and on those the owner makes later. Repeatable."""
    role = sql.Identifier(connections[WEB].settings_dict["USER"])
    connection = connections[OWNER]
    with transaction.atomic(using=OWNER), connection.cursor() as cursor:
        schema = sql.Identifier(_one(cursor, "select current_schema()"))
        present = set(connection.introspection.table_names(cursor))
        for statement in (
            "grant usage on schema {schema} to {role}",
            "grant select, insert, update, delete on all tables in schema {schema} to {role}",
            "grant usage, select on all sequences in schema {schema} to {role}",
            "alter default privileges in schema {schema} grant select, insert, update, delete on tables to {role}",
            "alter default privileges in schema {schema} grant usage, select on sequences to {role}",
        ):
            cursor.execute(sql.SQL(statement).format(schema=schema, role=role))
        for table in present.intersection(insert_only_tables()):
            _revoke(cursor, "update, delete, truncate", table, role)
        if "django_migrations" in present:
            _revoke(cursor, "insert, update, delete, truncate", "django_migrations", role)


def _revoke(cursor: object, rights: str, table: str, role: sql.Identifier) -> None:
    statement = sql.SQL("revoke {rights} on {table} from {role}")
    cursor.execute(  # type: ignore[attr-defined]
        statement.format(rights=sql.SQL(rights), table=sql.Identifier(table), role=role)  # type: ignore[arg-type]
    )


def _one(cursor: object, query: str) -> str:
    cursor.execute(query)  # type: ignore[attr-defined]
    return str(cursor.fetchone()[0])  # type: ignore[attr-defined]
