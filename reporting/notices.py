"""The e-mail that says a report is ready: a link, never the file, and no figure."""

from django.conf import settings
from django.urls import reverse

from accounts.models import Membership, OutboxEmail
from accounts.outbox import NotOwed, Words
from accounts.permissions import Permission
from accounts.tenancy import school_context
from reporting.models import Report, ReportRecipient
from reporting.report_words import written

REPORT_READY = "report_ready"


def report_ready(email: OutboxEmail, membership: Membership) -> Words:
    """Tell a recipient where the report is, as long as he or she may read it and wants to be told."""
    school = membership.school
    with school_context(school):
        report = Report.objects.of(school).issued().filter(pk=email.object_id).first()
        told = ReportRecipient.objects.of(school).filter(membership=membership).exists()
    if report is None:
        raise NotOwed("The report is gone.")
    if not told or not membership.may(Permission.VIEW_FIGURES):
        raise NotOwed("The recipient is no longer sent the reports.")
    link = reverse("reporting:report_detail", kwargs={"urn": school.urn, "report_id": report.pk})
    day = written(report.as_at)
    return Words(
        subject=f"{school.name}: Benchmark 8 report as at {day}",
        body=f"Dear {membership.user.name},\n\nThe Benchmark 8 report of {school.name} as at {day} "
        f"is ready. It is report {report.number}:\n\n{settings.SITE_URL}{link}\n\n"
        "You get this e-mail because the school chose you to be told of its scheduled reports.\n",
    )
