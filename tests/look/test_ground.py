"""The promises of the look itself: contrast, nothing inline, what is vendored, one typeface on paper."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SHEETS = sorted((ROOT / "static").glob("*.css"))


def colours():
    css = (ROOT / "static/waymark.css").read_text()
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", css))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("state", ["met", "due", "missed", "on-course", "neutral"])
def test_states_are_read_easily_on_their_tint(state):
    palette = colours()
    assert contrast(palette[state], palette[f"{state}-tint"]) >= 7


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "card", 15),
        ("muted", "paper", 4.5),
        ("muted", "private-tint", 4.5),
        ("teal", "paper", 4.5),
        ("card", "teal", 7),
        ("teal", "teal-tint", 4.5),
        ("field", "card", 4.5),
    ],
)
def test_text_and_borders_stand_out(text, ground, least):
    palette = colours()
    assert contrast(palette[text], palette[ground]) >= least


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)
def test_nothing_is_inline(template):
    source = template.read_text()
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", source) == []


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)
def test_pieces_are_included_alone(template):
    includes = re.findall(r"{% include ([\"'][^%]*) %}", template.read_text())
    assert [include for include in includes if not include.endswith("only")] == []


@pytest.mark.parametrize(
    "piece",
    [
        path
        for path in chain((ROOT / "templates/_components").rglob("*.html"))
        if path.name != "bare_page.html"
    ],
    ids=lambda path: path.stem,
)
def test_every_piece_says_what_it_takes(piece):
    assert re.match(r"{# .+ #}\n", piece.read_text())


def test_the_base_page_stays_short():
    assert len((ROOT / "templates/base.html").read_text().splitlines()) < 120


def test_what_is_vendored_carries_its_licence_and_no_map():
    vendor = ROOT / "static/vendor"
    assert sorted(path.parent.name for path in vendor.rglob("LICENSE")) == ["atkinson", "bootstrap"]
    assert [path for path in vendor.rglob("*.css") if "sourceMappingURL" in path.read_text()] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_fetch_only_what_is_ours(sheet):
    for address in re.findall(r"url\(\"?([^\")]+)", sheet.read_text()):
        assert address.startswith("data:") or (sheet.parent / address).is_file()


@pytest.mark.pdf
def test_letters_beyond_western_europe_keep_their_own_font_in_a_pdf():
    """Two subsets under one name would draw other people's letters into a student's name."""
    from io import BytesIO

    from pypdf import PdfReader
    from weasyprint import HTML

    css = f"<link rel=stylesheet href={(ROOT / 'static/fonts-paper.css').as_uri()}>"
    family = "Atkinson Hyperlegible Next, Atkinson Hyperlegible Next Ext"
    body = f'<body style="font-family: {family}">Zoë Łukasz <b>Ščepanović</b>'
    pdf = HTML(string=f"<html lang=en><title>Names</title>{css}{body}").write_pdf()
    page = PdfReader(BytesIO(pdf)).pages[0]
    fonts = {font.get_object()["/BaseFont"].split("+")[1] for font in page["/Resources"]["/Font"].values()}
    assert fonts == {
        f"Atkinson-Hyperlegible-Next{subset}{weight}" for subset in ("", "-Ext") for weight in ("", "-Bold")
    }
    assert "".join(page.extract_text().split()) == "ZoëŁukaszŠčepanović"
