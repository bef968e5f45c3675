"""The pages of reports: what is listed, made, downloaded and planned, and by whom."""

import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Membership, OutboxEmail, RecordAccess, School
from accounts.tenancy import school_context
from reporting import actions, issued
from reporting.models import Job, Report, ReportRecipient, ReportSchedule
from reporting.notices import REPORT_READY
from tests.reporting.ledger import Ledger

MARCH = date(2026, 3, 31)
MORNING = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.pdf, pytest.mark.usefixtures("own_files")]
Browser = Callable[[Membership], Client]


def url(name: str, *, urn: str = "104723", **more: Any) -> str:
    return reverse(f"reporting:{name}", kwargs={"urn": urn, **more})


def issue(school: School, **more: Any) -> Report:
    with school_context(school):
        return actions.issue_now(school=school, as_at=MARCH, at=MORNING, by=None, **more)


def ask(school: School) -> Report:
    with school_context(school):
        return actions.request_report(school=school, as_at=MARCH, at=timezone.now(), by=None)


def fail(report: Report, problem: str = "It took longer than the 90 seconds it may take.") -> None:
    with school_context(report.school):
        actions.fail_report(report=report)
    Job.objects.filter(object_id=report.pk).update(state="failed", attempts=3, problem=problem)


def asked(**more: Any) -> dict[str, Any]:
    form = {"as_at": "2026-03-31", "rulebook": "school-two-by-13", "suppress_small_groups": "on"}
    return form | {"token": str(uuid.uuid4())} | more


def planned(*, version: int = 0, **more: Any) -> dict[str, Any]:
    return {"on_national_dates": "on", "own_dates": "", "version": version, **more}


# --- the list -----------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do(ada: Membership, vic: Membership, client_of: Browser) -> None:
    assert "Create the first report" in client_of(ada).get(url("reports")).content.decode()
    page = client_of(vic).get(url("reports")).content.decode()
    assert "When the careers leader issues one, it can be downloaded here." in page
    assert url("report_create") not in page


def test_the_list_shows_number_date_and_figures_the_page_its_hash(
    busy_ashby: School, vic: Membership, client_of: Browser
) -> None:
    report = issue(busy_ashby, with_names=True)
    page = client_of(vic).get(url("reports")).content.decode()
    for words in (
        "1 report issued", report.number, "31 March 2026", "58.3 %", "7 of 12", "With names",
        url("report_download", report_id=report.pk),
    ):  # fmt: skip
        assert words in page
    assert report.data_sha256[:8] not in page
    detail = client_of(vic).get(url("report_detail", report_id=report.pk)).content.decode()
    assert report.data_sha256 in detail


