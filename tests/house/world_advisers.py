"""The advisers of a school in the world: a provider, people, credentials in every state, evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from advisers.actions import (
    add_adviser,
    add_credential,
    add_provider,
    confirm_credential,
    reject_credential,
    withdraw_credential,
)
from advisers.claims import Claim
from advisers.evidence import read_evidence
from advisers.models import Adviser, Credential, Provider

if TYPE_CHECKING:
    from tests.house.world import SchoolWorld

AT = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)
CHECKED_ON = date(2025, 9, 1)


def make_advisers(here: SchoolWorld) -> None:
    """The adviser who logs in, one who advises at both schools, and one without a log-in."""
    provider = add_provider(school=here.school, name=here.word("provider"), at=AT)
    here.made["advisers"] = {
        "adviser": make_adviser(here, 1, email=here.user("adviser").email, provider=provider),
        "adviser_at_both": make_adviser(here, 2, email="ben@example.org", provider=provider),
        "without_log_in": make_adviser(here, 3, provider=provider),
    }
    here.ids["provider_id"] = provider.pk
    here.ids["adviser_id"] = here.made["advisers"]["adviser"].pk
    make_credentials(here, here.made["advisers"]["adviser"])


def make_adviser(here: SchoolWorld, number: int, *, email: str = "", provider: Provider) -> Adviser:
    """An adviser of this provider."""
    return add_adviser(
        school=here.school,
        name=here.word("advisername", number),
        email=email or f"{here.word('adviseremail', number)}@example.org",
        provider=provider,
        by=here.user("leader"),
        at=AT,
    )


def make_credentials(here: SchoolWorld, adviser: Adviser) -> None:
    """A diploma that was seen, a register entry that was rejected, and a credential taken back."""
    seen = diploma(here, adviser, 1, evidence=f"{here.word('evidencename')}.pdf")
    check: dict[str, Any] = {"checked_by": here.word("checkedby"), "checked_on": CHECKED_ON, "at": AT}
    confirm_credential(credential=seen, **check, seen_as="certificate", by=here.user("leader"))
    entry = add_credential(
        adviser=adviser,
        claim=Claim.register_entry(here.word("registernumber"), date(2024, 4, 1)),
        by=here.user("leader"),
        at=AT,
    )
    reject_credential(credential=entry, **check, reason=here.word("rejectedreason"), by=here.user("leader"))
    withdrawn = diploma(here, adviser, 2)
    withdraw_credential(
        credential=withdrawn, reason=here.word("withdrawncredential"), by=here.user("leader"), at=AT
    )
    unproved = diploma(here, here.made["advisers"]["without_log_in"], 3)
    without = {"adviser_id": here.made["advisers"]["without_log_in"].pk}
    here.also |= {"advisers:detail": [without], "advisers:edit": [without]}
    here.ids["credential_id"] = seen.pk
    here.ids_for["advisers:attach_evidence"] = {"credential_id": unproved.pk}


def diploma(here: SchoolWorld, adviser: Adviser, number: int, *, evidence: str = "") -> Credential:
    """A Level 6 qualification."""
    claim = Claim.qualification(
        here.word("credentialtitle", number), 6, date(2019, 7, 1), here.word("awardingbody", number)
    )
    file = (
        read_evidence(b"%PDF-1.7 " + here.word("evidencefile").encode(), name=evidence) if evidence else None
    )
    return add_credential(adviser=adviser, claim=claim, evidence=file, by=here.user("leader"), at=AT)
