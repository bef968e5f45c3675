"""The one statement against a slow and simple reading of the same rows, on generated histories."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisers.models import Adviser, Credential, CredentialCheck
from advisers.qualification import facts_of, holds_qualification, is_on_register
from interviews.models import Interview
from reporting.evidence import school_evidence
from reporting.facts import ExclusionEvidence, InterviewEvidence, StayEvidence, StudentEvidence
from students.academic_year import AcademicYear
from students.models import Enrolment, Exclusion, Stay, Student
from tests.reporting.ledger import LONG_AGO, Ledger

LONDON = ZoneInfo("Europe/London")
INSTANTS = [
    LONG_AGO,
    datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 1, 1, 0, 0, tzinfo=UTC),
    datetime(2026, 3, 19, 12, 0, tzinfo=UTC),
    datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC),  # the last second of 30 June in London
    datetime(2026, 6, 30, 23, 0, tzinfo=UTC),
]
INSTANT = st.sampled_from(INSTANTS)
DAYS = ["2025-09-30", "2025-10-01", "2025-10-02", "2026-03-31", "2026-04-01"]
DAY = st.sampled_from(DAYS)
PERHAPS = st.booleans()


def versions(facts):
    """What was said of one thing, one version after another; the last stands."""
    chains = st.lists(INSTANT, min_size=1, max_size=3, unique=True).map(sorted)
    return chains.flatmap(lambda chain: st.tuples(*[st.tuples(st.just(each), facts) for each in chain]))


ROSTERS = st.fixed_dictionaries(
    {
        "year_group": st.integers(10, 14),
        "sen": st.sampled_from(["", "N", "K", "E"]),
        "ehc_plan": st.sampled_from([None, True, False]),
        "in_care": st.sampled_from([None, True]),
    }
)
STUDENTS = st.fixed_dictionaries(
    {
        "rosters": st.dictionaries(st.sampled_from([2023, 2024, 2025, 2026]), versions(ROSTERS)),
        "stays": versions(
            st.tuples(st.sampled_from([None, "2024-09-03"]), st.sampled_from([None, "2026-03-13"]))
        ),
        "exclusions": st.lists(
            st.tuples(DAY, st.sampled_from([None, "2026-07-31"]), INSTANT, st.none() | INSTANT), max_size=2
        ),
    }
)
CHECKS = st.lists(st.tuples(INSTANT, st.sampled_from(["confirmed", "confirmed", "rejected", "revoked"]), DAY))
CREDENTIALS = st.fixed_dictionaries(
    {
        "register": PERHAPS,
        "level": st.sampled_from([4, 6, 7]),
        "category": st.sampled_from(["career_development_professional"] * 3 + ["careers_leader"]),
        "first": DAY,
        "last": st.none() | DAY,
        "recorded_at": INSTANT,
        "withdrawn_at": st.none() | INSTANT,
        "checks": CHECKS.map(lambda checks: checks[:3]),
    }
)
INTERVIEWS = st.fixed_dictionaries(
    {
        "student": st.integers(0, 1),
        "adviser": st.sampled_from([0, 1, None]),
        "held_on": DAY,
        "outcome": st.sampled_from(["attended", "absent"]),
        "kind": st.sampled_from(["one_to_one", "group"]),
        "minutes": st.sampled_from([None, 30]),
        "recorded_at": INSTANT,
        "withdrawn_at": st.none() | INSTANT,
        "stated": st.sampled_from([None, True, False]),
    }
)


def write(ledger, user, students, credentials, interviews):
    """The generated history as rows."""
    for drawn in students:
        learner = ledger.keep(
            Student(
                school=ledger.school,
                forename="F",
                surname="S",
                mis_id=str(len(ledger.rows)),
                details_as_of=LONG_AGO.date(),
                recorded_at=LONG_AGO,
            )
        )
        for year, said in drawn["rosters"].items():
            for (recorded, fields), superseded in one_after_another(said):
                ledger.enrolment(learner, year=year, recorded_at=recorded, superseded_at=superseded, **fields)
        for (recorded, (joined, left)), superseded in one_after_another(drawn["stays"]):
            ledger.stay(learner, joined, left, recorded_at=recorded, superseded_at=superseded)
        for starts_on, ends_on, recorded, withdrawn in drawn["exclusions"]:
            ledger.exclusion(
                learner, starts_on, ends_on, recorded_at=recorded, withdrawn_at=withdrawn, recorded_by=user
            )
    learners = [row for row in ledger.rows if isinstance(row, Student)]
    advisers = [ledger.adviser("Ann"), ledger.adviser("Ben")]
    for number, drawn in enumerate(credentials):
        write_credential(ledger, advisers[number % 2], drawn)
    for drawn in interviews:
        write_interview(ledger, learners, advisers, dict(drawn))


def one_after_another(said):
    """Each version with the instant it was superseded, if it was."""
    return zip(said, [recorded for recorded, _ in said[1:]] + [None], strict=True)


def write_credential(ledger, adviser, drawn):
    recorded = {name: drawn[name] for name in ("recorded_at", "withdrawn_at")}
    if drawn["register"]:
        last = drawn["last"] and max(drawn["first"], drawn["last"])
        credential = ledger.register(
            adviser, drawn["first"], last, drawn["category"], checked=False, **recorded
        )
    else:
        credential = ledger.qualification(adviser, drawn["first"], drawn["level"], checked=False, **recorded)
    for instant, outcome, day in drawn["checks"]:
        ledger.check(credential, outcome, instant, revoked_on=day if outcome == "revoked" else None)


def write_interview(ledger, learners, advisers, drawn):
    learner, adviser = learners[drawn.pop("student")], drawn.pop("adviser")
    stated, withdrawn = drawn.pop("stated"), drawn.pop("withdrawn_at")
    if adviser is None:
        drawn["adviser_stated_qualified"] = stated
    if withdrawn:
        drawn["withdrawn_at"] = withdrawn
    ledger.interview(learner, advisers[adviser] if adviser is not None else None, **drawn)


# --- the slow and simple reading ---


def by_then(instant, known_on):
    """Whether something that happened at this instant had happened by the end of the day, in London."""
    return instant is not None and (known_on is None or instant.astimezone(LONDON).date() <= known_on)


class Reading:
    """What the rows say, read one at a time."""

    def __init__(self, rows, known_on):
        self.known_on = known_on
        self.rows = [row for row in rows if by_then(row.recorded_at, known_on)]

    def each(self, model, **fields):
        return [
            row
            for row in self.rows
            if isinstance(row, model) and all(getattr(row, name) == value for name, value in fields.items())
        ]

    def stands(self, row):
        ended = row.superseded_at if hasattr(row, "superseded_at") else row.withdrawn_at
        return not by_then(ended, self.known_on)

    def student(self, learner, year):
        rosters = {
            row.academic_year: row for row in self.each(Enrolment, student=learner) if self.stands(row)
        }
        if year not in rosters:
            return None
        roster = rosters[year]
        elevens = [start for start, row in rosters.items() if row.year_group == 11 and start <= year]
        year_11 = max(elevens, default=year - roster.year_group + 11)
        first_day = date(min(rosters), 9, 1)
        return StudentEvidence(
            id=learner.id,
            upn="",
            mis_id=learner.mis_id,
            surname="S",
            forename="F",
            preferred_forename="",
            sex="",
            year_group=roster.year_group,
            form="",
            sen=roster.sen,
            ehc_plan=bool(roster.ehc_plan) or roster.sen == "E",
            pupil_premium=False,
            free_school_meals=False,
            in_care=bool(roster.in_care),
            eal=False,
            end_of_year_11=date(year_11 + 1, 8, 31),
            stays=tuple(
                StayEvidence(row.joined_on or first_day, row.left_on)
                for row in self.each(Stay, student=learner)
                if self.stands(row)
            ),
            exclusions=tuple(
                ExclusionEvidence(row.starts_on, row.ends_on, row.reason)
                for row in self.each(Exclusion, student=learner)
                if self.stands(row)
            ),
            interviews=tuple(self.interview(row) for row in self.each(Interview, student=learner)),
        )

    def interview(self, row):
        return InterviewEvidence(
            id=row.id,
            held_on=row.held_on,
            recorded_at=row.recorded_at,
            adviser=row.adviser_name,
            attended=row.outcome == "attended",
            one_to_one=row.kind == "one_to_one",
            withdrawn=not self.stands(row),
            minutes=row.minutes,
            kind=row.kind,
            outcome=row.outcome,
            qualification=self.qualified(row, "qualification"),
            on_register=self.qualified(row, "register"),
            previous_school=row.previous_school,
            evidence=row.evidence,
            adviser_stated_qualified=bool(row.adviser_stated_qualified),
        )

    def qualified(self, interview, kind):
        return interview.adviser is not None and any(
            self.good_on(credential, interview.held_on)
            for credential in self.each(Credential, adviser=interview.adviser, kind=kind)
        )

    def good_on(self, credential, day):
        checks = sorted(
            self.each(CredentialCheck, credential=credential), key=lambda row: (row.recorded_at, row.id)
        )
        if not self.stands(credential) or not checks:
            return False
        if checks[-1].outcome == "revoked" and day >= checks[-1].revoked_on:
            return False
        opinions = [check.outcome for check in checks if check.outcome != "revoked"]
        if opinions[-1:] != ["confirmed"]:
            return False
        if credential.kind == "qualification":
            return credential.level >= 6 and credential.awarded_on <= day
        if credential.register_category != "career_development_professional" or day < credential.valid_from:
            return False
        return credential.valid_to is None or day <= credential.valid_to


def in_one_order(student):
    """The same facts: the order in which they arrive says nothing."""
    return replace(
        student,
        stays=tuple(sorted(student.stays, key=str)),
        exclusions=tuple(sorted(student.exclusions, key=str)),
        interviews=tuple(sorted(student.interviews, key=lambda each: each.id)),
    )


HISTORIES = given(
    st.tuples(STUDENTS, STUDENTS),
    st.lists(CREDENTIALS, min_size=1, max_size=4),
    st.lists(INTERVIEWS, min_size=1, max_size=4),
)
IN_THE_DATABASE = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@IN_THE_DATABASE
@HISTORIES
def test_the_statement_reads_what_the_rows_say(in_ashby, ada, students, credentials, interviews):
    with transaction.atomic():
        ledger = Ledger(in_ashby)
        write(ledger, ada.user, students, credentials, interviews)
        learners = [row for row in ledger.rows if isinstance(row, Student)]
        for known_on in (None, date(2025, 12, 31), date(2026, 3, 19), date(2026, 6, 30)):
            reading = Reading(ledger.rows, known_on)
            for year in (2024, 2025):
                expected = [reading.student(learner, year) for learner in learners]
                found = school_evidence(in_ashby, year=AcademicYear(year), known_on=known_on)
                assert {each.id: in_one_order(each) for each in found} == {
                    each.id: in_one_order(each) for each in expected if each
                }
        transaction.set_rollback(True)


@IN_THE_DATABASE
@HISTORIES
def test_the_figures_and_the_advisers_page_agree_on_who_is_qualified(
    in_ashby, ada, students, credentials, interviews
):
    """Section 4 is asked of the database for the figures, and of plain facts for the advisers' page."""
    with transaction.atomic():
        ledger = Ledger(in_ashby)
        write(ledger, ada.user, students, credentials, interviews)
        rows = {row.id: row for row in ledger.rows if isinstance(row, Interview)}
        for student in school_evidence(in_ashby, year=AcademicYear(2025)):
            for interview in student.interviews:
                held = rows[interview.id]
                facts = [
                    facts_of(each) for each in Credential.objects.filter(adviser=held.adviser_id or None)
                ]
                assert interview.qualification == holds_qualification(facts, on=held.held_on)
                assert interview.on_register == is_on_register(facts, on=held.held_on)
        transaction.set_rollback(True)


