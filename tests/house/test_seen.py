"""Which texts each role gets to see: no more than declared, and no less."""

import re

import pytest

from reporting.benchmark8 import Status
from students.models.enrolment import SenProvision
from tests.house.canaries import canaries_in, kind_of, number_of
from tests.house.findings import NAMES, seen_by
from tests.house.seen import NOT_SHOWN, OF_ONE_PLAN, OF_ONE_STUDENT, SEEN, Seen
from tests.house.walk import Visit, Walked
from tests.house.world import PARTS

pytestmark = pytest.mark.django_db
BY_ROLE = [part for part in PARTS if part != "tutor_administrator"]
TUTORS_STUDENTS, TUTORS_PLANS = {1, 4}, {1, 4}
ANNEX = {"reporting:report_download", "reporting:report_data"}
NEED_WORDS = re.compile(
    "|".join(
        [
            "SEN support",
            "EHC plan",
            "pupil premium",
            "free school meals",
            "in care",
            "additional language",
            "NEET",
        ]
    ),
    re.IGNORECASE,
)
BADGE = re.compile(r'class="badge[^"]*"[^>]*>(.*?)</span>', re.DOTALL)
ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)


@pytest.mark.parametrize("entry", SEEN, ids=lambda entry: entry.words)
def test_a_text_is_seen_by_those_declared_and_nobody_else(walked: Walked, entry: Seen) -> None:
    by = {part for part in BY_ROLE for word in seen_by(walked.visits, part) if kind_of(word) in entry.kinds}
    assert by == set(entry.by)
    for kind in entry.kinds:
        assert any(kind_of(word) == kind for part in BY_ROLE for word in seen_by(walked.visits, part)), kind


def test_every_text_is_declared(walked: Walked) -> None:
    shown = {kind_of(word) for visit in walked.visits for word in visit.canaries}
    assert shown - {kind for entry in SEEN for kind in entry.kinds} == set()
    assert shown & NOT_SHOWN == set()


def test_a_tutor_and_administrator_sees_what_either_sees(walked: Walked) -> None:
    both = {kind_of(word) for word in seen_by(walked.visits, "tutor_administrator")}
    either = {kind_of(word) for part in ("tutor", "administrator") for word in seen_by(walked.visits, part)}
    assert both - either == set()


def test_confidential_words_reach_advisers_of_the_school_alone(walked: Walked) -> None:
    readers = {
        visit.step.part
        for visit in walked.visits
        for word in visit.canaries
        if kind_of(word) in {"confidentialnote", "confidentialaddendum"}
    }
    assert readers == {"adviser", "adviser_at_both"}


def test_a_senior_leader_finds_a_students_name_in_an_annex_alone(walked: Walked) -> None:
    shown = [
        visit
        for visit in walked.where(part="senior")
        if any(kind_of(word) in NAMES for word in visit.canaries)
    ]
    assert {visit.step.route for visit in shown} == ANNEX


@pytest.mark.parametrize("part", ["tutor", "tutor_administrator"])
def test_a_tutor_reads_plans_of_the_own_form_that_are_shared(walked: Walked, part: str) -> None:
    words = {word for word in seen_by(walked.visits, part) if kind_of(word) in OF_ONE_PLAN}
    assert {number_of(word) for word in words} == TUTORS_PLANS
    assert "Zanzibardestination4" not in words, (
        "a sensitive destination is named to advisers and leaders alone"
    )


def test_a_tutor_sees_the_own_form_alone(walked: Walked) -> None:
    words = {word for word in seen_by(walked.visits, "tutor") if kind_of(word) in OF_ONE_STUDENT}
    assert {number_of(word) for word in words} == TUTORS_STUDENTS


def test_a_tutor_sees_no_needs(walked: Walked) -> None:
    pages = [visit for visit in walked.where(part="tutor") if visit.status == 200]
    assert {visit.step.route for visit in pages} >= {"students:list", "students:detail", "interviews:list"}
    assert [
        (str(visit.step), NEED_WORDS.findall(visit.text)) for visit in pages if NEED_WORDS.search(visit.text)
    ] == []
    assert NEED_WORDS.search(str(SenProvision.SUPPORT.label)), "the words looked for are those the pages use"


def statuses_in(visit: Visit, *, rows: bool = False) -> set[str]:
    """The statuses of Benchmark 8 that stand in badges; with `rows`, beside students of other forms."""
    text = visit.text
    if rows:
        others = [
            row
            for row in ROW.findall(text)
            if any(number_of(word) in {2, 3} for word in canaries_in(row) if kind_of(word) in NAMES)
        ]
        text = " ".join(others)
    badges = " ".join(re.sub("<.*?>", " ", badge) for badge in BADGE.findall(text))
    return {status.label for status in Status if re.search(rf"\b{status.label}\b", badges, re.IGNORECASE)}


def test_an_administrator_sees_nobodys_status(walked: Walked) -> None:
    leaders, own = (walked.where(route="students:list", part=part) for part in ("leader", "administrator"))
    assert any(statuses_in(visit) for visit in leaders), "the badges are recognised"
    assert any(visit.canaries for visit in own)
    assert [str(visit.step) for visit in walked.where(part="administrator") if statuses_in(visit)] == []


def test_a_tutor_and_administrator_sees_the_status_of_the_own_form_alone(walked: Walked) -> None:
    visits = walked.where(part="tutor_administrator", route="students:list")
    assert any(statuses_in(visit) for visit in visits)
    assert [str(visit.step) for visit in visits if statuses_in(visit, rows=True)] == []
    other = walked.where(part="tutor_administrator", route="students:detail", place="another form")
    assert [str(visit.step) for visit in other if statuses_in(visit)] == []
