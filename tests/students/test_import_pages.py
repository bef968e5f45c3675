"""A roster from file to import and back, in the browser's steps."""

import io
import os
import uuid
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from accounts.models import Membership, RecordAccess, School
from students.actions import choose_columns, choose_encoding, note_problems
from students.models import ColumnMapping, RosterImport, Student
from tests.students.pages import TODAY, interview, page, qualified_adviser, text_of
from tests.students.rosters import bring_in, enrolment, line, noon, stays_of, student, upn

pytestmark = pytest.mark.usefixtures("in_ashby")
ClientOf = Callable[[Membership], Client]
HEAD = "UPN,MIS ID,Forename,Surname,Year,Form"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture(autouse=True)
def stored(settings: Any, tmp_path: Path) -> Path:
    """Where uploads go in this test."""
    options = {"location": str(tmp_path), "file_permissions_mode": 0o600}
    backend = settings.STORAGES["default"]["BACKEND"]
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}
    return tmp_path / "rosters"


@pytest.fixture
def leader(ada: Membership, client_of: ClientOf) -> Client:
    return client_of(ada)


def rows(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


def row(number: int, name: str = "Ann,Lee", year: str = "11", form: str = "11A") -> str:
    return f"{upn(number)},{number},{name},{year},{form}"


def upload(client: Client, data: bytes, on: str = "2026-11-20", name: str = "roster.csv", **more: str) -> Any:
    token = more.get("token", str(uuid.uuid4()))
    file = SimpleUploadedFile(name, data)
    return client.post(page("imports/new/"), {"file": file, "roster_on": on, "token": token})


@pytest.mark.parametrize("day", ["0001-01-01", "2027-01-25", "2062-11-20", "9999-12-31"])
def test_a_roster_of_an_impossible_day_is_refused_before_it_is_kept(leader: Client, day: str) -> None:
    refused = upload(leader, rows(row(1)), on=day)
    assert list(refused.context["form"].errors) == ["roster_on"]
    assert RosterImport.objects.count() == 0


def zipped() -> bytes:
    """An archive with a roster in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("roster.csv", rows(row(1)))
    return data.getvalue()


def offered(client: Client, data: bytes, **more: str) -> RosterImport:
    """The upload that now waits for a decision."""
    assert upload(client, data, **more).status_code == 302
    return RosterImport.objects.waiting().latest("uploaded_at")


def check(client: Client, offer: RosterImport, query: str = "") -> Any:
    return client.get(page(f"imports/{offer.pk}/check/{query}"), follow=True)


def apply(client: Client, offer: RosterImport, **ticks: str) -> Any:
    expected = check(client, offer).context["difference"].fingerprint
    return client.post(page(f"imports/{offer.pk}/apply/"), {"expected": expected} | ticks, follow=True)


def test_from_the_file_to_the_students(
    ashby: School, leader: Client, ada: Membership, stored: Path, django_capture_on_commit_callbacks: Any
) -> None:
    offer = offered(leader, rows(row(1), row(2, "Bob,Ray")))
    assert (offer.file_name, offer.roster_on, offer.uploaded_by) == (
        "roster.csv", date(2026, 11, 20), ada.user,
    )  # fmt: skip
    assert Student.objects.count() == 0
    shown = check(leader, offer)
    assert "2 added, 0 changed" in shown.content.decode()
    assert Student.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        done = apply(leader, offer)
    assert done.redirect_chain == [(page(f"imports/{offer.pk}/"), 302)]
    assert "The roster is imported." in done.content.decode()
    assert Student.objects.count() == 2
    offer.refresh_from_db()
    assert (offer.state, offer.file.name, offer.applied_at) == ("applied", "", noon(TODAY))
    assert list(stored.iterdir()) == []


def test_the_upload_lies_under_a_name_of_our_own(leader: Client, stored: Path) -> None:
    offer = offered(leader, rows(row(1)), name="../../Class list of Ann Lee.csv")
    (file,) = stored.iterdir()
    assert offer.file.name == f"rosters/{file.name}"
    assert "Lee" not in file.name
    assert file.stat().st_mode & 0o777 == 0o600
    assert offer.file_name == "Class list of Ann Lee.csv"


def test_the_same_upload_twice_is_one(leader: Client) -> None:
    token = str(uuid.uuid4())
    first = upload(leader, rows(row(1)), token=token)
    assert upload(leader, rows(row(1)), token=token)["Location"] == first["Location"]
    assert RosterImport.objects.count() == 1


def test_the_preview_shows_every_kind_of_change(ashby: School, leader: Client) -> None:
    bring_in(ashby, line(1, "Ann Lee"), line(2, "Bob Ray"), line(3, "Cy Poe"), line(4, "Di Fox"))
    offer = offered(leader, rows(row(1, form="11Z"), row(2, "Bob,Ray"), row(3, "Cy,Poe"), row(5, "New,One")))
    added = check(leader, offer, "?show=added").content.decode()
    assert "One, New" in added
    changed = text_of(check(leader, offer, "?show=changed"))
    assert "Form: 11A → 11Z" in changed
    left = check(leader, offer, "?show=leavers").content.decode()
    assert "Fox, Di" in left
    tabs = {tab.kind: tab.count for tab in check(leader, offer).context["tabs"]}
    assert tabs == {"added": 1, "changed": 1, "leavers": 1}
    entry = RecordAccess.objects.filter(what="students:import_preview").latest("number")
    assert entry.kind == "listed"


def test_codes_are_said_in_words(ashby: School, leader: Client) -> None:
    bring_in(ashby, line(1, "Ann Lee", Sex="F"))
    offer = offered(leader, rows(f"{row(1)},K,M", head=f"{HEAD},SEN,Sex"))
    assert "Sex: Female → Male" in (shown := text_of(check(leader, offer)))
    assert "SEN: – → SEN support" in shown


def test_those_missing_are_in_the_heading_and_by_year_group(ashby: School, leader: Client) -> None:
    bring_in(
        ashby, line(1), line(2, "Bob Ray", "11"), line(3, "Zo Poe", "9"), line(4, "Di Élan", "11"),
        line(5, "Al Fox", "11"),
    )  # fmt: skip
    offer = offered(leader, rows(row(1, "First1,Last1")))
    shown = check(leader, offer)
    assert "<h1>0 added, 0 changed, 4 not in the file</h1>" in shown.content.decode()
    assert [each.name for each in shown.context["rows"]] == ["Poe, Zo", "Élan, Di", "Fox, Al", "Ray, Bob"]


def test_where_nothing_would_change_importing_is_not_urged(ashby: School, leader: Client) -> None:
    bring_in(ashby, line(1, "Ann Lee"))
    html = check(leader, offered(leader, rows(row(1)))).content.decode()
    assert "<h1>Nothing would change</h1>" in html
    assert '<button class="btn btn-secondary">Import the roster</button>' in html


def test_the_list_says_which_files_are_fit_to_be_imported(leader: Client) -> None:
    upload(leader, rows(row(1)), name="good.csv")
    upload(leader, rows(row(1), row(2, year="XI"), row(3, "Cy,")), name="bad.csv")
    upload(leader, rows(row(1), head="Number,Adno,First,Last,Year,Form"), name="odd.csv")
    shown = leader.get(page("imports/"))
    text = text_of(shown)
    assert "Ready to import good.csv" in text
    assert "2 things to put right bad.csv" in text
    assert "Columns to match odd.csv" in text
    for offer in shown.context["waiting"]:
        assert page(f"imports/{offer.pk}/discard/") in shown.content.decode()
    assert "Earlier files" not in text
    upload(leader, rows(row(1)), name="fourth.csv")
    assert "Earlier files that wait" in text_of(leader.get(page("imports/")))


def test_leavers_are_recorded_by_a_tick_and_many_by_a_tick_that_confirms(
    ashby: School, leader: Client
) -> None:
    bring_in(ashby, *[line(number) for number in range(1, 5)])
    offer = offered(leader, rows(row(1), row(2), row(3)))
    html = check(leader, offer).content.decode()
    assert 'name="confirm_leavers"' in html
    assert 'name="leavers"' not in html
    refused = apply(leader, offer, leavers="on").content.decode()
    assert "More than a fifth of a year group is missing from this file: 1 of 4 in Year 11" in refused
    assert stays_of(4) == [(None, None)]
    apply(leader, offer, confirm_leavers="on")
    assert stays_of(4) == [(None, date(2026, 11, 19))]


def test_without_the_tick_they_stay_on_roll(ashby: School, leader: Client) -> None:
    bring_in(ashby, line(1), line(2))
    html = apply(leader, offered(leader, rows(row(1)))).content.decode()
    assert "1, still on roll" in html
    assert stays_of(2) == [(None, None)]


def test_what_was_looked_at_must_still_be_so(ashby: School, leader: Client) -> None:
    offer = offered(leader, rows(row(1)))
    expected = check(leader, offer).context["difference"].fingerprint
    bring_in(ashby, line(1, "Ann Lee"))
    html = leader.post(
        page(f"imports/{offer.pk}/apply/"), {"expected": expected}, follow=True
    ).content.decode()
    assert "The students have changed since you looked" in html
    offer.refresh_from_db()
    assert offer.state == "preview"


def test_the_same_decision_twice_imports_once(ashby: School, leader: Client) -> None:
    offer = offered(leader, rows(row(1)))
    apply(leader, offer)
    again = leader.post(page(f"imports/{offer.pk}/apply/"), {"expected": "x"})
    assert again["Location"] == page(f"imports/{offer.pk}/")
    assert Student.objects.count() == 1


def test_what_is_imported_while_it_is_read_keeps_its_counts(leader: Client) -> None:
    """In two tabs: the one is still reading the file when the other imports it."""
    offer = offered(leader, rows(row(1)))
    apply(leader, RosterImport.objects.get())
    note_problems(roster_import=offer, problems=3)
    choose_columns(roster_import=offer, mapping={"Sex": "sex"})
    choose_encoding(roster_import=offer, encoding="mac_roman")
    kept = RosterImport.objects.get()
    assert (kept.counts["added"], kept.mapping, kept.encoding) == (1, {}, "utf-8")
    assert not ColumnMapping.objects.exists()
    assert "roster.csv" in text_of(leader.get(page("imports/")))


def test_an_import_without_counts_does_not_break_the_list(leader: Client) -> None:
    apply(leader, offered(leader, rows(row(1))))
    RosterImport.objects.update(counts={"problems": 1})
    assert "– – – – Imported" in text_of(leader.get(page("imports/")))


def test_unknown_headings_are_matched_once_and_remembered(ashby: School, leader: Client) -> None:
    head = "Key,No,Vorname,Nachname,Stufe,House"
    line_ = f"{upn(1)},1,Ann,Lee,11,Red"
    offer = offered(leader, rows(line_, head=head))
    asked = check(leader, offer)
    assert asked.redirect_chain[-1][0] == page(f"imports/{offer.pk}/columns/")
    assert (
        "Choose the columns that hold: Forename, Surname, Year group, UPN or MIS ID."
        in asked.content.decode()
    )
    incomplete = {"column_0": "upn", "column_2": "forename", "column_3": "forename"}
    html = leader.post(page(f"imports/{offer.pk}/columns/"), incomplete).content.decode()
    assert "“Vorname” holds this already" in html
    assert "Choose the column that holds the surname" in html
    assert "Choose the column that holds the year group" in html
    whole = incomplete | {"column_1": "mis_id", "column_3": "surname", "column_4": "year_group"}
    leader.post(page(f"imports/{offer.pk}/columns/"), whole)
    apply(leader, offer)
    assert (student(1).surname, enrolment(1).year_group) == ("Lee", 11)
    next_one = offered(leader, rows(line_.replace("Ann", "Anne"), head=head))
    assert check(leader, next_one).context["difference"].changed[0].name == "Lee, Anne"
    assert ColumnMapping.objects.get().fields_by_heading["House"] == ""


def test_a_refused_file_shows_every_bad_row_and_imports_nothing(leader: Client) -> None:
    offer = offered(leader, rows(row(1), row(2, year="XI"), row(3, "Cy,"), row(4, year="99")))
    shown = check(leader, offer)
    problems = [(problem.row, problem.column) for problem in shown.context["page"]]
    assert problems == [(3, "Year"), (4, "Surname"), (5, "Year")]
    assert "3 things to put right in this file" in shown.content.decode()
    leader.post(page(f"imports/{offer.pk}/apply/"), {"expected": "x"})
    assert Student.objects.count() == 0


def test_a_misshapen_row_hides_no_other_bad_row(leader: Client) -> None:
    shown = check(leader, offered(leader, rows(f"{row(1)},more", row(2, year="XI"))))
    assert [(problem.row, problem.column) for problem in shown.context["page"]] == [(2, None), (3, "Year")]


def test_a_title_above_the_headings_is_passed_over_and_said(leader: Client) -> None:
    shown = check(leader, offered(leader, b"Students of Ashby High\n\n" + rows(row(1))))
    assert shown.context["roster"].rows[0].row == 4
    assert "“Students of Ashby High”, not read" in shown.content.decode()


def test_below_a_title_rows_keep_their_numbers(leader: Client) -> None:
    shown = check(leader, offered(leader, b"Students of Ashby High\n\n" + rows(row(1), row(2, year="XI"))))
    assert [(problem.row, problem.column) for problem in shown.context["page"]] == [(5, "Year")]


def test_rows_that_contradict_the_record_are_shown_the_same_way(ashby: School, leader: Client) -> None:
    bring_in(ashby, line(1, "Ann Lee"), line(2, "Bob Ray"))
    offer = offered(leader, rows(f"{upn(1)},2,Ann,Lee,11,11A"))
    assert "2 is recorded for Ray, Bob" in check(leader, offer).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(900), "This is a picture, not a spreadsheet"),
        (b"", "This file is empty"),
        (zipped(), "This is a ZIP archive, not a spreadsheet"),
        (b"x" * (41 * 1024 * 1024), "at most 10 MB (XML: 40 MB) can be read"),
    ],
    ids=["picture", "empty", "zip", "41 MB"],
)
def test_what_can_be_no_roster_is_refused_at_once_and_not_kept(
    leader: Client, stored: Path, data: bytes, sentence: str
) -> None:
    assert sentence in upload(leader, data).content.decode()
    assert not RosterImport.objects.exists()
    assert not stored.exists()


def test_an_xml_with_entities_is_refused(leader: Client) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><CTfile>&a;</CTfile>'
    offer = offered(leader, bomb, name="ctf.xml")
    assert "brings definitions of its own" in check(leader, offer).content.decode()


def test_a_workbook(leader: Client) -> None:
    book = Workbook()
    assert book.active is not None
    for cells in (HEAD.split(","), row(1).split(",")):
        book.active.append(cells)
    data = io.BytesIO()
    book.save(data)
    apply(leader, offered(leader, data.getvalue(), name="roster.xlsx"))
    assert student(1).surname == "Lee"


def test_names_that_look_wrong_are_read_in_another_way(leader: Client) -> None:
    offer = offered(leader, rows(row(1, "Zoë,Núñez")).decode().encode("mac_roman"))
    before = check(leader, offer)
    assert before.context["some_names"] != ["Zoë Núñez"]
    leader.post(page(f"imports/{offer.pk}/encoding/"), {"encoding": "mac_roman"})
    assert check(leader, offer).context["some_names"] == ["Zoë Núñez"]
    leader.post(page(f"imports/{offer.pk}/encoding/"), {"encoding": "klingon"})
    apply(leader, offer)
    assert student(1).surname == "Núñez"


def test_discarded(leader: Client, stored: Path, django_capture_on_commit_callbacks: Any) -> None:
    offer = offered(leader, rows(row(1)))
    with django_capture_on_commit_callbacks(execute=True):
        leader.post(page(f"imports/{offer.pk}/discard/"))
    offer.refresh_from_db()
    assert (offer.state, list(stored.iterdir())) == ("discarded", [])
    assert "This file was discarded" in leader.get(page(f"imports/{offer.pk}/")).content.decode()
    leader.post(page(f"imports/{offer.pk}/apply/"), {"expected": "x"})
    assert Student.objects.count() == 0


def test_what_waited_for_a_fortnight_is_removed_by_the_next_upload(
    ada: Membership, client_of: ClientOf, stored: Path, django_capture_on_commit_callbacks: Any
) -> None:
    old = offered(client_of(ada), rows(row(1)))
    later = time_machine.travel(noon(TODAY + timedelta(days=15)), tick=False)
    with later, django_capture_on_commit_callbacks(execute=True):
        new = offered(client_of(ada), rows(row(1)))
    old.refresh_from_db()
    assert (old.state, new.state, len(list(stored.iterdir()))) == ("discarded", "preview", 1)


def test_a_file_that_is_gone_is_asked_for_again(leader: Client) -> None:
    offer = offered(leader, rows(row(1)))
    default_storage.delete(str(offer.file.name))
    assert "This file is no longer here" in check(leader, offer).content.decode()
    listed = text_of(leader.get(page("imports/")))
    assert ("File removed roster.csv" in listed, "Ready to import" in listed) == (True, False)


def test_a_file_that_is_not_what_was_sent_is_asked_for_again(leader: Client, stored: Path) -> None:
    offer = offered(leader, rows(row(1)))
    (file,) = stored.iterdir()
    file.write_bytes(rows(row(2)))
    assert "no longer here. Send it again" in check(leader, offer).content.decode()


def test_what_a_failed_upload_left_behind_goes_after_a_fortnight(leader: Client, stored: Path) -> None:
    offered(leader, rows(row(1)))
    (stored / "left-behind").touch()
    old = (noon(TODAY) - timedelta(days=15)).timestamp()
    os.utime(stored / "left-behind", (old, old))
    offered(leader, rows(row(2)))
    assert len(list(stored.iterdir())) == 2
    assert not (stored / "left-behind").exists()


def test_previews_can_be_left_and_come_back_to(leader: Client) -> None:
    offer = offered(leader, rows(row(1)))
    html = leader.get(page("imports/")).content.decode()
    assert page(f"imports/{offer.pk}/check/") in html


def test_undone_on_the_page(ashby: School, leader: Client, ada: Membership) -> None:
    offer = offered(leader, rows(row(1)))
    asked = text_of(apply(leader, offer))
    assert "1 student it added is removed." in asked
    assert "Undo the import" in asked
    html = leader.post(page(f"imports/{offer.pk}/undo/"), follow=True).content.decode()
    assert "everything it changed is as it was before" in html
    offer.refresh_from_db()
    assert (offer.state, offer.undone_by, Student.objects.count()) == ("undone", ada.user, 0)
    assert "Undo the import" not in html


def test_undo_is_refused_on_the_page_with_the_names(ashby: School, leader: Client) -> None:
    offer = offered(leader, rows(row(1)))
    apply(leader, offer)
    interview(student(1), qualified_adviser(ashby), TODAY)
    html = leader.post(page(f"imports/{offer.pk}/undo/"), follow=True).content.decode()
    assert "it added Ann Lee, of whom an interview" in html
    assert Student.objects.count() == 1


def test_the_list_of_imports(ashby: School, leader: Client) -> None:
    assert "No roster imported yet" in leader.get(page("imports/")).content.decode()
    bring_in(ashby, line(1), file_name="first.csv")
    bring_in(ashby, line(1), line(2), on=date(2026, 10, 2), file_name="second.csv")
    shown = leader.get(page("imports/"))
    assert [each.file_name for each in shown.context["page"]] == ["second.csv", "first.csv"]
    assert shown.content.decode().count(">Undo</a>") == 1


ADDRESSES = ["", "columns/", "check/"]
DEEDS = ["apply/", "discard/", "undo/", "encoding/"]


@pytest.mark.parametrize("who", ["ben", "vic", "tess"])
def test_only_who_edits_students_imports(
    leader: Client, who: str, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    offer = offered(leader, rows(row(1)))
    client = client_of(request.getfixturevalue(who))
    gets = [
        page("imports/"),
        page("imports/new/"),
        *(page(f"imports/{offer.pk}/{each}") for each in ADDRESSES),
    ]
    assert {client.get(address).status_code for address in gets} == {403}
    posts = [page("imports/new/"), *(page(f"imports/{offer.pk}/{each}") for each in DEEDS)]
    assert {client.post(address).status_code for address in posts} == {403}
    offer.refresh_from_db()
    assert offer.state == "preview"


def test_another_schools_import_is_not_there(
    leader: Client, cora: Membership, brook: School, client_of: ClientOf
) -> None:
    offer = offered(leader, rows(row(1)))
    client = client_of(cora)
    for school in ("104723", "104724"):
        place = f"/{school}/students/imports/{offer.pk}/"
        assert {client.get(place + each).status_code for each in ADDRESSES} == {404}
        assert {client.post(place + each).status_code for each in DEEDS} == {404}
    offer.refresh_from_db()
    assert offer.state == "preview"


@pytest.mark.parametrize("deed", DEEDS)
def test_a_link_alone_changes_nothing(leader: Client, deed: str) -> None:
    offer = offered(leader, rows(row(1)))
    assert leader.get(page(f"imports/{offer.pk}/{deed}")).status_code == 405


def test_a_hostile_cell_is_shown_as_text(leader: Client) -> None:
    offer = offered(leader, rows(row(1, "<img src=x onerror=alert(1)>,Lee")), name="<b>x</b>.csv")
    for html in (check(leader, offer).content.decode(), apply(leader, offer).content.decode()):
        assert "<img src=x" not in html
        assert "<b>x</b>" not in html
