"""The second wall: which schools the database lets the current transaction see.

Every tenant table has a row-level security policy on the setting `app.schools`. It is set for one
transaction only (a session-level setting would leak to the next request), and unset it shows nothing.
Schools, users, memberships, jobs and the outbox hold no student data and carry no policy.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

from accounts.models import School


@contextmanager
def school_context(*schools: School | int) -> Iterator[None]:
    """Open a transaction that sees these schools' rows; what was visible before comes back at its end."""
    ids = ",".join(str(school if isinstance(school, int) else school.pk) for school in schools)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_setting('app.schools', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("select set_config('app.schools', %s, true)", [ids])
        yield
        # After an error the transaction's end, or the savepoint's, restores the setting by itself.
        cursor.execute("select set_config('app.schools', %s, true)", [before])


def row_level_security(*tables: str) -> RunSQL:
    """A migration operation that binds these tables to the schools the transaction may see."""
    visible = "(select string_to_array(nullif(current_setting('app.schools', true), ''), ',')::bigint[])"
    on, off = [], []
    for table in tables:
        rule = f"school_id = any ({visible}::bigint[])"
        on += [
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy {table}_school on {table} using ({rule}) with check ({rule})",
        ]
        off += [f"drop policy {table}_school on {table}", f"alter table {table} disable row level security"]
    return RunSQL(";\n".join(on), ";\n".join(off))


def same_school(table: str, column: str, target: str) -> RunSQL:
    """A migration operation: rows of `table` may refer only to rows of `target` of the same school.

    `target` needs a unique (school_id, id), added once by `same_school_target`.
    """
    name = f"{table}_{column}_same_school"
    return RunSQL(
        f"alter table {table} add constraint {name} foreign key (school_id, {column}) "
        f"references {target} (school_id, id) deferrable initially deferred",
        f"alter table {table} drop constraint {name}",
    )


def same_school_target(*tables: str) -> RunSQL:
    """A migration operation that lets `same_school` refer to these tables."""
    return RunSQL(
        ";\n".join(f"alter table {t} add constraint {t}_school_id_id unique (school_id, id)" for t in tables),
        ";\n".join(f"alter table {t} drop constraint {t}_school_id_id" for t in tables),
    )
