from advisers.models.adviser import Adviser, Provider
from advisers.models.credential import Credential, CredentialCheck

__all__ = ["Adviser", "Credential", "CredentialCheck", "Provider"]