@IN_THE_DATABASE
@HISTORIES
def test_what_is_recorded_later_changes_nothing_that_was_known(
    in_ashby, ada, students, credentials, interviews
):
    """As known on a day, rows recorded after it might as well not exist."""
    known_on = date(2026, 3, 19)
    with transaction.atomic():
        ledger = Ledger(in_ashby)
        write(ledger, ada.user, students, credentials, interviews)
        year = AcademicYear(2025)
        before = school_evidence(in_ashby, year=year, known_on=known_on)
        late = datetime(2026, 3, 20, tzinfo=UTC) + timedelta(hours=9)
        ann, *_ = [row for row in ledger.rows if isinstance(row, Adviser)]
        for credential in [row for row in ledger.rows if isinstance(row, Credential)]:
            ledger.check(credential, "rejected", late)
        for learner in [row for row in ledger.rows if isinstance(row, Student)]:
            ledger.interview(learner, ann, "2026-03-01", recorded_at=late)
        standing = Interview.objects.filter(withdrawn_at=None)
        standing.update(withdrawn_at=late, withdrawn_reason="Wrong student")

        after = school_evidence(in_ashby, year=year, known_on=known_on)
        assert {each.id: in_one_order(each) for each in after} == {
            each.id: in_one_order(each) for each in before
        }
        transaction.set_rollback(True)
