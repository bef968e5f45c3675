"""What a roster would change: everybody recorded beside every row, and the difference.

- Names and contact come from the roster of the latest day: an older one only adds numbers that are missing.
- A number (UPN, MIS ID, ULN) and a date of birth are never emptied by a blank cell. A UPN that changes is
  kept as the former one.
- Year group, form and needs belong to the roster's academic year. A column the file lacks leaves what that
  year's rosters said; nothing is carried over from another year. Only SEN follows a column for EHC plans, as
  the plan follows a column for SEN: `E` and a plan are the same. A roster older than the one recorded for the
  year changes nothing in it.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.files import FileRefused, Problem
from students.leavers import YearGroupLeavers, by_year_group, find_leavers
from students.matching import Matches, match_rows
from students.roster_facts import Days, Details, FieldChange, Known, State, YearFacts, field_changes
from students.roster_file import Roster, RosterRow
from students.stays import SaidOfStay, stays_after

NUMBERS = ("upn", "former_upn", "mis_id", "uln", "date_of_birth")
NEEDS = ("form", "sen", "ehc_plan", "pupil_premium", "free_school_meals", "in_care", "eal")


@dataclass(frozen=True, slots=True)
class Change:
    """One student a roster adds (no `before`), changes or shows to have left (no `row`)."""

    student: Known | None
    row: int | None
    before: State | None
    after: State

    @property
    def name(self) -> str:
        """The student's name as it will be."""
        return self.after.details.name

    @property
    def fields(self) -> list[FieldChange]:
        """What changes, field by field."""
        return field_changes(self.before, self.after) if self.before else []


@dataclass(frozen=True)
class Difference:
    """Everything a roster would change, and what a person should look at first."""

    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[UUID, ...]
    leavers: tuple[Change, ...]
    leavers_by_year_group: tuple[YearGroupLeavers, ...]
    warnings: tuple[Problem, ...]

    @property
    def too_many_leavers(self) -> list[YearGroupLeavers]:
        """The year groups whose leavers must be confirmed."""
        return [group for group in self.leavers_by_year_group if group.too_many]

    def changes(self, *, leavers: bool) -> tuple[Change, ...]:
        """What would be written."""
        return self.added + self.changed + (self.leavers if leavers else ())

    @property
    def fingerprint(self) -> str:
        """The same for the same difference: whether what is applied is what somebody looked at."""
        parts = (
            (str(change.student.id) if change.student else f"row {change.row}", change.before, change.after)
            for change in self.changes(leavers=True)
        )
        return hashlib.sha256(repr(sorted(map(repr, parts))).encode()).hexdigest()


def compare(roster: Roster, known: Sequence[Known]) -> Difference:
    """The difference a roster makes; refuses a file whose rows contradict what is recorded."""
    matches = match_rows(roster.rows, known)
    warnings = [*roster.warnings, *matches.warnings]
    added, changed, unchanged = [], [], []
    for row in roster.rows:
        student = matches.students.get(row.row)
        change = _change(row, student, roster, warnings)
        if student is None:
            added.append(change)
        elif change.before != change.after:
            changed.append(change)
        else:
            unchanged.append(student.id)
    _refuse_doubled_numbers(added + changed, known, matches)
    present = {student.id for student in matches.students.values()}
    leavers = find_leavers(known, present, on=roster.on)
    _warn_of_seen_later(known, present, roster.on, warnings)
    return Difference(
        tuple(added),
        tuple(changed),
        tuple(unchanged),
        tuple(_leaver(student, roster.on) for student in leavers),
        tuple(by_year_group(known, leavers, on=roster.on)),
        tuple(sorted(warnings, key=lambda warning: warning.row or 0)),
    )


def _change(row: RosterRow, student: Known | None, roster: Roster, warnings: list[Problem]) -> Change:
    if student is None:
        after = State(_new_details(row), _year_facts(row, None, roster), (Days(row.joined_on, row.left_on),))
        return Change(None, row.row, None, after)
    seen = student.seen_later is not None
    older = seen or roster.on < student.details_as_of
    details = _filled_in(row, student.details) if older else _details(row, student.details)
    year = student.year
    if year is None or not (student.seen_later_this_year or roster.on < (student.year_as_of or roster.on)):
        year = _year_facts(row, student.year, roster)
    said = SaidOfStay(row.joined_on, row.left_on, "left_on" in roster.fields_given)
    stays, warning = stays_after(
        [stay.days for stay in student.stays],
        said,
        on=roster.on,
        older=seen or any(stay.as_of and roster.on < stay.as_of for stay in student.stays),
        first_year=min(student.years, default=None),
    )
    if warning:
        warnings.append(Problem(row.row, "Joined", warning))
    return Change(student, row.row, student.state, State(details, year, stays))


