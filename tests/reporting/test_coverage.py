"""Coverage: the figures, and that every number has its list."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import School
from reporting.benchmark8 import Reason, Status
from reporting.coverage import Coverage, YearNotBegunError, coverage
from reporting.evidence import school_evidence
from reporting.facts import ExclusionEvidence, StayEvidence
from reporting.rulebooks import UnknownRulebookError, find_rulebook
from reporting.selection import Need, Selection
from reporting.trend import month_ends, points, trends
from students.academic_year import AcademicYear
from tests.reporting.ledger import Ledger
from tests.reporting.test_benchmark8_properties import histories
from tests.reporting.worked_cases import ANN, CAL, interview, student

YEAR = AcademicYear.parse("2025/26")
JUNE = date(2026, 6, 30)
ELSEWHERE = [ExclusionEvidence(date(2025, 9, 1), None, "Educated elsewhere")]


def figures(*students, as_at=JUNE, rulebook="school-two-by-13"):
    return Coverage(
        school=School(urn="104723", name="Ashby High"),
        academic_year=YEAR,
        as_at=as_at,
        known_on=None,
        rulebook=find_rulebook(rulebook),
        evidence=students,
    )


def counts(row, *names):
    return [getattr(row, name).count for name in names]


A_SCHOOL = [
    student(11, interview(ANN, "2025-10-01"), surname="Ahmed", sen="K", sex="F"),
    student(11, interview(CAL, "2025-10-01"), surname="Baker", pupil_premium=True, sex="M"),
    student(11, surname="Clarke", exclusions=ELSEWHERE, sen="E", ehc_plan=True),
    student(11, interview(ANN, "2025-10-02"), surname="Dean", exclusions=ELSEWHERE, in_care=True),
    student(11, interview(ANN, "2025-10-01"), surname="Early Leaver", left="2026-03-13"),
    student(13, interview(ANN, "2023-02-01"), interview(ANN, "2025-11-11"), surname="Evans"),
    student(13, interview(ANN, "2025-11-12"), surname="Ford"),
    student(13, surname="Green"),
    student(14, interview(ANN, "2025-11-13"), surname="Hall", ehc_plan=True),
    student(14, surname="Without Plan"),
    student(7, surname="Innes"),
]


def names(figure):
    return [verdict.student.surname for verdict in figure.verdicts]


def test_the_headline_figures_and_what_is_still_to_do():
    year_11, year_13 = figures(*A_SCHOOL).targets

    assert (year_11.year_group, year_11.required, year_11.due_on) == (11, 1, date(2026, 8, 31))
    assert counts(year_11, "on_roll", "met", "to_see", "excluded", "eligible", "met_of_eligible") == [
        4,
        2,
        2,
        2,
        2,
        1,
    ]
    assert (year_11.percent_of_roll, year_11.percent_of_eligible) == ("50.0", "50.0")
    assert (year_13.year_group, year_13.required) == (13, 2)
    assert (year_13.percent_of_roll, year_13.percent_of_eligible) == ("33.3", "33.3")
    assert [(number, names(who)) for number, who in year_13.to_see_by_need] == [(1, ["Ford"]), (2, ["Green"])]


def test_both_targets_stand_even_where_there_is_no_such_year():
    year_11, year_13 = figures().targets

    assert (year_11.on_roll.count, year_11.percent_of_roll, year_11.percent_of_eligible) == (0, None, None)
    assert (year_13.on_roll.count, year_13.percent_of_roll, year_13.percent_of_eligible) == (0, None, None)


def test_where_everybody_is_excluded_there_is_a_headline_and_nobody_eligible():
    target = figures(student(11, interview(ANN, "2025-10-01"), exclusions=ELSEWHERE)).targets[0]

    assert (target.percent_of_roll, target.percent_of_eligible) == ("100.0", None)


def test_year_groups_ascend_and_only_those_with_somebody_on_roll():
    rows = figures(*A_SCHOOL).year_groups

    assert [(row.year_group, *counts(row, "on_roll", "none", "one", "two_or_more")) for row in rows] == [
        (7, 1, 1, 0, 0),
        (11, 4, 2, 2, 0),
        (13, 3, 1, 1, 1),
        (14, 1, 0, 1, 0),
    ]
    assert [(status, names(who)) for status, who in rows[2].statuses] == [
        (Status.MET, ["Evans"]),
        (Status.DUE, ["Ford", "Green"]),
    ]
    assert rows[2].percent_with_one == "66.6"


def test_by_need():
    answer = figures(*A_SCHOOL)

    assert [
        (row.need, *counts(row, "on_roll", "met", "to_see"), row.percent) for row in answer.by_need(11)
    ] == [
        (Need.SEND, 2, 1, 1, "50.0"),
        (Need.EHC_PLAN, 1, 0, 1, "0.0"),
        (Need.PUPIL_PREMIUM, 1, 0, 1, "0.0"),
        (Need.IN_CARE, 1, 1, 0, "100.0"),
        (Need.FEMALE, 1, 1, 0, "100.0"),
        (Need.MALE, 1, 0, 1, "0.0"),
        (Need.SEX_NOT_RECORDED, 2, 1, 1, "50.0"),
    ]
    assert [(row.need, row.on_roll.count) for row in answer.by_need()][:2] == [
        (Need.SEND, 3),
        (Need.EHC_PLAN, 2),
    ]


@pytest.mark.parametrize(
    ("need", "fields", "belongs"),
    [
        (Need.SEND, {"sen": "K"}, True),
        (Need.SEND, {"ehc_plan": True}, True),
        (Need.SEND, {"sen": "N"}, False),
        (Need.SEN_SUPPORT, {"sen": "K"}, True),
        (Need.SEN_SUPPORT, {"sen": "K", "ehc_plan": True}, False),
        (Need.EHC_PLAN, {"ehc_plan": True}, True),
        (Need.PUPIL_PREMIUM, {"pupil_premium": True}, True),
        (Need.FREE_SCHOOL_MEALS, {"free_school_meals": True}, True),
        (Need.IN_CARE, {"in_care": True}, True),
        (Need.EAL, {"eal": True}, True),
        (Need.EAL, {}, False),
        (Need.FEMALE, {"sex": "F"}, True),
        (Need.FEMALE, {"sex": "M"}, False),
        (Need.MALE, {"sex": "M"}, True),
        (Need.SEX_NOT_RECORDED, {"sex": ""}, True),
        (Need.SEX_NOT_RECORDED, {"sex": "M"}, False),
    ],
)
def test_who_belongs_to_a_group(need, fields, belongs):
    assert figures(student(11, **fields)).select(need=need).count == belongs


def every_figure(answer):
    for target in answer.targets:
        yield from (target.on_roll, target.met, target.to_see, target.excluded)
        yield from (target.eligible, target.met_of_eligible, *(who for _, who in target.to_see_by_need))
    for row in answer.year_groups:
        yield from (row.on_roll, row.none, row.one, row.two_or_more, *(who for _, who in row.statuses))
    for group in (None, 11, 13):
        for row in answer.by_need(group):
            yield from (row.on_roll, row.met, row.to_see)


def test_the_address_of_every_figure_leads_to_exactly_its_students():
    answer = figures(*A_SCHOOL)
    checked = list(every_figure(answer))

    assert len(checked) > 80
    for figure in checked:
        again = answer.select(Selection.from_query(dict(parse_qsl(figure.query))))
        assert again.verdicts == figure.verdicts
        assert str(figure) == str(len(figure.verdicts))


def test_a_selection_ignores_what_it_does_not_know():
    assert Selection.from_query({"page": "2", "status": "", "year_group": "11"}) == Selection(year_group=11)


@pytest.mark.parametrize(
    ("name", "nonsense"), [("status", "fine"), ("year_group", "XI"), ("met", "perhaps"), ("need", "tall")]
)
def test_a_selection_refuses_nonsense(name, nonsense):
    with pytest.raises(ValueError, match=nonsense):
        Selection.from_query({name: nonsense})


def test_a_form_can_be_selected():
    answer = figures(student(11, form="11B", surname="Ahmed"), student(11, form="11C"))

    assert names(answer.select(form="11B", year_group=11)) == ["Ahmed"]


def test_students_stand_by_year_group_surname_forename_and_upn_by_code_point():
    answer = figures(
        student(11, surname="Özil", forename="A", upn="1"),
        student(11, surname="Zed", forename="A", upn="2"),
        student(11, surname="van Dyk", forename="A", upn="3"),
        student(11, surname="Zed", forename="A", upn="1"),
        student(7, surname="Zed", forename="B", upn="9"),
    )

    assert [(v.student.surname, v.student.upn) for v in answer.verdicts] == [
        ("Zed", "9"),
        ("Zed", "1"),
        ("Zed", "2"),
        ("van Dyk", "3"),
        ("Özil", "1"),
    ]


def test_the_lengths_of_the_counted_interviews_of_the_year_to_date():
    answer = figures(
        student(13, interview(ANN, "2025-08-31", minutes=10), interview(ANN, "2025-09-01", minutes=30)),
        student(11, interview(ANN, "2025-10-01", minutes=45), interview(ANN, "2026-07-01", minutes=60)),
        student(11, interview(CAL, "2025-10-01", minutes=20), interview(ANN, "2025-10-02", minutes=None)),
    )

    assert sorted(answer.lengths.minutes) == [30, 45]
    assert answer.lengths.median == 37.5
    assert (answer.lengths.good_practice, answer.lengths.percent_good_practice) == (1, "50.0")
    assert answer.reasons == {None: 3, Reason.ADVISER_NOT_QUALIFIED: 1}


def test_the_year_to_date_ends_with_the_academic_year():
    learner = student(11, interview(ANN, "2026-08-31"), interview(ANN, "2026-09-01"))

    assert figures(learner, as_at=date(2026, 12, 1)).reasons == {None: 1}


def test_two_or_more_are_also_three():
    three = student(11, *(interview(ANN, f"2025-10-0{day}") for day in (1, 2, 3)), surname="Ahmed")
    (row,) = figures(three, student(11, interview(ANN, "2025-10-01"))).year_groups

    assert counts(row, "none", "one", "two_or_more") == [0, 1, 1]
    assert names(row.two_or_more) == ["Ahmed"]


def test_without_interviews_there_are_no_lengths():
    lengths = figures(student(11)).lengths

    assert (lengths.median, lengths.percent_good_practice) == (None, None)


# --- properties ---

UNHURRIED = settings(deadline=None)  # a busy machine is no fault of the rule
SCHOOLS = st.lists(histories(max_size=4), max_size=6)
CODES = st.sampled_from(["school-two-by-13", "gatsby-2025"])
AS_AT = st.dates(date(2025, 9, 1), date(2027, 3, 31))


@UNHURRIED
@given(SCHOOLS, CODES, AS_AT, st.data())
def test_an_exclusion_never_raises_the_headline(students, code, as_at, data):
    excluded = [
        replace(each, exclusions=tuple(ELSEWHERE)) if data.draw(st.booleans()) else each for each in students
    ]
    before, after = (
        figures(*students, as_at=as_at, rulebook=code),
        figures(*excluded, as_at=as_at, rulebook=code),
    )

    assert [target.percent_of_roll for target in after.targets] == [
        target.percent_of_roll for target in before.targets
    ]
    for target in after.targets:
        assert target.on_roll.count == target.eligible.count + target.excluded.count
        assert target.met_of_eligible.count <= target.met.count


@UNHURRIED
@given(SCHOOLS, CODES, AS_AT)
def test_the_parts_add_up_to_the_cohort(students, code, as_at):
    answer = figures(*students, as_at=as_at, rulebook=code)

    assert sum(row.on_roll.count for row in answer.year_groups) == len(answer.verdicts) == len(students)
    for row in answer.year_groups:
        assert row.none.count + row.one.count + row.two_or_more.count == row.on_roll.count
        assert sum(who.count for _, who in row.statuses) == row.on_roll.count
    for target in answer.targets:
        assert target.met.count + target.to_see.count == target.on_roll.count
        assert sum(who.count for _, who in target.to_see_by_need) == target.to_see.count
        assert all(number > 0 for number, _ in target.to_see_by_need)
    assert sum(answer.reasons.values()) == len(list(answer.interviews_of_the_year()))


# --- the trend ---


def test_the_trend_judges_each_months_end_and_ends_on_the_date(in_ashby):
    ledger = Ledger(in_ashby)
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    first, second = ledger.student(11), ledger.student(11, joined="2025-11-03")
    ledger.student(11, left="2025-09-29")
    ledger.interview(first, ann, "2025-10-31")
    ledger.interview(second, ann, "2025-12-01")
    before = ledger.student(11, year=2024)
    ledger.interview(before, ann, "2025-02-28")

    answer = coverage(in_ashby, as_at=date(2025, 12, 10))
    year_11, year_13 = trends(answer)

    assert [(point.on, point.met, point.on_roll) for point in year_11.this_year] == [
        (date(2025, 9, 30), 0, 1),
        (date(2025, 10, 31), 1, 1),
        (date(2025, 11, 30), 1, 2),
        (date(2025, 12, 10), 2, 2),
    ]
    assert [point.percent for point in year_11.last_year] == ["0.0"] * 5 + ["100.0"] * 7
    assert [point.on for point in year_11.last_year][4:6] == [date(2025, 1, 31), date(2025, 2, 28)]
    assert {point.percent for point in year_13.this_year} == {None}


@pytest.mark.parametrize(
    ("as_at", "points", "last"),
    [
        (date(2025, 9, 1), 1, date(2025, 9, 1)),
        (date(2025, 9, 30), 1, date(2025, 9, 30)),
        (date(2025, 10, 1), 2, date(2025, 10, 1)),
        (date(2026, 8, 31), 12, date(2026, 8, 31)),
        (date(2027, 1, 1), 12, date(2026, 8, 31)),
    ],
)
def test_the_last_point_of_the_trend_is_the_headline(in_ashby, as_at, points, last):
    ledger = Ledger(in_ashby)
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    for _ in range(3):
        ledger.interview(ledger.student(11), ann, "2025-09-30")

    answer = coverage(in_ashby, as_at=as_at, year=YEAR)
    year_11 = trends(answer)[0].this_year

    assert (len(year_11), year_11[-1].on) == (points, last)
    assert year_11[-1].percent == answer.targets[0].percent_of_roll


@UNHURRIED
@given(SCHOOLS, CODES, st.data())
def test_a_point_of_the_trend_is_what_the_headline_was_on_that_day(students, code, data):
    joined = st.dates(date(2025, 7, 1), date(2026, 7, 31))
    students = [
        replace(each, year_group=11, stays=(StayEvidence(data.draw(joined), data.draw(st.none() | joined)),))
        for each in students
    ]
    days = list(month_ends(YEAR, YEAR.ends_on))

    for point in points(tuple(students), 11, find_rulebook(code), YEAR, days):
        target = figures(*students, as_at=point.on, rulebook=code).targets[0]
        assert (point.met, point.on_roll) == (target.met.count, target.on_roll.count)


# --- from the database ---


@pytest.mark.parametrize("size", [3, 30])
def test_the_number_of_statements_does_not_grow_with_the_school(in_ashby, django_assert_num_queries, size):
    ledger = Ledger(in_ashby)
    ann = ledger.adviser("Ann")
    ledger.qualification(ann, "2019-07-01")
    for number in range(size):
        learner = ledger.student(7 + number % 7)
        ledger.interview(learner, ann, "2025-10-01")
        ledger.interview(learner, ann, "2025-11-01")

    with django_assert_num_queries(2):
        answer = coverage(in_ashby, as_at=JUNE)
        assert len(trends(answer)[0].this_year) == 10
        assert sum(figure.count for figure in every_figure(answer)) > size

    assert len(answer.verdicts) == size


def test_the_year_is_the_dates_own_and_the_rule_the_schools(in_ashby):
    in_ashby.rulebook = "gatsby-2025"

    answer = coverage(in_ashby, as_at=date(2026, 9, 1))

    assert (str(answer.academic_year), answer.rulebook.code) == ("2026/27", "gatsby-2025")
    assert coverage(in_ashby, as_at=JUNE, rulebook="school-two-by-13").rulebook.code == "school-two-by-13"


def test_a_year_that_has_not_begun_and_an_unknown_rule_are_refused(in_ashby):
    with pytest.raises(YearNotBegunError, match="2026/27 had not begun on 30 June 2026"):
        coverage(in_ashby, as_at=JUNE, year=YEAR.next)
    with pytest.raises(UnknownRulebookError):
        coverage(in_ashby, as_at=JUNE, rulebook="gatsby-2014")


@pytest.mark.parametrize("lapse", ["2026-03-31", "2026-07-01"])
def test_a_lapse_later_never_changes_an_earlier_figure(in_ashby, lapse):
    """As at each day up to the lapse the figures are the same, whether the entry goes on or ends."""
    ledger = Ledger(in_ashby)
    ben = ledger.adviser("Ben")
    entry = ledger.register(ben, "2024-04-01")
    for day in ("2025-10-01", "2026-03-31", "2026-04-01", "2026-07-01", "2026-07-02"):
        ledger.interview(ledger.student(11), ben, day)
    days = [
        day
        for day in map(date.fromisoformat, ("2025-12-31", "2026-03-31", "2026-07-01"))
        if str(day) <= lapse
    ]
    before = [coverage(in_ashby, as_at=day).verdicts for day in days]

    entry.valid_to = date.fromisoformat(lapse)
    entry.save()

    after = [coverage(in_ashby, as_at=day).verdicts for day in days]
    shown = [[(v.student.id, v.status, v.counted) for v in verdicts] for verdicts in (*before, *after)]
    assert shown[: len(days)] == shown[len(days) :]
    assert any(status == "met" for _, status, _ in shown[-1])


def test_a_student_who_joined_after_the_year_or_left_before_it_is_nowhere_in_it(in_ashby):
    ledger = Ledger(in_ashby)
    ledger.student(11, left="2026-03-13")
    ledger.student(11, joined="2026-07-15")

    assert len(school_evidence(in_ashby, year=YEAR)) == 2
    assert coverage(in_ashby, as_at=date(2026, 12, 1), year=YEAR).verdicts == ()
    assert StayEvidence(date(2026, 7, 15), None) in [
        stay for each in school_evidence(in_ashby, year=YEAR) for stay in each.stays
    ]
