"""The pages: who may open them, what they show, and that a form acts once."""

import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import RecordAccess
from accounts.tenancy import school_context
from advisers.actions import add_provider, attach_evidence, correct_adviser
from advisers.evidence import read_evidence
from advisers.models import Adviser, Credential, CredentialCheck, Provider
from tests.advisers.conftest import PDF, adviser_of, diploma_of, entry_of
from tests.cast import LONG_AGO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_30_june")]

WITHOUT_ID = ["list", "add", "import_file", "providers", "provider_add"]
OF_ADVISER = ["detail", "edit", "add_credential"]
OF_CREDENTIAL = ["check", "reject", "revoke", "withdraw", "correct", "evidence", "attach_evidence"]
READING = {"list", "providers", "detail", "evidence"}


def url(name: str, urn: str = "104723", **ids: uuid.UUID) -> str:
    return reverse(f"advisers:{name}", kwargs={"urn": urn, **ids})


def words_of(response) -> str:
    """The page's words, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def diploma(ann):
    return diploma_of(ann)


@pytest.fixture
def addresses(ann, diploma, in_ashby) -> dict[str, str]:
    """Every address that answers a GET, by the name of its page."""
    attach_evidence(credential=diploma, evidence=read_evidence(PDF, name="Ann’s diploma.pdf"))
    provider = add_provider(school=in_ashby, name="Career Connect", at=LONG_AGO)
    return (
        {name: url(name) for name in WITHOUT_ID}
        | {name: url(name, adviser_id=ann.pk) for name in OF_ADVISER}
        | {name: url(name, credential_id=diploma.pk) for name in OF_CREDENTIAL}
        | {"provider_edit": url("provider_edit", provider_id=provider.pk)}
    )


@pytest.mark.parametrize(
    ("who", "may_read", "may_write"),
    [
        ("ada", 200, 200),
        ("ben", 200, 403),
        ("vic", 403, 403),
        ("tess", 403, 403),
        ("olu", 403, 403),
    ],
)
def test_who_may_open_what(who, may_read, may_write, addresses, client_of, request):
    client = client_of(request.getfixturevalue(who))
    for name, address in addresses.items():
        expected = may_read if name in READING else may_write
        assert (name, client.get(address).status_code) == (name, expected)
    assert client.post(url("import_apply")).status_code == (302 if may_write == 200 else 403)


def test_another_schools_advisers_are_not_there(addresses, cora, client_of):
    client = client_of(cora)
    for name, address in addresses.items():
        assert (name, client.get(address).status_code) == (name, 404)
        if name in WITHOUT_ID:
            continue
        at_brook = address.replace("104723", "104724")
        assert (name, client.get(at_brook).status_code) == (name, 404)
        assert (name, client.post(at_brook, {"reason": "x"}).status_code) == (
            name,
            405 if name in READING else 404,
        )


def test_a_page_that_is_not_there_looks_the_same(ada, ann, cora, client_of):
    client = client_of(cora)
    theirs = client.get(url("detail", urn="104724", adviser_id=ann.pk))
    nobodys = client.get(url("detail", urn="104724", adviser_id=uuid.uuid4()))
    assert theirs.content == nobodys.content


def test_only_the_schools_own_are_offered(in_ashby, brook, ada, ann, ben, ben_at_brook, client_of):
    with school_context(brook):
        add_provider(school=brook, name="Brook Careers", at=LONG_AGO)
    add_provider(school=in_ashby, name="Career Connect", at=LONG_AGO)
    page = words_of(client_of(ada).get(url("edit", adviser_id=ann.pk)))
    assert "Career Connect" in page
    assert "Brook Careers" not in page
    assert page.count("Ben Okafor (ben@example.org)") == 1


def test_the_list_puts_what_needs_attention_first(in_ashby, ada, client_of):
    diploma_of(adviser_of(in_ashby, "Ann Ash"))
    entry_of(adviser_of(in_ashby, "Bea Birch"), date(2024, 4, 1), date(2026, 3, 31))
    page = words_of(client_of(ada).get(url("list")))
    assert "2 advisers, 1 not qualified today" in page
    assert page.index("Bea Birch has not been qualified since 1 April 2026.") < page.index("Ann Ash")
    assert "Registered Careers Leader entry does not qualify anyone to give guidance" in page


def test_the_list_asks_as_many_questions_for_one_as_for_three(in_ashby, ada, client_of):
    client, counts = client_of(ada), []
    for number in range(3):
        diploma_of(adviser_of(in_ashby, f"Adviser {number}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(url("list"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_the_list_without_anybody(ada, client_of):
    assert "Nobody advises here yet" in words_of(client_of(ada).get(url("list")))


def test_a_page_says_which_interviews_do_not_count(ledger, ada, client_of, in_ashby):
    bea = adviser_of(in_ashby, "Bea Birch")
    entry_of(bea, date(2024, 4, 1), date(2026, 3, 31))
    for held_on in ("2026-03-31", "2026-04-01", "2026-05-02"):
        ledger.interview(ledger.student(11), bea, held_on)
    page = words_of(client_of(ada).get(url("detail", adviser_id=bea.pk)))
    assert "Held in 2025/26 3 interviews" in page
    assert (
        "Not counted 2 interviews held while Bea Birch was not qualified, "
        "between 1 April 2026 and 2 May 2026" in page
    )


def test_names_are_shown_as_text(in_ashby, ada, client_of):
    hostile = adviser_of(in_ashby, "<script>alert(1)</script>")
    for name, ids in (("list", {}), ("detail", {"adviser_id": hostile.pk})):
        page = client_of(ada).get(url(name, **ids)).content
        assert b"<script>alert" not in page
        assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_add_an_adviser_once(in_ashby, ada, client_of):
    client, token = client_of(ada), str(uuid.uuid4())
    given = {"name": "Dee Holt", "email": "", "employment": "internal", "provider": "", "token": token}
    first = client.post(url("add"), given)
    dee = Adviser.objects.get()
    assert first["Location"] == url("detail", adviser_id=dee.pk)
    assert client.post(url("add"), given)["Location"] == url("list")
    assert (Adviser.objects.get().recorded_by, Adviser.objects.count()) == (ada.user, 1)


def test_what_is_missing_is_said(in_ashby, ada, client_of):
    page = words_of(client_of(ada).post(url("add"), {"token": str(uuid.uuid4()), "email": "x"}))
    assert "Enter the adviser’s name." in page
    assert "Enter an e-mail address such as name@provider.example." in page


def test_the_second_editor_is_told_and_keeps_the_text(ann, ada, client_of):
    client = client_of(ada)
    given = {"name": "Ann Beech", "email": "", "employment": "external", "is_active": "on", "version": "1"}
    correct_adviser(
        adviser=ann, version=1, name="Ann A", email="", employment="internal", provider=None, is_active=True
    )
    page = client.post(url("edit", adviser_id=ann.pk), given)
    assert "Somebody else changed this while you were writing" in words_of(page)
    assert b'value="Ann Beech"' in page.content
    assert b'name="version" value="2"' in page.content
    assert client.post(url("edit", adviser_id=ann.pk), given | {"version": "2"}).status_code == 302
    ann.refresh_from_db()
    assert (ann.name, ann.version) == ("Ann Beech", 3)


def test_link_and_unlink_a_log_in(in_ashby, ann, ada, ben, client_of):
    client, given = client_of(ada), {"name": "Ann", "employment": "external", "is_active": "on"}
    address = url("edit", adviser_id=ann.pk)
    client.post(address, given | {"version": "1", "log_in": str(ben.pk)})
    ann.refresh_from_db()
    assert ann.user == ben.user
    client.post(address, given | {"version": str(ann.version), "log_in": ""})
    ann.refresh_from_db()
    assert ann.user is None


def test_add_a_credential_with_evidence_then_check_it(ann, ada, client_of):
    client, token = client_of(ada), str(uuid.uuid4())
    form = {"title": "Diploma", "level": "6", "awarding_body": "OCR", "awarded_on": "2019-07-01"}
    address = url("add_credential", adviser_id=ann.pk)

    def send():
        file = SimpleUploadedFile("Ann’s diploma.exe", PDF, "application/x-msdownload")
        return client.post(address, form | {"token": token, "evidence": file})

    added = send()
    credential = Credential.objects.get()
    assert added["Location"] == url("check", credential_id=credential.pk)
    assert send()["Location"] == url("detail", adviser_id=ann.pk)
    assert Credential.objects.count() == 1
    check = {"checked_by": "Ada Lowe", "checked_on": "2026-06-30", "seen_as": "certificate"}
    client.post(added["Location"], check | {"token": str(uuid.uuid4())})
    page = words_of(client.get(url("detail", adviser_id=ann.pk)))
    assert "Qualified, no end date" in page
    assert "30 June 2026 Checked by Ada Lowe, who saw the certificate" in page


def test_a_download_is_a_download(diploma, ada, client_of):
    attach_evidence(credential=diploma, evidence=read_evidence(PDF, name="Ann’s diploma.pdf"))
    response = client_of(ada).get(url("evidence", credential_id=diploma.pk))
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Ann%20s%20diploma.pdf" or (
        response["Content-Disposition"] == 'attachment; filename="Ann s diploma.pdf"'
    )


def test_without_evidence_there_is_nothing_to_download(diploma, ada, client_of):
    assert client_of(ada).get(url("evidence", credential_id=diploma.pk)).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<script>alert(1)</script>", "This file cannot be kept as evidence, whatever it is called."),
        (b"%PDF-1.7" + bytes(10 * 1024 * 1024), "This file is over 10 MB. Choose a smaller scan."),
        (b"", "This file is empty. Choose a PDF, PNG or JPEG."),
    ],
)
def test_hostile_evidence_is_refused_with_a_sentence(diploma, ada, client_of, data, sentence):
    address = url("attach_evidence", credential_id=diploma.pk)
    page = client_of(ada).post(address, {"evidence": SimpleUploadedFile("x.pdf", data)})
    assert sentence in words_of(page)
    diploma.refresh_from_db()
    assert not diploma.evidence


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"awarded_on": "2026-07-01"}, "This day lies in the future. Enter the date on the certificate."),
        ({"awarded_on": ""}, "Enter the day the qualification was awarded."),
        ({"awarded_on": "2026-02-30"}, "Enter a date that exists, such as 31 March 2026"),
        ({"level": ""}, "Choose the qualification’s level."),
        ({"title": ""}, "Enter the qualification’s title, as on the certificate."),
    ],
)
def test_a_qualification_says_what_it_is(ann, ada, client_of, form, sentence):
    given = {"title": "Diploma", "level": "6", "awarded_on": "2019-07-01", "token": str(uuid.uuid4())}
    page = client_of(ada).post(url("add_credential", adviser_id=ann.pk), given | form)
    assert sentence in words_of(page)
    assert not Credential.objects.exists()


def test_an_entry_cannot_end_before_it_begins(ann, ada, client_of):
    given = {
        "register_category": "career_development_professional",
        "valid_from": "2026-04-01",
        "valid_to": "2026-03-31",
        "token": str(uuid.uuid4()),
    }
    address = url("add_credential", adviser_id=ann.pk) + "?kind=register"
    assert "The entry cannot end before it begins" in words_of(client_of(ada).post(address, given))
    assert client_of(ada).get(address.replace("register", "degree")).status_code == 404


@pytest.fixture
def two_seen(ledger, ann, diploma, ada):
    """Two students of Year 11 whom Ann has seen, and one nobody has."""
    for held_on, name in (("2025-10-01", "Mo"), ("2026-02-03", "Nia")):
        ledger.interview(ledger.student(11, forename=name, form="11B"), ann, held_on)
    ledger.student(11, forename="Pip")
    return diploma


def test_what_a_rejection_does_is_shown_before_it_is_saved(two_seen, ada, client_of):
    client = client_of(ada)
    response = client.get(url("reject", credential_id=two_seen.pk))
    page = words_of(response)
    assert "With this, 2 interviews held since 1 October 2025 would no longer count." in page
    assert "Year 11 66.6 % (2 of 3) 0.0 % (0 of 3)" in page
    assert "2 students of all years would fall back" in page
    assert "Mo Student Year 11, 11B" in page
    seen = RecordAccess.objects.get(what="advisers:reject")
    assert (len(seen.student_ids), seen.user_id) == (2, ada.user_id)
    assert CredentialCheck.objects.count() == 1


def test_nothing_falls_where_another_credential_covers_the_days(two_seen, ann, ada, client_of):
    entry_of(ann, date(2025, 9, 1), None)
    page = words_of(client_of(ada).get(url("reject", credential_id=two_seen.pk)))
    assert "No figure changes." in page
    assert not RecordAccess.objects.exists()


def test_a_rejection_is_saved_once(two_seen, ada, client_of):
    client, token = client_of(ada), str(uuid.uuid4())
    given = {"checked_by": "Ada", "checked_on": "2026-06-30", "reason": "Not genuine", "token": token}
    for _ in range(2):
        answer = client.post(url("reject", credential_id=two_seen.pk), given)
        assert answer["Location"] == url("detail", adviser_id=two_seen.adviser_id)
    assert list(two_seen.checks.order_by("recorded_at").values_list("outcome", flat=True)) == [
        "confirmed",
        "rejected",
    ]


def test_a_revocation_is_previewed_changed_and_then_saved(two_seen, ada, client_of):
    client, address = client_of(ada), url("revoke", credential_id=two_seen.pk)
    given = {
        "revoked_on": "2026-02-03",
        "checked_by": "Ada",
        "checked_on": "2026-06-30",
        "reason": "Struck off",
        "token": str(uuid.uuid4()),
    }
    preview = words_of(client.post(address, given))
    assert "With this, 1 interview held since 3 February 2026 would no longer count." in preview
    assert "Year 11 66.6 % (2 of 3) 33.3 % (1 of 3)" in preview
    again = client.post(address, given | {"change": "1"})
    assert b'value="2026-02-03"' in again.content
    assert CredentialCheck.objects.filter(outcome="revoked").count() == 0
    later = words_of(client.post(address, given | {"revoked_on": "2026-02-04"}))
    assert "No figure changes." in later
    assert client.post(address, given | {"confirmed": "1"}).status_code == 302
    assert CredentialCheck.objects.get(outcome="revoked").revoked_on == date(2026, 2, 3)


def test_an_address_too_long_to_be_kept_is_refused(in_ashby, ada, client_of):
    email = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.example"
    given = {"name": "Ann Lee", "email": email, "employment": "internal", "token": str(uuid.uuid4())}
    refused = client_of(ada).post(url("add"), given)
    assert list(refused.context["form"].errors) == ["email"]
    assert Adviser.objects.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("route", "field"),
    [("revoke", "revoked_on"), ("check", "checked_on"), ("add_credential", "valid_to")],
)
def test_a_day_no_credential_has_is_refused(two_seen, ada, client_of, route, field, day):
    ids = {"adviser_id": two_seen.adviser_id} if route == "add_credential" else {"credential_id": two_seen.pk}
    address = url(route, **ids) + ("?kind=register" if route == "add_credential" else "")
    refused = client_of(ada).post(address, {field: day})
    assert refused.context["form"].errors[field][0] == "Enter a date in the years 1900 to 2100"


def test_an_unchecked_credential_cannot_be_revoked(ann, ada, client_of):
    credential = diploma_of(ann, checked=False)
    given = {
        "revoked_on": "2026-02-03",
        "checked_by": "Ada",
        "checked_on": "2026-06-30",
        "reason": "Struck off",
        "token": str(uuid.uuid4()),
        "confirmed": "1",
    }
    page = client_of(ada).post(url("revoke", credential_id=credential.pk), given)
    assert "Only a credential that was checked can be revoked." in words_of(page)


def test_a_correction_leads_to_the_check(two_seen, ada, client_of):
    client, address = client_of(ada), url("correct", credential_id=two_seen.pk)
    page = client.get(address)
    assert "Until it is checked again, 2 interviews held since 1 October 2025" in words_of(page)
    given = {"title": "Diploma", "level": "7", "awarded_on": "2019-07-01", "reason": "Misread"}
    answer = client.post(address, given | {"token": str(uuid.uuid4())})
    new = Credential.objects.standing().get()
    assert answer["Location"] == url("check", credential_id=new.pk)
    assert (new.level, new.checks.count()) == (7, 0)


def test_a_withdrawn_credential_is_listed_with_its_reason(two_seen, ada, client_of):
    client = client_of(ada)
    client.post(
        url("withdraw", credential_id=two_seen.pk),
        {"reason": "Another Ann’s", "token": str(uuid.uuid4())},
    )
    page = words_of(client.get(url("detail", adviser_id=two_seen.adviser_id)))
    assert "1 withdrawn credential 30 June 2026 Diploma (Level 6): Another Ann’s (Ada Lowe)" in page
    assert "Not qualified: no credential is recorded" in page


def test_providers_and_their_matrix_standard(in_ashby, ada, ben, client_of):
    given = {"name": "Career Connect", "matrix_awarded_on": "2024-03-15", "token": str(uuid.uuid4())}
    client = client_of(ada)
    for _ in range(2):
        assert client.post(url("provider_add"), given)["Location"] == url("providers")
    provider = Provider.objects.get()
    page = words_of(client.get(url("providers")))
    assert "12-month check overdue since 15 March 2025" in page
    edited = {"name": "Career Connect", "matrix_awarded_on": "2025-06-01", "version": "1"}
    client.post(url("provider_edit", provider_id=provider.pk), edited)
    stale = client.post(url("provider_edit", provider_id=provider.pk), edited)
    assert "Somebody else changed this" in words_of(stale)
    assert "12-month check overdue since 1 June 2026" in words_of(client_of(ben).get(url("providers")))


@pytest.mark.parametrize(
    ("last", "suggested"),
    [(date(2026, 6, 30), date(2026, 7, 1)), (date(2026, 6, 29), None), (date(2024, 9, 30), None)],
)
def test_a_renewal_follows_without_a_gap_only_while_there_is_none(ann, ada, client_of, last, suggested):
    entry_of(ann, date(2023, 8, 1), last)
    page = client_of(ada).get(url("add_credential", adviser_id=ann.pk), {"kind": "register"})
    initial = page.context["form"].initial
    assert (initial["register_number"], initial.get("valid_from")) == ("CDI-1", suggested)


@pytest.mark.parametrize("checked", [True, False])
def test_an_entry_that_was_renewed_waits_for_no_renewal(ann, ada, client_of, checked):
    entry_of(ann, date(2023, 8, 1), date(2026, 6, 29))
    entry_of(ann, date(2026, 6, 30), date(2028, 6, 29), checked=checked)
    assert "Add the renewal" not in words_of(client_of(ada).get(url("detail", adviser_id=ann.pk)))


@pytest.mark.parametrize(
    ("last", "checked", "button"),
    [
        (date(2026, 6, 29), True, "Add the renewal"),
        (date(2026, 7, 31), True, "Add the renewal"),
        (date(2027, 7, 31), True, "Check it again"),
        (date(2027, 7, 31), False, "Check it"),
        (None, True, "Check it again"),
    ],
)
def test_the_usual_deed_leads_and_the_others_say_what_they_are_for(
    ann, ada, client_of, last, checked, button
):
    entry_of(ann, date(2025, 8, 1), last, checked=checked)
    page = client_of(ada).get(url("detail", adviser_id=ann.pk))
    deeds = page.content.decode().split('<div class="form-actions">')[1].split("</details>")[0]
    leading, others = deeds.split("<details")
    assert re.findall(r'class="btn btn-secondary" href="[^"]+">([^<]+)<', leading) == [button]
    assert ("Revoke" in others) is checked
    assert "Reject" in others
    assert "when it was found wanting; it counts on no day" in others
