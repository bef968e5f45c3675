"""The data of a report: everything the PDF says, gathered once, in a form that has one spelling and one hash.

Only text, whole numbers, yes/no and nothing: what the database gives back hashes as what was put in. What is
withheld from print is not in it either.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import School
from reporting.benchmark8 import Reason, Verdict, percent
from reporting.coverage import Coverage, coverage
from reporting.figures import Figure, Target, YearGroupRow
from reporting.report_register import adviser_register
from reporting.report_words import opening
from reporting.selection import Need
from reporting.suppression import Shown, shown
from reporting.trend import Point, Trend, trends
from students.academic_year import AcademicYear

FORMAT = 1


@dataclass(frozen=True)
class Params:
    """What a report was asked to say. It says what is recorded when it is issued."""

    as_at: date
    academic_year: AcademicYear
    rulebook: str
    suppress_small_groups: bool = True
    with_names: bool = False


def build(school: School, params: Params, *, number: str, issued_at: datetime) -> dict[str, Any]:
    """The report's data. Needs the school's tenancy context; reads only."""
    found = coverage(
        school,
        as_at=params.as_at,
        year=params.academic_year,
        rulebook=params.rulebook,
    )
    return {
        "format": FORMAT,
        "number": number,
        "issued_at": issued_at.isoformat(),
        "school": {"urn": school.urn, "name": school.name, "town": school.town},
        "as_at": params.as_at.isoformat(),
        "academic_year": str(found.academic_year),
        "rule": _rule(found),
        "opening": opening(found.targets, as_at=params.as_at, after_year_11=found.rulebook.after_year_11),
        "targets": [_target(target) for target in found.targets],
        "trends": [_trend(trend) for trend in trends(found)],
        "year_groups": [_year_group(row) for row in found.year_groups],
        "small_groups_withheld": params.suppress_small_groups,
        "needs": by_need(found, suppress=params.suppress_small_groups),
        "interviews": _interviews(found),
        "advisers": adviser_register(found),
        "to_see": _to_see(found) if params.with_names else None,
    }


def canonical(data: dict[str, Any]) -> bytes:
    """The one spelling of the data: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(data: dict[str, Any]) -> str:
    """The hash that is printed on the report."""
    return hashlib.sha256(canonical(data)).hexdigest()


def _rule(found: Coverage) -> dict[str, Any]:
    rulebook = found.rulebook
    return {
        "code": rulebook.code,
        "title": rulebook.title,
        "wording": rulebook.wording,
        "source": rulebook.source,
        "after_year_11": rulebook.after_year_11,
        "require_register": rulebook.require_register,
        "minimum_minutes": rulebook.minimum_minutes,
        "accepts_reported": "reported" in rulebook.accepted_evidence,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "year_group": target.year_group,
        "required": target.required,
        "due_on": target.due_on.isoformat(),
        "on_roll": target.on_roll.count,
        "excluded": target.excluded.count,
        "eligible": target.eligible.count,
        "met": target.met.count,
        "met_of_eligible": target.met_of_eligible.count,
        "to_see": target.to_see.count,
        "percent_of_roll": target.percent_of_roll,
        "percent_of_eligible": target.percent_of_eligible,
    }


def _trend(trend: Trend) -> dict[str, Any]:
    return {
        "year_group": trend.year_group,
        "this_year": [_point(point) for point in trend.this_year],
        "last_year": [_point(point) for point in trend.last_year],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "on": point.on.isoformat(),
        "met": point.met,
        "on_roll": point.on_roll,
        "percent": point.percent,
    }


def _year_group(row: YearGroupRow) -> dict[str, Any]:
    return {
        "year_group": row.year_group,
        "on_roll": row.on_roll.count,
        "none": row.none.count,
        "one": row.one.count,
        "two_or_more": row.two_or_more.count,
        "percent_with_one": row.percent_with_one,
    }


# --- by need: each need as a whole and its parts, so that nothing can be worked out by subtraction ---------

