from __future__ import annotations

import uuid
from typing import Self

import pghistory
from django.db import models

from accounts.models import School, User
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class ImportState(models.TextChoices):
    PREVIEW = "preview", "Waiting for your decision"
    APPLIED = "applied", "Imported"
    DISCARDED = "discarded", "Discarded"
    UNDONE = "undone", "Undone"


class InterviewImportQuerySet(SchoolQuerySet["InterviewImport"]):
    view_permission = Permission.RECORD_FOR_ADVISERS

    def waiting(self) -> Self:
        """Those that somebody has still to decide on."""
        return self.filter(state=ImportState.PREVIEW)


@pghistory.track()
class InterviewImport(models.Model):
    """A file of interviews already held, between its upload and the decision what becomes of it.

    The file itself is kept only until then; its hash says afterwards which it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT)
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="interviews/", blank=True)
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PREVIEW)
    added = models.PositiveIntegerField(default=0)
    already_there = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = InterviewImportQuerySet.as_manager()

    @property
    def was_applied(self) -> bool:
        """Whether interviews came of it, undone since or not."""
        return self.state in (ImportState.APPLIED, ImportState.UNDONE)
