import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from accounts.actions import AlreadySubmitted, ChangedMeanwhile, Refused
from accounts.models import Membership
from accounts.permissions import Role
from accounts.tenancy import school_context
from advisers.actions import (
    add_adviser,
    add_credential,
    add_provider,
    attach_evidence,
    confirm_credential,
    correct_adviser,
    correct_credential,
    correct_provider,
    link_adviser,
    reject_credential,
    revoke_credential,
    withdraw_credential,
)
from advisers.claims import Claim
from advisers.evidence import read_evidence
from advisers.models import Adviser, Credential, CredentialCheck
from advisers.qualification import facts_of, is_qualified
from tests.advisers.conftest import PDF, PNG, adviser_of, diploma_of, entry_of
from tests.cast import LONG_AGO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_ashby")]
LATER = LONG_AGO + timedelta(days=400)
DAY = timedelta(days=1)


def qualified(adviser: Adviser, on: date) -> bool:
    found = Adviser.objects.with_credentials().get(pk=adviser.pk)
    return is_qualified([facts_of(each) for each in found.credentials.all()], on=on)


def checked(action, credential, **others):
    given = {"checked_by": "Ada", "checked_on": LATER.date(), "by": None, "at": LATER}
    return action(credential=credential, **given | others)


def test_a_credential_counts_once_it_is_confirmed(ann):
    credential = diploma_of(ann, checked=False)
    assert not qualified(ann, date(2020, 1, 1))
    checked(confirm_credential, credential, seen_as="certificate")
    assert qualified(ann, date(2019, 7, 1))
    assert not qualified(ann, date(2019, 6, 30))


def test_a_rejected_credential_counts_on_no_day_until_it_is_confirmed_again(ann):
    credential = diploma_of(ann)
    checked(reject_credential, credential, reason="Not genuine")
    assert not qualified(ann, date(2020, 1, 1))
    checked(confirm_credential, credential, seen_as="letter")
    assert qualified(ann, date(2020, 1, 1))


def test_a_revoked_credential_counts_to_the_day_before(ann):
    credential = diploma_of(ann)
    checked(revoke_credential, credential, revoked_on=date(2023, 5, 1), reason="Struck off")
    assert qualified(ann, date(2023, 4, 30))
    assert not qualified(ann, date(2023, 5, 1))


@pytest.mark.parametrize("first", [None, "rejected"])
def test_only_what_was_confirmed_can_be_revoked(ann, first):
    credential = diploma_of(ann, checked=False)
    if first:
        checked(reject_credential, credential, reason="Not genuine")
    with pytest.raises(Refused, match="Only a credential that was checked can be revoked"):
        checked(revoke_credential, credential, revoked_on=date(2023, 5, 1), reason="Struck off")


def test_checks_of_one_instant_keep_their_order(ann):
    credential = diploma_of(ann)
    for outcome in range(3):
        checked(
            reject_credential, credential, reason=f"Doubt {outcome}", at=LONG_AGO, checked_on=LONG_AGO.date()
        )
    found = CredentialCheck.objects.order_by("recorded_at").values_list("reason", flat=True)
    assert list(found) == ["", "Doubt 0", "Doubt 1", "Doubt 2"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"checked_on": LATER.date() + DAY}, "cannot lie in the future"),
        ({"checked_by": " "}, "Say who checked"),
    ],
)
def test_a_check_says_who_and_when(ann, change, sentence):
    with pytest.raises(Refused, match=sentence):
        checked(confirm_credential, diploma_of(ann), seen_as="letter", **change)


def test_today_in_london_is_not_the_future(ann):
    half_past_midnight = datetime.fromisoformat("2026-06-30T23:30:00+00:00")
    given = {"checked_on": date(2026, 7, 1), "at": half_past_midnight, "seen_as": "letter"}
    assert checked(confirm_credential, diploma_of(ann), **given).checked_on == date(2026, 7, 1)


def test_a_rejection_says_why(ann):
    with pytest.raises(Refused, match="Say why"):
        checked(reject_credential, diploma_of(ann), reason=" ")


