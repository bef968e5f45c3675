"""What every template keeps to. That nothing is inline is proved in tests/look/test_ground.py."""

import re

import pytest

from tests.house.sources import ROOT, name_of, sources

TEMPLATES = {name_of(path): path.read_text() for path in sorted((ROOT / "templates").rglob("*.html"))}
UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off|mark_safe|{%\s*filter\s+safe")
PYTHON_UNESCAPED = re.compile(r"\b(?:mark_safe|SafeString|SafeText)\b")
POSTING = re.compile(r"<form[^>]*method=[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)
TOKEN = re.compile(r"{%\s*csrf_token\s*%}|csrf_token=csrf_token|name=[\"']csrfmiddlewaretoken")
RELATED = re.compile(r"\b\w+\.(?:\w+_set|objects)\b")


def unescaped(text: str) -> list[str]:
    """What a template prints without escaping."""
    return UNESCAPED.findall(text)


def tokenless(text: str) -> list[str]:
    """The forms of a template that are sent by POST without the token against forgery."""
    return [form[:80] for form in POSTING.findall(text) if not TOKEN.search(form)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_escapes_everything_and_its_forms_carry_a_token(name: str) -> None:
    text = TEMPLATES[name]
    assert unescaped(text) == []
    assert tokenless(text) == []
    assert RELATED.findall(text) == [], "rows are fetched by the view, through visible_to"


def test_no_code_calls_a_text_safe() -> None:
    product = {name: text for name, text in sources().items() if not name.startswith("tests/")}
    assert [name for name, text in product.items() if PYTHON_UNESCAPED.search(text)] == []


def test_the_guards_bite() -> None:
    assert unescaped("{{ note|safe }} {% autoescape off %}") != []
    assert unescaped("{{ note|linebreaks }} stay safe") == []
    assert tokenless('<form method="post" action="x"><button>Go</button></form>') != []
    assert tokenless('<form method="post">{% csrf_token %}</form><form method="get"></form>') == []
    assert RELATED.findall("{% for each in student.interview_set.all %}") != []
