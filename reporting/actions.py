"""The only writers of reports and their schedule."""

import hashlib
import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts import outbox
from accounts.actions import ChangedMeanwhile, Refused, claim_submission
from accounts.models import Membership, School, User
from accounts.permissions import Permission
from reporting import issued, jobs, pdf, report_data
from reporting.models import Job, Report, ReportRecipient, ReportSchedule
from reporting.models.report import ReportState
from reporting.notices import REPORT_READY
from reporting.plans import plan_of
from reporting.report_data import Params
from reporting.rulebooks import find_rulebook
from reporting.schedule import LONDON, due, owed
from students.academic_year import AcademicYear

RENDER = "report"


def unwatched(per_cent: int) -> None:
    """The progress of a report that nobody watches."""


@transaction.atomic
def request_report(
    *,
    school: School,
    as_at: date,
    at: datetime,
    by: User | None,
    academic_year: AcademicYear | None = None,
    rulebook: str | None = None,
    suppress_small_groups: bool | None = None,
    with_names: bool = False,
    token: uuid.UUID | None = None,
) -> Report:
    """Ask for a report: it is queued, and a worker issues it. What is not said is as the school has it."""
    if token is not None:
        claim_submission(school=school, token=token, at=at)
    report = _add(
        school=school,
        as_at=as_at,
        at=at,
        by=by,
        academic_year=academic_year,
        rulebook=rulebook,
        suppress_small_groups=suppress_small_groups,
        with_names=with_names,
    )
    _queue(report, at=at)
    return report


@transaction.atomic
def issue_now(
    *,
    school: School,
    as_at: date,
    at: datetime,
    by: User | None,
    academic_year: AcademicYear | None = None,
    rulebook: str | None = None,
    with_names: bool = False,
    period: str = "",
) -> Report:
    """Issue a report at once, without the queue; it takes the next number and is kept like any other.

    Nobody is told by e-mail, even where it answers a scheduled date (`period`).
    """
    report = _add(
        school=school,
        as_at=as_at,
        at=at,
        by=by,
        academic_year=academic_year,
        rulebook=rulebook,
        with_names=with_names,
        period=period,
    )
    return issue_report(report=report, at=at, tell=False)


@transaction.atomic
def order_scheduled_reports(*, school: School, at: datetime) -> list[Report]:
    """Queue every report the school's schedule owes by now and does not have. Twice is once."""
    schedule = ReportSchedule.objects.of(school).first()
    return _order_missing(schedule, due(plan_of(schedule), now=at), at=at) if schedule else []


@transaction.atomic
def issue_report(
    *,
    report: Report,
    at: datetime,
    progress: Callable[[int], None] = unwatched,
    tell: bool = True,
) -> Report:
    """Gather the figures, give the report its number, render it and keep it; tell those who wait for it."""
    school = report.school
    params = Params(
        as_at=report.as_at,
        academic_year=AcademicYear(report.academic_year),
        rulebook=report.rulebook,
        suppress_small_groups=report.suppress_small_groups,
        with_names=report.with_names,
    )
    progress(10)
    number = issued.next_number(school, on=at.astimezone(LONDON).date())
    data = report_data.build(school, params, number=number, issued_at=at)
    progress(30)
    content = pdf.render(data)
    progress(90)
    report.number, report.issued_at, report.state = number, at, ReportState.READY
    report.data, report.data_sha256 = data, report_data.sha256(data)
    report.pdf.name = issued.keep(report, content)
    report.pdf_sha256, report.pdf_bytes = hashlib.sha256(content).hexdigest(), len(content)
    report.save()
    if report.period and tell:
        _tell_recipients(report, at=at)
    return report


@transaction.atomic
def fail_report(*, report: Report) -> None:
    """The report could not be made; the reason is its job's."""
    report.state = ReportState.FAILED
    report.save(update_fields=["state"])


@transaction.atomic
def retry_report(*, report: Report, at: datetime) -> None:
    """Try again to make a report that failed. Raises Refused when it is not failed."""
    job = Job.objects.filter(key=_key(report)).first()
    if job is None:
        raise Refused("This report was made without the queue; create it anew.")
    jobs.retry(job=job, at=at)
    report.state = ReportState.QUEUED
    report.save(update_fields=["state"])


