"""What workers do for reports: take a job, sweep up, and see to the schedules. Arguments are ids."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import structlog
from celery import shared_task
from django.utils import timezone

from accounts import outbox
from accounts.doorbell import ring
from accounts.models import School
from accounts.tenancy import school_context
from reporting import actions, jobs
from reporting.models import Job, Report
from reporting.models.report import ReportState
from reporting.schedule import is_quiet

log = structlog.get_logger()


class RenderReport:
    """The job that issues a report."""

    def work(self, job: Job, *, at: datetime, progress: Callable[[int], None]) -> str:
        """Issue it, unless it is gone or issued already."""
        report = self.report(job)
        if report is None or report.state == ReportState.READY:
            return ""
        return actions.issue_report(report=report, at=at, progress=progress).pdf_sha256

    def give_up(self, job: Job, *, at: datetime) -> None:
        """The page shows it as failed."""
        report = self.report(job)
        if report is not None:
            actions.fail_report(report=report)

    def report(self, job: Job) -> Report | None:
        """The report the job is about."""
        return Report.objects.of(job.school).select_related("school").filter(pk=job.object_id).first()


HANDLERS: jobs.Handlers = {actions.RENDER: RenderReport()}


@shared_task(name=jobs.RUN_TASK)
def run_job(*, job_id: str) -> None:
    """Do the job, if it is there and free."""
    jobs.run(UUID(job_id), handlers=HANDLERS, clock=timezone.now)


@shared_task(name="reporting.sweep")
def sweep() -> None:
    """Ring again for what was forgotten: jobs, and e-mails that are due."""
    now = timezone.now()
    jobs.sweep(handlers=HANDLERS, at=now)
    outbox.mark_unsure(at=now)
    if outbox.due(at=now).exists():
        ring(outbox.DELIVER_TASK)


@shared_task(name="reporting.schedule_due")
def schedule_due() -> None:
    """Queue what each school's schedule owes; one school's trouble does not hold up the others."""
    now = timezone.now()
    if is_quiet(now):
        return
    for school in School.objects.order_by("pk"):
        try:
            with school_context(school):
                actions.order_scheduled_reports(school=school, at=now)
        except Exception as error:
            log.error("schedule_failed", school=school.pk, error=type(error).__name__)
