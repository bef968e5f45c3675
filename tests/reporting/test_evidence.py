"""The evidence: what the one statement sees, as known now and as known on a day."""

from datetime import UTC, date, datetime

import pytest

from accounts.tenancy import school_context
from reporting.coverage import coverage, student_verdict
from reporting.evidence import Supposition, school_evidence, student_evidence
from reporting.facts import ExclusionEvidence, StayEvidence
from students.academic_year import AcademicYear
from tests.reporting.ledger import Ledger

YEAR = AcademicYear.parse("2025/26")
JUNE = date(2026, 6, 30)


@pytest.fixture
def ledger(in_ashby):
    return Ledger(in_ashby)


def the_student(ledger, known_on=None, year=YEAR):
    (found,) = school_evidence(ledger.school, year=year, known_on=known_on)
    return found


def qualified(ledger, known_on=None):
    """For each interview by date: whether by a qualification, and whether by the register."""
    held = sorted(the_student(ledger, known_on).interviews, key=lambda each: each.held_on)
    return [(each.qualification, each.on_register) for each in held]


# --- students ---


def test_the_facts_of_a_student_come_from_the_roster_of_the_year_asked_about(ledger):
    learner = ledger.student(
        11,
        form="11B",
        sen="K",
        pupil_premium=True,
        upn="B801200005001",
        forename="Zoë",
        surname="Ångström",
        sex="F",
    )
    ledger.enrolment(learner, 10, year=2024, form="10B", in_care=True)

    now, before = the_student(ledger), the_student(ledger, year=YEAR.previous)

    assert (now.id, now.upn, now.surname, now.forename, now.sex) == (
        learner.pk,
        "B801200005001",
        "Ångström",
        "Zoë",
        "F",
    )
    assert (now.year_group, now.form, now.sen, now.pupil_premium, now.in_care) == (
        11,
        "11B",
        "K",
        True,
        False,
    )
    assert (before.year_group, before.form, before.sen, before.in_care) == (10, "10B", "", True)
    assert school_evidence(ledger.school, year=YEAR.next) == ()


@pytest.mark.parametrize(
    ("sen", "ehc_plan", "expected"),
    [("E", None, True), ("K", True, True), ("K", None, False), ("", False, False), ("E", False, True)],
)
def test_sen_provision_e_means_an_ehc_plan(ledger, sen, ehc_plan, expected):
    ledger.student(11, sen=sen, ehc_plan=ehc_plan)

    assert the_student(ledger).ehc_plan is expected


@pytest.mark.parametrize(
    ("rosters", "year_group", "ends"),
    [
        ({2023: 11}, 13, date(2024, 8, 31)),
        ({}, 13, date(2024, 8, 31)),  # joined later: counted back
        ({}, 11, date(2026, 8, 31)),
        ({2022: 11, 2023: 11}, 13, date(2024, 8, 31)),  # repeated the year
        ({2022: 11}, 13, date(2023, 8, 31)),  # a year away, or Year 12 twice
        ({2026: 11}, 12, date(2025, 8, 31)),  # what came later does not matter
    ],
)
def test_the_end_of_year_11(ledger, rosters, year_group, ends):
    learner = ledger.student(year_group)
    for year, shown in rosters.items():
        ledger.enrolment(learner, shown, year=year)

    assert the_student(ledger).end_of_year_11 == ends


def test_a_blank_joining_date_means_1_september_of_the_first_year_a_roster_shows(ledger):
    learner = ledger.student(11, joined=None)
    ledger.enrolment(learner, 9, year=2023, recorded_at="2026-05-01")

    assert the_student(ledger).stays == (StayEvidence(date(2023, 9, 1), None),)
    assert the_student(ledger, date(2026, 4, 30)).stays == (StayEvidence(date(2025, 9, 1), None),)


def test_another_schools_rows_are_not_seen(ledger, brook):
    with school_context(brook):
        Ledger(brook).student(11)
        assert len(school_evidence(brook, year=YEAR)) == 1
    with school_context(ledger.school, brook):
        assert school_evidence(ledger.school, year=YEAR) == ()


