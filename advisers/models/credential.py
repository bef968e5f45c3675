from __future__ import annotations

import uuid
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Prefetch, Q

from accounts.models import School, User
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class CredentialKind(models.TextChoices):
    QUALIFICATION = "qualification", "Qualification"
    REGISTER = "register", "Entry on the UK Register of Career Development Professionals"


class RegisterCategory(models.TextChoices):
    PROFESSIONAL = "career_development_professional", "Registered Career Development Professional"
    LEADER = "careers_leader", "Registered Careers Leader"


class CredentialQuerySet(SchoolQuerySet["Credential"]):
    view_permission = Permission.VIEW_ADVISERS

    def standing(self) -> Self:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def with_checks(self) -> Self:
        """Each with its checks in the order they were recorded, the oldest credential first."""
        in_order = CredentialCheck.objects.order_by("recorded_at", "id")
        return self.order_by("recorded_at", "id").prefetch_related(Prefetch("checks", in_order))


@pghistory.track()
class Credential(models.Model):
    """A qualification or a register entry, as claimed. It counts once somebody has checked it.

    What it says is never changed: a correction withdraws it and adds another.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    adviser = models.ForeignKey("advisers.Adviser", models.PROTECT, related_name="credentials")
    kind = models.CharField(max_length=15, choices=CredentialKind)
    title = models.CharField(max_length=160, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    awarding_body = models.CharField(max_length=120, blank=True)
    awarded_on = models.DateField(null=True, blank=True)
    register_category = models.CharField(max_length=40, choices=RegisterCategory, blank=True)
    register_number = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="Empty: open.")
    evidence = models.FileField(upload_to="credentials/", blank=True)
    evidence_name = models.CharField(max_length=200, blank=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="credential_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind="qualification", level__isnull=False, awarded_on__isnull=False)
                | (Q(kind="register", valid_from__isnull=False) & ~Q(register_category="")),
                name="credential_says_what_it_is",
            ),
        ]
        indexes = [models.Index(fields=["school", "adviser"], name="credentials_of_an_adviser")]

    def __str__(self) -> str:
        return self.name

    @property
    def noun(self) -> str:
        """Which of the two kinds it is, in a word."""
        return "register entry" if self.kind == CredentialKind.REGISTER else "qualification"

    @property
    def name(self) -> str:
        """What it is called in a sentence: a qualification's title and level, or the register's category."""
        if self.kind == CredentialKind.REGISTER:
            return RegisterCategory(self.register_category).label
        return f"{self.title} (Level {self.level})" if self.title else f"Level {self.level} qualification"


class CheckOutcome(models.TextChoices):
    CONFIRMED = "confirmed", "Seen and genuine"
    REJECTED = "rejected", "Rejected"
    REVOKED = "revoked", "Revoked"


class SeenAs(models.TextChoices):
    CERTIFICATE = "certificate", "The certificate"
    REGISTER = "register", "The register, looked up"
    LETTER = "letter", "The provider's letter"


class CredentialCheckQuerySet(SchoolQuerySet["CredentialCheck"]):
    view_permission = Permission.VIEW_ADVISERS


@pghistory.track()
class CredentialCheck(models.Model):
    """That a named person looked at a credential, when, how, and what came of it. The latest one stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=CheckOutcome, default=CheckOutcome.CONFIRMED)
    checked_by = models.CharField(max_length=120)
    checked_on = models.DateField()
    seen_as = models.CharField(max_length=12, choices=SeenAs, blank=True)
    revoked_on = models.DateField(null=True, blank=True, help_text="Valid to the day before.")
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CredentialCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="revoked", revoked_on__isnull=False)
                | (~Q(outcome="revoked") & Q(revoked_on=None)),
                name="revoked_says_when",
            )
        ]
        indexes = [
            models.Index(
                fields=["credential", "recorded_at"],
                include=["outcome", "revoked_on"],
                name="checks_in_order",
            )
        ]
