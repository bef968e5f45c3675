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
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Such as 2026-014, counted within school and year; given when it is issued.",
                        max_length=12,
                    ),
                ),
                ("as_at", models.DateField()),
                (
                    "academic_year",
                    models.PositiveSmallIntegerField(help_text="The calendar year it starts in."),
                ),
                ("rulebook", models.CharField(max_length=40)),
                ("suppress_small_groups", models.BooleanField(default=True)),
                (
                    "with_names",
                    models.BooleanField(default=False, help_text="Annex with the students still to be seen."),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        help_text="Which scheduled date it answers; empty: asked for by a person.",
                        max_length=40,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("data", models.JSONField(null=True)),
                ("data_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf", models.FileField(blank=True, upload_to="reports/")),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_bytes", models.PositiveIntegerField(null=True)),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Such as 2026-014, counted within school and year; given when it is issued.",
                        max_length=12,
                    ),
                ),
                ("as_at", models.DateField()),
                (
                    "academic_year",
                    models.PositiveSmallIntegerField(help_text="The calendar year it starts in."),
                ),
                ("rulebook", models.CharField(max_length=40)),
                ("suppress_small_groups", models.BooleanField(default=True)),
                (
                    "with_names",
                    models.BooleanField(default=False, help_text="Annex with the students still to be seen."),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        help_text="Which scheduled date it answers; empty: asked for by a person.",
                        max_length=40,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("data_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf", models.FileField(blank=True, upload_to="reports/")),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_bytes", models.PositiveIntegerField(null=True)),
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
                        to="reporting.report",
                    ),
                ),
                (
                    "requested_by",
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
        migrations.CreateModel(
            name="ReportRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportRecipientEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "membership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.membership",
                    ),
                ),
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
                        to="reporting.reportrecipient",
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
        migrations.CreateModel(
            name="ReportSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "on_national_dates",
                    models.BooleanField(
                        default=True,
                        help_text="When the national measure is taken.",
                        verbose_name="31 December, 31 March and 31 July",
                    ),
                ),
                (
                    "day_of_month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Every month on this day; in a shorter month, on its last.",
                        null=True,
                    ),
                ),
                (
                    "own_dates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), blank=True, default=list, size=None
                    ),
                ),
                ("with_names", models.BooleanField(default=False)),
                ("starts_on", models.DateField(help_text="Dates before this one were never owed.")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "school",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportScheduleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "on_national_dates",
                    models.BooleanField(
                        default=True,
                        help_text="When the national measure is taken.",
                        verbose_name="31 December, 31 March and 31 July",
                    ),
                ),
                (
                    "day_of_month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Every month on this day; in a shorter month, on its last.",
                        null=True,
                    ),
                ),
                (
                    "own_dates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), blank=True, default=list, size=None
                    ),
                ),
                ("with_names", models.BooleanField(default=False)),
                ("starts_on", models.DateField(help_text="Dates before this one were never owed.")),
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
                        to="reporting.reportschedule",
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
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "key",
                    models.CharField(
                        help_text="The same work asked for twice is one row.", max_length=120, unique=True
                    ),
                ),
                ("object_id", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("queued_at", models.DateTimeField()),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("progress", models.PositiveSmallIntegerField(default=0, help_text="Per cent.")),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("result_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.school"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "done"), _negated=True),
                        fields=["state", "queued_at"],
                        name="jobs_not_done",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["school", "-requested_at"], name="reports_latest_first"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("school", "number"),
                name="one_report_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    models.Q(
                        ("number", ""),
                        ("data_sha256", ""),
                        ("pdf", ""),
                        ("pdf_sha256", ""),
                        ("issued_at", None),
                        _connector="OR",
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="issued_report_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("period", ""), _negated=True),
                fields=("school", "period"),
                name="one_report_a_period",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="kept_as_issued",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'ready')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8c3503ee61c0448f6d36de24537424fd4f5594f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_kept_as_issued_e4dc8",
                    table="reporting_report",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reportevent" ("academic_year", "as_at", "data_sha256", "id", "issued_at", "number", "pdf", "pdf_bytes", "pdf_sha256", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "rulebook", "school_id", "state", "suppress_small_groups", "with_names") VALUES (NEW."academic_year", NEW."as_at", NEW."data_sha256", NEW."id", NEW."issued_at", NEW."number", NEW."pdf", NEW."pdf_bytes", NEW."pdf_sha256", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."requested_at", NEW."requested_by_id", NEW."rulebook", NEW."school_id", NEW."state", NEW."suppress_small_groups", NEW."with_names"); RETURN NULL;',
                    hash="08c4200d727621f190c432deb2c5a404583e235f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_69d08",
                    table="reporting_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."academic_year" IS DISTINCT FROM (NEW."academic_year") OR OLD."as_at" IS DISTINCT FROM (NEW."as_at") OR OLD."data_sha256" IS DISTINCT FROM (NEW."data_sha256") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."pdf" IS DISTINCT FROM (NEW."pdf") OR OLD."pdf_bytes" IS DISTINCT FROM (NEW."pdf_bytes") OR OLD."pdf_sha256" IS DISTINCT FROM (NEW."pdf_sha256") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."requested_at" IS DISTINCT FROM (NEW."requested_at") OR OLD."requested_by_id" IS DISTINCT FROM (NEW."requested_by_id") OR OLD."rulebook" IS DISTINCT FROM (NEW."rulebook") OR OLD."school_id" IS DISTINCT FROM (NEW."school_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."suppress_small_groups" IS DISTINCT FROM (NEW."suppress_small_groups") OR OLD."with_names" IS DISTINCT FROM (NEW."with_names"))',
                    func='INSERT INTO "reporting_reportevent" ("academic_year", "as_at", "data_sha256", "id", "issued_at", "number", "pdf", "pdf_bytes", "pdf_sha256", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "rulebook", "school_id", "state", "suppress_small_groups", "with_names") VALUES (NEW."academic_year", NEW."as_at", NEW."data_sha256", NEW."id", NEW."issued_at", NEW."number", NEW."pdf", NEW."pdf_bytes", NEW."pdf_sha256", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."requested_at", NEW."requested_by_id", NEW."rulebook", NEW."school_id", NEW."state", NEW."suppress_small_groups", NEW."with_names"); RETURN NULL;',
                    hash="2934c1be829eb4c33ad291a8b12a1379a3dd3d24",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6c13c",
                    table="reporting_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reportevent" ("academic_year", "as_at", "data_sha256", "id", "issued_at", "number", "pdf", "pdf_bytes", "pdf_sha256", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "rulebook", "school_id", "state", "suppress_small_groups", "with_names") VALUES (OLD."academic_year", OLD."as_at", OLD."data_sha256", OLD."id", OLD."issued_at", OLD."number", OLD."pdf", OLD."pdf_bytes", OLD."pdf_sha256", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."requested_at", OLD."requested_by_id", OLD."rulebook", OLD."school_id", OLD."state", OLD."suppress_small_groups", OLD."with_names"); RETURN NULL;',
                    hash="72056fd3b97ce2369aba95840b6564cca2c04765",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a47c2",
                    table="reporting_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="19fbce4176f1a2ca6b1c1731117466334181de2f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_73e88",
                    table="reporting_reportevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reportrecipient",
            constraint=models.UniqueConstraint(
                fields=("school", "membership"), name="one_notice_a_recipient"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reportrecipientevent" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") VALUES (NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id"); RETURN NULL;',
                    hash="8193d2276c0062fd9f05f20f0ba95553e9d41da5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_49fa3",
                    table="reporting_reportrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_reportrecipientevent" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") VALUES (NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id"); RETURN NULL;',
                    hash="7497fd145597cbd0c3d48067bf0400d0d22daad3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_01ffd",
                    table="reporting_reportrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reportrecipientevent" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id") VALUES (OLD."id", OLD."membership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id"); RETURN NULL;',
                    hash="bd1961218b97ba7f98fc0bdcbbbc64b6289c3c2c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_612d4",
                    table="reporting_reportrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportrecipientevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e923e41bbaac4ad8e5b153739b4a42633e383b4f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c039c",
                    table="reporting_reportrecipientevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("day_of_month", None),
                    models.Q(("day_of_month__gte", 1), ("day_of_month__lte", 31)),
                    _connector="OR",
                ),
                name="day_of_month_1_to_31",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportschedule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reportscheduleevent" ("day_of_month", "id", "on_national_dates", "own_dates", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "version", "with_names") VALUES (NEW."day_of_month", NEW."id", NEW."on_national_dates", NEW."own_dates", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."starts_on", NEW."version", NEW."with_names"); RETURN NULL;',
                    hash="9e2000e8c6b30aa6bc95e70493ee8934a6bd57f5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eaed7",
                    table="reporting_reportschedule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportschedule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reporting_reportscheduleevent" ("day_of_month", "id", "on_national_dates", "own_dates", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "version", "with_names") VALUES (NEW."day_of_month", NEW."id", NEW."on_national_dates", NEW."own_dates", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."starts_on", NEW."version", NEW."with_names"); RETURN NULL;',
                    hash="a4ea505b462b63f02283c732f7733f9b52042e80",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_59026",
                    table="reporting_reportschedule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportschedule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reportscheduleevent" ("day_of_month", "id", "on_national_dates", "own_dates", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "version", "with_names") VALUES (OLD."day_of_month", OLD."id", OLD."on_national_dates", OLD."own_dates", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."starts_on", OLD."version", OLD."with_names"); RETURN NULL;',
                    hash="c029f414fa99a9ac58629755d0e50dffc56ba24e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8e46d",
                    table="reporting_reportschedule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportscheduleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="45fb46279080ef48e38c08aa7fff174bd61ffdc0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b8294",
                    table="reporting_reportscheduleevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