def _new_details(row: RosterRow) -> Details:
    said = {field: value for field in Details._fields if (value := getattr(row, field)) is not None}
    return Details(**said)


def _details(row: RosterRow, recorded: Details) -> Details:
    """The row's details over the recorded ones."""
    said = {
        field: value
        for field in Details._fields
        if (value := getattr(row, field)) is not None and (value != "" or field not in NUMBERS)
    }
    after = recorded._replace(**said)
    if recorded.upn and after.upn != recorded.upn and not row.former_upn:
        after = after._replace(former_upn=recorded.upn)
    return after


def _filled_in(row: RosterRow, recorded: Details) -> Details:
    """The recorded details with the numbers an older row adds; another UPN in it is the former one."""
    missing = {
        field: value for field in NUMBERS if not getattr(recorded, field) and (value := getattr(row, field))
    }
    if row.upn and recorded.upn and row.upn != recorded.upn and not recorded.former_upn:
        missing["former_upn"] = row.upn
    return recorded._replace(**missing)


def _year_facts(row: RosterRow, recorded: YearFacts | None, roster: Roster) -> YearFacts:
    facts = recorded or YearFacts(row.year_group)
    said = {field: value for field in NEEDS if (value := getattr(row, field)) is not None}
    if row.sen is None and row.ehc_plan is not None:
        said["sen"] = _sen_beside_plan(facts.sen, row.ehc_plan)
    if row.neet_risk is not None and row.neet_risk != facts.neet_risk:
        said |= {"neet_risk": row.neet_risk, "neet_risk_on": roster.on if row.neet_risk else None}
    return facts._replace(year_group=row.year_group, **said)


def _sen_beside_plan(recorded: str, plan: bool) -> str:
    """What SEN a column for plans alone leaves: `E` with a plan; without one no `E`, and the rest is open."""
    if plan:
        return "E"
    return "" if recorded == "E" else recorded


def _leaver(student: Known, on: dt.date) -> Change:
    eve = on - dt.timedelta(days=1)
    stays = tuple(
        days._replace(left_on=eve, left_inferred=True)
        if (days.joined_on is None or days.joined_on <= on) and (days.left_on is None or days.left_on >= on)
        else days
        for days in student.state.stays
    )
    return Change(student, None, student.state, student.state._replace(stays=stays))


def _refuse_doubled_numbers(changes: list[Change], known: Sequence[Known], matches: Matches) -> None:
    """One UPN and one MIS ID a student, once everything is written."""
    problems = list(matches.problems)
    faulty = {problem.row for problem in problems}
    touched = {change.student.id for change in changes if change.student}
    for field, heading in (("upn", "UPN"), ("mis_id", "MIS ID")):
        holders = {getattr(each.details, field): each.details for each in known if each.id not in touched}
        for change in changes:
            if change.row in faulty:
                continue
            number = getattr(change.after.details, field)
            holder = holders.get(number) if number else None
            if holder:
                message = (
                    f"{number} is recorded for {holder.name}, and the rest of this row is {_who(change)}: "
                    "put it right here, or on that student's page"
                )
                problems.append(Problem(change.row, heading, message))
            elif number:
                holders[number] = change.after.details
    if problems:
        raise FileRefused(sorted(problems, key=lambda problem: problem.row or 0))


def _who(change: Change) -> str:
    return change.student.details.name if change.student else "somebody new"


def _warn_of_seen_later(
    known: Sequence[Known], present: set[UUID], on: dt.date, warnings: list[Problem]
) -> None:
    later = sum(
        student.id not in present and student.seen_later is not None and student.on_roll(on)
        for student in known
    )
    if later:
        who = "student is" if later == 1 else "students are"
        message = f"{later} {who} not in this file, but in a roster of a later day: left as recorded"
        warnings.append(Problem(None, None, message))
