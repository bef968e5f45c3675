"""The log of who opened which record: chained, insert-only, and provable."""

from collections.abc import Callable
from uuid import uuid4

import lxml.html
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from accounts.actions import log_access, remove_member
from accounts.audit import first_fault
from accounts.models import Membership, RecordAccess, School
from accounts.models.access_log import AccessKind
from accounts.tenancy import school_context
from tests.cast import LONG_AGO


def opened(by: Membership, times: int) -> None:
    for _ in range(times):
        log_access(by=by, kind=AccessKind.OPENED, what="students:detail", students=[uuid4()], at=LONG_AGO)


def test_each_entry_carries_the_hash_of_the_one_before_it(in_ashby: School, ada: Membership) -> None:
    opened(ada, 3)
    entries = list(RecordAccess.objects.order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous_hash for entry in entries] == ["", entries[0].hash, entries[1].hash]
    assert len({entry.hash for entry in entries}) == 3
    assert first_fault(in_ashby) is None


def test_schools_have_chains_of_their_own(ada: Membership, cora: Membership) -> None:
    for who in (ada, cora):
        with school_context(who.school):
            opened(who, 2)
            assert [entry.number for entry in RecordAccess.objects.order_by("number")] == [1, 2]


def test_nothing_is_written_where_nobody_was_seen(in_ashby: School, ada: Membership) -> None:
    log_access(by=ada, kind=AccessKind.LISTED, what="students:list", students=[], at=LONG_AGO)
    assert RecordAccess.objects.count() == 0


TAMPERING = [
    ("update accounts_recordaccess set user_id = 7 where number = 2", "Entry 2 was changed"),
    ("update accounts_recordaccess set student_ids = '{}' where number = 1", "Entry 1 was changed"),
    ("delete from accounts_recordaccess where number = 2", "Entry 3 does not follow"),
]


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
@pytest.mark.parametrize(("statement", "words"), TAMPERING)
def test_verify_names_the_entry_that_was_tampered_with(
    ada: Membership, statement: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even the tables' owner, with the trigger switched off, leaves a trace."""
    with school_context(ada.school):
        opened(ada, 3)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select set_config('app.schools', %s, false)", [str(ada.school_id)])
        cursor.execute("alter table accounts_recordaccess disable trigger user")
        cursor.execute(statement)
        cursor.execute("alter table accounts_recordaccess enable trigger user")
        cursor.execute("select set_config('app.schools', '', false)")
    with pytest.raises(CommandError, match=words):
        call_command("audit_verify", school=ada.school.urn)


def test_verify_says_how_many_entries_it_saw(in_ashby: School, ada: Membership) -> None:
    from io import StringIO

    out = StringIO()
    call_command("audit_verify", school=in_ashby.urn, stdout=out)
    assert out.getvalue() == "The log is empty.\n"
    opened(ada, 2)
    out = StringIO()
    call_command("audit_verify", school=in_ashby.urn, stdout=out)
    assert out.getvalue().startswith("2 entries, none changed. Last hash: ")


def test_the_page_says_who_did_what_and_narrows_it_down(
    ada: Membership, ben: Membership, client_of: Callable[[Membership], Client]
) -> None:
    with school_context(ada.school):
        for by, kind, what, day in (
            (ada, AccessKind.LISTED, "students:list", 1),
            (ben, AccessKind.OPENED, "interviews:withdraw", 1),
            (ben, AccessKind.OPENED, "interviews:gone_since", 2),
        ):
            log_access(by=by, kind=kind, what=what, students=[uuid4()], at=LONG_AGO.replace(day=day))
    browser = client_of(ada)

    def deeds(question: str) -> list[str]:
        page = lxml.html.fromstring(browser.get(f"/104723/access-log/{question}").content)
        return [cell.text_content() for cell in page.xpath("//td[@data-label='What']")]

    first = ["Opened an interview, to withdraw it", "Looked through the list of students"]
    assert deeds("") == ["Opened a page about interviews", *first]
    assert deeds("?day=2022-09-01") == first
    assert deeds(f"?who={ben.user_id}&day=2022-09-01") == first[:1]
    assert deeds(f"?who={ada.user_id}&day=2022-09-02") == []
    assert len(deeds("?who=nobody&day=yesterday")) == 3
    remove_member(membership=ben)
    assert deeds(f"?who={ben.user_id}&day=2022-09-01") == first[:1], "who has left is asked about too"
