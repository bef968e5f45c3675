"""Whatever kind of file a list comes in, the same sheet comes out."""

import contextlib
import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.files import ENCODINGS, FileRefused, Kind, Row, read_sheet, sniff
from tests.files import dialects, hostile

ROWS = [["UPN", "Name"], ["A1", "Zoë"], ["A2", "Łucja"]]


def encodable(character: str, encoding: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


LETTERS = {
    encoding: [c for c in map(chr, range(0x20, 0x2122)) if c.isalpha() and encodable(c, encoding)]
    for encoding in ("cp1252", "mac_roman")
}


def sheet_rows(data: bytes, encoding: str | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(data, name="list.csv", encoding=encoding).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_encodings_and_delimiters(codec: str, told: str, delimiter: str) -> None:
    sheet = read_sheet(dialects.delimited(ROWS, encoding=codec, delimiter=delimiter), name="list.txt")
    assert sheet.headers == ("UPN", "Name")
    assert sheet.rows == (Row(2, ("A1", "Zoë")), Row(3, ("A2", "Łucja")))
    assert (sheet.encoding, sheet.kind) == (told, Kind.TEXT)


def test_big_endian_with_its_mark() -> None:
    data = b"\xfe\xff" + dialects.delimited(ROWS, encoding="utf-16-be")
    assert sheet_rows(data) == [("A1", "Zoë"), ("A2", "Łucja")]


def test_windows_1252_is_the_last_resort() -> None:
    sheet = read_sheet("Name;Cost\nZoë;€5\n".encode("cp1252"), name="list.csv")
    assert (sheet.rows[0].cells, sheet.encoding) == (("Zoë", "€5"), "cp1252")


def test_a_person_may_choose_mac_roman() -> None:
    data = "Name\nZoë\n".encode("mac_roman")
    assert sheet_rows(data) == [("Zo‘",)]
    sheet = read_sheet(data, name="list.csv", encoding="mac_roman")
    assert (sheet.rows[0].cells, sheet.encoding) == (("Zoë",), "mac_roman")


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        ("Name\nZoë\n".encode("cp1252"), "utf-8", r"cannot be read as UTF-8 \(byte 8 is wrong\)"),
        (b"\xef\xbb\xbfName\nZo\xeb\n", None, r"cannot be read as UTF-8 \(byte 11 is wrong\)"),
        (b"\xff\xfeN\x00a", "utf-16", "cannot be read as UTF-16"),
        (b"Name\nZo\x81\n", None, "cannot be read as Windows-1252"),
    ],
)
def test_a_wrong_encoding_is_told(data: bytes, encoding: str | None, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        read_sheet(data, name="list.csv", encoding=encoding)


def test_an_encoding_nobody_offered_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="none of utf-8"):
        read_sheet(b"Name\nAda\n", name="list.csv", encoding="ebcdic")


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=12), min_size=1
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([",", ";", "\t"]),
)
def test_names_survive_every_unicode_encoding(names: list[str], codec: str, delimiter: str) -> None:
    rows = [["UPN", "Name"], *([str(i), name] for i, name in enumerate(names))]
    data = dialects.delimited(rows, encoding=codec, delimiter=delimiter)
    assert sheet_rows(data) == [(str(i), name) for i, name in enumerate(names)]


@pytest.mark.parametrize("encoding", LETTERS)
@settings(deadline=None)
@given(data=st.data())
def test_names_survive_the_chosen_encoding(encoding: str, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.text(LETTERS[encoding], min_size=1, max_size=12), min_size=1))
    content = dialects.delimited([["Name"], *([name] for name in names)], encoding=encoding)
    assert sheet_rows(content, encoding=encoding) == [(name,) for name in names]


@settings(deadline=None)
@given(st.text("UPName,;\t\"' ", max_size=30))
def test_any_heading_line_has_a_delimiter(line: str) -> None:
    with contextlib.suppress(FileRefused):
        assert read_sheet(f"x{line}\n1\n".encode(), name="list.csv").rows[0].cells[0] == "1"


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ('"Surname, forename";UPN\nx;y\n', ("Surname, forename", "UPN")),
        ("a\tb,c\td\nx\ty\tz\n", ("a", "b,c", "d")),
        ("sep=;\na,b;c\nx;y\n", ("a,b", "c")),
        ("\n\nUPN,Name\nx,y\n", ("UPN", "Name")),
        ("UPN,Name,,\nx,y,,\n", ("UPN", "Name")),
    ],
)
def test_the_delimiter_is_told_by_the_heading_line(text: str, headers: tuple[str, ...]) -> None:
    assert read_sheet(text.encode(), name="x").headers == headers


def test_rows_have_the_numbers_a_spreadsheet_shows() -> None:
    text = '\nUPN,Note\n\nA1,"two\nlines"\n,\nA2,x\n'
    sheet = read_sheet(text.encode(), name="list.csv")
    assert sheet.header_row == 2
    assert sheet.rows == (Row(4, ("A1", "two\nlines")), Row(6, ("A2", "x")))


KNOWN = frozenset({"upn", "forename", "surname"})


