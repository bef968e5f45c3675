"""The facts the Benchmark 8 rule judges, gathered from the database by one statement a school.

Nothing here depends on the date the figures are for: who is on roll, which interviews are in time and what
counts is the rule's to say. What matters is what was *known*: rows recorded after the end of the day asked
about are left out, and rows superseded or withdrawn after it are seen as they were.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from accounts.models import School
from reporting.facts import ExclusionEvidence, InterviewEvidence, StayEvidence, StudentEvidence
from students.academic_year import AcademicYear

LONDON = ZoneInfo("Europe/London")

# `horizon` is the first instant that is no longer known, or infinity: then every row there is, is known.
# Each table is read once, through its school, and only students are joined, by their key. A database filled a
# moment ago has no statistics to plan by: there, joins took twenty times as long.
EVIDENCE = """
with known_enrolments as (
    select *,
           min(academic_year) over rosters as first_year,
           max(academic_year) filter (where year_group = 11 and academic_year <= %(year)s)
               over rosters as year_11
    from students_enrolment
    where school_id = %(school)s
      and (%(student)s::uuid is null or student_id = %(student)s)
      and recorded_at < %(horizon)s
      and coalesce(superseded_at, 'infinity') >= %(horizon)s
    window rosters as (partition by student_id)
),
-- The credentials that are good evidence, and the days on which each is. The latest check stands; a revoked
-- credential counts to the day before, if it had been confirmed.
good_credentials as materialized (
    select credential.adviser_id,
           credential.kind,
           case credential.kind when 'register' then credential.valid_from else credential.awarded_on
           end as first_day,
           least(
               case credential.kind when 'register' then credential.valid_to end,
               case when credential.id is distinct from %(confirmed)s::uuid then latest.revoked_on - 1 end,
               case when credential.id = %(supposed)s then %(supposed_last_day)s::date end
           ) as last_day
    from advisers_credential as credential
    left join lateral (
        select revoked_on from advisers_credentialcheck
        where credential_id = credential.id and recorded_at < %(horizon)s
        order by recorded_at desc, id desc limit 1
    ) as latest on true
    left join lateral (
        select outcome from advisers_credentialcheck
        where credential_id = credential.id and recorded_at < %(horizon)s and outcome <> 'revoked'
        order by recorded_at desc, id desc limit 1
    ) as opinion on true
    where credential.school_id = %(school)s
      and credential.recorded_at < %(horizon)s
      and coalesce(credential.withdrawn_at, 'infinity') >= %(horizon)s
      and (opinion.outcome = 'confirmed' or credential.id = %(confirmed)s::uuid)
      and (
          (credential.kind = 'qualification' and credential.level >= 6)
          or (credential.kind = 'register'
              and credential.register_category = 'career_development_professional')
      )
),
facts as (
    select student.id as student_id, 'student' as kind, json_build_array(
               student.id, student.upn, student.mis_id, student.surname, student.forename,
               student.preferred_forename, student.sex, enrolment.year_group, enrolment.form, enrolment.sen,
               coalesce(enrolment.ehc_plan, false) or enrolment.sen = 'E',
               coalesce(enrolment.pupil_premium, false), coalesce(enrolment.free_school_meals, false),
               coalesce(enrolment.in_care, false), coalesce(enrolment.eal, false),
               enrolment.first_year,
               coalesce(enrolment.year_11, %(year)s - (enrolment.year_group - 11))
           ) as fact
    from known_enrolments as enrolment
    join students_student as student on student.id = enrolment.student_id
    where enrolment.academic_year = %(year)s
    union all
    select student_id, 'stay', json_build_array(joined_on, left_on)
    from students_stay
    where school_id = %(school)s
      and (%(student)s::uuid is null or student_id = %(student)s)
      and recorded_at < %(horizon)s
      and coalesce(superseded_at, 'infinity') >= %(horizon)s
    union all
    select student_id, 'exclusion', json_build_array(starts_on, ends_on, reason)
    from students_exclusion
    where school_id = %(school)s
      and (%(student)s::uuid is null or student_id = %(student)s)
      and recorded_at < %(horizon)s
      and coalesce(withdrawn_at, 'infinity') >= %(horizon)s
    union all
    select interview.student_id, 'interview', json_build_array(
               interview.id, interview.held_on, interview.recorded_at, interview.place,
               interview.adviser_name,
               interview.outcome, interview.kind, interview.minutes,
               coalesce(interview.withdrawn_at, 'infinity') < %(horizon)s,
               exists (select from good_credentials as credential
                       where credential.adviser_id = interview.adviser_id
                         and credential.kind = 'qualification'
                         and credential.first_day <= interview.held_on
                         and coalesce(credential.last_day, 'infinity') >= interview.held_on),
               exists (select from good_credentials as credential
                       where credential.adviser_id = interview.adviser_id
                         and credential.kind = 'register'
                         and credential.first_day <= interview.held_on
                         and coalesce(credential.last_day, 'infinity') >= interview.held_on),
               interview.previous_school, interview.evidence,
               coalesce(interview.adviser_stated_qualified, false)
           )
    from interviews_interview as interview
    where interview.school_id = %(school)s
      and (%(student)s::uuid is null or interview.student_id = %(student)s)
      and interview.recorded_at < %(horizon)s
)
select json_agg(fact) filter (where kind = 'student') -> 0,
       json_agg(fact) filter (where kind = 'stay'),
       json_agg(fact) filter (where kind = 'exclusion'),
       json_agg(fact) filter (where kind = 'interview')
