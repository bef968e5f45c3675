"""The import contracts hold for the code there is, and fail when somebody breaks them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("accounts", "advisers", "config", "interviews", "reporting", "students")
LAYERS = "Rules are stacked: reporting, interviews, students beside advisers, accounts"
RULES = "Models, actions and rules never import views, forms, urls"
PAGES = "No page imports another app's pages"


def lint(folder):
    """The names of the contracts that were broken."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", ROOT / ".importlinter"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    broken = [name for name in (LAYERS, RULES, PAGES) if f"{name} BROKEN" in done.stdout]
    assert done.returncode == (1 if broken else 0), done.stdout + done.stderr
    assert done.stdout.count(" KEPT") == 3 - len(broken), done.stdout
    return broken


def test_the_code_keeps_them():
    assert lint(ROOT) == []


@pytest.mark.parametrize(
    ("module", "imports", "broken"),
    [
        ("students/actions.py", "accounts.models", []),
        ("students/views.py", "reporting.benchmark8", []),
        ("students/views/listing.py", "students.forms", []),
        ("config/urls.py", "students.views", []),
        ("reporting/evidence.py", "interviews.models", []),
        ("accounts/models.py", "students.models", [LAYERS]),
        ("students/models.py", "advisers.models", [LAYERS]),
        ("advisers/actions/checks.py", "students.models", [LAYERS]),
        ("interviews/models.py", "reporting.benchmark8", [LAYERS]),
        ("reporting/benchmark8.py", "config.settings", [LAYERS]),
        ("students/actions.py", "students.forms", [RULES]),
        ("students/actions/adding.py", "students.views.listing", [RULES]),
        ("reporting/reports.py", "accounts.urls", [RULES]),
        ("students/views.py", "interviews.views", [PAGES]),
        ("students/tasks.py", "accounts.forms.people", [PAGES]),
        (
            "reporting/management/commands/benchmark8.py",
            "students.management.commands.import_students",
            [PAGES],
        ),
    ],
)
def test_a_wrong_import_breaks_its_contract(tmp_path, module, imports, broken):
    def write(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        for folder in list(file.relative_to(tmp_path).parents)[:-1]:
            (tmp_path / folder / "__init__.py").touch()
        file.write_text(text)

    for app in APPS:
        write(f"{app}/__init__.py", "")
    write(f"{imports.replace('.', '/')}.py", "")
    write(module, f"import {imports}\n")
    assert lint(tmp_path) == broken
