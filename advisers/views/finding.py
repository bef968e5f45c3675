"""The rows of these pages, reached through what the membership may see; anything else is a 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.access import SchoolRequest
from advisers.models import Adviser, Credential, Provider


def adviser_or_404(request: SchoolRequest, adviser_id: UUID) -> Adviser:
    """One of the school's advisers, with every credential and check."""
    advisers = Adviser.objects.visible_to(request.membership).select_related("provider", "user", "school")
    return get_object_or_404(advisers.with_every_credential(), pk=adviser_id)


def credential_or_404(request: SchoolRequest, credential_id: UUID) -> Credential:
    """One of the school's credentials, with its checks."""
    credentials = Credential.objects.visible_to(request.membership).select_related("adviser", "school")
    return get_object_or_404(credentials.with_checks(), pk=credential_id)


def provider_or_404(request: SchoolRequest, provider_id: UUID) -> Provider:
    """One of the school's providers."""
    return get_object_or_404(Provider.objects.visible_to(request.membership), pk=provider_id)
