"""`render_report`: the compliance PDF now, without the queue."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import School
from accounts.tenancy import school_context
from reporting import pdf
from reporting.models import Job, Report

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]


def render(*arguments: str) -> str:
    out = StringIO()
    call_command("render_report", "--school", "104723", *arguments, stdout=out)
    return out.getvalue()


def test_a_numbered_report_in_a_file_and_in_the_list(
    busy_ashby: School, own_files: Path, tmp_path: Path
) -> None:
    output = tmp_path / "report.pdf"
    said = render("--as-at", "2026-03-31", "--output", str(output))
    with school_context(busy_ashby):
        report = Report.objects.get()
    assert (report.number[4:], report.as_at.isoformat(), report.state) == ("-001", "2026-03-31", "ready")
    assert said == f"{output}: report {report.number}, SHA-256 of its data {report.data_sha256}\n"
    assert output.read_bytes() == (own_files / str(report.pdf.name)).read_bytes()
    assert not Job.objects.exists()


def test_twice_is_two_reports_and_the_last_file(busy_ashby: School, own_files: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.pdf"
    for _ in range(2):
        render("--as-at", "2026-03-31", "--output", str(output))
    with school_context(busy_ashby):
        last = Report.objects.order_by("number").last()
        assert Report.objects.count() == 2
    assert last is not None
    assert output.read_bytes() == (own_files / str(last.pdf.name)).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-at", "2099-01-01"], "1 January 2099 is still to come"),
        (["--as-at", "2026-02-30"], "'2026-02-30' is not a date"),
        (["--as-at", "2025-08-31", "--year", "2025/26"], "The academic year 2025/26 had not begun"),
        (["--year", "2025/27"], "is not an academic year"),
    ],
)
def test_what_cannot_be_is_refused(
    busy_ashby: School, tmp_path: Path, arguments: list[str], said: str
) -> None:
    output = tmp_path / "report.pdf"
    with pytest.raises(CommandError, match=said):
        render(*arguments, "--output", str(output))
    assert not output.exists()


def test_a_school_that_is_not_there(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No school has the URN 104723"):
        render("--output", str(tmp_path / "report.pdf"))


def test_the_file_has_the_rights_of_a_file_made_here_or_keeps_its_own(
    busy_ashby: School, own_files: Path, tmp_path: Path
) -> None:
    new, old, link = (tmp_path / name for name in ("new.pdf", "old.pdf", "link.pdf"))
    old.touch(mode=0o640)
    link.symlink_to(old)
    before = os.umask(0o027)
    try:
        render("--as-at", "2026-03-31", "--output", str(new))
        old.chmod(0o604)
        render("--as-at", "2026-03-31", "--output", str(link))
    finally:
        os.umask(before)
    assert [oct(path.stat().st_mode & 0o777) for path in (new, old)] == ["0o640", "0o604"]
    assert link.is_symlink()
    assert old.read_bytes().startswith(b"%PDF")


def test_a_device_is_no_file_to_replace(busy_ashby: School, own_files: Path, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(CommandError, match="is no ordinary file"):
            render("--output", str(path))
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_issues_nothing(
    busy_ashby: School, own_files: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="is a folder"):
        render("--output", str(tmp_path))
    with pytest.raises(CommandError, match="there is no folder"):
        render("--output", str(tmp_path / "nowhere" / "report.pdf"))
    with pytest.raises(CommandError, match="cannot be written"):
        render("--output", str(tmp_path / ("x" * 300)))
    with school_context(busy_ashby):
        assert not Report.objects.exists()


def test_pages_that_run_away_are_told_in_a_line_and_nothing_is_issued(
    busy_ashby: School, own_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "LIMITS", pdf.Limits(wall_seconds=0.05))
    output = tmp_path / "report.pdf"
    with pytest.raises(CommandError, match="with the memory and time one report may use"):
        render("--as-at", "2026-03-31", "--output", str(output))
    assert not output.exists()
    with school_context(busy_ashby):
        assert not Report.objects.exists()