def test_a_withdrawn_credential_stays_on_record_and_counts_on_no_day(ann, ada):
    credential = diploma_of(ann)
    withdraw_credential(credential=credential, reason="Another person’s", by=ada.user, at=LATER)
    credential.refresh_from_db()
    assert (credential.withdrawn_by, credential.withdrawn_reason) == (ada.user, "Another person’s")
    assert not qualified(ann, date(2020, 1, 1))
    with pytest.raises(Refused, match="was withdrawn"):
        checked(confirm_credential, credential, seen_as="letter")
    with pytest.raises(Refused, match="was withdrawn"):
        withdraw_credential(credential=credential, reason="Again", by=None, at=LATER)


def test_a_correction_records_anew_keeps_the_evidence_and_asks_for_the_check(ann):
    evidence = read_evidence(PDF, name="certificate.pdf")
    claim = Claim.qualification("Diplma", 6, date(2019, 7, 1))
    old = add_credential(adviser=ann, claim=claim, evidence=evidence, by=None, at=LONG_AGO)
    checked(confirm_credential, old, seen_as="certificate")
    right = Claim.qualification("Diploma", 6, date(2019, 7, 2))
    new = correct_credential(credential=old, claim=right, reason="Misread", by=None, at=LATER)
    assert list(Credential.objects.standing()) == [new]
    assert (new.title, new.evidence.name, new.evidence_sha256) == (
        "Diploma",
        old.evidence.name,
        evidence.sha256,
    )
    assert not qualified(ann, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (Claim(kind="qualification", title="Diploma", level=6), "needs its level and the day"),
        (Claim(kind="register", valid_from=date(2024, 4, 1)), "needs its level and the day"),
        (
            Claim.register_entry("1", date(2024, 4, 1), date(2024, 3, 31)),
            "cannot end before it begins",
        ),
        (
            Claim(kind="qualification", level=6, awarded_on=date(2024, 4, 1), register_number="1"),
            "are two credentials",
        ),
        (
            Claim(
                kind="register",
                register_category="careers_leader",
                valid_from=date(2024, 4, 1),
                level=6,
            ),
            "are two credentials",
        ),
    ],
)
def test_a_credential_says_what_it_is(ann, claim, sentence):
    with pytest.raises(Refused, match=sentence):
        add_credential(adviser=ann, claim=claim, by=None, at=LONG_AGO)
    assert not Credential.objects.exists()


def test_no_file_stays_behind_when_the_credential_is_refused(ann, tmp_path):
    wrong = Claim.register_entry("1", date(2024, 4, 1), date(2024, 3, 31))
    with pytest.raises(Refused):
        add_credential(
            adviser=ann, claim=wrong, evidence=read_evidence(PDF, name="x.pdf"), by=None, at=LONG_AGO
        )
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def test_evidence_is_attached_once(ann):
    credential = diploma_of(ann)
    attach_evidence(credential=credential, evidence=read_evidence(PNG, name="scan.png"))
    with pytest.raises(Refused, match="has its evidence already"):
        attach_evidence(credential=credential, evidence=read_evidence(PDF, name="scan.pdf"))
    assert Credential.objects.get().evidence_name == "scan.png"


def test_the_same_form_twice_is_one_credential(ann):
    token = uuid.uuid4()
    claim = Claim.qualification("Diploma", 6, date(2019, 7, 1))
    add_credential(adviser=ann, claim=claim, by=None, at=LONG_AGO, token=token)
    with pytest.raises(AlreadySubmitted):
        add_credential(adviser=ann, claim=claim, by=None, at=LONG_AGO, token=token)
    assert Credential.objects.count() == 1


def test_one_adviser_an_email_whatever_its_capitals(in_ashby):
    adviser_of(in_ashby, email="Ann@Example.org ")
    with pytest.raises(Refused, match="with this e-mail address already"):
        adviser_of(in_ashby, "Another Ann", email="ann@example.ORG")


def test_an_adviser_is_linked_to_the_adviser_who_logs_in_with_the_address(in_ashby, ben, vic):
    assert adviser_of(in_ashby, "Ben Okafor", email="BEN@example.org").user == ben.user
    assert adviser_of(in_ashby, "Vic", email="vic@example.org").user is None
    assert adviser_of(in_ashby, "No address").user is None


@pytest.mark.parametrize("linked", [True, False])
def test_the_adviser_a_person_is_here(in_ashby, ben, linked):
    adviser = adviser_of(in_ashby, "Ben Okafor", email="ben@example.org")
    if not linked:
        link_adviser(adviser=adviser, membership=None)
    assert list(Adviser.objects.of_member(ben)) == [adviser]


