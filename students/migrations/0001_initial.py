import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fields_by_heading", models.JSONField(default=dict)),
                (
                    "school",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("reason", models.CharField(max_length=300)),
                ("approved_by", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterImport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("file", models.FileField(blank=True, upload_to="rosters/")),
                ("sha256", models.CharField(max_length=64)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                (
                    "mapping",
                    models.JSONField(default=dict, help_text="Field by heading, where a person chose it."),
                ),
                ("roster_on", models.DateField()),
                ("record_leavers", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "Waiting for your decision"),
                            ("applied", "Imported"),
                            ("undone", "Undone"),
                            ("discarded", "Discarded"),
                        ],
                        default="preview",
                        max_length=10,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                (
                    "student_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportedChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("student_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("added", "Added"), ("changed", "Changed"), ("left", "Recorded as left")],
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
                (
                    "roster_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="students.rosterimport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "academic_year",
                    models.PositiveSmallIntegerField(help_text="The calendar year it starts in."),
                ),
                ("year_group", models.PositiveSmallIntegerField()),
                ("form", models.CharField(blank=True, max_length=20)),
                (
                    "sen",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("N", "No special educational need"),
                            ("K", "SEN support"),
                            ("E", "EHC plan"),
                            ("", "Not recorded"),
                        ],
                        max_length=1,
                        verbose_name="SEN",
                    ),
                ),
                ("ehc_plan", models.BooleanField(null=True, verbose_name="EHC plan")),
                ("pupil_premium", models.BooleanField(null=True)),
                ("free_school_meals", models.BooleanField(null=True)),
                ("in_care", models.BooleanField(null=True)),
                ("eal", models.BooleanField(null=True, verbose_name="English as an additional language")),
                ("neet_risk", models.CharField(blank=True, max_length=50, verbose_name="risk of NEET")),
                ("neet_risk_on", models.DateField(blank=True, null=True)),
                ("roster_on", models.DateField(help_text="The day the roster speaks of; a later one wins.")),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
                (
                    "roster_import",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enrolments",
                        to="students.rosterimport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterImportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("file", models.FileField(blank=True, upload_to="rosters/")),
                ("sha256", models.CharField(max_length=64)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                (
                    "mapping",
                    models.JSONField(default=dict, help_text="Field by heading, where a person chose it."),
                ),
                ("roster_on", models.DateField()),
                ("record_leavers", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "Waiting for your decision"),
                            ("applied", "Imported"),
                            ("undone", "Undone"),
                            ("discarded", "Discarded"),
                        ],
                        default="preview",
                        max_length=10,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("uploaded_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="students.rosterimport",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.school",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("left_inferred", models.BooleanField(default=False)),
                ("roster_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "roster_import",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stays",
                        to="students.rosterimport",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Student",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("upn", models.CharField(blank=True, max_length=13, verbose_name="UPN")),
                ("former_upn", models.CharField(blank=True, max_length=13, verbose_name="former UPN")),
                ("mis_id", models.CharField(blank=True, max_length=50, verbose_name="MIS ID")),
                ("uln", models.CharField(blank=True, max_length=10, verbose_name="ULN")),
                ("forename", models.CharField(max_length=100)),
                ("surname", models.CharField(max_length=100)),
                ("preferred_forename", models.CharField(blank=True, max_length=100)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("M", "Male"), ("F", "Female"), ("", "Not recorded")],
                        max_length=1,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "search_name",
                    models.CharField(
                        editable=False, help_text="Names without accents or case.", max_length=420
                    ),
                ),
                (
                    "details_as_of",
                    models.DateField(help_text="The roster's date that names and contact come from."),
                ),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("joined_on", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("left_inferred", models.BooleanField(default=False)),
                ("roster_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="students.stay",
                    ),
                ),
                (
                    "roster_import",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="students.rosterimport",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.school",
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="students.student",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="stay",
            name="student",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="stays", to="students.student"
            ),
        ),
        migrations.CreateModel(
            name="ExclusionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("reason", models.CharField(max_length=300)),
                ("approved_by", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="students.exclusion",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.school",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="students.student",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="exclusion",
            name="student",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="exclusions", to="students.student"
            ),
        ),
        migrations.CreateModel(
            name="EnrolmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "academic_year",
                    models.PositiveSmallIntegerField(help_text="The calendar year it starts in."),
                ),
                ("year_group", models.PositiveSmallIntegerField()),
                ("form", models.CharField(blank=True, max_length=20)),
                (
                    "sen",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("N", "No special educational need"),
                            ("K", "SEN support"),
                            ("E", "EHC plan"),
                            ("", "Not recorded"),
                        ],
                        max_length=1,
                        verbose_name="SEN",
                    ),
                ),
                ("ehc_plan", models.BooleanField(null=True, verbose_name="EHC plan")),
                ("pupil_premium", models.BooleanField(null=True)),
                ("free_school_meals", models.BooleanField(null=True)),
                ("in_care", models.BooleanField(null=True)),
                ("eal", models.BooleanField(null=True, verbose_name="English as an additional language")),
                ("neet_risk", models.CharField(blank=True, max_length=50, verbose_name="risk of NEET")),
                ("neet_risk_on", models.DateField(blank=True, null=True)),
                ("roster_on", models.DateField(help_text="The day the roster speaks of; a later one wins.")),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="students.enrolment",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.school",
                    ),
                ),
                (
                    "roster_import",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="students.rosterimport",
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="students.student",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="enrolment",
            name="student",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="enrolments", to="students.student"
            ),
        ),
        migrations.CreateModel(
            name="StudentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("upn", models.CharField(blank=True, max_length=13, verbose_name="UPN")),
                ("former_upn", models.CharField(blank=True, max_length=13, verbose_name="former UPN")),
                ("mis_id", models.CharField(blank=True, max_length=50, verbose_name="MIS ID")),
                ("uln", models.CharField(blank=True, max_length=10, verbose_name="ULN")),
                ("forename", models.CharField(max_length=100)),
                ("surname", models.CharField(max_length=100)),
                ("preferred_forename", models.CharField(blank=True, max_length=100)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("M", "Male"), ("F", "Female"), ("", "Not recorded")],
                        max_length=1,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "search_name",
                    models.CharField(
                        editable=False, help_text="Names without accents or case.", max_length=420
                    ),
                ),
                (
                    "details_as_of",
                    models.DateField(help_text="The roster's date that names and contact come from."),
                ),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="students.student",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.school",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_rosterimportevent" ("applied_at", "counts", "encoding", "file", "file_name", "id", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_leavers", "roster_on", "school_id", "sha256", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."counts", NEW."encoding", NEW."file", NEW."file_name", NEW."id", NEW."mapping", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record_leavers", NEW."roster_on", NEW."school_id", NEW."sha256", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="a5255fe15777cdb1aa8a16ca2a75d1c62e7d353f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_46287",
                    table="students_rosterimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."encoding" IS DISTINCT FROM (NEW."encoding") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."mapping" IS DISTINCT FROM (NEW."mapping") OR OLD."record_leavers" IS DISTINCT FROM (NEW."record_leavers") OR OLD."roster_on" IS DISTINCT FROM (NEW."roster_on") OR OLD."school_id" IS DISTINCT FROM (NEW."school_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at") OR OLD."undone_by_id" IS DISTINCT FROM (NEW."undone_by_id") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                    func='INSERT INTO "students_rosterimportevent" ("applied_at", "counts", "encoding", "file", "file_name", "id", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_leavers", "roster_on", "school_id", "sha256", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."counts", NEW."encoding", NEW."file", NEW."file_name", NEW."id", NEW."mapping", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record_leavers", NEW."roster_on", NEW."school_id", NEW."sha256", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="4c7027e2f248bbdb4d5e05f1f816707376ad621f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7c97",
                    table="students_rosterimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_rosterimportevent" ("applied_at", "counts", "encoding", "file", "file_name", "id", "mapping", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_leavers", "roster_on", "school_id", "sha256", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_at", OLD."counts", OLD."encoding", OLD."file", OLD."file_name", OLD."id", OLD."mapping", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record_leavers", OLD."roster_on", OLD."school_id", OLD."sha256", OLD."state", OLD."undone_at", OLD."undone_by_id", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="58440be1e5e216ff407a8a2e9e5c5e3bf69c653a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b73a",
                    table="students_rosterimport",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="importedchange",
            index=models.Index(fields=["roster_import", "student_id"], name="changes_of_an_import"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rosterimportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5f7aa639529b6506f06507fe31c71a77ee9e0cdd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_879d6",
                    table="students_rosterimportevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="student",
            index=models.Index(fields=["school", "surname", "forename"], name="students_by_name"),
        ),
        migrations.AddConstraint(
            model_name="student",
            constraint=models.UniqueConstraint(
                condition=models.Q(("upn", ""), _negated=True),
                fields=("school", "upn"),
                name="one_student_a_upn",
            ),
        ),
        migrations.AddConstraint(
            model_name="student",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mis_id", ""), _negated=True),
                fields=("school", "mis_id"),
                name="one_student_a_mis_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="student",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("upn", ""), _negated=True),
                    models.Q(("mis_id", ""), _negated=True),
                    _connector="OR",
                ),
                name="student_has_an_identifier",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="student",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_studentevent" ("date_of_birth", "details_as_of", "email", "forename", "former_upn", "id", "mis_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred_forename", "recorded_at", "school_id", "search_name", "sex", "surname", "uln", "upn", "version") VALUES (NEW."date_of_birth", NEW."details_as_of", NEW."email", NEW."forename", NEW."former_upn", NEW."id", NEW."mis_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."preferred_forename", NEW."recorded_at", NEW."school_id", NEW."search_name", NEW."sex", NEW."surname", NEW."uln", NEW."upn", NEW."version"); RETURN NULL;',
                    hash="c8ecd3e0a204b1006e9754dde3b681c0d1b89bfd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_95980",
                    table="students_student",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="student",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "students_studentevent" ("date_of_birth", "details_as_of", "email", "forename", "former_upn", "id", "mis_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred_forename", "recorded_at", "school_id", "search_name", "sex", "surname", "uln", "upn", "version") VALUES (NEW."date_of_birth", NEW."details_as_of", NEW."email", NEW."forename", NEW."former_upn", NEW."id", NEW."mis_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."preferred_forename", NEW."recorded_at", NEW."school_id", NEW."search_name", NEW."sex", NEW."surname", NEW."uln", NEW."upn", NEW."version"); RETURN NULL;',
                    hash="7922b4013b994a8c045bf48d67439c6943f6f562",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cfde9",
                    table="students_student",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="student",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_studentevent" ("date_of_birth", "details_as_of", "email", "forename", "former_upn", "id", "mis_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred_forename", "recorded_at", "school_id", "search_name", "sex", "surname", "uln", "upn", "version") VALUES (OLD."date_of_birth", OLD."details_as_of", OLD."email", OLD."forename", OLD."former_upn", OLD."id", OLD."mis_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."preferred_forename", OLD."recorded_at", OLD."school_id", OLD."search_name", OLD."sex", OLD."surname", OLD."uln", OLD."upn", OLD."version"); RETURN NULL;',
                    hash="0a4d48174aac0e65cd6519f80bb9cc15af8a24a1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_30174",
                    table="students_student",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stayevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="417c78c4085ee9d04ff34ec809c6206ed9b044e5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3579e",
                    table="students_stayevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                fields=["school", "student"],
                include=("joined_on", "left_on", "recorded_at", "superseded_at"),
                name="stays_of_a_student",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("joined_on", None),
                    ("left_on", None),
                    ("left_on__gte", models.F("joined_on")),
                    _connector="OR",
                ),
                name="left_after_joining",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None), ("superseded_at", None)),
                fields=("student",),
                name="one_open_stay_a_student",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stay",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_stayevent" ("id", "joined_on", "left_inferred", "left_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "roster_import_id", "roster_on", "school_id", "student_id", "superseded_at") VALUES (NEW."id", NEW."joined_on", NEW."left_inferred", NEW."left_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."roster_import_id", NEW."roster_on", NEW."school_id", NEW."student_id", NEW."superseded_at"); RETURN NULL;',
                    hash="c05aadc5b8ba46a4a9fe30030e758ed0efb75fb2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2eb44",
                    table="students_stay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stay",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "students_stayevent" ("id", "joined_on", "left_inferred", "left_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "roster_import_id", "roster_on", "school_id", "student_id", "superseded_at") VALUES (NEW."id", NEW."joined_on", NEW."left_inferred", NEW."left_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."roster_import_id", NEW."roster_on", NEW."school_id", NEW."student_id", NEW."superseded_at"); RETURN NULL;',
                    hash="24dc232ac6a7ef221ced8ef6bf42c4cae7a13ab8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ae74",
                    table="students_stay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stay",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_stayevent" ("id", "joined_on", "left_inferred", "left_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "roster_import_id", "roster_on", "school_id", "student_id", "superseded_at") VALUES (OLD."id", OLD."joined_on", OLD."left_inferred", OLD."left_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."roster_import_id", OLD."roster_on", OLD."school_id", OLD."student_id", OLD."superseded_at"); RETURN NULL;',
                    hash="a17a8f9ac4102f21a6d56e0080605e09b88c225e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a9071",
                    table="students_stay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1bb20e777c59a30bbdf0d6e30c4eee62ff931c0d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9cc83",
                    table="students_exclusionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="exclusion_ends_after_start",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_exclusionevent" ("approved_by", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "school_id", "starts_on", "student_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."approved_by", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."starts_on", NEW."student_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="c21d53ca0d76710e384eddb1f722c85bd3fd14d5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9458f",
                    table="students_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "students_exclusionevent" ("approved_by", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "school_id", "starts_on", "student_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."approved_by", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."starts_on", NEW."student_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="4d0d9ac428ab0c7a1c7af235c0fd4990748c1d91",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4a31b",
                    table="students_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_exclusionevent" ("approved_by", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "school_id", "starts_on", "student_id", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."approved_by", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."school_id", OLD."starts_on", OLD."student_id", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="c4b89de6d2801ff01fedcf4257c446683fc9f444",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d2c5b",
                    table="students_exclusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enrolmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8c4cc951e2f01fd76356586a1171c703387732f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_868fb",
                    table="students_enrolmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                fields=["school", "academic_year", "student"],
                include=("year_group", "form", "recorded_at", "superseded_at"),
                name="enrolments_of_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at", None)),
                fields=("student", "academic_year"),
                name="one_enrolment_an_academic_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(("year_group__gte", 7), ("year_group__lte", 14)), name="year_group_7_to_14"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_enrolmentevent" ("academic_year", "eal", "ehc_plan", "form", "free_school_meals", "id", "in_care", "neet_risk", "neet_risk_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_premium", "recorded_at", "roster_import_id", "roster_on", "school_id", "sen", "student_id", "superseded_at", "year_group") VALUES (NEW."academic_year", NEW."eal", NEW."ehc_plan", NEW."form", NEW."free_school_meals", NEW."id", NEW."in_care", NEW."neet_risk", NEW."neet_risk_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pupil_premium", NEW."recorded_at", NEW."roster_import_id", NEW."roster_on", NEW."school_id", NEW."sen", NEW."student_id", NEW."superseded_at", NEW."year_group"); RETURN NULL;',
                    hash="b885704fa677dc4c4db6c8e5264d98eefd9b27bc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3868e",
                    table="students_enrolment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "students_enrolmentevent" ("academic_year", "eal", "ehc_plan", "form", "free_school_meals", "id", "in_care", "neet_risk", "neet_risk_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_premium", "recorded_at", "roster_import_id", "roster_on", "school_id", "sen", "student_id", "superseded_at", "year_group") VALUES (NEW."academic_year", NEW."eal", NEW."ehc_plan", NEW."form", NEW."free_school_meals", NEW."id", NEW."in_care", NEW."neet_risk", NEW."neet_risk_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pupil_premium", NEW."recorded_at", NEW."roster_import_id", NEW."roster_on", NEW."school_id", NEW."sen", NEW."student_id", NEW."superseded_at", NEW."year_group"); RETURN NULL;',
                    hash="2e02b916be9578b1f99d4ecdace3bbaf3a7baac2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33cc3",
                    table="students_enrolment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "students_enrolmentevent" ("academic_year", "eal", "ehc_plan", "form", "free_school_meals", "id", "in_care", "neet_risk", "neet_risk_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_premium", "recorded_at", "roster_import_id", "roster_on", "school_id", "sen", "student_id", "superseded_at", "year_group") VALUES (OLD."academic_year", OLD."eal", OLD."ehc_plan", OLD."form", OLD."free_school_meals", OLD."id", OLD."in_care", OLD."neet_risk", OLD."neet_risk_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pupil_premium", OLD."recorded_at", OLD."roster_import_id", OLD."roster_on", OLD."school_id", OLD."sen", OLD."student_id", OLD."superseded_at", OLD."year_group"); RETURN NULL;',
                    hash="8e2260a4e40c4186d8fa9aca08cd7a7a0f559fe0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8cbb1",
                    table="students_enrolment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="studentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aa2a9cccc2a933a4681710da1baca1549da79e55",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0b28f",
                    table="students_studentevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
