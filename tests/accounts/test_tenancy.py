"""The second wall: what the database itself lets a transaction see and do."""

from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import School
from accounts.tenancy import school_context
from students.models import Student
from tests.cast import LONG_AGO

# Log-in, the sweeper and beat work before a school is known, and these hold no student's data.
WITHOUT_POLICY = {"Membership", "MembershipEvent", "OutboxEmail", "Submission", "Job"}


def student(school: School, surname: str = "Okonkwo") -> Student:
    return Student.objects.create(
        school=school,
        mis_id=str(uuid4())[:20],
        forename="Zoë",
        surname=surname,
        search_name="zoe okonkwo",
        details_as_of=date(2025, 9, 1),
        recorded_at=LONG_AGO,
    )


def test_a_transaction_sees_its_own_school_and_no_other(ashby: School, brook: School) -> None:
    with school_context(ashby):
        student(ashby)
    with school_context(brook):
        assert Student.objects.count() == 0
        student(brook, "Finch")
        assert [s.surname for s in Student.objects.all()] == ["Finch"]
    with school_context(ashby, brook):
        assert Student.objects.count() == 2


def test_without_a_context_nothing_is_visible_even_after_one_has_ended(ashby: School) -> None:
    with school_context(ashby):
        student(ashby)
    assert Student.objects.count() == 0


def test_an_inner_context_gives_the_outer_one_back(ashby: School, brook: School) -> None:
    with school_context(ashby):
        student(ashby)
        with school_context(brook):
            assert Student.objects.count() == 0
        assert Student.objects.count() == 1


def test_a_failed_inner_context_gives_the_outer_one_back(ashby: School, brook: School) -> None:
    with school_context(ashby):
        student(ashby)
        with pytest.raises(ValueError, match="stop"), school_context(brook):
            raise ValueError("stop")
        assert Student.objects.count() == 1


def test_the_database_refuses_to_write_for_another_school(ashby: School, brook: School) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), school_context(ashby):
        student(brook)


def test_the_database_refuses_a_reference_across_schools(ashby: School, brook: School) -> None:
    with school_context(brook):
        foreign = student(brook)
    connection.cursor().execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="same_school"), school_context(ashby):
        foreign.stays.create(school=ashby, recorded_at=LONG_AGO)


def test_every_table_with_a_school_has_a_forced_policy(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity")
        bound = {row[0] for row in cursor.fetchall()}
    models = [model for model in apps.get_models() if any(f.name == "school" for f in model._meta.fields)]
    assert len(models) > 30
    expected = {model._meta.db_table for model in models if model.__name__ not in WITHOUT_POLICY}
    assert {table for table in expected if table not in bound} == set()


def test_the_web_role_cannot_change_the_schema(db: None) -> None:
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        connection.cursor().execute("alter table students_student add column loophole text")


@pytest.mark.parametrize("statement", ["update {} set what = 'x'", "delete from {}", "truncate {}"])
def test_the_web_role_cannot_rewrite_the_access_log(db: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format("accounts_recordaccess"))


@pytest.mark.parametrize("statement", ["update {} set forename = 'x'", "delete from {}"])
def test_the_web_role_cannot_rewrite_history(db: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format("students_studentevent"))
