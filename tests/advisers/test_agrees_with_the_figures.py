"""The words on an adviser's page and the statement behind the figures say the same of every day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisers.models import Adviser
from advisers.qualification import facts_of, holds_qualification, is_on_register
from reporting.evidence import school_evidence
from students.academic_year import AcademicYear
from tests.reporting.ledger import Ledger

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)
days = st.integers(0, 8).map(lambda number: FIRST + timedelta(days=number))
checks = st.lists(
    st.tuples(st.sampled_from(["confirmed", "confirmed", "rejected", "revoked"]), days), max_size=4
)
qualifications = st.fixed_dictionaries(
    {"level": st.sampled_from([4, 5, 6, 7]), "first": days, "checks": checks, "withdrawn": st.booleans()}
)
entries = st.fixed_dictionaries(
    {
        "category": st.sampled_from(["career_development_professional", "careers_leader"]),
        "first": days,
        "length": st.none() | st.integers(0, 5),
        "checks": checks,
        "withdrawn": st.sampled_from([False, False, True]),
    }
)


def write(ledger: Ledger, adviser: Adviser, drawn: dict) -> None:
    withdrawn = {"withdrawn_at": "2026-02-01", "withdrawn_reason": "Wrong"} if drawn["withdrawn"] else {}
    first = drawn["first"].isoformat()
    if "level" in drawn:
        credential = ledger.qualification(adviser, first, drawn["level"], checked=False, **withdrawn)
    else:
        last = None if drawn["length"] is None else drawn["first"] + timedelta(days=drawn["length"])
        credential = ledger.register(
            adviser, first, last and last.isoformat(), drawn["category"], checked=False, **withdrawn
        )
    for number, (outcome, day) in enumerate(drawn["checks"]):
        revoked_on = day.isoformat() if outcome == "revoked" else None
        ledger.check(credential, outcome, recorded=f"2026-02-{number + 1:02}", revoked_on=revoked_on)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(qualifications | entries, max_size=3))
def test_every_day_is_judged_alike(in_ashby, drawn):
    before = transaction.savepoint()
    ledger = Ledger(in_ashby)
    student, ann = ledger.student(11), ledger.adviser("Ann")
    for each in drawn:
        write(ledger, ann, each)
    held = [FIRST + timedelta(days=number) for number in range(-1, 16)]
    by_id: dict[UUID, date] = {ledger.interview(student, ann, day.isoformat()).pk: day for day in held}
    adviser = Adviser.objects.with_credentials().get(pk=ann.pk)
    facts = [facts_of(each) for each in adviser.credentials.all()]
    (evidence,) = school_evidence(in_ashby, year=AcademicYear(2025))
    by_sql = {by_id[each.id]: (each.qualification, each.on_register) for each in evidence.interviews}
    transaction.savepoint_rollback(before)
    assert by_sql == {
        day: (holds_qualification(facts, on=day), is_on_register(facts, on=day)) for day in held
    }
