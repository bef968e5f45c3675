import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models.school import School
from accounts.permissions import Permission
from accounts.scoping import SchoolQuerySet


class AccessKind(models.TextChoices):
    OPENED = "opened", "Opened"
    LISTED = "listed", "Listed"
    EXPORTED = "exported", "Exported"
    PRINTED = "printed", "Printed"


class RecordAccessQuerySet(SchoolQuerySet["RecordAccess"]):
    view_permission = Permission.MANAGE_PEOPLE


class RecordAccess(models.Model):
    """Who opened, listed, exported or printed which students' records, and when.

    Insert-only by grant and by trigger. Each row carries the hash of the one before it at its school
    (filled in by a trigger), so `audit_verify` can name a row that was changed or removed. Students are
    named by id without a key: the log outlives them.
    """

    school = models.ForeignKey(School, models.PROTECT)
    number = models.BigIntegerField(editable=False, default=0, help_text="Counts up within the school.")
    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=AccessKind)
    what = models.CharField(max_length=60, help_text="The page or file, by its name in the code.")
    student_ids = ArrayField(models.UUIDField())
    previous_hash = models.CharField(max_length=64, editable=False, default="")
    hash = models.CharField(max_length=64, editable=False, default="")

    objects = RecordAccessQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "number"], name="one_access_a_number")]
        triggers = [
            pgtrigger.Protect(name="insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="chain",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("last", "accounts_recordaccess%ROWTYPE")],
                func="""
                    -- One writer a school at a time, until its transaction ends: a chain has one end.
                    PERFORM pg_advisory_xact_lock(8140, NEW.school_id::int);
                    SELECT * INTO last FROM accounts_recordaccess
                      WHERE school_id = NEW.school_id ORDER BY number DESC LIMIT 1;
                    NEW.number := coalesce(last.number, 0) + 1;
                    NEW.previous_hash := coalesce(last.hash, '');
                    NEW.hash := encode(sha256(convert_to(concat_ws('|', NEW.previous_hash, NEW.school_id,
                      NEW.number, extract(epoch from NEW.at), NEW.user_id, NEW.kind, NEW.what,
                      array_to_string(NEW.student_ids, ',')), 'UTF8')), 'hex');
                    RETURN NEW;
                """,
            ),
        ]
