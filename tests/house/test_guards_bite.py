"""Each guard is seen to bite: on pages that do everything wrong (leaky_urls.py), and on answers made up."""

import pytest

from tests.house.addresses import UnknownId, ids_of
from tests.house.canaries import canaries_in, kind_of
from tests.house.conftest import LEAKY
from tests.house.expected import Undeclared, read_table, statuses
from tests.house.findings import (
    strange_choices,
    strange_ids,
    strange_words,
    told_apart,
    unlogged,
    written_by_reading,
    written_by_texts,
    wrong_answers,
)
from tests.house.routes import Route, all_routes, school_routes, unguarded
from tests.house.walk import ABSENT, FOREIGN, Visit, Walked
from tests.house.world import World

pytestmark = pytest.mark.django_db


def test_a_page_without_a_permission_is_noticed() -> None:
    guilty = [words for words in unguarded(all_routes(LEAKY)) if "leaky/" in words]
    assert guilty == [
        "open (<urn:urn>/leaky/open/) has neither a permission nor the mark of a public page: decorate its "
        "view with @requires(…) or @public from accounts.access"
    ]


def test_a_page_that_opens_another_schools_record_is_noticed(leaked: Walked, world: World) -> None:
    visits = leaked.where(route="anybody", part="leader", method="GET")
    shown = f"GET anybody as leader of ashby, {FOREIGN}"
    assert f"{shown} shows Quetzalsurname1" in list(strange_words(visits))
    assert shown in list(told_apart(visits, FOREIGN, ABSENT))


def test_a_page_that_shows_a_record_unlogged_is_noticed(leaked: Walked, world: World) -> None:
    own = leaked.where(route="anybody", part="leader", place="own")
    words = "shows Zanzibarsurname1 and the access log does not say so"
    assert f"GET anybody as leader of ashby, own {words}" in list(unlogged(own, world))


def test_a_page_that_shows_a_name_as_markup_is_noticed(leaked: Walked) -> None:
    own = leaked.where(route="anybody", part="leader", place="own", school="ashby", method="GET")
    assert "GET anybody as leader of ashby, own shows a text as markup" in list(written_by_texts(own))


def test_a_page_that_shows_another_form_is_noticed(leaked: Walked) -> None:
    (other,) = leaked.where(route="anybody", part="tutor", place="another form", method="GET")
    assert other.canaries == {"Zanzibarsurname2"}, "which tests/house/test_seen.py forbids"


def test_confidential_words_on_a_page_of_others_are_noticed(leaked: Walked) -> None:
    readers = {
        visit.step.part
        for visit in leaked.where(route="notes")
        for word in visit.canaries
        if kind_of(word) == "confidentialnote"
    }
    assert {"leader", "tutor"} <= readers


def test_choices_of_another_school_are_noticed(leaked: Walked, world: World) -> None:
    visits = leaked.where(route="choose", part="leader", place="own", school="ashby", htmx=False)
    found = list(strange_choices(visits, world))
    assert len(found) == 2 * 3, "three advisers of Brook, by GET and by POST"
    assert "AnyAdviser.adviser offers advisers.Adviser" in found[0]
    assert list(strange_ids(visits, world)) != []


def test_a_page_that_writes_when_it_is_read_is_noticed(leaked: Walked) -> None:
    visits = leaked.where(route="choose", part="leader", school="ashby", method="GET", htmx=False)
    said = "GET choose as leader of ashby, own writes to students_student"
    assert list(written_by_reading(visits)) == [said]


def test_a_name_in_the_log_is_noticed(leaked: Walked) -> None:
    assert {"Zanzibarsurname1", "Quetzalsurname1"} <= canaries_in(leaked.log)


def test_a_breakdown_is_noticed(leaked: Walked) -> None:
    """An id of nothing breaks the leaky page: a 500 is a finding wherever it comes."""
    broken = [visit for visit in leaked.where(route="anybody") if visit.status == 500]
    assert broken
    assert all("DoesNotExist" in visit.error for visit in broken)


def test_a_wrong_answer_is_noticed(walked: Walked) -> None:
    route = next(route for route in school_routes() if route.name == "students:detail")
    visit = next(each for each in walked.where(route=route.name, part="tutor") if each.status == 404)
    faked = Visit(**{**vars(visit), "status": 200})
    assert list(wrong_answers([faked], route)) == [f"{visit.step}: 200 , where 404 is declared"]


def test_a_page_nobody_declared_is_noticed() -> None:
    with pytest.raises(Undeclared, match="students:gossip is not in the table"):
        statuses("students:gossip", "leader")


def test_an_id_nobody_told_the_world_about_is_noticed(world: World) -> None:
    route = Route("students:gossip", "<urn:urn>/gossip/<uuid:rumour>/", ("urn", "rumour"), lambda: None)
    with pytest.raises(UnknownId, match=r"holds an id named 'rumour'.*set ids\['rumour'\] in the world_"):
        ids_of(world.ashby, route)


def test_the_table_is_read_as_it_is_written() -> None:
    rows = read_table("\n head\n a:page 200/405 403 403 403 403 403\n\n a:page * 404 403 403 403 403 403\n")
    assert rows["a:page", False]["leader"] == (200, 405)
    assert rows["a:page", True]["leader"] == (404, 404)
