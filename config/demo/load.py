"""Two schools that do not exist, with four years behind them, made through the application's own actions."""

import secrets
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from accounts.actions import add_member, save_school
from accounts.models import Membership, School
from accounts.permissions import Permission, Role
from accounts.tenancy import school_context
from advisers.actions import add_adviser, add_credential, add_provider, confirm_credential
from advisers.claims import Claim
from advisers.models import Adviser, Provider
from config.demo.cast import ASHBY, BROOK, PASSWORD, PEOPLE
from config.demo.guidance import Guidance, Team, at_work
from config.demo.pupils import SchoolLife
from interviews.actions import correct_interview, record_interviews, withdraw_interview
from interviews.models import Interview
from reporting.actions import issue_now, save_schedule
from students.academic_year import AcademicYear
from students.actions import exclude_student, import_roster
from students.models import Student

SEED = 104723
YEARS_OF_HISTORY = 4
LAPSED_DAYS_AGO = 33
ASHBY_SIZES = {7: 182, 8: 178, 9: 181, 10: 176, 11: 180, 12: 133, 13: 120}
BROOK_SIZES = {7: 130, 8: 127, 9: 128, 10: 126, 11: 129}


def load(*, stdout: Any, today: date) -> None:
    """Fill an empty database: Ashby High and Brook School, up to yesterday. Prints the log-ins."""
    until = today - timedelta(days=1)
    last = AcademicYear.of(until)
    first = AcademicYear(last.start - YEARS_OF_HISTORY + 1)
    ashby, _ = save_school(urn=ASHBY, name="Ashby High", town="Liverpool")
    brook, _ = save_school(urn=BROOK, name="Brook School", town="Liverpool")
    people = add_people({ASHBY: ashby, BROOK: brook}, first)
    for school, sizes, leader in ((ashby, ASHBY_SIZES, "Ada Lowe"), (brook, BROOK_SIZES, "Cora Finch")):
        random = Random(SEED + school.pk)  # noqa: S311 - a believable school, not a secret
        life = SchoolLife(school.urn, sizes, first, last, random)
        with school_context(school):
            import_rosters(school, life, until, by=people[school.urn, leader])
            team = add_team(school, people, until, first)
            hold_interviews(school, Guidance(life, team, until, random, until - timedelta(days=420)), people)
            if school == ashby:
                add_loose_ends(school, last, people[ASHBY, "Ada Lowe"], until)
            recipients = [
                m for (urn, _), m in people.items() if urn == school.urn and m.may(Permission.VIEW_FIGURES)
            ]
            issue_reports(school, recipients, until)
    print_log_ins(stdout)


def add_people(schools: dict[str, School], first: AcademicYear) -> dict[tuple[str, str], Membership]:
    """The cast, by school and name."""
    members: dict[tuple[str, str], Membership] = {}
    for person in PEOPLE:
        members[person.urn, person.name] = add_member(
            school=schools[person.urn],
            email=person.email,
            name=person.name,
            roles=list(person.roles),
            form=person.form,
            at=at_work(first.starts_on),
            password=PASSWORD,
        )
    return members


def import_rosters(school: School, life: SchoolLife, until: date, *, by: Membership) -> None:
    """Each September's roster and each January's, with those who left."""
    year = life.first
    while year.starts_on <= until:
        for on in (year.starts_on, date(year.start + 1, 1, 8)):
            if on <= until:
                import_roster(
                    school=school,
                    roster=life.roster(year, on),
                    by=by.user,
                    at=at_work(on),
                    leavers=True,
                    confirm_leavers=True,
                    file_name=f"Roster {on:%Y-%m-%d}.csv",
                    sha256=secrets.token_hex(32),
                )
        year = year.next


def add_team(
    school: School, people: dict[tuple[str, str], Membership], until: date, first: AcademicYear
) -> list[Team]:
    """The advisers: one whose register entry lapsed unnoticed, and one whom nobody has checked."""
    start = first.starts_on
    at = at_work(start)
    provider = add_provider(
        school=school, name="Career Bridge", matrix_awarded_on=date(until.year - 1, 2, 3), at=at
    )
    leader = next(m for (urn, _), m in people.items() if urn == school.urn and m.holds(Role.CAREERS_LEADER))
    ben = add_adviser(
        school=school, name="Ben Okafor", email="ben@careerbridge.example", employment="external",
        provider=provider, by=leader.user, at=at,
    )  # fmt: skip
    diploma = Claim.qualification(
        "Diploma in Career Guidance and Development", 6, date(2017, 7, 14), "Open Awards"
    )
    checked(ben, diploma, leader, on=start, seen_as="certificate")
    register = Claim.register_entry("RCDP-20418", date(2021, 4, 1), date(until.year + 1, 3, 31))
    checked(ben, register, leader, on=start, seen_as="register")
    if school.urn != ASHBY:
        return [Team(ben, 1, start)]
    return [Team(ben, 6, start), *others_at_ashby(school, provider, leader, until, start)]


