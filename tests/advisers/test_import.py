"""`import_advisers`: what it takes in, what it refuses, and that it is safe twice."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from advisers.actions import add_adviser, reject_credential, revoke_credential, withdraw_credential
from advisers.models import Adviser, Credential, CredentialCheck, Provider
from advisers.qualification import facts_of, is_qualified
from tests.cast import LONG_AGO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_ashby")]

HEAD = (
    "Name,E-mail,Employment,Organisation,Credential,Title,Level,Awarding body,Awarded,Register category,"
    "Register number,Valid from,Valid to,Checked by,Checked on,Seen as\n"
)
ANN = (
    "Ann Ash,ann@example.org,internal,,qualification,Diploma,6,OCR,2019-07-01,,,,,"
    "Ada Lowe,2022-09-02,certificate\n"
)
BEN = (
    "Ben Okafor,,external,Career Connect,register,,,,,career_development_professional,CDI-1,2024-04-01,"
    "31/03/2026,Ada Lowe,2024-04-02,register\n"
)
CAL = (
    "Cal Marsh,,,Career Connect,register,,,,,careers_leader,CDI-2,2024-04-01,,Ada Lowe,2024-04-02,register\n"
)
DEE = "Dee Holt,dee@example.org,,,qualification,QCD,Level 7,,10/02/2026,,,,,,,\n"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel("2026-06-30T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def run(tmp_path: Path):
    def import_(*rows: str, head: str = HEAD, options: tuple[str, ...] = ()) -> list[str]:
        file = tmp_path / "advisers.csv"
        file.write_text(head + "".join(rows))
        out = StringIO()
        call_command("import_advisers", str(file), "--school", "104723", *options, stdout=out)
        return out.getvalue().splitlines()

    return import_


def refusal(run, *rows: str, head: str = HEAD) -> list[str]:
    with pytest.raises(CommandError) as refused:
        run(*rows, head=head)
    assert refused.value.returncode == 1
    assert not Credential.objects.exists()
    return str(refused.value).splitlines()


def qualified(name: str, on: date) -> bool:
    adviser = Adviser.objects.with_credentials().get(name=name)
    return is_qualified([facts_of(each) for each in adviser.credentials.all()], on=on)


def test_the_advisers_of_the_worked_cases(run):
    assert run(ANN, BEN, CAL, DEE) == [
        "advisers: 4 added, 0 changed, 0 unchanged",
        "credentials: 4 added, 0 changed, 0 unchanged",
        "checks: 3 added",
        "added: organisation Career Connect",
        "added: Ann Ash",
        "added: Ann Ash: Diploma (Level 6)",
        "checked: Ann Ash: Diploma (Level 6): 2 September 2022 by Ada Lowe",
        "added: Ben Okafor",
        "added: Ben Okafor: Registered Career Development Professional",
        "checked: Ben Okafor: Registered Career Development Professional: 2 April 2024 by Ada Lowe",
        "added: Cal Marsh",
        "added: Cal Marsh: Registered Careers Leader",
        "checked: Cal Marsh: Registered Careers Leader: 2 April 2024 by Ada Lowe",
        "added: Dee Holt",
        "added: Dee Holt: QCD (Level 7)",
    ]
    assert qualified("Ann Ash", date(2024, 5, 2))
    assert qualified("Ben Okafor", date(2026, 3, 31))
    assert not qualified("Ben Okafor", date(2026, 4, 1))
    assert not qualified("Cal Marsh", date(2025, 11, 3))
    assert not qualified("Dee Holt", date(2026, 2, 10))
    assert Adviser.objects.get(name="Ben Okafor").provider == Provider.objects.get()


def test_safe_twice(run):
    run(ANN, BEN, CAL, DEE)
    assert run(ANN, BEN, CAL, DEE) == [
        "advisers: 0 added, 0 changed, 4 unchanged",
        "credentials: 0 added, 0 changed, 4 unchanged",
        "checks: 0 added",
    ]
    assert (Credential.objects.count(), CredentialCheck.objects.count()) == (4, 3)


def test_dry_run_says_the_same_and_writes_nothing(run):
    would = run(ANN, BEN, options=("--dry-run",))
    assert not Adviser.objects.exists()
    assert run(ANN, BEN) == would


def test_a_later_check_is_added_to_the_same_credential(run):
    run(DEE)
    lines = run(DEE.replace(",,,,,,\n", ",,,,Ada Lowe,2026-03-20,letter\n"))
    assert "checks: 1 added" in lines
    assert qualified("Dee Holt", date(2026, 2, 10))
    assert not qualified("Dee Holt", date(2026, 2, 9))


def test_an_adviser_with_two_rows_is_one_adviser(run):
    second = ANN.replace("Diploma,6", "QCG,7").replace("ann@example.org", "")
    run(ANN, second)
    assert Adviser.objects.get().credentials.count() == 2


def test_an_email_fills_in_where_the_name_fits_one_adviser(run, ashby):
    add_adviser(school=ashby, name="ann  ash", by=None, at=LONG_AGO)
    lines = run(ANN)
    assert "changed: ann  ash: E-mail: blank → ann@example.org" in lines
    assert Adviser.objects.get().email == "ann@example.org"


def test_the_same_name_with_another_email_is_somebody_else(run, ashby):
    add_adviser(school=ashby, name="Ann Ash", email="other@example.org", by=None, at=LONG_AGO)
    assert run(ANN)[-1] == (
        "warning: advisers.csv:2: E-mail: somebody of this name has another e-mail address: "
        "check that they are two advisers"
    )
    assert Adviser.objects.count() == 2


def test_a_name_that_fits_two_is_refused(run, ashby):
    for email in ("one@example.org", "two@example.org"):
        add_adviser(school=ashby, name="Ben Okafor", email=email, by=None, at=LONG_AGO)
    assert refusal(run, BEN) == [
        "advisers.csv:2: Name: 2 advisers are called Ben Okafor: write the e-mail address as well"
    ]


def test_known_by_email_under_a_new_name(run):
    run(ANN)
    lines = run(ANN.replace("Ann Ash", "Ann Beech").replace("internal,", "external,Mploy Solutions"))
    assert "changed: Ann Ash: Name: Ann Ash → Ann Beech" not in lines  # told under the new name
    assert [line for line in lines if line.startswith("changed")] == [
        "changed: Ann Beech: Name: Ann Ash → Ann Beech",
        "changed: Ann Beech: Employment: internal → external",
        "changed: Ann Beech: Organisation: blank → Mploy Solutions",
    ]


def test_every_bad_row_is_named_and_nothing_is_imported(run):
    rows = [
        ANN,
        ",,,,qualification,Diploma,6,,2019-07-01,,,,,,,\n",
        "Cy,cy.example.org,staff,,diploma,,,,,,,,,,,\n",
        "Di,,,,qualification,,9,,31/02/2019,,,,,,,\n",
        "Ed,,,,register,,6,,,,,,,,,\n",
        "Fi,,,,register,,,,,chartered,1,2026-04-01,2026-03-31,,2026-07-01,phone\n",
        "Gus,,,,,Diploma,6,,,,,,,,,\n",
        "Hal,,,,qualification,Diploma,6,,2019-07-01,,77,,2026-01-01,,,\n",
    ]
    assert refusal(run, *rows) == [
        "advisers.csv:3: Name: is blank: write the adviser’s name",
        "advisers.csv:4: Credential: “diploma” is not known: write qualification or register",
        "advisers.csv:4: E-mail: “cy.example.org” is not an e-mail address: "
        "write one like ada@school.example",
        "advisers.csv:4: Employment: “staff” is not known: write internal or external",
        "advisers.csv:5: Level: 9 is out of range: write a number from 1 to 8",
        "advisers.csv:5: Awarded: “31/02/2019” is a date that does not exist: write one that does",
        "advisers.csv:6: Register category: is blank: "
        "write career_development_professional or careers_leader",
        "advisers.csv:6: Valid from: is blank: write the day the entry is valid from, as in 31/03/2024",
        "advisers.csv:6: Level: a level is something a register entry has not: leave it blank, "
        "or give that credential a row of its own",
        "advisers.csv:7: Register category: “chartered” is not known: "
        "write career_development_professional or careers_leader",
        "advisers.csv:7: Valid to: lies before the day the entry is valid from: put one of the two right",
        "advisers.csv:7: Seen as: “phone” is not known: write certificate, register or letter",
        "advisers.csv:7: Checked by: is blank: write who checked the credential, or clear Checked on",
        "advisers.csv:7: Checked on: lies in the future: write the day the check was done",
        "advisers.csv:8: Credential: Credential is blank: write qualification or register",
        "advisers.csv:9: Register number: a register number is something a qualification has not: "
        "leave it blank, or give that credential a row of its own",
        "advisers.csv:9: Valid to: a last day of validity is something a qualification has not: "
        "leave it blank, or give that credential a row of its own",
    ]


def test_rows_that_contradict_each_other_are_refused(run):
    assert refusal(run, ANN, ANN.replace("internal", "external")) == [
        "advisers.csv:3: Employment: an earlier row of the same adviser (from row 2) says internal: "
        "make them agree"
    ]


def test_a_file_without_names_is_refused(run):
    assert refusal(run, "x,y\n", head="Level,Awarded\n") == [
        "advisers.csv:1: Name: there is no such column: add one, headed “Name”, “Adviser” or “Full name”"
    ]


def test_a_picture_is_refused(tmp_path):
    file = tmp_path / "advisers.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with pytest.raises(CommandError, match=r"advisers\.csv: This is a picture, not a spreadsheet"):
        call_command("import_advisers", str(file), "--school", "104723")


def test_a_check_without_a_day_leaves_the_credential_unchecked(run):
    lines = run(DEE.replace(",,,,,,\n", ",,,,Ada Lowe,,letter\n"))
    assert lines[-1] == (
        "warning: advisers.csv:2: Checked by: names somebody without the day of the check: "
        "the credential is recorded as unchecked"
    )
    assert not CredentialCheck.objects.exists()


def act(action, **given) -> None:
    from django.utils import timezone

    action(credential=Credential.objects.get(), by=None, at=timezone.now(), **given)


def test_a_file_sent_again_does_not_undo_a_rejection(run):
    run(ANN)
    act(reject_credential, checked_by="Ada", checked_on=date(2026, 6, 1), reason="Not genuine")
    assert run(ANN)[2] == "checks: 0 added"
    assert not qualified("Ann Ash", date(2026, 6, 2))
    earlier = run(ANN.replace("2022-09-02", "2022-09-03"))
    assert earlier[-1] == (
        "warning: advisers.csv:2: Checked on: Diploma (Level 6) was rejected on 1 June 2026: "
        "this earlier check changes nothing"
    )
    run(ANN.replace("2022-09-02", "2026-06-29"))
    assert qualified("Ann Ash", date(2026, 6, 2))


def test_a_file_sent_again_does_not_bring_back_what_was_withdrawn(run):
    run(ANN)
    act(withdraw_credential, reason="Somebody else’s certificate")
    assert run(ANN)[-1] == (
        "warning: advisers.csv:2: Credential: Diploma (Level 6) was withdrawn here, and is not added again "
        "(Somebody else’s certificate)"
    )
    assert not qualified("Ann Ash", date(2026, 6, 2))


def test_another_awarding_body_is_pointed_out(run):
    run(ANN)
    assert run(ANN.replace("OCR", "ocr"))[-1] == "checks: 0 added"
    assert run(ANN.replace("OCR", "NCFE"))[-1] == (
        "warning: advisers.csv:2: Awarding body: Diploma (Level 6) stays “OCR”: correct it on the "
        "adviser’s page"
    )


def test_a_renewal_under_the_same_number_needs_its_check(run):
    run(BEN)
    renewed = BEN.replace("31/03/2026", "31/03/2028")
    what = "Ben Okafor: Registered Career Development Professional"
    assert f"changed: {what}: Valid to: 31 March 2026 → 31 March 2028" in run(renewed)
    assert qualified("Ben Okafor", date(2026, 4, 1))
    assert qualified("Ben Okafor", date(2024, 4, 1))
    assert Credential.objects.standing().count() == 1
    assert run(renewed)[1] == "credentials: 0 added, 0 changed, 1 unchanged"
    unchecked = renewed.replace("31/03/2028", "31/03/2029").replace("Ada Lowe,2024-04-02,register", ",,")
    with pytest.raises(CommandError, match="give the check of this last day"):
        run(unchecked)


def test_another_last_day_does_not_undo_a_revocation(run):
    run(BEN)
    act(
        revoke_credential,
        revoked_on=date(2026, 1, 1),
        checked_by="Ada",
        checked_on=date(2026, 1, 2),
        reason="Struck off",
    )
    with pytest.raises(CommandError, match="was revoked on 2 January 2026"):
        run(BEN.replace("31/03/2026", "31/03/2028"))
    assert not qualified("Ben Okafor", date(2026, 1, 1))
    assert qualified("Ben Okafor", date(2025, 12, 31))


def test_an_adviser_whose_email_is_a_log_in_is_linked(run, ben):
    run(BEN.replace("Okafor,,", "Okafor,BEN@example.org,"))
    assert Adviser.objects.get().user == ben.user


def test_another_school_sees_nothing_of_it(run, brook):
    from accounts.tenancy import school_context

    run(ANN)
    with school_context(brook):
        assert Adviser.objects.count() == 0


def test_an_unknown_school_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No school has the URN 999999"):
        call_command("import_advisers", str(tmp_path / "x.csv"), "--school", "999999")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_advisers", str(tmp_path / "x.csv"), "--school", "104723")
