"""Nothing of one school reaches another, whatever is asked for and in whatever form it comes.

The database's row-level security is opened during the walk (see conftest.py): these tests prove the first
wall alone. The second is proved in tests/accounts/test_tenancy.py.
"""

import pytest
from django.apps import apps
from django.db.models import CharField, TextField

from accounts.tenancy import school_context
from tests.house.canaries import canaries_in, kind_of
from tests.house.findings import (
    strange_choices,
    strange_ids,
    strange_words,
    written_by_reading,
    written_by_texts,
)
from tests.house.walk import Walked
from tests.house.world import World

pytestmark = pytest.mark.django_db


def test_no_answer_holds_a_word_of_another_school(walked: Walked) -> None:
    assert list(strange_words(walked.visits)) == []


def test_no_answer_about_ones_own_holds_an_id_or_number_of_another_school(
    walked: Walked, world: World
) -> None:
    assert list(strange_ids(walked.visits, world)) == []


def test_no_text_is_shown_as_markup(walked: Walked) -> None:
    assert list(written_by_texts(walked.visits)) == []


def test_every_choice_offered_is_of_ones_own_school(walked: Walked, world: World) -> None:
    offered = {box for visit in walked.visits for box, _, _ in visit.choices}
    assert {"AdviserForm.provider", "EditAdviserForm.log_in", "RecordForm.adviser"} <= offered
    assert list(strange_choices(walked.visits, world)) == []


def test_reading_writes_nothing_but_the_access_log(walked: Walked) -> None:
    assert list(written_by_reading(walked.visits)) == []


def test_both_schools_were_seen_in_every_kind_of_answer(walked: Walked) -> None:
    """Pages, fragments, files: where nothing was seen, nothing would be proved."""
    kinds = {
        visit.fingerprint[1] and dict(visit.fingerprint[1]).get("Content-Type", "") for visit in walked.visits
    }
    assert {"text/html; charset=utf-8", "application/pdf", "application/json"} <= kinds
    pdfs = [visit for visit in walked.where(route="reporting:report_download") if visit.status == 200]
    assert {kind_of(word) for visit in pdfs for word in visit.canaries} >= {
        "surname",
        "schoolname",
        "advisername",
    }
    assert any(visit.step.htmx and visit.canaries for visit in walked.visits)


MADE_BY_THE_MACHINE = {
    "accounts.RecordAccess", "accounts.OutboxEmail", "reporting.Job", "reporting.Report",
    "students.Student.upn", "students.Student.former_upn",
    "students.Student.uln",
}  # fmt: skip
"""Tables and columns whose texts the application makes itself, or whose form leaves no room for a word."""
ENDINGS = ("sha256", "encoding", "_code", "hash", "rulebook")


def texts_without_a_word(world: World) -> list[str]:
    """Columns a person can write into in which no row of a school holds a word of it."""
    found = []
    for here in world.schools():
        for model in apps.get_models():
            label = model._meta.label
            fields = {field.name for field in model._meta.fields}
            if "school" not in fields or model.__name__.endswith("Event") or label in MADE_BY_THE_MACHINE:
                continue
            rows = list(model._default_manager.filter(school=here.school))
            found += [f"{label} has no row at {here.name}"] * (not rows)
            for field in model._meta.fields:
                name = f"{label}.{field.name}"
                is_text = (
                    isinstance(field, CharField | TextField)
                    and not field.choices
                    and not field.name.endswith(ENDINGS)
                )
                if is_text and name not in MADE_BY_THE_MACHINE:
                    words = canaries_in(" ".join(str(getattr(row, field.name)) for row in rows))
                    found += [f"{name} holds no word at {here.name}"] * (not words)
    return found


def test_every_text_of_both_schools_holds_a_word_by_which_a_leak_is_recognised(world: World) -> None:
    with school_context(*(here.school for here in world.schools())):
        assert texts_without_a_word(world) == []
