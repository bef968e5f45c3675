"""What the code itself has to look like: read off the source, without running it."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.addresses import QUESTIONS, named
from tests.house.sources import ROOT, Function, Place, asked_for, functions, name_of, sources, unscoped, views

# --- views reach models through visible_to ------------------------------------------------------------------

MAY_REACH_OTHERWISE = {
    ("accounts/views/access_log.py", "User.objects.ever_at"): "whose entries to show, of the reader's school",
    ("accounts/views/access_log.py", "User.objects.filter"): "names for the ids in the school's own log",
    (
        "accounts/views/doors.py",
        "Membership.objects.select_related",
    ): "one's own schools, before one is chosen",
    ("accounts/views/settings.py", "School.objects.get"): "the reader's own school, fetched afresh",
    ("interviews/views/verdicts.py", "Adviser.objects.filter"): "one adviser who was reached already",
    ("interviews/views/verdicts.py", "Adviser.objects.none"): "nobody",
    ("interviews/views/verdicts.py", "Enrolment.objects.of"): "years of students who were reached already",
}
"""Where a view reaches rows in another way, and why that shows nobody what is not his or hers to see."""


def test_views_reach_models_through_visible_to_alone() -> None:
    found = {
        (place.file, place.words): place for name, text in views().items() for place in unscoped(name, text)
    }
    assert [str(found[each]) for each in found.keys() - MAY_REACH_OTHERWISE.keys()] == []
    assert MAY_REACH_OTHERWISE.keys() - found.keys() == set(), "declared, and no longer there"


def test_a_view_that_reaches_past_its_reader_is_noticed() -> None:
    view = (
        "def peek(request, pk):\n    return Student.objects.filter(pk=pk) or Student.objects.visible_to(m)\n"
    )
    assert list(unscoped("a/views.py", view)) == [Place("a/views.py", 2, "Student.objects.filter")]
    for disguised in (
        "get_object_or_404(Student, pk=pk)",
        "rows = Student.objects",
        "Student._default_manager.all()",
    ):
        assert list(unscoped("a/views.py", disguised)) != [], disguised


HARMLESS = {
    "page", "show", "kind", "whose", "who", "for", "name", "done", "version", "again",
    "carried",
}  # fmt: skip
"""What views read by hand from an address or a form, and which is no id. `carried` is signed, URN and all."""


def test_ids_in_an_address_are_all_walked() -> None:
    asked = {place.words: place for name, text in views().items() for place in asked_for(name, text)}
    parts = [part for questions in QUESTIONS.values() for each in questions for part in each.split("&")]
    walked = {part.split("=")[0] for part in parts if any(named(part))}
    assert [str(place) for name, place in asked.items() if name not in HARMLESS | walked] == []
    assert HARMLESS - asked.keys() == set(), "declared, and asked for no more"


def test_an_id_read_by_hand_is_noticed() -> None:
    view = 'pupil, adviser = request.GET.get("pupil"), request.POST["adviser"]'
    assert [place.words for place in asked_for("a/views.py", view)] == ["pupil", "adviser"]


# --- sizes --------------------------------------------------------------------------------------------------

LONGEST_FILE, LONGEST_FUNCTION = 300, 30
LONGEST_TESTS = 500
"""Tests are tables of cases, one after another."""
LONG_FILES: dict[str, str] = {}
"""Files that are longer, and why that is right."""
LONG_FUNCTIONS = {
    "students/roster_file/rows.py::parse_row": "a field a line",
    "config/celery_settings.py::celery_settings": "a setting a line",
    "config/management/commands/demo.py::serve": "what is started is ended in the same place",
    "advisers/views/credentials.py::correct": "a form with a file, its refusals and what it would do",
    "reporting/views/overview.py::overview": "what the page shows, a line a thing",
    "students/views/listing.py::list_students": "what the page shows, a line a thing",
    "students/views/offers.py::import_preview": "what the page shows, a line a thing",
}


def too_long(function: Function) -> bool:
    """Whether a function of the product has more lines of body than it may."""
    return function.lines > LONGEST_FUNCTION and not function.file.startswith(("tests/", "benchmarks/"))


def longest(name: str) -> int:
    """How many lines a file may have."""
    return LONGEST_TESTS if name.startswith("tests/") else LONGEST_FILE


def test_files_stay_short() -> None:
    long = {name for name, text in sources().items() if text.count("\n") > longest(name)}
    assert long - LONG_FILES.keys() == set(), "too many lines: divide it, or declare why not"
    assert LONG_FILES.keys() - long == set(), "declared, and no longer so long"


def test_functions_stay_short() -> None:
    long = {
        f"{each.file}::{each.name}"
        for name, text in sources().items()
        for each in functions(name, text)
        if too_long(each)
    }
    assert long - LONG_FUNCTIONS.keys() == set(), (
        f"more than {LONGEST_FUNCTION} lines: divide it, or declare why not"
    )


def test_a_long_function_is_noticed() -> None:
    text = "def long(\n    *,\n    a,\n):\n    '''Says\n    what.'''\n" + "    a += 1\n" * 31
    (found,) = functions("students/x.py", text)
    assert (found.name, found.lines, too_long(found)) == ("long", 31, True)


# --- words that do not belong here --------------------------------------------------------------------------

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|Users|root)/[\w.]+")
TEXTS = (
    "*.md",
    "*.toml",
    "*.yml",
    "*.html",
    "*.css",
    "*.lock",
    "Dockerfile",
    ".env.example",
    ".ci/run",
    "manage.py",
)
REGISTRY = re.compile(r"\b(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|cdn\.\w+|unpkg\.com)\b")


def texts() -> dict[str, str]:
    """Everything a person wrote: code, pages, documents, settings."""
    found = dict(sources())
    for pattern in TEXTS:
        for path in (
            *ROOT.glob(pattern),
            *(ROOT / "docs").rglob(pattern),
            *(ROOT / "templates").rglob(pattern),
        ):
            found[name_of(path)] = path.read_text()
    return found


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["paths", "registries"])
def test_nothing_names_a_machine(pattern: re.Pattern[str]) -> None:
    read = {name: text for name, text in texts().items() if name != name_of(Path(__file__))}
    found = {name: pattern.findall(text) for name, text in read.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_machines_path_is_noticed() -> None:
    assert MACHINE_PATH.findall("see /home/ann/waymark and docs/home/x") == ["/home/ann"]


# --- migrations ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(f"a migration is missing:\n{said.getvalue()}")
