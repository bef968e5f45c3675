"""The list of students: who sees whom, which fields, by which filters; on screen and on paper."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, RecordAccess, School
from accounts.permissions import Role
from students.actions import exclude_student
from tests.cast import member
from tests.students.pages import TODAY, interview, page, qualified_adviser, text_of
from tests.students.rosters import bring_in, line, noon, student

pytestmark = pytest.mark.usefixtures("in_ashby")
ClientOf = Callable[[Membership], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def three(ashby: School, in_ashby: School) -> None:
    """Zoë in 11B with a plan and a counted interview, Bob in 11B with pupil premium, Cy in 10A."""
    bring_in(
        ashby,
        line(1, "Zoë Łódzka", "11", "11B", SEN="E", PP=""),
        line(2, "Bob Ray", "11", "11B", SEN="N", PP="Y"),
        line(3, "Cy O’Brien", "10", "10A", SEN="K", PP=""),
    )
    interview(student(1), qualified_adviser(ashby), TODAY.replace(day=2))


def names(response: Any) -> list[str]:
    return [row.student.surname for row in response.context["rows"]]


def test_the_list_with_needs_and_status(three: None, ada: Membership, client_of: ClientOf) -> None:
    response = client_of(ada).get(page())
    assert names(response) == ["Łódzka", "O’Brien", "Ray"]
    rows = {row.student.forename: row for row in response.context["rows"]}
    assert [(name, row.verdict.status.value, row.verdict.counted) for name, row in rows.items()] == [
        ("Zoë", "met", 1), ("Cy", "not_yet_due", 0), ("Bob", "due", 0),
    ]  # fmt: skip
    assert [row.needs for row in rows.values()] == [["EHC plan"], ["SEN support"], ["Pupil premium"]]
    assert '<h1><span id="how-many">3 students on roll</span></h1>' in response.content.decode()


@pytest.mark.parametrize(
    ("who", "seen", "needs", "status", "edits"),
    [
        ("ada", 3, True, True, True),
        ("ben", 3, True, True, False),
        ("tess", 2, False, True, False),
        ("olu", 3, True, False, True),
    ],
)
def test_each_role_sees_what_its_column_says(
    three: None, who: str, seen: int, needs: bool, status: bool, edits: bool,
    request: pytest.FixtureRequest, client_of: ClientOf,
) -> None:  # fmt: skip
    response = client_of(request.getfixturevalue(who)).get(page())
    assert len(names(response)) == seen
    html = response.content.decode()
    assert ("EHC plan" in html, "Pupil premium" in html) == (needs, needs)
    assert ("Due this year" in html, "Benchmark 8" in html) == (status, status)
    assert (page("add/") in html, page("imports/new/") in html) == (edits, edits)
    assert ('name="need"' in html, 'name="status"' in html) == (needs, status)


def test_a_tutor_who_is_administrator_too_sees_status_for_the_own_form_alone(
    three: None, ashby: School, client_of: ClientOf
) -> None:
    both = member(ashby, "Mo Both", Role.TUTOR, Role.ADMINISTRATOR, form="11B")
    rows = {row.student.forename: row.verdict for row in client_of(both).get(page()).context["rows"]}
    assert (rows["Cy"], rows["Bob"].status.value, rows["Zoë"].status.value) == (None, "due", "met")
    found = client_of(both).get(page("?status=not_yet_due"))
    assert names(found) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year_group=11", ["Łódzka", "Ray"]),
        ("form=10A", ["O’Brien"]),
        ("need=send", ["Łódzka", "O’Brien"]),
        ("need=ehc_plan", ["Łódzka"]),
        ("need=pupil_premium&year_group=11", ["Ray"]),
        ("need=neet_risk", []),
        ("status=met", ["Łódzka"]),
        ("status=due", ["Ray"]),
        ("status=excluded", ["Ray"]),
        ("status=nonsense&year_group=99&form=11Q", ["Łódzka", "O’Brien", "Ray"]),
    ],
)
def test_filters_stand_in_the_address(
    three: None, ada: Membership, client_of: ClientOf, query: str, found: list[str]
) -> None:
    exclude_student(
        student=student(2), reason="Elsewhere", approved_by="Head", starts_on=TODAY, ends_on=None,
        by=ada.user, at=noon(TODAY), token=uuid.uuid4(),
    )  # fmt: skip
    assert names(client_of(ada).get(page(f"?{query}"))) == found


def test_a_role_cannot_filter_by_what_it_may_not_see(
    three: None, olu: Membership, tess: Membership, client_of: ClientOf
) -> None:
    assert len(names(client_of(olu).get(page("?status=met")))) == 3
    assert len(names(client_of(tess).get(page("?need=ehc_plan")))) == 2


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("zoe", ["Łódzka"]),
        ("LODZ", ["Łódzka"]),
        ("zoë łód", ["Łódzka"]),
        ("obrien", []),
        ("o'brien", ["O’Brien"]),
        ("o brien", ["O’Brien"]),
        ("2", ["Ray"]),
        ("%", []),
        ("zz", []),
    ],
)
def test_names_are_found_without_accents_and_never_stand_in_the_address(
    three: None, ada: Membership, client_of: ClientOf, sought: str, found: list[str]
) -> None:
    response = client_of(ada).post(page(), {"q": sought}, follow=True)
    assert names(response) == found
    assert "zoe" not in response.request["QUERY_STRING"]


def test_a_search_keeps_the_filters_and_htmx_gets_the_list_alone(
    three: None, ada: Membership, client_of: ClientOf
) -> None:
    response = client_of(ada).post(page("?year_group=10"), {"q": "zoe"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert (names(response), "Nobody found" in html, "<html" in html) == ([], True, False)
    assert '<span id="how-many" hx-swap-oob="true">0 students found</span>' in html


def test_a_search_is_there_again_on_the_way_back_until_it_is_cleared(
    three: None, ada: Membership, client_of: ClientOf
) -> None:
    client = client_of(ada)
    sent = client.post(page("?year_group=11&page=2"), {"q": "zoe"})
    assert (sent.status_code, sent["Location"]) == (302, page("?year_group=11"))
    back = client.get(page("?year_group=11"))
    assert names(back) == ["Łódzka"]
    assert "1 student found by “zoe” Clear the search" in text_of(back)
    assert 'value="zoe"' in back.content.decode()
    assert names(client.get(page("?year_group=10"))) == []
    assert text_of(client.get(page("print/?year_group=11"))).count("Year 11, found by “zoe”: 1 student") == 1
    client.post(page("?year_group=11"), {"q": ""})
    assert names(client.get(page("?year_group=11"))) == ["Łódzka", "Ray"]


def test_a_search_at_one_school_is_none_at_another(
    three: None, brook: School, ben: Membership, ben_at_brook: Membership, client_of: ClientOf
) -> None:
    client = client_of(ben)
    client.post(page(), {"q": "zoe"})
    assert "zoe" not in client.get(page(school=brook)).content.decode()
    assert names(client.get(page())) == ["Łódzka"]


def test_leavers_and_those_to_come_are_not_on_roll(
    ashby: School, ada: Membership, client_of: ClientOf
) -> None:
    bring_in(
        ashby,
        line(1, "Last Day", Left="2026-11-23"),
        line(2, "Has Left", Left="2026-11-22"),
        line(3, "First Day", Joined="2026-11-23"),
        line(4, "To Come", Joined="2026-11-24"),
    )
    response = client_of(ada).get(page())
    assert sorted(row.student.forename for row in response.context["rows"]) == ["First", "Last"]


def test_those_who_left_have_a_list_of_their_own(
    ashby: School, ada: Membership, tess: Membership, client_of: ClientOf
) -> None:
    bring_in(ashby, line(1, "Moved Away", "10", "10C", Left="2026-02-13"), on=TODAY.replace(month=3))
    bring_in(
        ashby,
        line(2, "Has Left", "11", "11B", Left="2026-11-22", SEN="K"),
        line(3, "Come Back", Joined="2026-11-02"),
        line(4, "Last Day", "11", "11B", Left="2026-11-23"),
    )
    rows = client_of(ada).get(page("?who=left")).context["rows"]
    assert [(row.student.forename, row.student.year_group, row.student.form, row.needs) for row in rows] == [
        ("Moved", 10, "10C", []), ("Has", 11, "11B", ["SEN support"]),
    ]  # fmt: skip
    assert names(client_of(ada).get(page("?who=left&year_group=10"))) == ["Away"]
    assert names(client_of(ada).post(page("?who=left"), {"q": "last"}, follow=True)) == []
    assert names(client_of(tess).get(page("?who=left"))) == ["Day"]


def test_before_the_years_roster_comes_the_last_years_forms_are_shown_and_said(
    three: None, ashby: School, ada: Membership, client_of: ClientOf
) -> None:
    """One who was added by hand, or a roster of a single year group, hides nobody else."""
    autumn = TODAY.replace(year=2027)
    with time_machine.travel(noon(autumn), tick=False):
        before = client_of(ada).get(page())
        bring_in(ashby, line(4, "Ann Early", "7", "7A", SEN="K"), on=autumn)
        after = client_of(ada).get(page())
        printed = client_of(ada).get(page("print/"))
        filtered = client_of(ada).get(page("?year_group=11"))
    assert names(before) == ["Łódzka", "O’Brien", "Ray"]
    assert "3 students here are in no roster of 2027/28 yet" in text_of(before)
    rows = {row.student.forename: row for row in after.context["rows"]}
    assert [(name, row.student.year_group, str(row.student.group_of)) for name, row in rows.items()] == [
        ("Ann", 7, "2027/28"), ("Zoë", 11, "2026/27"), ("Cy", 10, "2026/27"), ("Bob", 11, "2026/27"),
    ]  # fmt: skip
    assert [rows[name].verdict.status.value for name in ("Ann", "Zoë", "Bob")] == [
        "not_yet_due", "met", "missed",
    ]  # fmt: skip
    assert [rows[name].needs for name in ("Ann", "Cy")] == [["SEN support"], ["SEN support"]]
    assert "11 in 2026/27" in text_of(after)
    assert "3 students here are in no roster" in text_of(after)
    assert len(printed.context["students"]) == 4
    assert names(filtered) == ["Łódzka", "Ray"]


def test_an_empty_school_is_led_to_the_import(ada: Membership, ben: Membership, client_of: ClientOf) -> None:
    assert page("imports/new/") in client_of(ada).get(page()).content.decode()
    html = client_of(ben).get(page()).content.decode()
    assert ("No students yet" in html, page("imports/new/") in html) == (True, False)


def test_fifty_a_page(ashby: School, ada: Membership, client_of: ClientOf) -> None:
    bring_in(ashby, *[line(number) for number in range(1, 61)])
    assert len(names(client_of(ada).get(page()))) == 50
    assert len(names(client_of(ada).get(page("?year_group=11&page=2")))) == 10


def test_one_row_or_three_take_the_same_statements(
    ashby: School, ada: Membership, client_of: ClientOf
) -> None:
    client = client_of(ada)
    bring_in(ashby, line(1))
    with CaptureQueriesContext(connection) as one:
        client.get(page())
    bring_in(ashby, line(1), line(2), line(3, form="11C"))
    with CaptureQueriesContext(connection) as three:
        client.get(page())
    assert len(one) == len(three)


def test_who_was_listed_is_written_down(three: None, ada: Membership, client_of: ClientOf) -> None:
    client_of(ada).get(page("?form=10A"))
    entry = RecordAccess.objects.get()
    assert (entry.kind, entry.what, entry.user_id, entry.student_ids) == (
        "listed", "students:list", ada.user_id, [student(3).pk],
    )  # fmt: skip


def test_a_hostile_name_is_shown_as_text(ashby: School, ada: Membership, client_of: ClientOf) -> None:
    bring_in(ashby, line(1, "<script>alert(1)</script> <b>Bold</b>"))
    for address in (page(), page("print/"), page(f"{student(1).pk}/")):
        html = client_of(ada).get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<b>Bold" not in html


def test_the_class_list_is_whole_and_without_needs_numbers_or_status(
    three: None, olu: Membership, client_of: ClientOf
) -> None:
    html = client_of(olu).get(page("print/?form=11B")).content.decode()
    assert "<h1>11B: 2 students</h1>" in html
    table = html[html.index("<table") : html.index("</table>")]
    assert [word in table for word in ("Ray, Bob", "O’Brien", student(2).upn, "Pupil premium", "Due")] == [
        True, False, False, False, False,
    ]  # fmt: skip
    entry = RecordAccess.objects.get()
    assert (entry.kind, entry.what, len(entry.student_ids)) == ("printed", "students:print_list", 2)


@pytest.mark.parametrize(
    ("query", "heading", "printed"),
    [
        ("", "All years: 3 students", ["Łódzka", "O’Brien", "Ray"]),
        ("status=due", "Due this year: 1 student", ["Ray"]),
        ("year_group=11&need=ehc_plan&status=met", "Year 11, chosen by need, met: 1 student", ["Łódzka"]),
        ("year_group=11&form=11B&page=7", "Year 11, 11B: 2 students", ["Łódzka", "Ray"]),
        ("who=left", "Have left: 1 student", ["Away"]),
    ],
)
def test_the_paper_holds_whom_the_list_holds_and_says_whom(
    three: None, ashby: School, ada: Membership, client_of: ClientOf, query: str, heading: str,
    printed: list[str],
) -> None:  # fmt: skip
    bring_in(ashby, line(4, "Moved Away", "10", "10C", Left="2026-02-13"), on=TODAY.replace(month=3))
    shown = client_of(ada).get(page(f"?{query}"))
    paper = client_of(ada).get(page(f"print/?{query}"))
    assert names(shown) == [each.surname for each in paper.context["students"]] == printed
    assert f"<h1>{heading}</h1>" in paper.content.decode()
    link = page(f"print/?{query.removesuffix('&page=7')}" if query else "print/")
    assert f'href="{link.replace("&", "&amp;")}"' in shown.content.decode()


def test_the_paper_is_not_narrowed_by_what_a_role_may_not_see(
    three: None, olu: Membership, client_of: ClientOf
) -> None:
    paper = client_of(olu).get(page("print/?status=met&need=ehc_plan"))
    assert "<h1>Chosen by need: 1 student</h1>" in paper.content.decode()
    assert 'name="status"' not in paper.content.decode()


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("vic", "", 403),
        ("ben", "print/", 403),
        ("tess", "print/", 403),
        ("cora", "", 404),
        ("cora", "print/", 404),
    ],
)
def test_refused(
    three: None, who: str, address: str, status: int, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    assert client_of(request.getfixturevalue(who)).get(page(address)).status_code == status


def test_another_schools_students_are_never_in_the_list(
    three: None, cora: Membership, brook: School, client_of: ClientOf
) -> None:
    response = client_of(cora).get(page(school=brook))
    assert names(response) == []
    assert names(client_of(cora).post(page(school=brook), {"q": "zoe"}, follow=True)) == []
