"""What cells may hold, what leaves in cells, and what search compares."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.files.cells import fold, neutralise
from accounts.files.values import (
    clean,
    parse_choice,
    parse_date,
    parse_email,
    parse_integer,
    parse_text,
    parse_yes_no,
)


@pytest.mark.parametrize(
    "text",
    [
        "2009-03-31",
        "31/03/2009",
        " 31/3/2009 ",
        "31/03/2009 00:00:00",
        "31/03/2009 14:05",
        "2009-03-31T00:00:00",
        "2009-03-31 14:05:59.123",
        "2009-03-31T00:00:00Z",
        "2009-3-31",
        "31/03/2009\u00a0",
    ],
)
def test_dates(text: str) -> None:
    assert parse_date(text) == dt.date(2009, 3, 31)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2009", "“31/02/2009” is a date that does not exist"),
        ("29/02/2025", "is a date that does not exist"),
        ("2009-06-31", "is a date that does not exist"),
        ("03/31/2009", "has no month 31: write day, month, year, as in 31/03/2009"),
        ("00/01/2009", "is a date that does not exist"),
        ("31/03/09", "is not a date: write 31/03/2009 or 2009-03-31"),
        ("31.03.2009", "is not a date"),
        ("31 March 2009", "is not a date"),
        ("39903", "is not a date"),
        ("yesterday", "is not a date"),
        ("٣١/٠٣/٢٠٠٩", "is not a date"),
        ("01/01/0209", "has the year 209: write a year from 1900 to 2100"),
        ("x" * 99, "“" + "x" * 39 + "…” is not a date"),
    ],
)
def test_what_is_no_date(text: str, says: str) -> None:
    with pytest.raises(ValueError, match="write") as wrong:
        parse_date(text)
    assert says in str(wrong.value)


@settings(deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_date_reads_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == parse_date(f"{day:%d/%m/%Y}") == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, True) for text in ("yes", "YES", "y", "true", "TRUE", "1", "T", " Yes ")),
        *((text, False) for text in ("no", "N", "false", "0", "f")),
        ("", None),
        (" ", None),
        ("\u00a0", None),
    ],
)
def test_yes_and_no(text: str, value: bool | None) -> None:
    assert parse_yes_no(text) is value


@pytest.mark.parametrize("text", ["maybe", "2", "ja", "✓", "-"])
def test_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(
        ValueError, match="is neither yes nor no: write yes or no, Y or N, true or false, 1 or 0"
    ):
        parse_yes_no(text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Mary  Ann ", "Mary Ann"),
        ("Mary\u00a0Ann", "Mary Ann"),
        ("Zoe\u0308", "Zoë"),
        ("a\tb", "a b"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("O’Brien", "O’Brien"),
        ("\ufeffAda", "Ada"),
    ],
)
def test_text_is_tidied(raw: str, text: str) -> None:
    assert parse_text(raw) == clean(raw) == text


@pytest.mark.parametrize(
    "raw", ["Ada\x00", "A\x07da", "A\x9bda", "\u202egnilrets", "a\u2066b", "a\x1bb", "\ud800"]
)
def test_text_with_control_characters_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="holds a character that cannot be shown"):
        parse_text(raw)


def test_text_has_a_length() -> None:
    assert parse_text("x" * 200) == "x" * 200
    with pytest.raises(ValueError, match="has 201 characters: at most 200 can be kept"):
        parse_text("x" * 201)


@pytest.mark.parametrize("text", ["", "ada@ashby.example", "a.b+c'd@x.co.uk", "zoë@ashby.example"])
def test_addresses(text: str) -> None:
    assert parse_email(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "ada",
        "ada@",
        "@ashby.example",
        "a@b",
        "a b@c.de",
        "a@b@c.de",
        "a@.de",
        "a@b..de",
        "Ada <a@b.de>",
        "a@b.de,c@d.de",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an e-mail address: write one like ada@school.example"):
        parse_email(text)


def test_an_address_has_a_length() -> None:
    with pytest.raises(ValueError, match="at most 254"):
        parse_email("a" * 250 + "@b.de")


@pytest.mark.parametrize(("text", "number"), [("", None), ("1", 1), (" 45 ", 45), ("45.0", 45), ("90", 90)])
def test_whole_numbers(text: str, number: int | None) -> None:
    assert parse_integer(text, least=1, most=90) == number


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("0", "out of range"),
        ("91", "out of range"),
        ("-5", "out of range"),
        ("4.5", "not a whole"),
        ("x", "not a whole"),
        ("٤", "not a whole"),
    ],
)
def test_what_is_no_such_number(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"{says}.*: write a number from 1 to 90"):
        parse_integer(text, least=1, most=90)


def test_choices_are_known_by_letters_and_digits() -> None:
    modes = {"in_person": "in_person", "face to face": "in_person", "video": "video"}
    assert [parse_choice(text, modes, write="x") for text in ("In person", "FACE-TO-FACE", "video", " ")] == [
        "in_person",
        "in_person",
        "video",
        "",
    ]
    with pytest.raises(ValueError, match="“fax” is not known: write in_person or video"):
        parse_choice("fax", modes, write="in_person or video")


PARSERS: list[Callable[[str], object]] = [parse_text, parse_date, parse_yes_no, parse_email]


@pytest.mark.parametrize("parse", PARSERS)
@settings(deadline=None)
@given(value=st.text(max_size=60))
def test_nothing_but_a_sentence_comes_of_any_cell(parse: Callable[[str], object], value: str) -> None:
    try:
        parse(value)
    except ValueError as wrong:
        said = str(wrong)
    else:
        said = "fine"
    assert said.isprintable()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 151", "'+44 151"),
        ("-A1", "'-A1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("-1+1", "'-1+1"),
        ("--1", "'--1"),
        ("-1", "-1"),
        ("-12.50", "-12.50"),
        ("-", "'-"),
        ("Ada", "Ada"),
        ("", ""),
        ("a=b", "a=b"),
        ("O'Brien", "O'Brien"),
        ("'=1", "'=1"),
        ("\u00a0=1", "'\u00a0=1"),
    ],
)
def test_no_exported_cell_is_a_formula(value: str, written: str) -> None:
    assert neutralise(value) == written


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë", "zoe"),
        ("O’Brien-Łódzka", "o brien lodzka"),
        ("O'BRIEN", "o brien"),
        ("Øyvind Ægir", "oyvind aegir"),
        ("Straße", "strasse"),
        ("İpek Işık", "ipek isik"),
        ("Ñandú", "nandu"),
        ("  Mary   Ann ", "mary ann"),
        ("Þóra Đặng", "thora dang"),
        ("ﬁona", "fiona"),
        ("李", "李"),
        ("", ""),
        ("D’Arcy‑Smith", "d arcy smith"),
    ],
)
def test_search_folds_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