def test_a_log_in_belongs_to_one_adviser_of_its_own_school(in_ashby, ben, ben_at_brook, vic, ann):
    other = adviser_of(in_ashby, "Other")
    link_adviser(adviser=ann, membership=ben)
    with pytest.raises(Refused, match="belongs to another adviser"):
        link_adviser(adviser=other, membership=ben)
    with pytest.raises(Refused, match="belongs to another school"):
        link_adviser(adviser=other, membership=ben_at_brook)
    with pytest.raises(Refused, match="Vic Adeyemi is not an adviser at this school"):
        link_adviser(adviser=other, membership=vic)


def test_the_second_editor_is_told(ann):
    fields = {"email": "", "employment": "internal", "provider": None, "is_active": True}
    correct_adviser(adviser=ann, version=1, name="Ann Beech", **fields)
    with pytest.raises(ChangedMeanwhile):
        correct_adviser(adviser=ann, version=1, name="Ann Cedar", **fields)
    ann.refresh_from_db()
    assert (ann.name, ann.version) == ("Ann Beech", 2)


def test_somebody_employed_by_the_school_has_no_provider(in_ashby):
    provider = add_provider(school=in_ashby, name="Career Connect", at=LONG_AGO)
    assert adviser_of(in_ashby, "A", provider=provider).provider == provider
    assert adviser_of(in_ashby, "B", provider=provider, employment="internal").provider is None


def test_another_schools_provider_is_refused(in_ashby, brook):
    with school_context(brook):
        theirs = add_provider(school=brook, name="Career Connect", at=LONG_AGO)
    with pytest.raises(Refused, match="belongs to another school"):
        adviser_of(in_ashby, provider=theirs)


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ((None, date(2025, 3, 1), None), "Enter the day the matrix Standard was awarded"),
        ((date(2025, 3, 1), date(2025, 2, 1), None), "comes after the award"),
        ((date(2024, 3, 1), date(2026, 3, 1), date(2025, 3, 1)), "comes after the award"),
    ],
)
def test_matrix_dates_follow_one_another(in_ashby, dates, sentence):
    names = ("matrix_awarded_on", "matrix_first_check_on", "matrix_second_check_on")
    given = dict(zip(names, dates, strict=True))
    with pytest.raises(Refused, match=sentence):
        add_provider(school=in_ashby, name="Career Connect", at=LONG_AGO, **given)


def test_providers_have_their_own_names_and_versions(in_ashby):
    first = add_provider(school=in_ashby, name="Career Connect", at=LONG_AGO)
    dates = {"matrix_awarded_on": None, "matrix_first_check_on": None, "matrix_second_check_on": None}
    with pytest.raises(Refused, match="of this name already"):
        add_provider(school=in_ashby, name="Career Connect", at=LONG_AGO)
    correct_provider(provider=first, version=1, name="Careers North", **dates)
    with pytest.raises(ChangedMeanwhile):
        correct_provider(provider=first, version=1, name="Mploy", **dates)


def test_every_change_is_kept_in_the_history(ann):
    credential = diploma_of(ann)
    checked(reject_credential, credential, reason="Not genuine")
    with connection.cursor() as cursor:
        cursor.execute("select outcome from advisers_credentialcheckevent order by pgh_id")
        assert [row[0] for row in cursor.fetchall()] == ["confirmed", "rejected"]


def test_a_person_may_hold_several_roles(in_ashby, ann, ada):
    Membership.objects.filter(pk=ada.pk).update(roles=[Role.CAREERS_LEADER, Role.ADVISER])
    ada.refresh_from_db()
    assert link_adviser(adviser=ann, membership=ada).user == ada.user


def test_overlapping_credentials(ann):
    entry_of(ann, date(2024, 4, 1), date(2026, 3, 31))
    diploma = diploma_of(ann)
    checked(reject_credential, diploma, reason="Not genuine")
    assert [qualified(ann, day) for day in (date(2024, 3, 31), date(2024, 4, 1), date(2026, 4, 1))] == [
        False,
        True,
        False,
    ]


def test_add_adviser_twice_by_one_form(in_ashby):
    token = uuid.uuid4()
    add_adviser(school=in_ashby, name="Ann", by=None, at=LONG_AGO, token=token)
    with pytest.raises(AlreadySubmitted):
        add_adviser(school=in_ashby, name="Ann", by=None, at=LONG_AGO, token=token)
