"""The project's own source files, and what can be read off them without running them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("accounts", "students", "advisers", "interviews", "reporting", "config")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
REACHES_ROWS = {"visible_to", "status_visible_to"}
"""The methods through which a page may reach a model's rows."""


class Place(NamedTuple):
    """Where something stands in the source."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


def name_of(path: Path) -> str:
    """A file's name as seen from the project's folder."""
    return path.relative_to(ROOT).as_posix()


@cache
def sources() -> dict[str, str]:
    """Every Python file of the project that a person writes: no migrations."""
    files = (path for app in (*APPS, "tests", "benchmarks") for path in sorted((ROOT / app).rglob("*.py")))
    return {name_of(path): path.read_text() for path in files if "migrations" not in path.parts}


def views() -> dict[str, str]:
    """The files with views."""
    return {name: text for name, text in sources().items() if is_of_views(name)}


def is_of_views(name: str) -> bool:
    """Whether a file holds views of one of the apps."""
    app, _, rest = name.partition("/")
    return app in APPS and (rest == "views.py" or rest.startswith("views/"))


def unscoped(file: str, text: str) -> Iterator[Place]:
    """Every way from a model to its rows that does not begin with a method that scopes them to the reader.

    `Model.objects.…`, and a model handed whole to one of Django's shortcuts.
    """
    tree = ast.parse(text)
    used = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in MANAGERS
            and used.get(id(node)) not in REACHES_ROWS
        ):
            yield Place(file, node.lineno, f"{ast.unparse(node)}.{used.get(id(node), '')}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHORTCUTS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Name) and first.id[:1].isupper():
                yield Place(file, node.lineno, f"{node.func.id}({first.id}, …)")


def asked_for(file: str, text: str) -> Iterator[Place]:
    """The names that views read by hand from an address or a form: `request.GET.get("name")` and the like."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner, arguments = node.func.value, node.args
        elif isinstance(node, ast.Subscript):
            owner, arguments = node.value, [node.slice]
        else:
            continue
        of_address = isinstance(owner, ast.Attribute) and owner.attr in ("GET", "POST")
        if of_address and arguments and isinstance(arguments[0], ast.Constant):
            yield Place(file, node.lineno, str(arguments[0].value))


class Function(NamedTuple):
    """A function and how long it is."""

    file: str
    name: str
    lines: int


def functions(file: str, text: str) -> Iterator[Function]:
    """Every function with the length of its body in lines, the docstring apart."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield Function(file, node.name, lines)
