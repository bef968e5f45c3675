from __future__ import annotations

import uuid
from typing import Any, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from accounts.models import School, User
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class ImportState(models.TextChoices):
    PREVIEW = "preview", "Waiting for your decision"
    APPLIED = "applied", "Imported"
    UNDONE = "undone", "Undone"
    DISCARDED = "discarded", "Discarded"


class RosterImportQuerySet(SchoolQuerySet["RosterImport"]):
    view_permission = Permission.EDIT_STUDENTS

    def applied(self) -> Self:
        """Those that have been imported and not undone."""
        return self.filter(state=ImportState.APPLIED)

    def waiting(self) -> Self:
        """Those that somebody has still to decide on."""
        return self.filter(state=ImportState.PREVIEW)

    def last_that_changed_something(self) -> RosterImport | None:
        """The one import that can be undone."""
        changed = ImportedChange.objects.filter(roster_import=OuterRef("pk"))
        return self.applied().filter(Exists(changed)).order_by("applied_at").last()


@pghistory.track(exclude=["student_ids"])
class RosterImport(models.Model):
    """A roster file that was offered, what it would change, and what became of it.

    `student_ids`: everybody who stood in it, so that a roster of an earlier day, imported afterwards, knows
    what a later one has said already.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="rosters/", blank=True)
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20, blank=True)
    mapping = models.JSONField(default=dict, help_text="Field by heading, where a person chose it.")
    roster_on = models.DateField()
    record_leavers = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PREVIEW)
    counts = models.JSONField(default=dict)
    student_ids = ArrayField(models.UUIDField(), default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RosterImportQuerySet.as_manager()

    @property
    def file_is_here(self) -> bool:
        """Whether the uploaded file is still kept: another school's upload may have swept it away."""
        name = self.file.name
        return bool(name and self.file.storage.exists(name))


class WithImportsQuerySet(SchoolQuerySet[Any]):
    """Rows that belong to importing, and are seen by those who import."""

    view_permission = Permission.EDIT_STUDENTS


class ChangeKind(models.TextChoices):
    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    LEFT = "left", "Recorded as left"


class ImportedChange(models.Model):
    """One student whom an import added, changed or recorded as left: what `undo` puts back."""

    school = models.ForeignKey(School, models.PROTECT)
    roster_import = models.ForeignKey(RosterImport, models.CASCADE, related_name="changes")
    student_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=ChangeKind)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = WithImportsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["roster_import", "student_id"], name="changes_of_an_import")]


class ColumnMapping(models.Model):
    """Which heading of this school's files means which field, as a person once chose it."""

    school = models.OneToOneField(School, models.CASCADE)
    fields_by_heading = models.JSONField(default=dict)

    objects = WithImportsQuerySet.as_manager()