def others_at_ashby(
    school: School, provider: Provider, leader: Membership, until: date, start: date
) -> list[Team]:
    """Marcus, whose entry ended a month ago, and Eve, who is new and whom nobody has checked."""
    at = at_work(start)
    marcus = add_adviser(
        school=school, name="Marcus Bell", email="marcus@careerbridge.example", employment="external",
        provider=provider, by=leader.user, at=at,
    )  # fmt: skip
    lapsed_on = until - timedelta(days=LAPSED_DAYS_AGO)
    checked(
        marcus, Claim.register_entry("RCDP-19077", date(2020, 4, 1), lapsed_on), leader, on=start,
        seen_as="register",
    )  # fmt: skip
    since = AcademicYear.of(until).starts_on
    eve = add_adviser(
        school=school, name="Eve Park", email="eve@ashby.example", employment="internal", provider=None,
        by=leader.user, at=at_work(since),
    )  # fmt: skip
    qualification = Claim.qualification("Qualification in Career Development", 7, date(until.year, 6, 30))
    add_credential(adviser=eve, claim=qualification, by=leader.user, at=at_work(since))
    return [Team(marcus, 4, start), Team(eve, 1, since)]


def checked(adviser: Adviser, claim: Claim, by: Membership, *, on: date, seen_as: str) -> None:
    """A credential, and the check that makes it count."""
    credential = add_credential(adviser=adviser, claim=claim, by=by.user, at=at_work(on, 9))
    confirm_credential(
        credential=credential,
        checked_by=by.user.name,
        checked_on=on,
        seen_as=seen_as,
        by=by.user,
        at=at_work(on, 10),
    )


def hold_interviews(school: School, guidance: Guidance, people: dict[tuple[str, str], Membership]) -> None:
    """Every year's interviews, recorded by whoever held them, or by the careers leader for them."""
    students = {student.upn: student for student in Student.objects.of(school)}
    leader = next(m for (urn, _), m in people.items() if urn == school.urn and m.holds(Role.CAREERS_LEADER))
    ben = people[school.urn, "Ben Okafor"]
    by_author = defaultdict(list)
    year = guidance.life.first
    while year.starts_on <= guidance.until:
        for draft in guidance.of_year(year, students):
            is_bens = draft.facts.adviser is not None and draft.facts.adviser.name == ben.user.name
            author = ben if is_bens else leader
            if author is leader:
                draft = replace(draft, text=replace(draft.text, confidential_note=""))
            by_author[author.pk].append(draft)
        year = year.next
    for author in (ben, leader):
        drafts = sorted(by_author[author.pk], key=lambda draft: draft.facts.held_on)
        record_interviews(school=school, drafts=drafts, by=author.user, at=at_work(guidance.until))


def add_loose_ends(school: School, year: AcademicYear, ada: Membership, until: date) -> None:
    """What every school has: two excluded students, a wrong date put right, an interview entered twice."""
    at = at_work(until, 17)
    year_11 = Student.objects.of(school).filter(
        enrolments__academic_year=year.start, enrolments__year_group=11, enrolments__superseded_at=None
    )
    for student in year_11.filter(enrolments__ehc_plan=True).distinct().order_by("upn")[:2]:
        exclude_student(
            student=student, reason="Educated mainly at a specialist setting", approved_by="V. Adeyemi",
            starts_on=year.starts_on, ends_on=year.ends_on, by=ada.user, at=at, token=uuid4(),
        )  # fmt: skip
    mistaken, twice = (
        Interview.objects.of(school)
        .standing()
        .filter(recorded_by=ada.user, outcome="attended", previous_school="")
        .order_by("-held_on")[:2]
    )
    correct_interview(
        interview=mistaken, changes={"minutes": 42}, reason="The length was entered as the booking’s.",
        by=ada.user, at=at,
    )  # fmt: skip
    withdraw_interview(interview=twice, reason="Entered twice.", by=ada.user, at=at)


def issue_reports(school: School, recipients: list[Membership], until: date) -> None:
    """The reports of the national dates gone by since last Christmas, and one with names."""
    dates = [
        on
        for year in (until.year - 1, until.year)
        for on in (date(year, 3, 31), date(year, 7, 31), date(year, 12, 31))
        if on < until
    ][-2:]
    save_schedule(
        school=school, version=0, on_national_dates=True, day_of_month=None, own_dates=[], with_names=False,
        recipients=recipients, at=at_work(dates[0] - timedelta(days=30)),
    )  # fmt: skip
    for on in dates:
        morning = at_work(on + timedelta(days=1), 6)
        issue_now(school=school, as_at=on, at=morning, by=None, period=on.isoformat())
    leader = next(m for m in recipients if m.holds(Role.CAREERS_LEADER))
    issue_now(school=school, as_at=until, at=at_work(until, 18), by=leader.user, with_names=True)


def print_log_ins(stdout: Any) -> None:
    """Who can log in, and with what."""
    stdout.write(f"\nEverybody’s password: {PASSWORD}\n")
    for person in PEOPLE:
        school = "Ashby High" if person.urn == ASHBY else "Brook School"
        roles = ", ".join(role.label.lower() for role in person.roles)
        stdout.write(f"  {person.email:28} {person.name}, {roles} at {school}")