@pytest.mark.parametrize(
    ("text", "row", "title"),
    [
        ("UPN,Forename,Surname\n1,A,B\n", 1, ""),
        ("Students\n\nUPN;Forename;Surname\n1;A;B\n", 3, "Students"),
        ("All students,,\nPrinted,today,\nUPN,Forename,Surname\n1,A,B\n", 3, "All students Printed today"),
        ("Ashby High, Year 11\nUPN;Forename;Surname\n1;A;B\n", 2, "Ashby High, Year 11"),
        ("A\tB\tC\tD\tE\nUPN,Forename,Surname\n1,A,B\n", 2, "A\tB\tC\tD\tE"),
        ("Forename,,\nUPN,Forename,Surname\n1,A,B\n", 2, "Forename"),
        ("UPN,Forename,Name\nUPN,Forename,Surname\n1,A,B\n", 1, ""),
        ("Number,First,Last\n1,A,B\n", 1, ""),
        ("x\n" * 10 + "UPN,Forename,Surname\n1,A,B\n", 1, ""),
    ],
    ids=[
        "none", "one", "two rows", "another delimiter", "more of another", "a heading in it",
        "two may be headings", "unknown headings", "too far",
    ],
)  # fmt: skip
def test_headings_below_a_title(text: str, row: int, title: str) -> None:
    sheet = read_sheet(text.encode(), name="list.csv", known=KNOWN, faults=[])
    assert (sheet.header_row, sheet.title) == (row, title)


def test_short_rows_are_filled_up() -> None:
    assert sheet_rows(b"a,b,c\n1\n") == [("1", "", "")]


def test_every_row_wider_than_the_headings_is_told() -> None:
    with pytest.raises(FileRefused) as refused:
        read_sheet(b"a,b\n1,2,3\n1,2,,\n4,5,6\n", name="list.csv")
    assert [problem.row for problem in refused.value.problems] == [2, 4]
    assert "values to the right of the last of the 2 headings" in refused.value.problems[0].message


@pytest.mark.parametrize(
    ("text", "row", "says"),
    [
        ('a,b\n1,"2\n3,4\n', 2, "not closed"),
        ('a,b\n1,2\n3,"4"x\n', 3, "out of place"),
        ("a,b\n1," + '"' + "y" * 140_000 + '"\n', 2, "more than 10,000 characters"),
        ("a,b\n1," + "y" * 10_001 + "\n", 2, "more than 10,000 characters"),
    ],
)
def test_broken_rows_are_told_by_number(text: str, row: int, says: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_sheet(text.encode(), name="list.csv")
    assert [problem.row for problem in refused.value.problems] == [row]
    assert says in refused.value.problems[0].message


def test_a_workbook_gives_text_as_people_write_it() -> None:
    rows: list[list[object]] = [
        ["date", "moment", "time", "whole", "number", "yes", "text", "padded", "blank", "formula"],
        [
            dt.date(2009, 3, 31),
            dt.datetime(2009, 3, 31, 14, 5),
            dt.time(9, 30),
            11.0,
            2.5,
            True,
            " x ",
            42,
            None,
            "=1+1",
        ],
    ]
    data = dialects.workbook(rows, formats={7: "000000"})
    assert sheet_rows(data) == [
        ("2009-03-31", "2009-03-31T14:05:00", "09:30:00", "11", "2.5", "TRUE", " x ", "000042", "", "")
    ]


def test_a_formula_gives_the_value_it_showed_last() -> None:
    row = f'<row r="1">{hostile.cell("A1")}</row><row r="2"><c r="A2"><f>6*7</f><v>42</v></c></row>'
    assert sheet_rows(hostile.with_parts({hostile.SHEET: hostile.sheet(row)})) == [("42",)]


def test_the_first_visible_sheet_with_something_on_it_is_read() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "empty"
    hidden = book.create_sheet("hidden")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    wanted = book.create_sheet("list")
    wanted.cell(3, 1, "UPN")
    wanted.cell(5, 1, "A1")
    book.create_sheet("other").append(["no"])
    stream = io.BytesIO()
    book.save(stream)
    sheet = read_sheet(stream.getvalue(), name="list.csv")
    assert (sheet.headers, sheet.header_row, sheet.rows) == (("UPN",), 3, (Row(5, ("A1",)),))
    assert (sheet.kind, sheet.encoding) == (Kind.XLSX, "")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (dialects.workbook(ROWS), Kind.XLSX),
        (b"<?xml version='1.0'?><a/>", Kind.XML),
        (b"\xef\xbb\xbf\n <CTfile/>", Kind.XML),
        ("<?xml version='1.0'?><a/>".encode("utf-16"), Kind.XML),
        (b"<!DOCTYPE a><a/>", Kind.XML),
        (b"<script>,UPN\n1,2\n", Kind.XML),
        (b"BMI,UPN\n1,2\n", Kind.TEXT),
        (b"MZ,UPN\n1,2\n", Kind.TEXT),
        (b"< 5,UPN\n1,2\n", Kind.TEXT),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, kind: Kind) -> None:
    assert sniff(data) is kind


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([None, *ENCODINGS]))
def test_no_bytes_do_worse_than_a_refusal(data: bytes, encoding: str | None) -> None:
    """Workbooks aside, which are read in a process of their own (see the hostile files)."""
    if data.startswith(b"PK"):
        data = b"x" + data
    with contextlib.suppress(FileRefused):
        sheet = read_sheet(data, name="list.csv", encoding=encoding)
        assert {len(row.cells) for row in sheet.rows} == {len(sheet.headers)}


@pytest.mark.parametrize("claimed", ["A1", "A1:XFD1048576"])
def test_what_a_sheet_says_of_its_own_size_is_not_believed(claimed: str) -> None:
    rows = "".join(
        f'<row r="{n}">{hostile.cell(f"A{n}", "a")}{hostile.cell(f"C{n}", "c")}</row>' for n in (1, 2)
    )
    sheet = hostile.sheet(rows).replace(b"<sheetData>", f'<dimension ref="{claimed}"/><sheetData>'.encode())
    assert read_sheet(hostile.with_parts({hostile.SHEET: sheet}), name="x").headers == ("a", "", "c")
    assert sheet_rows(hostile.with_parts({hostile.SHEET: sheet})) == [("a", "", "c")]
