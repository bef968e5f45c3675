import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("careers_leader", "Careers leader"),
                                ("adviser", "Adviser"),
                                ("senior_leader", "Senior leader"),
                                ("tutor", "Tutor"),
                                ("administrator", "Administrator"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "form",
                    models.CharField(blank=True, help_text="The form a tutor looks after.", max_length=20),
                ),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("careers_leader", "Careers leader"),
                                ("adviser", "Adviser"),
                                ("senior_leader", "Senior leader"),
                                ("tutor", "Tutor"),
                                ("administrator", "Administrator"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "form",
                    models.CharField(blank=True, help_text="The form a tutor looks after.", max_length=20),
                ),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutboxEmail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("object_id", models.UUIDField()),
                ("on_date", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("unsure", "Perhaps sent"),
                            ("failed", "Not sent"),
                            ("dropped", "Not needed any more"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("message_id", models.CharField(max_length=120, unique=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("problem", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="RecordAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.BigIntegerField(
                        default=0, editable=False, help_text="Counts up within the school."
                    ),
                ),
                ("at", models.DateTimeField()),
                ("user_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("listed", "Listed"),
                            ("exported", "Exported"),
                            ("printed", "Printed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "what",
                    models.CharField(help_text="The page or file, by its name in the code.", max_length=60),
                ),
                (
                    "student_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("previous_hash", models.CharField(default="", editable=False, max_length=64)),
                ("hash", models.CharField(default="", editable=False, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "urn",
                    models.CharField(
                        max_length=6,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator("^[0-9]{6}$", "A URN has six digits.")
                        ],
                        verbose_name="URN",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("town", models.CharField(blank=True, max_length=80)),
                (
                    "type",
                    models.CharField(
                        choices=[("school", "School"), ("specialist", "Specialist setting")],
                        default="school",
                        max_length=20,
                    ),
                ),
                (
                    "rulebook",
                    models.CharField(default="school-two-by-13", max_length=40, verbose_name="rule"),
                ),
                (
                    "suppress_small_groups",
                    models.BooleanField(default=True, verbose_name="hide groups under five in reports"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="SchoolEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "urn",
                    models.CharField(
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator("^[0-9]{6}$", "A URN has six digits.")
                        ],
                        verbose_name="URN",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("town", models.CharField(blank=True, max_length=80)),
                (
                    "type",
                    models.CharField(
                        choices=[("school", "School"), ("specialist", "Specialist setting")],
                        default="school",
                        max_length=20,
                    ),
                ),
                (
                    "rulebook",
                    models.CharField(default="school-two-by-13", max_length=40, verbose_name="rule"),
                ),
                (
                    "suppress_small_groups",
                    models.BooleanField(default=True, verbose_name="hide groups under five in reports"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("token", models.UUIDField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="one_person_an_email"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userevent" ("email", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="2d8bb85d8c449ec420ed954e076e02a7d80f2151",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3867c",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func='INSERT INTO "accounts_userevent" ("email", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="b7ab1a259dfcccbdab81174e18183f734ecfa333",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e890",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userevent" ("email", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="19c8b81296871603b1ccd67f650a7315fb5911fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19f14",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outboxemail",
            name="recipient",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="recordaccess",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
        ),
        migrations.AddField(
            model_name="outboxemail",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.school"),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.school",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="accounts.school"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_schoolevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rulebook", "suppress_small_groups", "town", "type", "urn", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rulebook", NEW."suppress_small_groups", NEW."town", NEW."type", NEW."urn", NEW."version"); RETURN NULL;',
                    hash="9d5cef2775b516772223d2b6431ebc5fe207b954",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1712b",
                    table="accounts_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_schoolevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rulebook", "suppress_small_groups", "town", "type", "urn", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rulebook", NEW."suppress_small_groups", NEW."town", NEW."type", NEW."urn", NEW."version"); RETURN NULL;',
                    hash="59383b037f22d814850eed6e7ad40020dd5153dc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_711b4",
                    table="accounts_school",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="school",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_schoolevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rulebook", "suppress_small_groups", "town", "type", "urn", "version") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rulebook", OLD."suppress_small_groups", OLD."town", OLD."type", OLD."urn", OLD."version"); RETURN NULL;',
                    hash="8285397374f0211e2a8f5685f4ba6e6a8b0891e2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10dbf",
                    table="accounts_school",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="schoolevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="schoolevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accounts.school",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="school",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.school"),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="recordaccess",
            constraint=models.UniqueConstraint(fields=("school", "number"), name="one_access_a_number"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordaccess",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="23d03fa3b92d08656d815499f6e094a0cc843c28",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_insert_only_14184",
                    table="accounts_recordaccess",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordaccess",
            trigger=pgtrigger.compiler.Trigger(
                name="chain",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE last accounts_recordaccess%ROWTYPE;",
                    func="\n                    -- One writer a school at a time, until its transaction ends: a chain has one end.\n                    PERFORM pg_advisory_xact_lock(8140, NEW.school_id::int);\n                    SELECT * INTO last FROM accounts_recordaccess\n                      WHERE school_id = NEW.school_id ORDER BY number DESC LIMIT 1;\n                    NEW.number := coalesce(last.number, 0) + 1;\n                    NEW.previous_hash := coalesce(last.hash, '');\n                    NEW.hash := encode(sha256(convert_to(concat_ws('|', NEW.previous_hash, NEW.school_id,\n                      NEW.number, extract(epoch from NEW.at), NEW.user_id, NEW.kind, NEW.what,\n                      array_to_string(NEW.student_ids, ',')), 'UTF8')), 'hex');\n                    RETURN NEW;\n                ",
                    hash="b0026d5af8c2e7fe2c0a571ca3fb80008f7e3c09",
                    operation="INSERT",
                    pgid="pgtrigger_chain_5290d",
                    table="accounts_recordaccess",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxemail",
            constraint=models.UniqueConstraint(
                fields=("kind", "object_id", "recipient", "on_date"), name="one_email_a_notice"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membershipevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e1f05704110766345bef638c18be4307af995a77",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9ee6c",
                    table="accounts_membershipevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("user", "school"), name="one_membership_a_school"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("roles__len__gt", 0)), name="membership_has_a_role"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershipevent" ("created_at", "form", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles", "school_id", "user_id", "version") VALUES (NEW."created_at", NEW."form", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roles", NEW."school_id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="b2e574253a7c288c399298264ae4ce9b4dc90d09",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fc05a",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_membershipevent" ("created_at", "form", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles", "school_id", "user_id", "version") VALUES (NEW."created_at", NEW."form", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."roles", NEW."school_id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="df1328f328e9501d3fe1780f87fd2dfc5a23ceda",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20ab5",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershipevent" ("created_at", "form", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles", "school_id", "user_id", "version") VALUES (OLD."created_at", OLD."form", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roles", OLD."school_id", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="ced5c2d55403ac8f9a6f370c4fe9c9bae0bc7256",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19a8f",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schoolevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c24f5508c1d3812b17aa8ac6a464632fddec4b07",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_28117",
                    table="accounts_schoolevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="userevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9e9498e73f6fbdf2642fb33fa14189f1ad2382c8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_45b21",
                    table="accounts_userevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