# --- credentials (section 4) ---


@pytest.mark.parametrize(
    ("held_on", "expected"),
    [("2019-06-30", False), ("2019-07-01", True), ("2026-06-30", True)],
)
def test_a_qualification_counts_from_the_day_it_was_awarded(ledger, held_on, expected):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    ledger.interview(ledger.student(11), ann, held_on)

    assert qualified(ledger) == [(expected, False)]


@pytest.mark.parametrize(("level", "expected"), [(4, False), (5, False), (6, True), (7, True)])
def test_a_qualification_counts_from_level_6(ledger, level, expected):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01", level)
    ledger.interview(ledger.student(11), ann, "2025-10-01")

    assert qualified(ledger) == [(expected, False)]


@pytest.mark.parametrize(
    ("held_on", "valid_to", "expected"),
    [
        ("2024-03-31", "2026-03-31", False),
        ("2024-04-01", "2026-03-31", True),
        ("2026-03-31", "2026-03-31", True),
        ("2026-04-01", "2026-03-31", False),
        ("2026-04-01", None, True),
    ],
)
def test_a_register_entry_counts_on_its_days_both_ends_included(ledger, held_on, valid_to, expected):
    ben = ledger.adviser("Ben")
    ledger.register(ben, "2024-04-01", valid_to)
    ledger.interview(ledger.student(11), ben, held_on)

    assert qualified(ledger) == [(False, expected)]


def test_a_qualification_has_no_end(ledger):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01", valid_to=date(2024, 7, 1))
    ledger.interview(ledger.student(11), ann, "2025-10-01")

    assert qualified(ledger) == [(True, False)]


def test_a_registered_careers_leader_is_not_a_qualified_adviser(ledger):
    cal = ledger.adviser("Cal")
    ledger.register(cal, "2020-01-01", category="careers_leader")
    ledger.interview(ledger.student(11), cal, "2025-11-03")

    assert qualified(ledger) == [(False, False)]


def test_an_unchecked_credential_does_not_count(ledger):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01", checked=False)
    ledger.interview(ledger.student(11), ann, "2025-10-01")

    assert qualified(ledger) == [(False, False)]


def test_a_credential_speaks_for_its_own_adviser_alone(ledger):
    ledger.qualification(ledger.adviser("Ann"), "2019-07-01")
    ledger.interview(ledger.student(11), ledger.adviser("Cal"), "2025-10-01")

    assert qualified(ledger) == [(False, False)]


def test_two_credentials_on_the_same_day_do_not_double_the_interview(ledger):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    ledger.qualification(ann, "2020-07-01", 7)
    ledger.register(ann, "2024-04-01")
    ledger.register(ann, "2025-04-01")
    ledger.interview(ledger.student(11), ann, "2025-10-01")

    assert qualified(ledger) == [(True, True)]


CONFIRMED, REJECTED = ("confirmed", None), ("rejected", None)


def revoked(day):
    return ("revoked", day)


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ([CONFIRMED], [True, True]),
        ([REJECTED], [False, False]),
        ([CONFIRMED, REJECTED], [False, False]),
        ([REJECTED, CONFIRMED], [True, True]),
        ([CONFIRMED, revoked("2026-01-15")], [True, False]),
        ([CONFIRMED, revoked("2026-01-15"), CONFIRMED], [True, True]),
        ([CONFIRMED, revoked("2026-01-15"), revoked("2026-01-16")], [True, True]),
        ([CONFIRMED, revoked("2026-01-15"), REJECTED], [False, False]),
        ([revoked("2026-01-15")], [False, False]),  # never confirmed
        ([REJECTED, revoked("2026-01-15")], [False, False]),
    ],
)
def test_the_latest_check_stands_and_a_revoked_credential_counts_to_the_day_before(ledger, checks, expected):
    """Interviews on 14 and 15 January 2026; the checks a month apart."""
    ann, learner = ledger.adviser("Ann"), ledger.student(11)
    credential = ledger.qualification(ann, "2019-07-01", checked=False)
    for month, (outcome, day) in enumerate(checks, start=2):
        ledger.check(credential, outcome, f"2026-{month:02}-01", revoked_on=day)
    ledger.interview(learner, ann, "2026-01-14")
    ledger.interview(learner, ann, "2026-01-15")

    assert [by_qualification for by_qualification, _ in qualified(ledger)] == expected


