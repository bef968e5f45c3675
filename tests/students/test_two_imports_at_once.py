"""Two people import at the same moment: one after the other, nobody twice, nothing half."""

import threading

import pytest
from django.db import connection

from accounts.models import School
from accounts.tenancy import school_context
from students.models import Enrolment, RosterImport, Student
from tests.students.rosters import bring_in, line


@pytest.mark.django_db(transaction=True)
def test_the_second_finds_what_the_first_has_written(ashby: School) -> None:
    start = threading.Barrier(4)
    results: list[tuple[int, int]] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            start.wait(timeout=20)
            with school_context(ashby):
                found = bring_in(ashby, *[line(n) for n in range(1, 41)])
            results.append((len(found.added), len(found.unchanged)))
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []
    assert sorted(results) == [(0, 40), (0, 40), (0, 40), (40, 0)]
    with school_context(ashby):
        assert Student.objects.count() == Enrolment.objects.count() == 40
        assert RosterImport.objects.count() == 1
