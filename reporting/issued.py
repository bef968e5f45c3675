"""Issued reports as they were issued: the file byte for byte, and the number it bears."""

import hashlib
from datetime import date
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection

from accounts.actions import Refused
from accounts.files.kept import write_whole
from accounts.models import School
from reporting.models import Report

NUMBERING_LOCK = 8142


def keep(report: Report, content: bytes) -> str:
    """Store the PDF, and return its name. The name bears the hash: no two renderings share a file."""
    name = f"reports/{report.school.urn}/{report.pk}-{hashlib.sha256(content).hexdigest()[:16]}.pdf"
    write_whole(Path(default_storage.path(name)), content)
    return name


def path_of(report: Report) -> Path:
    """Where the PDF is kept."""
    return Path(default_storage.path(str(report.pdf.name)))


def read(report: Report) -> bytes:
    """The PDF as issued. A file that is gone or was changed is refused: it is no longer that report."""
    try:
        content = path_of(report).read_bytes()
    except FileNotFoundError:
        raise Refused(
            f"The file of report {report.number} is missing from the server. Its figures are below; "
            "restore the file from a backup."
        ) from None
    if hashlib.sha256(content).hexdigest() != report.pdf_sha256:
        raise Refused(
            f"The file of report {report.number} is not the one that was issued, so it is not handed out. "
            "Its figures are below; restore the file from a backup."
        )
    return content


def next_number(school: School, *, on: date) -> str:
    """The school's next number of this calendar year, such as 2026-014.

    Call it inside the transaction that issues the report: until it ends nobody else is given a number, and
    if it fails the number was never used. So there are neither gaps nor two reports of one number.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [NUMBERING_LOCK, school.pk])
    this_year = Report.objects.of(school).filter(number__startswith=f"{on.year}-")
    given = [int(number.split("-")[1]) for number in this_year.values_list("number", flat=True)]
    return f"{on.year}-{max(given, default=0) + 1:03}"


def file_name(report: Report) -> str:
    """What the PDF is called on somebody's computer; it names the school and the date, nobody else."""
    return f"benchmark-8-{report.school.urn}-{report.number}-as-at-{report.as_at.isoformat()}.pdf"