def test_the_list_takes_the_same_queries_for_one_and_three(
    ashby: School, vic: Membership, client_of: Browser
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(url("reports"))
        return len(seen)

    browser = client_of(vic)
    issue(ashby)
    ask(ashby)
    one = statements()
    for _ in range(2):
        issue(ashby)
        ask(ashby)
    assert statements() == one


def test_progress_is_a_bar_and_the_list_is_reloaded_at_the_end(
    ashby: School, ada: Membership, client_of: Browser
) -> None:
    report = ask(ashby)
    Job.objects.filter(object_id=report.pk).update(state="running", attempts=1, progress=30)
    browser = client_of(ada)
    part = browser.get(url("reports_making"))
    assert '<progress class="meter" value="30" max="100"' in part.content.decode()
    assert f'hx-get="{url("reports_making")}"' in part.content.decode()
    assert "HX-Refresh" not in part.headers
    fail(report)
    part = browser.get(url("reports_making"))
    assert part.headers["HX-Refresh"] == "true"
    assert "hx-get" not in part.content.decode()


def test_an_attempt_that_went_wrong_is_tried_again_by_itself(
    ashby: School, ada: Membership, client_of: Browser
) -> None:
    report = ask(ashby)
    Job.objects.filter(object_id=report.pk).update(attempts=1, problem="The disk is full.")
    page = client_of(ada).get(url("reports")).content.decode()
    assert "The last attempt went wrong; it is tried again within a minute." in page


def test_a_failed_report_says_why_and_can_be_tried_again(
    ashby: School, ada: Membership, vic: Membership, client_of: Browser
) -> None:
    report = ask(ashby)
    fail(report)
    retry = url("report_retry", report_id=report.pk)
    assert "It took longer than the 90 seconds" in client_of(ada).get(url("reports")).content.decode()
    assert retry not in client_of(vic).get(url("reports")).content.decode()
    assert client_of(vic).post(retry).status_code == 403
    assert client_of(ada).get(retry).status_code == 405
    page = client_of(ada).post(retry, follow=True).content.decode()
    assert "The report is being made again." in page
    job = Job.objects.get(object_id=report.pk)
    assert (job.state, job.attempts) == ("queued", 0)
    assert "already started it again" in client_of(ada).post(retry, follow=True).content.decode()


def test_a_failed_report_is_named_on_the_overview_to_those_who_may_try_again(
    busy_ashby: School, brook: School, ada: Membership, ben: Membership, vic: Membership, client_of: Browser
) -> None:
    def told(member: Membership) -> bool:
        page = client_of(member).get(url("overview"), {"as_at": "2026-03-31"}).content.decode()
        return "The report as at 31 March 2026 could not be made." in page

    fail(ask(brook))
    report = ask(busy_ashby)
    assert not told(ada)
    fail(report)
    assert [told(member) for member in (ada, ben, vic)] == [True, False, False]


# --- create -------------------------------------------------------------------------------------------------


def test_create(ashby: School, ada: Membership, client_of: Browser) -> None:
    browser = client_of(ada)
    form = asked(with_names="on")
    for _ in range(2):
        # Sent twice by a double click: one report.
        assert browser.post(url("report_create"), form).headers["Location"] == url("reports")
    with school_context(ashby):
        report = Report.objects.get()
    assert (report.as_at, report.state, report.with_names, report.suppress_small_groups) == (
        MARCH,
        "queued",
        True,
        True,
    )
    assert (report.requested_by, report.rulebook, report.academic_year) == (
        ada.user,
        "school-two-by-13",
        2025,
    )


def test_names_are_off_and_small_groups_hidden_unless_told(
    ada: Membership, ashby: School, client_of: Browser
) -> None:
    form = client_of(ada).get(url("report_create")).context["form"]
    assert (form["with_names"].value(), form["suppress_small_groups"].value()) == (None, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"as_at": ""}, "Enter the date the report is as at."),
        ({"as_at": "2026-02-30"}, "Enter a date such as 31 March 2026."),
        ({"as_at": "2999-01-01"}, "Enter a date up to today"),
        ({"year": "2026/27"}, "2026/27 had not begun on 31 March 2026."),
        ({"rulebook": "nonsense"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_reported_is_said_beside_the_field(
    ashby: School, ada: Membership, client_of: Browser, change: dict[str, str], said: str
) -> None:
    page = client_of(ada).post(url("report_create"), asked(**change))
    assert page.status_code == 200
    assert said in page.content.decode()
    with school_context(ashby):
        assert not Report.objects.exists()


# --- one report and its files -------------------------------------------------------------------------------


def test_figures_as_issued_stand_beside_todays(
    busy_ashby: School, vic: Membership, client_of: Browser
) -> None:
    report = issue(busy_ashby)
    browser = client_of(vic)
    page = browser.get(url("report_detail", report_id=report.pk)).content.decode()
    assert page.count("Nothing changed it") == 2
    with school_context(busy_ashby):
        Ledger(busy_ashby).student(11)
    page = browser.get(url("report_detail", report_id=report.pk)).content.decode()
    for words in ("7 of 12", "7 of 13", "53.8 %", "Something recorded since changed it", report.pdf_sha256):
        assert words in page


def test_the_download_is_byte_for_byte_as_issued(
    busy_ashby: School, vic: Membership, client_of: Browser
) -> None:
    report = issue(busy_ashby)
    with school_context(busy_ashby):
        Ledger(busy_ashby).student(11)
    response = client_of(vic).get(url("report_download", report_id=report.pk))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="benchmark-8-104723-2026-001-as-at-2026-03-31.pdf"'
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert hashlib.sha256(response.content).hexdigest() == report.pdf_sha256


def test_the_data_have_the_hash_that_is_printed(
    busy_ashby: School, vic: Membership, client_of: Browser
) -> None:
    report = issue(busy_ashby)
    response = client_of(vic).get(url("report_data", report_id=report.pk))
    assert hashlib.sha256(response.content).hexdigest() == report.data_sha256
    assert json.loads(response.content)["number"] == report.number


def test_a_file_that_was_changed_is_refused_in_words(
    busy_ashby: School, vic: Membership, client_of: Browser
) -> None:
    report = issue(busy_ashby)
    issued.path_of(report).write_bytes(b"%PDF-another")
    response = client_of(vic).get(url("report_download", report_id=report.pk), follow=True)
    assert response.redirect_chain == [(url("report_detail", report_id=report.pk), 302)]
    assert "is not the one that was issued, so it is not handed out" in response.content.decode()


@pytest.mark.parametrize("route", ["report_download", "report_data"])
@pytest.mark.parametrize("with_names", [True, False])
def test_who_took_a_report_with_names_is_written_down(
    busy_ashby: School, vic: Membership, client_of: Browser, route: str, with_names: bool
) -> None:
    report = issue(busy_ashby, with_names=with_names)
    client_of(vic).get(url(route, report_id=report.pk))
    with school_context(busy_ashby):
        accesses = list(RecordAccess.objects.values_list("user_id", "kind", "what"))
        named = [len(access.student_ids) for access in RecordAccess.objects.all()]
    assert accesses == ([(vic.user_id, "exported", f"reporting:{route}")] if with_names else [])
    assert named == ([6] if with_names else [])


def test_a_report_that_is_not_ready_has_no_page(ashby: School, ada: Membership, client_of: Browser) -> None:
    report = ask(ashby)
    for route in ("report_detail", "report_download", "report_data"):
        assert client_of(ada).get(url(route, report_id=report.pk)).status_code == 404


# --- who ----------------------------------------------------------------------------------------------------

READ = ["reports", "reports_making", "report_detail", "report_download", "report_data"]
WRITE = ["report_create", "schedule"]


@pytest.mark.parametrize(
    ("person", "reads", "writes"),
    [
        ("ada", 200, 200),
        ("ben", 200, 403),
        ("vic", 200, 403),
        ("tess", 403, 403),
        ("olu", 403, 403),
        ("cora", 404, 404),
    ],
)
def test_who_may_what(
    busy_ashby: School,
    request: pytest.FixtureRequest,
    client_of: Browser,
    person: str,
    reads: int,
    writes: int,
) -> None:
    report = issue(busy_ashby)
    browser = client_of(request.getfixturevalue(person))
    answers = {}
    for route in READ + WRITE:
        about: dict[str, Any] = {"report_id": report.pk} if route.startswith("report_d") else {}
        answers[route] = browser.get(url(route, **about)).status_code
    assert answers == dict.fromkeys(READ, reads) | dict.fromkeys(WRITE, writes)


def test_another_schools_report_is_not_there(
    busy_ashby: School, cora: Membership, client_of: Browser
) -> None:
    report = issue(busy_ashby)
    failed = ask(busy_ashby)
    fail(failed)
    email = tell(report, cora)
    browser = client_of(cora)
    for route in ("report_detail", "report_download", "report_data"):
        assert browser.get(url(route, urn="104724", report_id=report.pk)).status_code == 404
    assert browser.post(url("report_retry", urn="104724", report_id=failed.pk)).status_code == 404
    assert browser.post(url("email_settle", urn="104724", email_id=email.pk)).status_code == 404
    assert report.number not in browser.get(url("reports", urn="104724")).content.decode()


# --- the schedule -------------------------------------------------------------------------------------------


def test_plan_the_reports(ashby: School, ada: Membership, vic: Membership, client_of: Browser) -> None:
    form = planned(day_of_month="31", own_dates="14 October 2030\n2030-02-10; 1/3/2030", recipients=[vic.pk])
    response = client_of(ada).post(url("schedule"), form, follow=True)
    assert response.redirect_chain == [(url("reports"), 302)]
    assert "Saved. The next report is as at" in response.content.decode()
    with school_context(ashby):
        schedule = ReportSchedule.objects.get()
        told = [each.membership_id for each in ReportRecipient.objects.all()]
    assert (schedule.on_national_dates, schedule.day_of_month, schedule.version) == (True, 31, 1)
    assert schedule.own_dates == [date(2030, 2, 10), date(2030, 3, 1), date(2030, 10, 14)]
    assert schedule.starts_on == timezone.localdate()
    assert told == [vic.pk]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"day_of_month": "32"}, "Enter a day from 1 to 31."),
        ({"day_of_month": "0"}, "Enter a day from 1 to 31."),
        ({"own_dates": "14 October 2030\n31 June 2030"}, "“31 June 2030” is not a date"),
        ({"own_dates": "soon"}, "“soon” is not a date"),
        ({"own_dates": "14 October 2020"}, "14 October 2020 is past: enter a date from today on"),
        # Every bad line is named at once.
        ({"own_dates": "soon\n14 October 2020\n31 June 2030"}, "“soon” is not a date"),
        ({"own_dates": "soon\n14 October 2020\n31 June 2030"}, "14 October 2020 is past"),
        ({"own_dates": "soon\n14 October 2020\n31 June 2030"}, "“31 June 2030” is not a date"),
    ],
)
def test_a_plan_that_cannot_be_keeps_what_was_typed(
    ashby: School, ada: Membership, client_of: Browser, change: dict[str, str], said: str
) -> None:
    page = client_of(ada).post(url("schedule"), planned() | change).content.decode()
    assert said in page
    assert next(iter(change.values())) in page
    with school_context(ashby):
        assert not ReportSchedule.objects.exists()


