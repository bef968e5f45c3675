"""The columns of an advisers file, and the words its cells may hold."""

from functools import partial

from accounts.files import Field
from accounts.files.values import parse_choice, parse_integer
from advisers.models.adviser import Employment
from advisers.models.credential import CredentialKind, RegisterCategory, SeenAs

FIELDS: tuple[Field, ...] = (
    Field("name", "Name", ("Adviser", "Full name"), required=True),
    Field("email", "E-mail", ("E-mail address",)),
    Field("employment", "Employment"),
    Field("organisation", "Organisation", ("Provider", "Employer")),
    Field("kind", "Credential"),
    Field("title", "Title"),
    Field("level", "Level"),
    Field("awarding_body", "Awarding body"),
    Field("awarded_on", "Awarded", ("Awarded on",)),
    Field("register_category", "Register category"),
    Field("register_number", "Register number"),
    Field("valid_from", "Valid from"),
    Field("valid_to", "Valid to"),
    Field("checked_by", "Checked by"),
    Field("checked_on", "Checked on"),
    Field("seen_as", "Seen as"),
)
HEADINGS = {field.name: field.heading for field in FIELDS}

OF_A_QUALIFICATION = {"level": "a level", "awarded_on": "an award"}
OF_A_REGISTER_ENTRY = {
    "register_category": "a register category",
    "register_number": "a register number",
    "valid_from": "a first day of validity",
    "valid_to": "a last day of validity",
}
OF_A_CREDENTIAL = (
    "title",
    "awarding_body",
    *OF_A_QUALIFICATION,
    *OF_A_REGISTER_ENTRY,
    "checked_by",
    "checked_on",
    "seen_as",
)

parse_employment = partial(
    parse_choice,
    choices={"internal": Employment.INTERNAL, "external": Employment.EXTERNAL},
    write="internal or external",
)
parse_kind = partial(
    parse_choice,
    choices={
        "qualification": CredentialKind.QUALIFICATION,
        "register": CredentialKind.REGISTER,
        "register entry": CredentialKind.REGISTER,
    },
    write="qualification or register",
)
parse_category = partial(
    parse_choice,
    choices={
        RegisterCategory.PROFESSIONAL.value: RegisterCategory.PROFESSIONAL,
        RegisterCategory.PROFESSIONAL.label: RegisterCategory.PROFESSIONAL,
        RegisterCategory.LEADER.value: RegisterCategory.LEADER,
        RegisterCategory.LEADER.label: RegisterCategory.LEADER,
    },
    write="career_development_professional or careers_leader",
)
parse_seen_as = partial(
    parse_choice,
    choices={value: value for value in SeenAs.values},
    write="certificate, register or letter",
)


def parse_level(value: str) -> int | None:
    """A level of the national framework, with or without the word."""
    return parse_integer(value.strip().lower().removeprefix("level"), least=1, most=8)
