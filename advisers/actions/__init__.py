"""The only writers of providers, advisers, credentials and their checks."""

from advisers.actions.checks import confirm_credential, reject_credential, revoke_credential
from advisers.actions.credentials import (
    add_credential,
    attach_evidence,
    correct_credential,
    withdraw_credential,
)
from advisers.actions.imports import import_advisers
from advisers.actions.people import add_adviser, correct_adviser, link_adviser
from advisers.actions.providers import add_provider, correct_provider

__all__ = [
    "add_adviser",
    "add_credential",
    "add_provider",
    "attach_evidence",
    "confirm_credential",
    "correct_adviser",
    "correct_credential",
    "correct_provider",
    "import_advisers",
    "link_adviser",
    "reject_credential",
    "revoke_credential",
    "withdraw_credential",
]
