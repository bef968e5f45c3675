"""What is wrong with a walk: each finding a sentence, so that an empty list means that all is well."""

from collections.abc import Iterable, Iterator

from accounts.models import User
from tests.house.canaries import kind_of, number_of, school_of
from tests.house.expected import expected
from tests.house.routes import Route
from tests.house.walk import ALSO, OTHER_FORM, OWN, Visit
from tests.house.world import World

NAMES = {"surname", "forename", "preferred"}
UNLOGGED = {
    "students:import_map": "three sample rows of the uploaded file, and nobody's record",
}
"""Pages that show a name without a line in the access log, and why that is right."""


def home_of(visit: Visit) -> str | None:
    """The school that the person who asked belongs to."""
    homes = {"stranger": "brook", "nobody": None, "anonymous": None}
    return homes.get(visit.step.part, visit.step.school)


def wrong_answers(visits: Iterable[Visit], route: Route) -> Iterator[str]:
    """Answers that are not the declared ones, and breakdowns."""
    for visit in visits:
        wanted = expected(visit.step, route)
        if wanted is not None and visit.status != wanted:
            yield f"{visit.step}: {visit.status} {visit.error}, where {wanted} is declared"
        elif visit.status >= 500:
            yield f"{visit.step}: {visit.status} {visit.error}"


def told_apart(visits: Iterable[Visit], one: str, other: str) -> Iterator[str]:
    """Requests whose answers differ between two places by more than the ids in them."""

    def key(visit: Visit) -> tuple[str, ...]:
        step = visit.step
        return step.route, step.part, step.method, step.question

    visits = list(visits)
    there = {key(visit): visit for visit in visits if visit.step.place == other}
    for visit in visits:
        twin = there.get(key(visit)) if visit.step.place == one else None
        if twin and visit.fingerprint != twin.fingerprint:
            yield str(visit.step)


def strange_words(visits: Iterable[Visit]) -> Iterator[str]:
    """Words of a school in an answer to somebody who does not belong to it.

    Who belongs to two schools finds the other one's name in the menu, and nothing else of it.
    """
    for visit in visits:
        for word in sorted(visit.canaries):
            in_menu = visit.step.part == "adviser_at_both" and kind_of(word) == "schoolname"
            if school_of(word) != home_of(visit) and not in_menu:
                yield f"{visit.step} shows {word}"


def written_by_texts(visits: Iterable[Visit]) -> Iterator[str]:
    """Pages into which a name or another text goes as markup."""
    return (f"{visit.step} shows a text as markup" for visit in visits if visit.is_written_by_texts)


def strange_ids(visits: Iterable[Visit], world: World) -> Iterator[str]:
    """Ids and numbers of another school's things in an answer about one's own."""
    for visit in visits:
        if visit.step.place in (OWN, OTHER_FORM, ALSO):
            other = world.brook if visit.step.school == "ashby" else world.ashby
            for found in sorted(visit.identifiers & other.every_id):
                yield f"{visit.step} shows the other school's {found}"
            for number in sorted(each for each in other.numbers if each in visit.text):
                yield f"{visit.step} shows the other school's {number}"


def strange_choices(visits: Iterable[Visit], world: World) -> Iterator[str]:
    """Choices in a page's forms that are rows of another school, or people who do not belong to one's own."""
    for visit in visits:
        here = world.brook if home_of(visit) == "brook" else world.ashby
        people = {f"{User._meta.label} {member.user_id}" for member in here.members.values()}
        for box, row, school_id in visit.choices:
            if school_id != here.school.pk and row not in people:
                yield f"{visit.step}: {box} offers {row}"


def written_by_reading(visits: Iterable[Visit]) -> Iterator[str]:
    """Pages that change something when they are only read."""
    for visit in visits:
        if visit.step.method == "GET" and visit.writes:
            yield f"{visit.step} writes to {', '.join(sorted(set(visit.writes)))}"


def unlogged(visits: Iterable[Visit], world: World) -> Iterator[str]:
    """Pages that name a student and leave no line about him or her in the access log."""
    for visit in visits:
        here = world.brook if visit.step.school == "brook" else world.ashby
        if visit.status != 200 or visit.step.route in UNLOGGED:
            continue
        logged = {student for _, _, students in visit.accesses for student in students}
        for word in sorted(visit.canaries):
            if kind_of(word) in NAMES and str(here.made["students"][number_of(word)].pk) not in logged:
                yield f"{visit.step} shows {word} and the access log does not say so"


def seen_by(visits: Iterable[Visit], part: str) -> set[str]:
    """Every word of the own school that somebody came by."""
    return {
        word
        for visit in visits
        if visit.step.part == part and visit.step.school == "ashby"
        for word in visit.canaries
    }