@transaction.atomic
def save_schedule(
    *,
    school: School,
    version: int,
    on_national_dates: bool,
    day_of_month: int | None,
    own_dates: Iterable[date],
    with_names: bool,
    recipients: Iterable[Membership],
    at: datetime,
) -> ReportSchedule:
    """Plan the reports, and who is told. What the old plan owes for the days before this one is still made;
    the new one owes nothing for them. `version` is the one the person saw; 0 where there was none.
    """
    today = at.astimezone(LONDON).date()
    if old := ReportSchedule.objects.of(school).first():
        # Whatever the hour: what is not ordered now is before the new plan's first day, and nobody's.
        _order_missing(old, owed(plan_of(old), before=today), at=at)
    plan: dict[str, Any] = {
        "on_national_dates": on_national_dates,
        "day_of_month": day_of_month,
        "own_dates": sorted(set(own_dates)),
        "with_names": with_names,
        "starts_on": today,
    }
    schedule = _write_plan(school, version, plan)
    _set_recipients(school, recipients)
    return schedule


# --- steps ------------------------------------------------------------------------------------------------


def _add(
    *,
    school: School,
    as_at: date,
    at: datetime,
    by: User | None,
    academic_year: AcademicYear | None = None,
    rulebook: str | None = None,
    suppress_small_groups: bool | None = None,
    with_names: bool = False,
    period: str = "",
) -> Report:
    """A report that is asked for, its questions refused when nobody can answer them."""
    year = academic_year or AcademicYear.of(as_at)
    if as_at > at.astimezone(LONDON).date():
        raise Refused(f"{as_at:%-d %B %Y} is still to come: a report is as at today or an earlier date.")
    if year.starts_on > as_at:
        raise Refused(f"The academic year {year} had not begun on {as_at:%-d %B %Y}.")
    suppress = school.suppress_small_groups if suppress_small_groups is None else suppress_small_groups
    return Report.objects.create(
        school=school,
        as_at=as_at,
        academic_year=year.start,
        rulebook=find_rulebook(rulebook or school.rulebook).code,
        suppress_small_groups=suppress,
        with_names=with_names,
        period=period,
        requested_at=at,
        requested_by=by,
    )


def _order_missing(schedule: ReportSchedule, dates: Iterable[date], *, at: datetime) -> list[Report]:
    """Queue the reports of those of these dates that have none."""
    school = schedule.school
    have = set(Report.objects.of(school).exclude(period="").values_list("period", flat=True))
    return [
        report
        for on in dates
        if on.isoformat() not in have
        and (report := _order(school=school, on=on, with_names=schedule.with_names, at=at))
    ]


def _order(*, school: School, on: date, with_names: bool, at: datetime) -> Report | None:
    """Queue the report of a scheduled date, unless another beat was faster."""
    try:
        with transaction.atomic():
            report = _add(
                school=school, as_at=on, at=at, by=None, with_names=with_names, period=on.isoformat()
            )
    except IntegrityError:
        return None
    _queue(report, at=at)
    return report


def _key(report: Report) -> str:
    return f"{RENDER}:{report.pk}"


def _queue(report: Report, *, at: datetime) -> Job:
    return jobs.enqueue(school=report.school, kind=RENDER, key=_key(report), object_id=report.pk, at=at)


def _tell_recipients(report: Report, *, at: datetime) -> None:
    """Owe each recipient an e-mail with the link, in the transaction that issues the report."""
    for recipient in ReportRecipient.objects.of(report.school).select_related("membership__user"):
        outbox.enqueue(
            school=report.school,
            kind=REPORT_READY,
            object_id=report.pk,
            recipient=recipient.membership.user,
            on=report.as_at,
            at=at,
        )


def _write_plan(school: School, version: int, plan: dict[str, Any]) -> ReportSchedule:
    """Write the plan over the version the person saw; refused when somebody else was faster."""
    mine = ReportSchedule.objects.of(school).filter(version=version)
    if version and mine.update(**plan, version=version + 1):
        return ReportSchedule.objects.of(school).get()
    try:
        with transaction.atomic():
            return ReportSchedule.objects.create(school=school, **plan)
    except IntegrityError:
        raise ChangedMeanwhile(
            "Somebody else changed the schedule while you were here. This is still what you entered: save it "
            "again to put it in place of theirs."
        ) from None


def _set_recipients(school: School, memberships: Iterable[Membership]) -> None:
    """Exactly these are told; only members who may see the figures can be."""
    wanted = {each.pk: each for each in memberships}
    for membership in wanted.values():
        if membership.school_id != school.pk or not membership.may(Permission.VIEW_FIGURES):
            raise Refused(f"{membership.user} may not see the figures, so cannot be sent the reports.")
    present = ReportRecipient.objects.of(school)
    present.exclude(membership__in=wanted).delete()
    told = set(present.values_list("membership_id", flat=True))
    for key in wanted.keys() - told:
        ReportRecipient.objects.create(school=school, membership=wanted[key])
