"""Interviews from a file in the browser: sent, looked at, decided on."""

import os
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from interviews.actions import withdraw_interview
from interviews.models import Interview, InterviewImport
from tests.interviews.conftest import NOW

IMPORTS = "/104723/interviews/imports/"
GOOD = "MIS ID,Date,Adviser,Minutes\n1,2026-03-31,ben@example.org,45\n2,2026-04-01,Ben Okafor,30\n"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Uploads go to a folder of the test's own."""
    storages = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        }
    }
    settings.STORAGES = storages
    return tmp_path / "media"


@pytest.fixture
def send(client_of, ada, roster, bens_adviser):
    def send_file(content: str | bytes, **boxes):
        data = content.encode() if isinstance(content, str) else content
        return client_of(ada).post(
            IMPORTS, {"file": SimpleUploadedFile("held.csv", data), **boxes}, follow=True
        )

    return send_file


def stored(media) -> list[str]:
    return [name for _, _, names in os.walk(media) for name in names]


def test_nothing_is_recorded_before_it_was_looked_at(
    send, client_of, ada, media, django_capture_on_commit_callbacks
):
    page = send(GOOD)
    upload = InterviewImport.objects.get()
    assert page.redirect_chain == [(f"{IMPORTS}{upload.pk}/", 302)]
    assert "2 interviews to add" in page.content.decode()
    assert "Okonkwo, Zoë" in page.content.decode()
    assert not Interview.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        done = client_of(ada).post(f"{IMPORTS}{upload.pk}/apply/", follow=True)
    assert "2 interviews added; 0 were there already." in done.content.decode()
    assert list(Interview.objects.order_by("held_on").values_list("held_on", "recorded_by")) == [
        (date(2026, 3, 31), ada.user_id),
        (date(2026, 4, 1), ada.user_id),
    ]
    upload.refresh_from_db()
    assert (upload.state, upload.added, upload.already_there, upload.file.name) == ("applied", 2, 0, "")
    assert stored(media) == []


def test_applied_twice_it_acts_once(send, client_of, ada):
    send(GOOD)
    upload = InterviewImport.objects.get()
    for _ in range(2):
        client_of(ada).post(f"{IMPORTS}{upload.pk}/apply/")
    assert Interview.objects.count() == 2


def test_a_discarded_file_is_dropped(send, client_of, ada, media, django_capture_on_commit_callbacks):
    send(GOOD)
    upload = InterviewImport.objects.get()
    assert len(stored(media)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client_of(ada).post(f"{IMPORTS}{upload.pk}/discard/")
    assert not Interview.objects.exists()
    assert stored(media) == []
    assert client_of(ada).get(f"{IMPORTS}{upload.pk}/")["Location"] == IMPORTS


def test_a_bad_file_is_refused_with_every_bad_row_and_not_kept(send, media):
    page = send("MIS ID,Date,Adviser,Kind\n1,31/02/2026,ben@example.org,chat\n2,2027-01-01,Nobody,\n")
    text = page.content.decode()
    assert "Nothing was imported: 4 things to put right in the file" in text
    for row, column in ((2, "Date"), (2, "Kind"), (3, "Adviser")):
        assert f"Row {row}, {column}:" in text
    assert not InterviewImport.objects.exists()
    assert stored(media) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "This file is empty"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "Nothing was imported")],
)
def test_what_is_no_sheet_is_refused(send, content, said):
    assert said in send(content).content.decode()


def test_what_changed_since_the_preview_stops_the_import(send, client_of, ada, roster):
    """Zoë's joining date is corrected between preview and decision: nothing of the file is recorded."""
    send(GOOD)
    upload = InterviewImport.objects.get()
    roster["Zoë"].stays.update(joined_on=date(2026, 5, 1))
    done = client_of(ada).post(f"{IMPORTS}{upload.pk}/apply/", follow=True)
    assert "What is on record has changed meanwhile" in done.content.decode()
    assert "joined on 1 May 2026" in done.content.decode()
    assert not Interview.objects.exists()
    assert InterviewImport.objects.get().state == "preview"


def test_an_encoding_may_be_chosen(send):
    rows = "MIS ID,Date,Adviser,Previous school,Evidence\n1,2020-01-01,,Caf\x8e,reported"
    page = send(rows.encode("latin-1"), encoding="mac_roman")
    assert "Café" in page.content.decode()


def test_it_is_the_same_as_the_command(send, client_of, ada, ben):
    send(GOOD)
    client_of(ada).post(f"{IMPORTS}{InterviewImport.objects.get().pk}/apply/")
    withdraw_interview(interview=Interview.objects.order_by("held_on")[0], reason="x", by=ben.user, at=NOW)
    assert "0 interviews to add" in send(GOOD).content.decode()
    assert "2 already there" in send(GOOD).content.decode()