def test_only_members_who_may_see_figures_can_be_told(
    ada: Membership, ben: Membership, vic: Membership, tess: Membership, olu: Membership, cora: Membership,
    client_of: Browser,
) -> None:  # fmt: skip
    form = client_of(ada).get(url("schedule")).context["form"]
    assert {key for key, _ in form.fields["recipients"].choices} == {
        str(ada.pk),
        str(ben.pk),
        str(vic.pk),
    }
    for somebody in (olu, cora):
        page = client_of(ada).post(url("schedule"), planned(recipients=[somebody.pk]))
        assert page.status_code == 200
        assert "Select a valid choice" in page.content.decode()


def test_the_second_editor_is_told_and_keeps_his_text(
    ashby: School, ada: Membership, client_of: Browser
) -> None:
    browser = client_of(ada)
    browser.post(url("schedule"), planned())
    stale = browser.post(url("schedule"), planned(day_of_month="17"))
    page = stale.content.decode()
    assert "Somebody else changed the schedule while you were here." in page
    assert 'value="17"' in page
    again = stale.context["form"]["version"].value()
    browser.post(url("schedule"), planned(day_of_month="17", version=again))
    with school_context(ashby):
        assert ReportSchedule.objects.get().day_of_month == 17


def test_the_next_dates_are_on_the_list(
    ashby: School, ada: Membership, vic: Membership, client_of: Browser
) -> None:
    client_of(ada).post(url("schedule"), planned(own_dates="14 October 2030"))
    page = client_of(vic).get(url("reports")).content.decode()
    assert "Scheduled next" in page
    assert "The national measure" in page
    assert url("schedule") not in page


