from advisers.views.checks import check, reject, revoke
from advisers.views.credentials import add_credential, attach_evidence, correct, evidence, withdraw
from advisers.views.imports import import_apply, import_file
from advisers.views.people import add, edit
from advisers.views.providers import provider_add, provider_edit, providers
from advisers.views.register import detail, list_advisers

__all__ = [
    "add",
    "add_credential",
    "attach_evidence",
    "check",
    "correct",
    "detail",
    "edit",
    "evidence",
    "import_apply",
    "import_file",
    "list_advisers",
    "provider_add",
    "provider_edit",
    "providers",
    "reject",
    "revoke",
    "withdraw",
]