WHOLES: tuple[tuple[tuple[Need | None, str], ...], ...] = (
    ((Need.SEN_SUPPORT, "SEN support"), (Need.EHC_PLAN, "EHC plan"), (None, "Neither")),
    ((Need.PUPIL_PREMIUM, "Pupil premium"), (None, "Not pupil premium")),
    ((Need.IN_CARE, "In care"), (None, "Not in care")),
    ((Need.FEMALE, "Female"), (Need.MALE, "Male"), (None, "Sex not recorded")),
)


def by_need(found: Coverage, *, suppress: bool) -> list[dict[str, Any]]:
    """Each of the two cohorts by need; a need nobody is recorded with is left out."""
    return [
        {
            "year_group": target.year_group,
            "groups": [group for whole in WHOLES for group in _whole(target.on_roll, whole, suppress)],
        }
        for target in found.targets
        if target.on_roll
    ]


def _whole(
    cohort: Figure, whole: tuple[tuple[Need | None, str], ...], suppress: bool
) -> list[dict[str, Any]]:
    """A cohort divided by one need. The last part is everybody else."""
    named = [need for need, _ in whole if need]
    parts = [[each for each in cohort.verdicts if _belongs(each, need, among=named)] for need, _ in whole]
    if not any(parts[:-1]):
        return []
    allowed = shown([len(part) for part in parts]) if suppress else [Shown.YES] * len(parts)
    groups = zip(whole, parts, allowed, strict=True)
    return [_group(label, part, said) for (_, label), part, said in groups if part or said is not Shown.YES]


def _belongs(verdict: Verdict, need: Need | None, *, among: list[Need]) -> bool:
    return need.holds(verdict) if need else not any(each.holds(verdict) for each in among)


def _group(label: str, students: list[Verdict], said: Shown) -> dict[str, Any]:
    if said is not Shown.YES:
        return {"group": label, "withheld": said.value}
    met = sum(verdict.met for verdict in students)
    return {
        "group": label,
        "withheld": "",
        "on_roll": len(students),
        "met": met,
        "percent": percent(met, len(students)),
    }


# --- interviews, and who is still to be seen --------------------------------------------------------------


NOT_COUNTED = {
    Reason.WITHDRAWN: "withdrawn",
    Reason.AFTER_DATE: "held after the date",
    Reason.NOT_ATTENDED: "not attended",
    Reason.NOT_ONE_TO_ONE: "not one-to-one guidance",
    Reason.EVIDENCE_GRADE: "at a previous school that has not confirmed them",
    Reason.ADVISER_NOT_QUALIFIED: "the adviser was not qualified on the day",
    Reason.TOO_SHORT: "shorter than the rule demands",
    Reason.SAME_DAY: "on a day on which another one counts",
}


def _interviews(found: Coverage) -> dict[str, Any]:
    """The interviews of the year to date: how many counted, how many did not and why, how long they were."""
    lengths = found.lengths
    return {
        "since": found.academic_year.starts_on.isoformat(),
        "until": min(found.as_at, found.academic_year.ends_on).isoformat(),
        "counted": found.reasons[None],
        "uncounted": found.reasons.total() - found.reasons[None],
        "not_counted": [
            {"reason": reason.value, "words": NOT_COUNTED[reason], "number": found.reasons[reason]}
            for reason in Reason
            if found.reasons[reason]
        ],
        "of_known_length": len(lengths.minutes),
        "median_minutes": None if lengths.median is None else f"{lengths.median:g}",
        "good_practice": lengths.good_practice,
        "percent_good_practice": lengths.percent_good_practice,
    }


def _to_see(found: Coverage) -> list[dict[str, Any]]:
    """The students of the two cohorts who have not met the target, by name."""
    return [
        {
            "year_group": target.year_group,
            "students": [
                {
                    "id": str(verdict.student.id),
                    "surname": verdict.student.surname,
                    "forename": verdict.student.preferred_forename or verdict.student.forename,
                    "form": verdict.student.form,
                    "counted": verdict.counted,
                    "still_needed": verdict.still_needed,
                    "excluded": verdict.excluded,
                }
                for verdict in target.to_see.verdicts
            ],
        }
        for target in found.targets
        if target.on_roll
    ]
