"""Reports that are not ready: waiting, being made with how far it has come, or failed with the reason."""

from dataclasses import dataclass

from django.db.models import QuerySet

from reporting.models import Job, Report
from reporting.models.job import JobState
from reporting.models.report import ReportState


@dataclass(frozen=True)
class Making:
    """A report that is not ready, and the job that makes it."""

    report: Report
    state: str
    progress: int
    attempts: int
    problem: str

    @property
    def is_failed(self) -> bool:
        """Whether it waits for a person."""
        return self.state == JobState.FAILED

    @property
    def is_trying_again(self) -> bool:
        """Whether an attempt went wrong and another follows by itself."""
        return bool(self.problem) and not self.is_failed


def in_the_making(reports: QuerySet[Report]) -> list[Making]:
    """Those of these reports that are not ready, the oldest first; two queries."""
    waiting = list(reports.exclude(state=ReportState.READY).order_by("requested_at", "pk"))
    jobs = {job.object_id: job for job in Job.objects.filter(object_id__in=[each.pk for each in waiting])}
    return [_making(report, jobs.get(report.pk)) for report in waiting]


def _making(report: Report, job: Job | None) -> Making:
    if job is None:
        return Making(report, report.state, 0, 0, "")
    return Making(report, job.state, job.progress, job.attempts, job.problem)
