from __future__ import annotations

import uuid
from typing import Self

import pghistory
from django.db import models
from django.db.models import Prefetch, Q

from accounts.models import Membership, School, User
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet
from advisers.models.credential import Credential


class ProviderQuerySet(SchoolQuerySet["Provider"]):
    view_permission = Permission.VIEW_ADVISERS


@pghistory.track()
class Provider(models.Model):
    """An organisation that employs advisers, with its matrix Standard dates.

    The Standard is awarded for three years, with checks at 12 and 24 months (field.md).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    name = models.CharField(max_length=120)
    matrix_awarded_on = models.DateField("matrix Standard awarded", null=True, blank=True)
    matrix_first_check_on = models.DateField("12-month check done", null=True, blank=True)
    matrix_second_check_on = models.DateField("24-month check done", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_provider_a_name")]

    def __str__(self) -> str:
        return self.name


class Employment(models.TextChoices):
    INTERNAL = "internal", "Employed by the school"
    EXTERNAL = "external", "From a provider, or self-employed"


class AdviserQuerySet(SchoolQuerySet["Adviser"]):
    view_permission = Permission.VIEW_ADVISERS

    def active(self) -> Self:
        """Those who hold interviews at the school now."""
        return self.filter(is_active=True)

    def with_credentials(self) -> Self:
        """Each with the credentials that stand and their checks: three queries, however many advisers."""
        standing = Credential.objects.standing().with_checks()
        return self.prefetch_related(Prefetch("credentials", standing))

    def with_every_credential(self) -> Self:
        """Each with all credentials, the withdrawn ones too, and their checks."""
        return self.prefetch_related(Prefetch("credentials", Credential.objects.with_checks()))

    def of_member(self, membership: Membership) -> Self:
        """The adviser a person is at the school: linked to the log-in, or unlinked with its e-mail."""
        unlinked = Q(user=None, email__iexact=membership.user.email)
        return self.filter(Q(user=membership.user_id) | unlinked, school=membership.school_id)


@pghistory.track()
class Adviser(models.Model):
    """Somebody who holds guidance interviews at the school, with a log-in or without."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail", blank=True)
    employment = models.CharField(max_length=10, choices=Employment, default=Employment.EXTERNAL)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="advisers")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    is_active = models.BooleanField("holds interviews here now", default=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AdviserQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "email"], condition=~Q(email=""), name="one_adviser_an_email"
            ),
            models.UniqueConstraint(
                fields=["school", "user"], condition=Q(user__isnull=False), name="one_adviser_a_log_in"
            ),
        ]

    def __str__(self) -> str:
        return self.name