# --- doubtful e-mails ---------------------------------------------------------------------------------------


def tell(report: Report, member: Membership, state: str = "unsure") -> OutboxEmail:
    email = outbox.enqueue(
        school=report.school,
        kind=REPORT_READY,
        object_id=report.pk,
        recipient=member.user,
        on=MARCH,
        at=MORNING,
    )
    OutboxEmail.objects.filter(pk=email.pk).update(state=state, attempts=1, problem="Sending was cut off.")
    return email


@pytest.mark.parametrize(("again", "state"), [("no", "sent"), ("yes", "queued")])
def test_a_doubtful_email_is_shown_and_settled(
    busy_ashby: School, ada: Membership, vic: Membership, client_of: Browser, again: str, state: str
) -> None:
    email = tell(issue(busy_ashby), vic)
    page = client_of(ada).get(url("reports")).content.decode()
    assert "1 e-mail needs a look" in page
    assert "Sending was cut off. It is not sent again by itself: ask whether it arrived." in page
    assert "needs a look" not in client_of(vic).get(url("reports")).content.decode()
    settle = url("email_settle", email_id=email.pk)
    assert client_of(vic).post(settle, {"again": again}).status_code == 403
    client_of(ada).post(settle, {"again": again})
    email.refresh_from_db()
    assert email.state == state
    page = client_of(ada).post(settle, {"again": again}, follow=True).content.decode()
    assert "Somebody has dealt with this e-mail already." in page


def test_the_email_holds_a_link_and_no_figure(
    busy_ashby: School, ada: Membership, vic: Membership, client_of: Browser, mailoutbox: list[Any]
) -> None:
    client_of(ada).post(url("schedule"), planned(recipients=[vic.pk]))
    report = issue(busy_ashby)
    tell(report, vic, state="queued")
    OutboxEmail.objects.update(attempts=0)
    assert outbox.deliver_due(clock=timezone.now) == 1
    [message] = mailoutbox
    assert message.to == ["vic@example.org"]
    assert message.subject == "Ashby High: Benchmark 8 report as at 31 March 2026"
    assert url("report_detail", report_id=report.pk) in message.body
    assert "%" not in message.body
    assert message.attachments == []


@pytest.mark.parametrize("why", ["not a recipient any more", "may not see figures any more"])
def test_who_should_not_be_told_any_more_is_not(
    busy_ashby: School, ada: Membership, vic: Membership, client_of: Browser, mailoutbox: list[Any], why: str
) -> None:
    client_of(ada).post(url("schedule"), planned(recipients=[vic.pk]))
    email = tell(issue(busy_ashby), vic, state="queued")
    OutboxEmail.objects.update(attempts=0)
    if why == "not a recipient any more":
        client_of(ada).post(url("schedule"), planned(version=1))
    else:
        vic.roles = ["administrator"]
        vic.save()
    assert outbox.deliver_due(clock=timezone.now) == 0
    email.refresh_from_db()
    assert (email.state, mailoutbox) == ("dropped", [])
    assert email.problem == "The recipient is no longer sent the reports."
