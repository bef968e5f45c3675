"""Advisers from a file in the browser: shown first, then imported, never altered in between."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advisers.adviser_file.fields import HEADINGS
from advisers.models import Adviser, Credential
from tests.advisers.conftest import adviser_of
from tests.advisers.test_pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_30_june", "in_ashby")]
FILE = reverse("advisers:import_file", kwargs={"urn": "104723"})
APPLY = reverse("advisers:import_apply", kwargs={"urn": "104723"})
GOOD = (
    "Name,E-mail,Employment,Organisation,Credential,Title,Level,Awarded,Checked by,Checked on,Seen as\n"
    "Ann Ash,ann@example.org,external,Career Connect,qualification,Diploma,6,2019-07-01,"
    "Ada Lowe,2022-09-02,certificate\n"
    "Dee Holt,,internal,,qualification,QCD,7,2026-02-10,,,\n"
)


def send(client, data: str | bytes, name: str = "advisers.csv"):
    raw = data.encode() if isinstance(data, str) else data
    return client.post(FILE, {"file": SimpleUploadedFile(name, raw)})


def carried(response) -> str:
    return re.search(r'name="carried" value="([^"]+)"', response.content.decode())[1]


def test_shown_then_imported_once(ada, client_of):
    client = client_of(ada)
    preview = send(client, GOOD)
    words = words_of(preview)
    assert "2 advisers, 2 credentials" in words
    assert "New providers: Career Connect." in words
    assert "Added Diploma (Level 6); check of 2 September 2022 by Ada Lowe" in words
    assert "Added QCD (Level 7); unchecked" in words
    assert not Adviser.objects.exists()
    for _ in range(2):
        client.post(APPLY, {"carried": carried(preview)})
    assert (Adviser.objects.count(), Credential.objects.count()) == (2, 2)
    assert Adviser.objects.get(name="Ann Ash").recorded_by == ada.user


def test_a_file_that_changes_nothing_has_nothing_to_import(ada, client_of):
    client = client_of(ada)
    client.post(APPLY, {"carried": carried(send(client, GOOD))})
    again = send(client, GOOD)
    assert "Everything in this file is on record already" in words_of(again)
    assert b"carried" not in again.content


def test_every_bad_row_is_shown(ada, client_of):
    page = words_of(send(client_of(ada), GOOD.replace("Diploma,6", "Diploma,9").replace("QCD,7", "QCD,")))
    assert "Nothing was imported: 2 things to put right in advisers.csv" in page
    assert "Row 2, Level: 9 is out of range: write a number from 1 to 8" in page
    assert "Row 3, Level: is blank: write the qualification’s level, as in 6" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "This is a picture, not a spreadsheet."),
        (b"x" * (1024 * 1024 + 1), "This file is over 1 MB"),
        (b"", "This file is empty."),
        (b"<?xml version='1.0'?><a/>", "This is an XML file, not a spreadsheet."),
    ],
)
def test_hostile_files(ada, client_of, data, sentence):
    response = send(client_of(ada), data)
    assert sentence in words_of(response)
    assert response.status_code == 200
    assert not Adviser.objects.exists()


def test_names_in_a_file_are_shown_as_text(ada, client_of):
    page = send(client_of(ada), "Name\n<script>alert(1)</script>\n", "<script>.csv").content
    assert b"<script>alert" not in page
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert b"What &lt;script&gt;.csv would change" in page


def test_a_file_that_was_altered_or_is_another_schools_is_not_imported(ada, cora, client_of):
    client = client_of(ada)
    token = carried(send(client, GOOD))
    client.post(APPLY, {"carried": token[:-1] + ("a" if token[-1] != "a" else "b")})
    client.post(APPLY, {})
    client_of(cora).post(APPLY.replace("104723", "104724"), {"carried": token})
    assert not Adviser.objects.exists()


def test_what_changed_meanwhile_is_shown_first(ada, ashby, client_of):
    client = client_of(ada)
    preview = send(client, GOOD)
    adviser_of(ashby, "Dee Holt")
    second = client.post(APPLY, {"carried": carried(preview)})
    assert "Something changed here since the file was shown." in words_of(second)
    assert Adviser.objects.count() == 1
    client.post(APPLY, {"carried": carried(second)})
    assert Adviser.objects.count() == 2


def test_the_example_has_every_heading_and_can_be_imported_itself(ada, client_of):
    client = client_of(ada)
    page = client.get(FILE).content.decode()
    assert 'href="/static/advisers-example.csv" download' in page
    example = finders.find("advisers-example.csv")
    text = Path(example).read_text()
    assert text.splitlines()[0].split(",") == list(HEADINGS.values())
    words = words_of(send(client, text))
    assert "1 adviser, 2 credentials" in words
    assert "unchecked" not in words
