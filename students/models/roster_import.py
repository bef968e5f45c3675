import uuid

import pghistory
from django.db import models

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


@pghistory.track()
class RosterImport(models.Model):
    """A roster file that was offered, what it would change, and what became of it."""

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
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RosterImportQuerySet.as_manager()


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

    objects = RosterImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["roster_import", "student_id"], name="changes_of_an_import")]


class ColumnMapping(models.Model):
    """Which heading of this school's files means which field, as a person once chose it."""

    school = models.OneToOneField(School, models.CASCADE)
    fields_by_heading = models.JSONField(default=dict)

    objects = RosterImportQuerySet.as_manager()
