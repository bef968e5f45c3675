"""Requests are answered, and tests run, as a role that row-level security binds."""

import pghistory
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections, transaction
from django.test import override_settings
from django.utils import timezone

from accounts.models import School
from config import checks
from config.grants import insert_only_tables

WHO = (
    "select current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
    " from pg_roles where rolname = current_user"
)


def who(alias: str = "default") -> tuple[object, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(WHO)
        row: tuple[object, ...] = cursor.fetchone()
        return row


@pytest.mark.django_db
def test_an_ordinary_test_runs_as_the_web_role_which_is_no_superuser():
    assert who() == (connection.settings_dict["USER"], False, False, False, False)
    assert connection.settings_dict["USER"] != connections["owner"].settings_dict["USER"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (id int)",
        "alter table accounts_school add column mine int",
        "truncate accounts_recordaccess",
        "update django_migrations set name = name",
        "drop policy students_student_school on students_student",
        "set role waymark_owner",
        *[f"update {table} set id = id" for table in ("accounts_recordaccess", "accounts_schoolevent")],
        *[f"delete from {table}" for table in ("accounts_recordaccess", "accounts_schoolevent")],
        "delete from pghistory_context",
        "truncate pghistory_context",
    ],
)
def test_the_web_role_can_neither_change_the_schema_nor_what_only_grows(statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_every_history_and_log_only_grows():
    """Asked of the database, table by table: the web role may read and add, no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, has_table_privilege(oid, 'select'), has_table_privilege(oid, 'insert'),"
            " has_table_privilege(oid, 'update') or has_table_privilege(oid, 'delete')"
            " or has_table_privilege(oid, 'truncate')"
            " from pg_class where relname = any (%s) order by relname",
            [insert_only_tables()],
        )
        rows = cursor.fetchall()
    assert rows == [(table, True, True, False) for table in insert_only_tables()]
    assert "accounts_recordaccess" in insert_only_tables()
    assert len(insert_only_tables()) > 10


@pytest.mark.django_db(transaction=True)
def test_who_made_a_change_is_completed_in_its_transaction_and_stays():
    with pghistory.context(user=1), transaction.atomic():
        school = School.objects.create(urn="104723", name="Ashby High")
        with pghistory.context(url="/104723/"):
            school.name = "Ashby Academy"
            school.save()
    assert list(pghistory.models.Context.objects.values_list("metadata", flat=True)) == [
        {"user": 1, "url": "/104723/"}
    ]
    for change in ({"metadata": {"user": 2}}, {"created_at": timezone.now()}):
        with pytest.raises(ProgrammingError, match="who made a change is written once"):
            pghistory.models.Context.objects.update(**change)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_committing_test_leaves_is_emptied_by_the_owner(time):
    """The second run finds nothing of the first's, though the web role could not have emptied its history."""
    assert School.objects.count() == 0
    School.objects.create(urn="104723", name="Ashby High")
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from accounts_schoolevent")
        assert cursor.fetchone() == (1,), "committed, so the owner's connection sees it"


@pytest.mark.django_db(transaction=True)
def test_migrating_again_changes_no_right():
    rights = (
        "select relname, relacl::text from pg_class where relnamespace = 'public'::regnamespace order by 1"
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute(rights)
        before = cursor.fetchall()
        call_command("migrate", verbosity=0, skip_checks=True)
        cursor.execute(rights)
        assert cursor.fetchall() == before


@pytest.mark.django_db(transaction=True)
def test_the_check_names_a_role_that_row_level_security_does_not_bind(monkeypatch):
    assert checks.web_role_is_ordinary(["default"]) == []
    # The owner of the database in the web role's place, as where one URL serves for both.
    owner = connections["owner"].settings_dict["USER"]
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "USER", owner)
    found = checks.web_role_is_ordinary(["default"])
    connection.close()
    assert [(message.id, message.msg) for message in found] == [
        (
            "waymark.E001",
            f"DATABASE_URL: the role {owner} owns the database, so it could change its rules.",
        )
    ]


@pytest.mark.django_db(transaction=True)
@override_settings(INSERT_ONLY_TABLES=["accounts_recordaccess", "accounts_school"])
def test_a_table_that_becomes_insert_only_loses_its_rights_at_the_next_migrate():
    School.objects.create(urn="104723", name="Ashby High")
    try:
        call_command("migrate", verbosity=0, skip_checks=True)
        with pytest.raises(ProgrammingError):
            School.objects.update(name="Other")
    finally:
        with override_settings(INSERT_ONLY_TABLES=["accounts_recordaccess"]):
            call_command("migrate", verbosity=0, skip_checks=True)
    assert School.objects.update(name="Other") == 1
