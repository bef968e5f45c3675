"""The reports of a school in the world: issued with and without names, waiting, failed; a schedule."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from accounts import outbox
from accounts.models import OutboxEmail
from reporting.actions import fail_report, issue_now, request_report, save_schedule
from reporting.models import Job
from reporting.notices import REPORT_READY

if TYPE_CHECKING:
    from tests.house.world import SchoolWorld

AS_AT = date(2026, 3, 30)


def make_reports(here: SchoolWorld, *, at: datetime) -> None:
    """One issued with the students' names, one that waits, one that could not be made; who is told."""
    by, school = here.user("leader"), here.school
    issued = issue_now(school=school, as_at=AS_AT, at=at, by=by, with_names=True)
    waiting = request_report(school=school, as_at=AS_AT, at=at, by=by)
    failed = request_report(school=school, as_at=AS_AT, at=at, by=by)
    fail_report(report=failed)
    Job.objects.filter(object_id=failed.pk).update(state="failed", problem="It took longer than it may.")
    save_schedule(
        school=school,
        version=0,
        on_national_dates=True,
        day_of_month=5,
        own_dates=[date(2026, 4, 20)],
        with_names=False,
        recipients=[here.members["senior"]],
        at=at,
    )
    here.made |= {"issued": issued, "waiting": waiting, "failed": failed}
    here.ids["report_id"] = issued.pk
    here.ids_for["reporting:report_retry"] = {"report_id": failed.pk}
    here.ids["email_id"] = doubtful_email(here, issued.pk, at=at).pk


def doubtful_email(here: SchoolWorld, report_id: UUID, *, at: datetime) -> OutboxEmail:
    """A notice whose worker was killed in the middle of sending it."""
    email = outbox.enqueue(
        school=here.school,
        kind=REPORT_READY,
        object_id=report_id,
        recipient=here.user("senior"),
        on=AS_AT,
        at=at,
    )
    OutboxEmail.objects.filter(pk=email.pk).update(state="sending", changed_at=at - timedelta(hours=1))
    outbox.mark_unsure(at=at)
    return email
