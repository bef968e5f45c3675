"""What a credential says of itself: a qualification, or an entry on the register."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from advisers.models import Credential
from advisers.models.credential import CredentialKind, RegisterCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The facts of a credential, as the adviser or a file gives them."""

    kind: str
    title: str = ""
    level: int | None = None
    awarding_body: str = ""
    awarded_on: date | None = None
    register_category: str = ""
    register_number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @classmethod
    def qualification(cls, title: str, level: int, awarded_on: date, awarding_body: str = "") -> Claim:
        """A qualification."""
        return cls(
            kind=CredentialKind.QUALIFICATION,
            title=title,
            level=level,
            awarded_on=awarded_on,
            awarding_body=awarding_body,
        )

    @classmethod
    def register_entry(
        cls,
        number: str,
        valid_from: date,
        valid_to: date | None = None,
        category: str = RegisterCategory.PROFESSIONAL,
    ) -> Claim:
        """An entry on the register, by default as Registered Career Development Professional."""
        return cls(
            kind=CredentialKind.REGISTER,
            register_category=category,
            register_number=number,
            valid_from=valid_from,
            valid_to=valid_to,
        )

    @classmethod
    def of(cls, credential: Credential) -> Claim:
        """What a credential on record says."""
        return cls(**{field.name: getattr(credential, field.name) for field in fields(cls)})

    def values(self) -> dict[str, Any]:
        """The same by the model's field names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return Credential(**self.values()).name