# --- as known on ---

END_OF_30_JUNE = datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC)
START_OF_1_JULY = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(("recorded_at", "seen"), [(END_OF_30_JUNE, 1), (START_OF_1_JULY, 0)])
def test_a_day_ends_at_midnight_in_london(ledger, recorded_at, seen):
    learner = ledger.student(11)
    ledger.interview(learner, ledger.adviser("Ann"), "2025-10-01", recorded_at=recorded_at)

    assert len(the_student(ledger, JUNE).interviews) == seen


@pytest.mark.parametrize(("withdrawn_at", "withdrawn"), [(END_OF_30_JUNE, True), (START_OF_1_JULY, False)])
def test_a_withdrawal_is_known_from_the_day_it_was_made(ledger, withdrawn_at, withdrawn):
    learner = ledger.student(11)
    ledger.interview(learner, ledger.adviser("Ann"), "2025-10-01", withdrawn_at=withdrawn_at)

    assert [each.withdrawn for each in the_student(ledger, JUNE).interviews] == [withdrawn]
    assert [each.withdrawn for each in the_student(ledger).interviews] == [True]


def test_a_superseded_roster_is_seen_as_it_was(ledger):
    learner = ledger.student()
    ledger.enrolment(learner, 10, form="10B", superseded_at=START_OF_1_JULY)
    ledger.enrolment(learner, 11, form="11B", recorded_at=START_OF_1_JULY)

    assert the_student(ledger, JUNE).year_group == 10
    assert the_student(ledger, date(2026, 7, 1)).year_group == 11
    assert the_student(ledger).year_group == 11


def test_a_leaving_date_recorded_later_is_not_known_before(ledger):
    learner = ledger.student(11, joined=None)
    ledger.rows[1].superseded_at = START_OF_1_JULY
    ledger.rows[1].save()
    ledger.stay(learner, None, "2026-03-13", recorded_at=START_OF_1_JULY)

    assert the_student(ledger, JUNE).stays == (StayEvidence(date(2025, 9, 1), None),)
    assert the_student(ledger).stays == (StayEvidence(date(2025, 9, 1), date(2026, 3, 13)),)


def test_a_roster_recorded_later_speaks_for_its_year_now_and_is_unknown_before(ledger):
    ledger.student(11, year=2023, recorded_at="2026-05-01")
    year = AcademicYear(2023)

    assert the_student(ledger, year=year).year_group == 11
    assert school_evidence(ledger.school, year=year, known_on=date(2026, 4, 30)) == ()


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        (date(2026, 3, 19), False),  # recorded, not yet checked
        (date(2026, 3, 20), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),  # rejected
        (None, False),
    ],
)
def test_the_check_counts_that_was_on_record_then(ledger, known_on, expected):
    dee = ledger.adviser("Dee")
    credential = ledger.qualification(dee, "2026-02-10", 7, checked=False)
    ledger.check(credential, recorded="2026-03-20")
    ledger.check(credential, "rejected", recorded="2026-05-01")
    ledger.interview(ledger.student(11), dee, "2026-02-10")

    assert qualified(ledger, known_on) == [(expected, False)]


def test_a_credential_recorded_later_or_withdrawn_since_is_known_for_the_days_between(ledger):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01", recorded_at="2026-02-01", withdrawn_at="2026-04-01")
    ledger.interview(ledger.student(11), ann, "2025-10-01")

    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1), None]
    assert [qualified(ledger, day)[0][0] for day in days] == [False, True, True, False, False]


