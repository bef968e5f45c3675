"""Interviews from a file in the browser: sent, looked at, decided on."""

import os
from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from interviews.actions import (
    add_addendum,
    correct_interview,
    edit_text,
    pass_to_safeguarding,
    withdraw_interview,
)
from interviews.drafts import Step, Text
from interviews.interview_file import FIELDS, read_interviews
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
    page = send(GOOD).content.decode()
    assert "Nothing to import" in page
    assert "2 interviews are on record already" in page
    assert ">Import " not in page, "there is no button for nothing"


def test_a_file_that_is_gone_must_be_sent_again(send, client_of, ada):
    send(GOOD)
    upload = InterviewImport.objects.get()
    upload.file.storage.delete(upload.file.name)
    assert (
        "This file is no longer here. Send it again."
        in client_of(ada).get(f"{IMPORTS}{upload.pk}/").content.decode()
    )
    applied = client_of(ada).post(f"{IMPORTS}{upload.pk}/apply/", follow=True).content.decode()
    assert "This file is no longer here. Send it again." in applied
    assert not Interview.objects.exists()


@pytest.mark.parametrize(("days", "states"), [(14, {"preview"}), (15, {"preview", "discarded"})])
def test_what_nobody_decides_on_goes_after_a_fortnight(
    send, media, django_capture_on_commit_callbacks, days, states
):
    send(GOOD)
    with (
        time_machine.travel(NOW + timedelta(days=days), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        send(GOOD)
    assert set(InterviewImport.objects.values_list("state", flat=True)) == states
    assert len(stored(media)) == (2 if states == {"preview"} else 1)


# --- undone ---


@pytest.fixture
def imported(send, client_of, ada):
    """Ada's import of two interviews."""
    send(GOOD)
    upload = InterviewImport.objects.get()
    client_of(ada).post(f"{IMPORTS}{upload.pk}/apply/")
    upload.refresh_from_db()
    return upload


def test_an_import_is_undone_by_withdrawing_what_it_recorded(imported, client_of, ada):
    page = client_of(ada).get(IMPORTS).content.decode()
    assert "2 interviews of it are withdrawn" in page
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        done = client_of(ada).post(f"{IMPORTS}{imported.pk}/undo/", follow=True).content.decode()
    assert "The import of held.csv is undone: 2 interviews are withdrawn." in done
    assert "Undo this import" not in done
    assert "by Ada Lowe on 1 July 2026, 10:00" in done
    rows = Interview.objects.values_list("withdrawn_reason", "withdrawn_by", "withdrawn_at")
    assert set(rows) == {("The import of held.csv was undone", ada.user_id, NOW + timedelta(days=1))}
    again = client_of(ada).post(f"{IMPORTS}{imported.pk}/undo/", follow=True).content.decode()
    assert "was not imported, or its import was undone already" in again


def test_the_right_file_may_follow_one_that_was_undone(imported, client_of, ada, send):
    by_hand = Interview.objects.order_by("held_on")[0]
    withdraw_interview(interview=by_hand, reason="Never held", by=ada.user, at=NOW)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        client_of(ada).post(f"{IMPORTS}{imported.pk}/undo/")
        page = send(GOOD).content.decode()
    assert "1 interview to add" in page
    assert "1 already there" in page, "what was withdrawn by hand does not come back"


def test_what_was_corrected_since_stays(imported, client_of, ada):
    first = Interview.objects.order_by("held_on")[0]
    right = correct_interview(interview=first, changes={"minutes": 30}, reason="x", by=ada.user, at=NOW)
    client_of(ada).post(f"{IMPORTS}{imported.pk}/undo/")
    assert Interview.objects.standing().get() == right


WRITTEN = {
    "addendum": lambda row, ada: add_addendum(
        interview=row, text="She rang again", confidential=False, by=ada.user, at=NOW
    ),
    "plan": lambda row, ada: edit_text(
        interview=row, text=Text(summary="Wants to build"), version=0, by=ada.user, at=NOW
    ),
    "step": lambda row, ada: edit_text(
        interview=row, text=Text(steps=(Step("Visit a site"),)), version=0, by=ada.user, at=NOW
    ),
    "note": lambda row, ada: edit_text(
        interview=row, text=Text(confidential_note="Alone"), version=0, by=ada.user, at=NOW
    ),
    "concern": lambda row, ada: pass_to_safeguarding(interview=row, passed_at=NOW, by=ada.user, at=NOW),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_was_written_on_since_stays_and_is_told_before(imported, client_of, ada, kind):
    written = Interview.objects.order_by("held_on")[0]
    WRITTEN[kind](written, ada)
    page = client_of(ada).get(IMPORTS).content.decode()
    assert "1 interview of it is withdrawn" in page
    assert "1 has been written on since, and stays." in page
    done = client_of(ada).post(f"{IMPORTS}{imported.pk}/undo/", follow=True).content.decode()
    assert "1 interview is withdrawn, 1 written on since stays." in done
    assert Interview.objects.standing().get() == written


def test_a_plan_that_only_the_file_brought_is_withdrawn(send, client_of, ada):
    send("MIS ID,Date,Adviser,Destination\n1,2026-03-31,ben@example.org,220\n")
    upload = InterviewImport.objects.get()
    for step in ("apply", "undo"):
        client_of(ada).post(f"{IMPORTS}{upload.pk}/{step}/")
    assert Interview.objects.get().plan.destination_code == "220"
    assert not Interview.objects.standing().exists()


def test_where_everything_was_written_on_there_is_nothing_to_undo(imported, client_of, ada):
    for row in Interview.objects.all():
        WRITTEN["addendum"](row, ada)
    page = client_of(ada).get(IMPORTS).content.decode()
    assert "Undo this import" not in page
    done = client_of(ada).post(f"{IMPORTS}{imported.pk}/undo/", follow=True).content.decode()
    assert "Everything it recorded has been written on since, and stays." in done
    imported.refresh_from_db()
    assert (imported.state, Interview.objects.standing().count()) == ("applied", 2)


def test_what_was_recorded_otherwise_stays(imported, client_of, ada, recorded):
    other = recorded(held_on=date(2026, 2, 2))
    client_of(ada).post(f"{IMPORTS}{imported.pk}/undo/")
    assert Interview.objects.standing().get() == other


def test_another_schools_import_is_not_found(imported, client_of, cora):
    assert client_of(cora).post(f"/104724/interviews/imports/{imported.pk}/undo/").status_code == 404
    assert Interview.objects.standing().count() == 2


def test_past_imports_say_who_when_and_how_many(imported, client_of, ada):
    page = client_of(ada).get(IMPORTS).content.decode()
    assert "Past imports" in page
    row = page[page.index("held.csv") :]
    assert "30 June 2026, 10:00" in row
    assert "Ada Lowe" in row
    assert 'data-label="Added">2<' in row


def test_the_example_has_the_headings_and_can_be_read():
    data = (settings.BASE_DIR / "static" / "interviews-example.csv").read_bytes()
    file = read_interviews(data, name="interviews-example.csv")
    assert (file.problems, file.unread_columns, len(file.rows)) == ([], [], 1)
    headings = {field.heading for field in FIELDS} - {"UPN or MIS ID"}
    assert set(data.decode().splitlines()[0].split(",")) == headings
