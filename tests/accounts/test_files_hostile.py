"""Files that are something else, too large, or built to do harm: refused with a sentence, and soon."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.files import LIMITS, FileRefused, Limits, check_size, load, read_sheet
from accounts.files.isolated import _answer
from accounts.files.isolation import GAVE_UP, in_child, read_records
from accounts.files.limits import MEBIBYTE
from tests.files import dialects, hostile
from tests.files.thirty import THIRTY

SECONDS = 20
SMALL_WORKBOOK = dialects.workbook([["UPN", "Name"], ["A1", "Ada"]])
SMALL_TRANSFER_FILE = dialects.ctf(pupils=[dialects.ctf_pupil(THIRTY[3], 25)])
XML_ORDER = {
    "read": "xml",
    "encoding": None,
    "spec": {
        "record": "CTfile/CTFpupilData/Pupil",
        "texts": ["UPN", "BasicDetails/NCyearActual"],
        "groups": ["SENhistory/SEN"],
        "head": ["CTfile/Header/CTFversion"],
        "otherwise": "send another.",
    },
}


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < SECONDS


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(FileRefused) as refused:
        read_sheet(data, name="list.csv", limits=replace(LIMITS, **limits))
    return "\n".join(problem.message for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf \r\n", "This file is empty."),
        (b",,,\n", "This file is empty."),
        (b"UPN,Name\n\n", "headings and no rows below them"),
        (hostile.PICTURE, "This is a picture, not a spreadsheet. Save the list as CSV or XLSX"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is a picture"),
        (b"%PDF-1.7\n1 0 obj\n", "This is a PDF document"),
        (b"{\\rtf1\\ansi Ada}", "This is a text document"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "This is a program"),
        (bytes(range(256)) * 4, "This is a file of some other kind"),
        (hostile.packed(b"UPN\n1\n"), "This is a compressed archive"),
        (hostile.ole(), "a file of the old Office kind (.xls, .doc)"),
        (hostile.ole("EncryptedPackage"), "protected by a password"),
        (hostile.archive("photo.jpg"), "This is a ZIP archive"),
        (hostile.archive("[Content_Types].xml", "word/document.xml"), "This is a text document"),
        (hostile.archive("[Content_Types].xml", "xl/workbook.bin"), "a binary workbook (.xlsb)"),
        (b"<?xml version='1.0'?><CTfile/>", "This is an XML file, not a spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_is_named(data: bytes, says: str) -> None:
    assert says in refusal(data)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_truncated_workbook(cut: float) -> None:
    data = dialects.sims_workbook()
    assert "damaged or incomplete" in refusal(data[: int(len(data) * cut)])


def test_a_workbook_with_a_broken_sheet() -> None:
    assert "damaged or incomplete" in refusal(
        hostile.with_parts({hostile.SHEET: b"<worksheet><sheetData><row>"})
    )


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20), st.booleans()
)
def test_a_damaged_workbook_or_transfer_file_is_answered(
    damage: list[tuple[int, int]], as_workbook: bool
) -> None:
    """Bytes exchanged at random, read as the child process does: rows or a refusal, never a crash."""
    data = bytearray(SMALL_WORKBOOK if as_workbook else SMALL_TRANSFER_FILE)
    for place, byte in damage:
        data[place % len(data)] = byte
    answer = _answer({"read": "workbook"} if as_workbook else XML_ORDER, bytes(data), LIMITS)
    assert set(answer) in ({"result"}, {"refused"})
    assert json.loads(json.dumps(answer)) is not None


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (hostile.zip_bomb, "unpacks to far more than it seems to hold (310"),
        (hostile.squeezed_sheet, "unpacks to far more than it seems to hold"),
        (hostile.many_parts, "parts, more than 1,000"),
        (hostile.far_corner, "more than 300 columns"),
        (hostile.lying_size, "a row beyond 1,048,576"),
        (hostile.understated_size, "damaged or incomplete"),
        (hostile.laughing_workbook, "XML definitions (DOCTYPE)"),
    ],
)
def test_a_workbook_built_to_do_harm(build: Callable[[], bytes], says: str) -> None:
    data = build()
    assert len(data) < MEBIBYTE
    started = time.monotonic()
    assert says in refusal(data)
    assert time.monotonic() - started < SECONDS / 2


def test_the_far_corner_is_a_tiny_file() -> None:
    assert len(hostile.far_corner()) < 8_000


def test_a_reader_that_takes_too_much_memory_dies_alone() -> None:
    """Where a large sheet is let through, its reader meets the memory limit and the server does not."""
    text = "".join(f'<row r="{n}">{hostile.cell(f"A{n}", "y" * 900)}</row>' for n in range(1, 60_000))
    data = hostile.with_parts({hostile.SHEET: hostile.sheet(text)})
    loose = {"ratio": 10**6, "unpacked_bytes": 10**9, "memory_bytes": 150 * MEBIBYTE}
    assert refusal(data, **loose) == GAVE_UP
    assert refusal(data, **loose | {"memory_bytes": LIMITS.memory_bytes, "rows": 50_000}).startswith(
        "This file has more than 50,000 rows"
    )


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(FileRefused, match="could not be read with the memory and time"):
        in_child(
            {"read": "workbook"}, dialects.sims_workbook(), name="x", limits=replace(LIMITS, wall_seconds=0)
        )


def test_the_reading_process_is_given_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child would print of its environment holds only what the list of names passed on allows."""
    from accounts.files import isolation

    monkeypatch.setenv("SECRET_KEY", "hush")
    seen: dict[str, str] = {}

    def listen(*arguments: object, env: dict[str, str], **rest: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(env)
        return run(*arguments, env=env, **rest)  # type: ignore[call-overload]

    run = subprocess.run
    monkeypatch.setattr(isolation.subprocess, "run", listen)
    read_sheet(dialects.workbook([["UPN"], ["1"]]), name="x")
    assert "PATH" in seen
    assert set(seen) <= {*isolation.PASSED_ON, "PYTHONUTF8"}


def records(data: bytes, limits: Limits = LIMITS) -> object:
    return read_records(
        data,
        name="c.xml",
        record="CTfile/CTFpupilData/Pupil",
        texts=("UPN",),
        otherwise="send another.",
        limits=limits,
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (hostile.laughs(), "definitions of its own"),
        (hostile.external_entity("/etc/hostname"), "definitions of its own"),
        (b"<!DOCTYPE CTfile><CTfile/>", "definitions of its own"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE CTfile><CTfile/>'.encode("utf-16"), "definitions"),
        (hostile.deep_xml(), "the XML is broken here (Excessive depth"),
        (hostile.laughing_attribute(), "amplification"),
        (b"<!DOCTYPE html><html/>", "definitions of its own"),
        (b"<html/>", "begins with “html”, not “CTfile”: send another."),
        (b"<CTfile><CTFpupilData>", "the XML is broken here"),
        (b"<CTfile>&nbsp;</CTfile>", "the XML is broken here"),
        ("<CTfile>Zoë</CTfile>".encode("cp1252"), "the XML is broken here"),
    ],
)
def test_xml_built_to_do_harm(data: bytes, says: str) -> None:
    with pytest.raises(FileRefused) as refused:
        records(data)
    assert says in refused.value.problems[0].message


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary")
    with pytest.raises(FileRefused) as refused:
        records(hostile.external_entity(str(secret)))
    assert "canary" not in str(refused.value)


def test_too_many_records() -> None:
    data = b"<CTfile><CTFpupilData>" + b"<Pupil/>" * 11 + b"</CTFpupilData></CTfile>"
    with pytest.raises(FileRefused, match="more than 10 records"):
        records(data, replace(LIMITS, rows=10))


def test_200_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_bytes(b"UPN,Name\n1,Ada\n")
    assert load(path) == b"UPN,Name\n1,Ada\n"
    with path.open("wb") as file:
        file.truncate(200 * MEBIBYTE)
    started = time.monotonic()
    with pytest.raises(
        FileRefused, match=r"students.csv: This file has 200 MB; at most 10 MB \(XML: 40 MB\) can"
    ):
        load(path)
    assert time.monotonic() - started < 0.1


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.csv", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(FileRefused) as refused:
            load(path)
        assert refused.value.lines() == (f"{path}: This file cannot be opened: {why}.",)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_an_endless_file_is_not_read_to_its_end() -> None:
    with pytest.raises(FileRefused, match=r"at most 10 MB \(XML: 40 MB\) can be read"):
        load(Path("/dev/zero"))


@pytest.mark.parametrize(("size", "refused"), [(40 * MEBIBYTE, False), (40 * MEBIBYTE + 1, True)])
def test_the_largest_file(size: int, refused: bool) -> None:
    if refused:
        with pytest.raises(FileRefused):
            check_size(size)
    else:
        check_size(size)


@pytest.mark.parametrize("kind", [b"UPN,Name\n", b"PK\x03\x04[Content_Types].xml xl/ "])
def test_only_xml_may_be_larger_than_10_megabytes(kind: bytes) -> None:
    assert "at most 10 MB can be read" in refusal(kind + b"x" * 10 * MEBIBYTE)


def test_too_many_rows_and_columns() -> None:
    assert "more than 5 rows" in refusal(b"a\n" + b"1\n" * 6, rows=5)
    assert "more than 2 headings" in refusal(b"a,b,c\n1,2,3\n", columns=2)
    rows = [["a"], *([str(n)] for n in range(6))]
    assert "more than 5 rows" in refusal(dialects.workbook(rows), rows=5)
    assert "more than 2 columns" in refusal(dialects.workbook([["a", "b", "c"]]), columns=2)
    assert read_sheet(b"a\n" + b"1\n" * 5, name="x", limits=replace(LIMITS, rows=5)).rows[-1].number == 6


def test_too_many_cells() -> None:
    assert "too many rows and columns" in refusal(b"a,b,c\n" + b"1\n" * 4, cells=11)
    assert "too much text" in refusal(dialects.workbook([["a", "b", "c"]] * 4), cells=11)
    assert len(read_sheet(b"a,b,c\n" + b"1\n" * 4, name="x", limits=replace(LIMITS, cells=12)).rows) == 4


def test_too_much_text() -> None:
    assert "too much text" in refusal(dialects.workbook([["abc"]] * 4), total_characters=11)


def test_a_line_of_nothing_but_delimiters() -> None:
    sheet = read_sheet(b"a" + b"," * (9 * MEBIBYTE) + b"\nx\n", name="x")
    assert (sheet.headers, sheet.rows[0].cells) == (("a",), ("x",))


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is told in /proc")
def test_a_bomb_leaves_the_process_small() -> None:
    """Peak memory of a process that is handed a bomb, and of the child it reads it in."""
    code = (
        "import resource, sys\n"
        "from accounts.files import FileRefused, read_sheet\n"
        "data = sys.stdin.buffer.read()\n"
        "try:\n    read_sheet(data, name='x')\nexcept FileRefused: pass\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    for build in (hostile.zip_bomb, hostile.far_corner, hostile.squeezed_sheet):
        done = subprocess.run([sys.executable, "-c", code], input=build(), capture_output=True, check=True)
        own, child = (int(kilobytes) * 1024 for kilobytes in done.stdout.split())
        assert own < 120 * MEBIBYTE
        assert child < LIMITS.memory_bytes