from facts
group by student_id
having bool_or(kind = 'student')
"""


@dataclass(frozen=True, slots=True)
class Supposition:
    """What if this credential had been good only to `last_day` (no day: never), or were now `confirmed`?

    Shown before it is saved.
    """

    credential_id: UUID
    last_day: date | None = None
    confirmed: bool = False


def school_evidence(
    school: School,
    *,
    year: AcademicYear,
    known_on: date | None = None,
    suppose: Supposition | None = None,
) -> tuple[StudentEvidence, ...]:
    """Every student whom a roster of the academic year shows, on roll or not, in one statement."""
    return _gather(school, year, known_on, suppose, student_id=None)


def student_evidence(
    school: School, student_id: UUID, *, year: AcademicYear, known_on: date | None = None
) -> StudentEvidence | None:
    """One student by the same statement; none when no roster of the academic year shows him or her."""
    return next(iter(_gather(school, year, known_on, None, student_id=student_id)), None)


def _gather(
    school: School,
    year: AcademicYear,
    known_on: date | None,
    suppose: Supposition | None,
    student_id: UUID | None,
) -> tuple[StudentEvidence, ...]:
    asked = {
        "school": school.pk,
        "student": student_id,
        "year": year.start,
        "horizon": _horizon(known_on),
        "confirmed": suppose.credential_id if suppose and suppose.confirmed else None,
        "supposed": suppose.credential_id if suppose and not suppose.confirmed else None,
        "supposed_last_day": (suppose.last_day or "-infinity") if suppose else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(EVIDENCE, asked)
        return tuple(_student(row) for row in cursor.fetchall())


def _horizon(known_on: date | None) -> datetime | str:
    """The end of the day, in London: what is recorded from then on is not known."""
    if known_on is None:
        return "infinity"
    return datetime.combine(known_on + timedelta(days=1), time.min, LONDON)


def _student(row: tuple[Any, ...]) -> StudentEvidence:
    (id, *said, first_year, year_11), stays, exclusions, interviews = row
    first_day = AcademicYear(first_year).starts_on  # for those whose joining date the roster left blank
    facts = [
        UUID(id),
        *said,
        AcademicYear(year_11).ends_on,
        tuple(StayEvidence(_day(joined) or first_day, _day(left)) for joined, left in stays or ()),
        tuple(
            ExclusionEvidence(date.fromisoformat(starts_on), _day(ends_on), reason)
            for starts_on, ends_on, reason in sorted(exclusions or (), key=str)
        ),
        tuple(_interview(*interview) for interview in interviews or ()),
    ]
    return StudentEvidence(*facts)


def _interview(
    id: str,
    held_on: str,
    recorded_at: str,
    place: int,
    adviser: str,
    outcome: str,
    kind: str,
    minutes: int | None,
    *others: Any,
) -> InterviewEvidence:
    withdrawn, qualification, on_register, previous_school, evidence, stated_qualified = others
    return InterviewEvidence(
        id=UUID(id),
        held_on=date.fromisoformat(held_on),
        recorded_at=datetime.fromisoformat(recorded_at),
        place=place,
        adviser=adviser,
        attended=outcome == "attended",
        one_to_one=kind == "one_to_one",
        withdrawn=withdrawn,
        minutes=minutes,
        kind=kind,
        outcome=outcome,
        qualification=qualification,
        on_register=on_register,
        previous_school=previous_school,
        evidence=evidence,
        adviser_stated_qualified=stated_qualified,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
