"""While a report is rendered it holds its number; the school's work on its students goes on meanwhile."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from accounts.models import School
from reporting.issued import next_number
from students.actions.writing import hold_students
from tests.cast import LONG_AGO


@pytest.mark.django_db(transaction=True)
def test_a_report_in_the_making_holds_up_no_import(ashby: School) -> None:
    refused: list[OperationalError] = []

    def change_students() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("set local lock_timeout = '500ms'")
                hold_students(ashby)
        except OperationalError as error:
            refused.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        next_number(ashby, on=LONG_AGO.date())
        somebody = threading.Thread(target=change_students)
        somebody.start()
        somebody.join()
    assert refused == []
