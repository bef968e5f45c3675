"""Every column is named personal, special category or operational in docs/data.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.db import models

from tests.house.sources import ROOT

CLASSES = ("personal", "special", "operational")
DECLARED: dict[str, dict[str, Any]] = {
    f"{app}.{model}": entry
    for app, entries in tomllib.loads((ROOT / "docs/data.toml").read_text()).items()
    for model, entry in entries.items()
}
Model = type[models.Model]


def is_history(model: Model) -> bool:
    """Whether a model is the history of another one."""
    return issubclass(model, pghistory.models.Event)


def kept() -> list[Model]:
    """The models with a table of their own, histories apart."""
    every = apps.get_models(include_auto_created=True)
    return [
        model for model in every if model._meta.managed and not model._meta.proxy and not is_history(model)
    ]


def columns(model: Model) -> set[str]:
    """The names of a model's fields."""
    return {each.name for each in model._meta.get_fields() if each.concrete and hasattr(each, "attname")}


def faults(model: Model, declared: Mapping[str, Any]) -> list[str]:
    """What docs/data.toml says wrongly, or not at all, about a model."""
    named = [field for kind in CLASSES for field in declared.get(kind, ())]
    label = model._meta.label
    return [
        *(
            f"{label}.{name} is in no class: personal, special or operational?"
            for name in sorted(columns(model) - set(named))
        ),
        *(f"{label}.{name} is no field" for name in sorted(set(named) - columns(model))),
        *(
            f"{label}.{name} is in two classes"
            for name in sorted({each for each in named if named.count(each) > 1})
        ),
        *(f"{label} is not explained" for _ in range(1) if not declared.get("about")),
    ]


def free_texts(every: Iterable[Model]) -> set[tuple[str, str]]:
    """The fields that people write freely into."""
    return {
        (model._meta.label, field.name)
        for model in every
        for field in model._meta.fields
        if isinstance(field, models.TextField) or field.name.endswith("reason")
    }


@pytest.mark.parametrize("model", kept(), ids=lambda model: model._meta.label)
def test_every_field_is_in_one_class(model: Model) -> None:
    assert faults(model, DECLARED.get(model._meta.label, {})) == []


def test_nothing_is_declared_that_is_no_table() -> None:
    assert set(DECLARED) - {model._meta.label for model in kept()} == set()


def test_what_people_write_freely_is_special_category() -> None:
    ours = [
        model
        for model in kept()
        if model.__module__.split(".")[0] in {"students", "advisers", "interviews", "reporting", "accounts"}
    ]
    texts = free_texts(ours)
    assert ("interviews.ConfidentialNote", "text") in texts
    assert {(label, name) for label, name in texts if name not in DECLARED[label]["special"]} == set()


def test_needs_are_special_category() -> None:
    needs = {"sen", "ehc_plan", "pupil_premium", "free_school_meals", "in_care", "eal", "neet_risk"}
    assert needs <= set(DECLARED["students.Enrolment"]["special"])


@pytest.mark.parametrize(
    "history",
    [model for model in apps.get_models() if is_history(model) and model._meta.managed],
    ids=lambda model: model._meta.label,
)
def test_a_history_holds_what_its_table_holds(history: Model) -> None:
    own = {name for name in columns(history) if not name.startswith("pgh_")}
    assert own <= columns(history.pgh_tracked_model)  # type: ignore[attr-defined]


def test_a_field_nobody_thought_about_is_noticed() -> None:
    model = apps.get_model("interviews.ConfidentialNote")
    declared = {
        "about": "A note.",
        "special": ["text"],
        "personal": ["interview", "text"],
        "operational": ["id", "school", "mood"],
    }
    assert faults(model, declared) == [
        "interviews.ConfidentialNote.recorded_at is in no class: personal, special or operational?",
        "interviews.ConfidentialNote.mood is no field",
        "interviews.ConfidentialNote.text is in two classes",
    ]
