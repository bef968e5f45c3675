"""The advisers of these tests, made by the application's own actions."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from accounts.models import School
from advisers.actions import add_adviser, add_credential, confirm_credential
from advisers.claims import Claim
from advisers.models import Adviser, Credential
from tests.cast import LONG_AGO
from tests.reporting.ledger import Ledger

TODAY = date(2026, 6, 30)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(60)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(60)


@pytest.fixture
def on_30_june() -> Iterator[None]:
    with time_machine.travel("2026-06-30T12:00:00+01:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    """Evidence files of a test go away with it."""
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": str(tmp_path / "media")}}
    settings.STORAGES = storages


@pytest.fixture
def ledger(in_ashby: School) -> Ledger:
    """Students and interviews, written as they would stand."""
    return Ledger(in_ashby)


def adviser_of(school: School, name: str = "Ann Ash", **others: Any) -> Adviser:
    return add_adviser(school=school, name=name, by=None, at=LONG_AGO, **others)


def diploma_of(adviser: Adviser, *, checked: bool = True, level: int = 6) -> Credential:
    claim = Claim.qualification("Diploma", level, date(2019, 7, 1), "OCR")
    return credential_of(adviser, claim, checked)


def entry_of(adviser: Adviser, first: date, last: date | None, *, checked: bool = True) -> Credential:
    return credential_of(adviser, Claim.register_entry("CDI-1", first, last), checked)


def credential_of(adviser: Adviser, claim: Claim, checked: bool) -> Credential:
    credential = add_credential(adviser=adviser, claim=claim, by=None, at=LONG_AGO)
    if checked:
        confirm_credential(
            credential=credential,
            checked_by="Ada Lowe",
            checked_on=LONG_AGO.date(),
            seen_as="certificate",
            by=None,
            at=LONG_AGO,
        )
    return credential


@pytest.fixture
def ann(in_ashby: School) -> Adviser:
    return adviser_of(in_ashby)
