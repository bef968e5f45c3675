from __future__ import annotations

import uuid
from functools import cached_property

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from accounts.models.school import School
from accounts.permissions import OWN_FORM_ROLES, ROLE_PERMISSIONS, Permission, Role, permissions_of
from accounts.scoping import SchoolQuerySet


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this e-mail address."""
        return self.get(email__iexact=username)

    def ever_at(self, school: School) -> models.QuerySet[User]:
        """Those who belong to the school, or once did: as the history of memberships has it."""
        history = Membership.pgh_event_model.objects.filter(school=school)  # type: ignore[attr-defined]
        return self.filter(pk__in=history.values("user"))

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """A new person; without a password nobody can log in as him or her yet."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who logs in. What he or she may do hangs on memberships alone."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the round mark in the page header."""
        words = self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class MembershipQuerySet(SchoolQuerySet["Membership"]):
    view_permission = Permission.VIEW_PEOPLE

    def with_role(self, role: Role) -> MembershipQuerySet:
        """Those that hold this role, perhaps among others."""
        return self.filter(roles__contains=[role])


@pghistory.track()
class Membership(models.Model):
    """That a person belongs to a school, with one or more roles there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, models.CASCADE, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    form = models.CharField(max_length=20, blank=True, help_text="The form a tutor looks after.")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "school"], name="one_membership_a_school"),
            models.CheckConstraint(condition=models.Q(roles__len__gt=0), name="membership_has_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.school}"

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything this person may do at this school."""
        return permissions_of(self.roles)

    def may(self, *permissions: Permission) -> bool:
        """Whether any of these is permitted."""
        return not self.permissions.isdisjoint(permissions)

    def holds(self, role: Role | str) -> bool:
        """Whether this role is among the membership's."""
        return role in self.roles

    def reaches_all(self, permission: Permission) -> bool:
        """Whether the permission reaches every student; a tutor's reaches the own form alone."""
        return any(
            permission in ROLE_PERMISSIONS[Role(role)] for role in self.roles if role not in OWN_FORM_ROLES
        )

    def role_names(self) -> str:
        """The roles in words, for the page header."""
        return ", ".join(Role(role).label for role in self.roles)
