"""The forms of the advisers' pages: shape in, shape out; what may be saved is for the actions to say."""

from advisers.forms.checks import CheckForm, RejectForm, RevokeForm, WithdrawForm
from advisers.forms.credentials import CREDENTIAL_FORMS
from advisers.forms.evidence import EvidenceForm
from advisers.forms.files import ImportForm
from advisers.forms.people import AdviserForm, EditAdviserForm
from advisers.forms.providers import EditProviderForm, ProviderForm

__all__ = [
    "CREDENTIAL_FORMS",
    "AdviserForm",
    "CheckForm",
    "EditAdviserForm",
    "EditProviderForm",
    "EvidenceForm",
    "ImportForm",
    "ProviderForm",
    "RejectForm",
    "RevokeForm",
    "WithdrawForm",
]
