"""Reports asked for, issued, kept, numbered, scheduled."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actions import AlreadySubmitted, Refused
from accounts.models import Membership, OutboxEmail, School
from accounts.tenancy import school_context
from reporting import actions, issued, pdf, report_data, tasks
from reporting.models import Job, Report, ReportRecipient, ReportSchedule
from students.academic_year import AcademicYear
from tests.reporting.ledger import Ledger

MARCH = date(2026, 3, 31)
MORNING = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.pdf, pytest.mark.usefixtures("own_files")]


def issue(school: School, as_at: date = MARCH, at: datetime = MORNING, **more: Any) -> Report:
    return actions.issue_now(school=school, as_at=as_at, at=at, by=None, **more)


def plan(school: School, **more: Any) -> ReportSchedule:
    said: dict[str, Any] = {
        "version": 0,
        "on_national_dates": True,
        "day_of_month": None,
        "own_dates": [],
        "with_names": False,
        "recipients": [],
        "at": datetime(2026, 3, 1, 9, tzinfo=UTC),
    }
    return actions.save_schedule(school=school, **said | more)


def test_asked_for_and_queued(in_ashby: School, ada: Membership) -> None:
    report = actions.request_report(school=in_ashby, as_at=MARCH, at=MORNING, by=ada.user)
    assert (report.state, report.number, report.academic_year) == ("queued", "", 2025)
    assert (report.rulebook, report.suppress_small_groups) == ("school-two-by-13", True)
    job = Job.objects.get(object_id=report.pk)
    assert (job.kind, job.key, job.school) == ("report", f"report:{report.pk}", in_ashby)


def test_the_same_form_twice_is_one_report(in_ashby: School, ada: Membership) -> None:
    asked: dict[str, Any] = {
        "school": in_ashby,
        "as_at": MARCH,
        "at": MORNING,
        "by": ada.user,
        "token": uuid.uuid4(),
    }
    actions.request_report(**asked)
    with pytest.raises(AlreadySubmitted):
        actions.request_report(**asked)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("as_at", "year", "said"),
    [
        (
            date(2026, 4, 2),
            None,
            "2 April 2026 is still to come: a report is as at today or an earlier date.",
        ),
        (date(2025, 8, 31), 2025, "The academic year 2025/26 had not begun on 31 August 2025."),
    ],
)
def test_what_nobody_can_know_is_refused(in_ashby: School, as_at: date, year: int | None, said: str) -> None:
    with pytest.raises(Refused, match=said):
        actions.request_report(
            school=in_ashby,
            as_at=as_at,
            at=MORNING,
            by=None,
            academic_year=AcademicYear(year) if year else None,
        )


def test_issued_with_number_hash_and_file(in_ashby: School) -> None:
    Ledger(in_ashby).student(11)
    report = issue(in_ashby)
    report.refresh_from_db()
    assert (report.state, report.number, report.issued_at) == ("ready", "2026-001", MORNING)
    assert report.issued_data["number"] == "2026-001"
    assert report.data_sha256 == report_data.sha256(report.issued_data)
    content = issued.read(report)
    assert content.startswith(b"%PDF-")
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (report.pdf_sha256, report.pdf_bytes)
    kept = issued.path_of(report)
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_numbers_count_up_within_school_and_calendar_year(ashby: School, brook: School) -> None:
    with school_context(ashby):
        new_year = datetime(2027, 1, 1, 0, 0, tzinfo=UTC)
        numbers = [issue(ashby).number, issue(ashby).number]
        numbers += [issue(ashby, at=new_year - timedelta(seconds=1)).number, issue(ashby, at=new_year).number]
    with school_context(brook):
        numbers.append(issue(brook).number)
    assert numbers == ["2026-001", "2026-002", "2026-003", "2027-001", "2026-001"]


def test_the_thousandth_report(in_ashby: School) -> None:
    report = issue(in_ashby)
    Report.objects.create(
        school=in_ashby,
        number="2026-999",
        as_at=MARCH,
        academic_year=2025,
        rulebook="x",
        requested_at=MORNING,
    )
    assert issue(in_ashby).number == "2026-1000"
    assert report.number == "2026-001"


def test_a_failure_wastes_no_number(in_ashby: School) -> None:
    with transaction.atomic():
        assert issue(in_ashby).number == "2026-001"
        transaction.set_rollback(True)
    assert issue(in_ashby).number == "2026-001"


def test_an_issued_report_cannot_be_changed(in_ashby: School) -> None:
    report = issue(in_ashby)
    for change in (report.delete, report.save, lambda: Report.objects.update(number="2026-002")):
        with pytest.raises(ProgrammingError, match="reporting_report"), transaction.atomic():
            change()


def test_ready_means_whole(in_ashby: School) -> None:
    report = actions.request_report(school=in_ashby, as_at=MARCH, at=MORNING, by=None)
    with pytest.raises(IntegrityError, match="issued_report_is_whole"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="ready")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.write_bytes(path.read_bytes() + b" "), "is not the one that was issued"),
        (lambda path: path.unlink(), "is missing from the server"),
    ],
)
def test_a_file_that_was_touched_is_not_handed_out(
    in_ashby: School, harm: Callable[[Path], Any], said: str
) -> None:
    report = issue(in_ashby)
    harm(issued.path_of(report))
    with pytest.raises(Refused, match=said):
        issued.read(report)


def test_the_schedule_owes_a_report_once(in_ashby: School, ada: Membership, vic: Membership) -> None:
    plan(in_ashby, recipients=[ada, vic])
    assert actions.order_scheduled_reports(school=in_ashby, at=MORNING - timedelta(hours=2)) == []
    [report] = actions.order_scheduled_reports(school=in_ashby, at=MORNING)
    assert (report.as_at, report.period, report.requested_by) == (MARCH, "2026-03-31", None)
    assert actions.order_scheduled_reports(school=in_ashby, at=MORNING) == []
    actions.issue_report(report=report, at=MORNING)
    assert {email.recipient for email in OutboxEmail.objects.all()} == {ada.user, vic.user}


def test_a_report_by_hand_tells_nobody(in_ashby: School, ada: Membership) -> None:
    plan(in_ashby, recipients=[ada])
    issue(in_ashby)
    issue(in_ashby, period="2026-03-31")
    assert not OutboxEmail.objects.exists()
    assert actions.order_scheduled_reports(school=in_ashby, at=MORNING) == []


def test_a_changed_plan_still_makes_what_the_old_one_owed(in_ashby: School) -> None:
    plan(in_ashby)
    plan(in_ashby, version=1, on_national_dates=False, day_of_month=15, at=MORNING)
    assert [report.period for report in Report.objects.all()] == ["2026-03-31"]
    assert ReportSchedule.objects.get().starts_on == date(2026, 4, 1)
    assert actions.order_scheduled_reports(school=in_ashby, at=MORNING) == []


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(datetime(2026, 3, 31, 23, 10, tzinfo=UTC), id="ten past midnight"),
        pytest.param(datetime(2026, 3, 31, 23, 30, tzinfo=UTC), id="the first quiet minute"),
        pytest.param(datetime(2026, 4, 1, 3, 59, tzinfo=UTC), id="before five"),
    ],
)
def test_a_plan_saved_in_the_small_hours_still_makes_last_nights_report(
    in_ashby: School, now: datetime
) -> None:
    plan(in_ashby, day_of_month=15)
    plan(in_ashby, version=1, at=now)
    assert sorted(Report.objects.values_list("period", flat=True)) == ["2026-03-15", "2026-03-31"]
    assert actions.order_scheduled_reports(school=in_ashby, at=MORNING) == []


def test_the_second_editor_is_told(in_ashby: School) -> None:
    plan(in_ashby)
    assert plan(in_ashby, version=1).version == 2
    for version in (0, 1):
        with pytest.raises(Refused, match="Somebody else changed the schedule"):
            plan(in_ashby, version=version, day_of_month=3)
    assert ReportSchedule.objects.get().day_of_month is None


def test_recipients_are_exactly_those_chosen(in_ashby: School, ada: Membership, vic: Membership) -> None:
    plan(in_ashby, recipients=[ada, vic])
    kept = ReportRecipient.objects.get(membership=vic).pk
    plan(in_ashby, version=1, recipients=[vic])
    assert [each.pk for each in ReportRecipient.objects.all()] == [kept]


def test_who_may_not_see_figures_is_not_told(in_ashby: School, olu: Membership, cora: Membership) -> None:
    for somebody in (olu, cora):
        with pytest.raises(Refused, match="may not see the figures"):
            plan(in_ashby, recipients=[somebody])
    assert not ReportSchedule.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_reports_issued_at_once_have_different_numbers(ashby: School) -> None:
    numbers: list[str] = []
    together = Barrier(4)

    def worker() -> None:
        together.wait()
        try:
            with school_context(ashby):
                numbers.append(issue(ashby).number)
        finally:
            connection.close()

    threads = [Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == ["2026-001", "2026-002", "2026-003", "2026-004"]


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_order_one_report(ashby: School) -> None:
    with school_context(ashby):
        plan(ashby)
    ordered: list[int] = []
    together = Barrier(3)

    def beat() -> None:
        together.wait()
        try:
            with school_context(ashby):
                ordered.append(len(actions.order_scheduled_reports(school=ashby, at=MORNING)))
        finally:
            connection.close()

    threads = [Thread(target=beat) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with school_context(ashby):
        assert Report.objects.count() == 1
    assert (sorted(ordered), Job.objects.count()) == ([0, 0, 1], 1)


@pytest.mark.django_db(transaction=True)
def test_pages_that_run_away_fail_in_words_and_can_be_tried_again(
    busy_ashby: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    with school_context(busy_ashby):
        report = actions.request_report(school=busy_ashby, as_at=MARCH, at=MORNING, by=None)
    monkeypatch.setattr(pdf, "LIMITS", pdf.Limits(wall_seconds=0.05))
    job = Job.objects.get()
    tasks.run_job(job_id=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 1)
    assert "with the memory and time one report may use" in job.problem
    monkeypatch.undo()
    with school_context(busy_ashby):
        actions.retry_report(report=report, at=MORNING)
    tasks.run_job(job_id=str(job.pk))
    with school_context(busy_ashby):
        assert Report.objects.get().state == "ready"