def test_exclusions_are_known_until_they_are_withdrawn(ledger, ada):
    learner = ledger.student(11)
    ledger.exclusion(
        learner,
        "2026-01-05",
        "2026-07-31",
        recorded_at="2026-02-01",
        withdrawn_at="2026-04-01",
        recorded_by=ada.user,
    )
    known = (ExclusionEvidence(date(2026, 1, 5), date(2026, 7, 31), "Educated elsewhere"),)

    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1), None]
    assert [the_student(ledger, day).exclusions for day in days] == [(), known, known, (), ()]


# --- one student, and what if ---


def test_one_student_has_the_same_evidence_as_in_the_school(ledger):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    learners = [ledger.student(11), ledger.student(9)]
    for learner in learners:
        ledger.interview(learner, ann, "2025-10-01")
    everybody = {each.id: each for each in school_evidence(ledger.school, year=YEAR)}

    for learner in learners:
        assert student_evidence(ledger.school, learner.pk, year=YEAR) == everybody[learner.pk]


def test_a_student_out_of_the_cohort_has_a_proof_without_a_status(ledger):
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    gone, never = ledger.student(11, left="2026-03-13"), ledger.student(11, year=2020)
    ledger.interview(gone, ann, "2025-10-01")

    answer = student_verdict(ledger.school, gone.pk, as_at=JUNE)

    assert answer is not None
    assert (answer.counted, answer.status) == (1, None)
    assert student_verdict(ledger.school, never.pk, as_at=JUNE) is None


@pytest.mark.parametrize(
    "checks",
    [[], [("rejected", None)], [("confirmed", None), ("revoked", "2025-09-01")], [("confirmed", None)]],
)
def test_what_a_check_would_do_is_what_it_does(ledger, checks):
    ann = ledger.adviser("Ann")
    credential = ledger.qualification(ann, "2019-07-01", checked=False)
    for month, (outcome, day) in enumerate(checks, start=1):
        ledger.check(credential, outcome, f"2026-0{month}-01", revoked_on=day)
    ledger.interview(ledger.student(11), ann, "2025-10-01")
    would_be = coverage(ledger.school, as_at=JUNE, suppose=Supposition(credential.pk, confirmed=True))
    ledger.check(credential, "confirmed", "2026-06-01")

    assert would_be.targets[0].met.count == 1
    assert would_be.verdicts == coverage(ledger.school, as_at=JUNE).verdicts


@pytest.mark.parametrize("last_day", [None, "2025-09-30"])
def test_a_supposition_leaves_other_credentials_alone(ledger, last_day):
    ann, ben = ledger.adviser("Ann"), ledger.adviser("Ben")
    ledger.qualification(ben, "2019-07-01", checked=False)
    credential = ledger.qualification(ann, "2019-07-01")
    ledger.interview(ledger.student(11), ben, "2025-10-01")
    day = date.fromisoformat(last_day) if last_day else None
    for supposed in (Supposition(credential.pk, day), Supposition(credential.pk, confirmed=True)):
        assert not coverage(ledger.school, as_at=JUNE, suppose=supposed).targets[0].met


@pytest.mark.parametrize(("last_day", "met"), [(None, 0), ("2025-09-30", 0), ("2025-10-01", 1)])
def test_what_a_rejected_or_lapsed_credential_would_do_is_told_without_writing(ledger, last_day, met):
    ann = ledger.adviser("Ann")
    credential = ledger.qualification(ann, "2019-07-01")
    ledger.interview(ledger.student(11), ann, "2025-10-01")
    supposed = Supposition(credential.pk, date.fromisoformat(last_day) if last_day else None)

    would_be = coverage(ledger.school, as_at=JUNE, suppose=supposed)

    assert would_be.targets[0].met.count == met
    assert coverage(ledger.school, as_at=JUNE).targets[0].met.count == 1
