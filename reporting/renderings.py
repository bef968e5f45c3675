"""Coverage as JSON, CSV and plain text. Schools script against the first two: they stay compatible."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from accounts.files.cells import neutralise
from reporting.benchmark8 import JudgedInterview, Verdict
from reporting.coverage import Coverage
from reporting.figures import Target, YearGroupRow


def as_json(coverage: Coverage, *, students: bool = False) -> dict[str, Any]:
    """The figures, and with `students` each one's status and proof, ready for `json.dumps`."""
    known_on = coverage.known_on
    figures = {
        "school": {"urn": coverage.school.urn, "name": coverage.school.name},
        "academic_year": str(coverage.academic_year),
        "as_at": coverage.as_at.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "rulebook": coverage.rulebook.code,
        "targets": [_target(target) for target in coverage.targets],
        "year_groups": [_year_group(row) for row in coverage.year_groups],
    }
    if students:
        figures["students"] = [
            _student(verdict) | {"interviews": [_interview(each) for each in verdict.interviews]}
            for verdict in coverage.verdicts
        ]
    return figures


def as_csv(coverage: Coverage) -> str:
    """A row a student, safe to open in a spreadsheet."""
    file = io.StringIO()
    columns = ["upn", "mis_id", "year_group", "counted", "status", "excluded"]
    writer = csv.DictWriter(file, columns, lineterminator="\r\n")
    writer.writeheader()
    for verdict in coverage.verdicts:
        row = _student(verdict) | {"excluded": "true" if verdict.excluded else "false"}
        writer.writerow({column: neutralise(str(value)) for column, value in row.items()})
    return file.getvalue()


def as_text(coverage: Coverage, *, students: bool = False) -> str:
    """The figures for a person at a terminal."""
    known = f", as recorded on {_written(coverage.known_on)}" if coverage.known_on else ""
    lines = [
        f"{coverage.school.name} ({coverage.school.urn})",
        f"As at {_written(coverage.as_at)}, academic year {coverage.academic_year}{known}",
        f"{coverage.rulebook.title} ({coverage.rulebook.code})",
        "",
        *(_sentence(target) for target in coverage.targets),
        "",
        f"{'Year':>4}{'On roll':>9}{'None':>7}{'One':>7}{'Two or more':>13}",
        *(_line(row) for row in coverage.year_groups),
    ]
    if students:
        lines += ["", *_proofs(coverage)]
    return "\n".join(lines) + "\n"


def _target(target: Target) -> dict[str, Any]:
    return {
        "year_group": target.year_group,
        "required": target.required,
        "due_on": target.due_on.isoformat(),
        "on_roll": target.on_roll.count,
        "excluded": target.excluded.count,
        "met": target.met.count,
        "percent_of_roll": target.percent_of_roll,
        "percent_of_eligible": target.percent_of_eligible,
    }


def _year_group(row: YearGroupRow) -> dict[str, int]:
    return {
        "year_group": row.year_group,
        "on_roll": row.on_roll.count,
        "none": row.none.count,
        "one": row.one.count,
        "two_or_more": row.two_or_more.count,
    }


def _student(verdict: Verdict) -> dict[str, Any]:
    return {
        "upn": verdict.student.upn,
        "mis_id": verdict.student.mis_id,
        "year_group": verdict.student.year_group,
        "counted": verdict.counted,
        "status": verdict.status,
        "excluded": verdict.excluded,
    }


def _interview(interview: JudgedInterview) -> dict[str, Any]:
    return {
        "held_on": interview.evidence.held_on.isoformat(),
        "adviser": interview.evidence.adviser,
        "counts": interview.counts,
        "reason": interview.reason,
    }


def _sentence(target: Target) -> str:
    if not target.on_roll:
        return f"Year {target.year_group}: – (nobody on roll)"
    eligible = ""
    if target.excluded:
        eligible = f", {target.percent_of_eligible or '–'} % of the {target.eligible} eligible"
    return (
        f"Year {target.year_group}: {target.percent_of_roll} %, {target.met} of {target.on_roll} on roll"
        f"{eligible}; {target.to_see} still to see by {_written(target.due_on)}"
    )


def _line(row: YearGroupRow) -> str:
    return f"{row.year_group:>4}{row.on_roll!s:>9}{row.none!s:>7}{row.one!s:>7}{row.two_or_more!s:>13}"


def _proofs(coverage: Coverage) -> Iterator[str]:
    for verdict in coverage.verdicts:
        student = verdict.student
        excluded = ", excluded" if verdict.excluded else ""
        name = f"{student.surname}, {student.forename} ({student.upn or student.mis_id})"
        yield f"Year {student.year_group}  {name}: {verdict.counted}, {verdict.status}{excluded}"
        for interview in verdict.interviews:
            held = f"{_written(interview.evidence.held_on)}, {interview.evidence.adviser}"
            yield f"         {held}: {interview.reason or 'counts'}"


def _written(day: date) -> str:
    return f"{day:%-d %B %Y}"
