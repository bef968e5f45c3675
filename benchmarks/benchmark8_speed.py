"""How long `benchmark8 --format json --students` takes for a school of 1,200, and the dashboard's figures.

    .venv/bin/python benchmarks/benchmark8_speed.py

Builds the school with four years of history in a scratch database of its own (on the server DATABASE_URL
names, else on a private one), through the application's own imports; then measures inside the process,
start-up apart. Exits with 1 when the command takes half a second or more.
"""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
PROMISE = "benchmark8 --format json --students"
LIMIT = 0.5
STUDENTS = 1200
YEARS = (2022, 2023, 2024, 2025)
AS_AT = date(2026, 6, 30)
CHECKED = "Ada Lowe,2022-09-02,certificate"
PROFESSIONAL = "career_development_professional"
ADVISERS = f"""\
Name,Credential,Title,Level,Awarded,Register category,Valid from,Valid to,Checked by,Checked on,Seen as
Ann Ash,qualification,Diploma,6,2019-07-01,,,,{CHECKED}
Ann Ash,register,,,,{PROFESSIONAL},2021-04-01,,{CHECKED}
Ben Okafor,register,,,,{PROFESSIONAL},2022-04-01,2026-03-31,{CHECKED}
Cal Marsh,register,,,,careers_leader,2020-01-01,,{CHECKED}
Dee Holt,qualification,QCD,7,2020-02-10,,,,{CHECKED}
"""


@contextmanager
def scratch_database() -> Iterator[None]:
    """A database that is made for the measurement and dropped after it."""
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATA_DIR"] = str(Path(os.environ.get("DATA_DIR", ROOT / ".data")) / "benchmark")
        import django
        from django.conf import settings

        django.setup()
        from django.db import connections
        from django.test.utils import setup_databases, teardown_databases

        from config import embedded_postgres

        if settings.EMBEDDED:
            stack.enter_context(embedded_postgres.running(Path(settings.DATA_DIR), fast=True))
        settings.DEBUG = False  # a log of every statement would be measured too
        made = setup_databases(
            verbosity=0,
            interactive=False,
            aliases={"owner", "default"},  # type: ignore[arg-type]  # any collection will do
        )
        try:
            yield
        finally:
            connections.close_all()
            teardown_databases(made, verbosity=0)


def build(random: Random) -> int:
    """The school, its rosters, advisers and interviews; how many interviews there are."""
    from accounts.actions import save_school
    from accounts.tenancy import school_context
    from advisers.actions import import_advisers
    from advisers.adviser_file import read_advisers
    from interviews.actions import import_interviews
    from students.actions import import_roster
    from students.roster_file import read_roster

    school, _ = save_school(urn="104723", name="Ashby High", type="school", rulebook="school-two-by-13")
    held = list(interviews(random))
    with school_context(school):
        for year in YEARS:
            on, at = date(year, 9, 10), datetime(year, 9, 10, 8, tzinfo=UTC)
            read = read_roster(roster(year, random), name="roster.csv", on=on)
            import_roster(school=school, roster=read, by=None, at=at)
        first = datetime(2022, 9, 12, 8, tzinfo=UTC)
        file = read_advisers(ADVISERS.encode(), name="advisers.csv", on=first.date())
        import_advisers(school=school, file=file, by=None, at=first)
        text = "\n".join(["MIS ID,Date,Adviser,Minutes,Kind,Outcome", *held])
        last = datetime(2026, 7, 1, 8, tzinfo=UTC)
        import_interviews(school=school, data=text.encode(), name="interviews.csv", by=None, at=last)
    return len(held)


def starts() -> Iterator[tuple[int, int]]:
    """Each student's number and the year he or she was in Year 7: 1,200 are here in the last year."""
    yield from ((number, 2019 + number % 7) for number in range(STUDENTS))
    yield from ((STUDENTS + number, 2016 + number % 3) for number in range(450))  # who have left since


def roster(year: int, random: Random) -> bytes:
    """The roster of a September: whoever is in Years 7 to 13 that year."""
    lines = ["MIS ID,Forename,Surname,Year group,Form,SEN,Pupil premium,Sex,Joined,Left"]
    for number, start in starts():
        group = 7 + year - start
        if 7 <= group <= 13:
            needs = f"{random.choice('NNNNKE')},{random.choice('NNY')},{random.choice('MF')}"
            left = f"{start + 7}-07-20" if number >= STUDENTS else ""
            lines.append(f"{number},Student,Number {number},{group},{group}B,{needs},{start}-09-01,{left}")
    return "\n".join(lines).encode()


def interviews(random: Random) -> Iterator[str]:
    """Two or three a student from Year 9 on, one in ten of them missed."""
    for number, start in starts():
        for school_year in range(start + 2, start + 7):
            if school_year in YEARS and random.random() < 0.6:
                day = date(school_year, 9, 15) + timedelta(random.randrange(280))
                adviser = random.choice(["Ann Ash", "Ben Okafor", "Cal Marsh", "Dee Holt"])
                outcome = random.choice(["attended"] * 9 + ["absent"])
                yield f"{number},{day},{adviser},{random.randrange(20, 60)},one_to_one,{outcome}"


def seconds(work: Callable[[], object]) -> list[float]:
    """How long the work takes, ten times over, the first time left out."""
    times = []
    for _ in range(11):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return sorted(times[1:])


def command() -> str:
    """What is promised."""
    from django.core.management import call_command

    out = io.StringIO()
    asked = ["--school", "104723", "--as-at", AS_AT.isoformat(), "--format", "json", "--students"]
    call_command("benchmark8", *asked, stdout=out)
    return out.getvalue()


def dashboard() -> None:
    """Everything an overview shows: both headlines, year groups, needs, the trend beside last year's."""
    from accounts.models import School
    from accounts.tenancy import school_context
    from reporting.coverage import coverage
    from reporting.trend import trends

    school = School.objects.get(urn="104723")
    with school_context(school):
        figures = coverage(school, as_at=AS_AT)
        trends(figures)
    _ = [target.to_see_by_need for target in figures.targets]
    _ = [row.statuses for row in figures.year_groups]
    _ = [[need.met, need.to_see] for group in (None, 11, 13) for need in figures.by_need(group)]
    _ = figures.lengths, figures.reasons


def main() -> int:
    """Build, measure, say."""
    with scratch_database():
        number = build(Random(8))  # noqa: S311 - a fixed history, not a secret
        students = command().count('"mis_id"')
        print(f"{students:,} students on roll, {number:,} interviews in {len(YEARS)} years")  # noqa: T201
        promised = seconds(command)
        for name, times in {PROMISE: promised, "the dashboard's figures": seconds(dashboard)}.items():
            print(f"{name}: median {median(times):.3f} s, slowest {times[-1]:.3f} s")  # noqa: T201
    return int(median(promised) >= LIMIT or students < STUDENTS)


if __name__ == "__main__":
    sys.exit(main())
