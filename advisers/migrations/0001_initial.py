import uuid

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
            name="Adviser",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "employment",
                    models.CharField(
                        choices=[
                            ("internal", "Employed by the school"),
                            ("external", "From a provider, or self-employed"),
                        ],
                        default="external",
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="holds interviews here now")),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "recorded_by",
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
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Credential",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("qualification", "Qualification"),
                            ("register", "Entry on the UK Register of Career Development Professionals"),
                        ],
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("awarding_body", models.CharField(blank=True, max_length=120)),
                ("awarded_on", models.DateField(blank=True, null=True)),
                (
                    "register_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("career_development_professional", "Registered Career Development Professional"),
                            ("careers_leader", "Registered Careers Leader"),
                        ],
                        max_length=40,
                    ),
                ),
                ("register_number", models.CharField(blank=True, max_length=40)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, help_text="Empty: open.", null=True)),
                ("evidence", models.FileField(blank=True, upload_to="credentials/")),
                ("evidence_name", models.CharField(blank=True, max_length=200)),
                ("evidence_sha256", models.CharField(blank=True, max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credentials",
                        to="advisers.adviser",
                    ),
                ),
                (
                    "recorded_by",
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
            name="CredentialCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("confirmed", "Seen and genuine"),
                            ("rejected", "Rejected"),
                            ("revoked", "Revoked"),
                        ],
                        default="confirmed",
                        max_length=10,
                    ),
                ),
                ("checked_by", models.CharField(max_length=120)),
                ("checked_on", models.DateField()),
                (
                    "seen_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("certificate", "The certificate"),
                            ("register", "The register, looked up"),
                            ("letter", "The provider's letter"),
                        ],
                        max_length=12,
                    ),
                ),
                ("revoked_on", models.DateField(blank=True, help_text="Valid to the day before.", null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "credential",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="advisers.credential",
                    ),
                ),
                (
                    "recorded_by",
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
            name="CredentialCheckEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("confirmed", "Seen and genuine"),
                            ("rejected", "Rejected"),
                            ("revoked", "Revoked"),
                        ],
                        default="confirmed",
                        max_length=10,
                    ),
                ),
                ("checked_by", models.CharField(max_length=120)),
                ("checked_on", models.DateField()),
                (
                    "seen_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("certificate", "The certificate"),
                            ("register", "The register, looked up"),
                            ("letter", "The provider's letter"),
                        ],
                        max_length=12,
                    ),
                ),
                ("revoked_on", models.DateField(blank=True, help_text="Valid to the day before.", null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "credential",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="advisers.credential",
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
                        to="advisers.credentialcheck",
                    ),
                ),
                (
                    "recorded_by",
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
            name="CredentialEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("qualification", "Qualification"),
                            ("register", "Entry on the UK Register of Career Development Professionals"),
                        ],
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("awarding_body", models.CharField(blank=True, max_length=120)),
                ("awarded_on", models.DateField(blank=True, null=True)),
                (
                    "register_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("career_development_professional", "Registered Career Development Professional"),
                            ("careers_leader", "Registered Careers Leader"),
                        ],
                        max_length=40,
                    ),
                ),
                ("register_number", models.CharField(blank=True, max_length=40)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, help_text="Empty: open.", null=True)),
                ("evidence", models.FileField(blank=True, upload_to="credentials/")),
                ("evidence_name", models.CharField(blank=True, max_length=200)),
                ("evidence_sha256", models.CharField(blank=True, max_length=64)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                (
                    "adviser",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="advisers.adviser",
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
                        to="advisers.credential",
                    ),
                ),
                (
                    "recorded_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "matrix_awarded_on",
                    models.DateField(blank=True, null=True, verbose_name="matrix Standard awarded"),
                ),
                (
                    "matrix_first_check_on",
                    models.DateField(blank=True, null=True, verbose_name="12-month check done"),
                ),
                (
                    "matrix_second_check_on",
                    models.DateField(blank=True, null=True, verbose_name="24-month check done"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "employment",
                    models.CharField(
                        choices=[
                            ("internal", "Employed by the school"),
                            ("external", "From a provider, or self-employed"),
                        ],
                        default="external",
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="holds interviews here now")),
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
                        to="advisers.adviser",
                    ),
                ),
                (
                    "recorded_by",
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
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="advisers.provider",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="adviser",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="advisers",
                to="advisers.provider",
            ),
        ),
        migrations.CreateModel(
            name="ProviderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "matrix_awarded_on",
                    models.DateField(blank=True, null=True, verbose_name="matrix Standard awarded"),
                ),
                (
                    "matrix_first_check_on",
                    models.DateField(blank=True, null=True, verbose_name="12-month check done"),
                ),
                (
                    "matrix_second_check_on",
                    models.DateField(blank=True, null=True, verbose_name="24-month check done"),
                ),
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
                        to="advisers.provider",
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
        migrations.AddIndex(
            model_name="credential",
            index=models.Index(fields=["school", "adviser"], name="credentials_of_an_adviser"),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None),
                    ("valid_from", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="credential_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("awarded_on__isnull", False), ("kind", "qualification"), ("level__isnull", False)
                    ),
                    models.Q(
                        ("kind", "register"),
                        ("valid_from__isnull", False),
                        models.Q(("register_category", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="credential_says_what_it_is",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_credentialevent" ("adviser_id", "awarded_on", "awarding_body", "evidence", "evidence_name", "evidence_sha256", "id", "kind", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "register_category", "register_number", "school_id", "title", "valid_from", "valid_to", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."adviser_id", NEW."awarded_on", NEW."awarding_body", NEW."evidence", NEW."evidence_name", NEW."evidence_sha256", NEW."id", NEW."kind", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."register_category", NEW."register_number", NEW."school_id", NEW."title", NEW."valid_from", NEW."valid_to", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="250fe543853a028dd5c49f25f929e9a155cfa62b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_11fca",
                    table="advisers_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "advisers_credentialevent" ("adviser_id", "awarded_on", "awarding_body", "evidence", "evidence_name", "evidence_sha256", "id", "kind", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "register_category", "register_number", "school_id", "title", "valid_from", "valid_to", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."adviser_id", NEW."awarded_on", NEW."awarding_body", NEW."evidence", NEW."evidence_name", NEW."evidence_sha256", NEW."id", NEW."kind", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."register_category", NEW."register_number", NEW."school_id", NEW."title", NEW."valid_from", NEW."valid_to", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="d7b901f214818edb7d68a4a53f2535065ddaddc8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d92e",
                    table="advisers_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_credentialevent" ("adviser_id", "awarded_on", "awarding_body", "evidence", "evidence_name", "evidence_sha256", "id", "kind", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "register_category", "register_number", "school_id", "title", "valid_from", "valid_to", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."adviser_id", OLD."awarded_on", OLD."awarding_body", OLD."evidence", OLD."evidence_name", OLD."evidence_sha256", OLD."id", OLD."kind", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."register_category", OLD."register_number", OLD."school_id", OLD."title", OLD."valid_from", OLD."valid_to", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="94c5adc12f2db1b649a61d140b7733b7530fdd3f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38656",
                    table="advisers_credential",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="credentialcheck",
            index=models.Index(
                fields=["credential", "recorded_at"],
                include=("outcome", "revoked_on"),
                name="checks_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="credentialcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "revoked"), ("revoked_on__isnull", False)),
                    models.Q(models.Q(("outcome", "revoked"), _negated=True), ("revoked_on", None)),
                    _connector="OR",
                ),
                name="revoked_says_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credentialcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_credentialcheckevent" ("checked_by", "checked_on", "credential_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "revoked_on", "school_id", "seen_as") VALUES (NEW."checked_by", NEW."checked_on", NEW."credential_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."revoked_on", NEW."school_id", NEW."seen_as"); RETURN NULL;',
                    hash="02e85aff6113df94fe93248350e21e93cc154d8e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f6009",
                    table="advisers_credentialcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credentialcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "advisers_credentialcheckevent" ("checked_by", "checked_on", "credential_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "revoked_on", "school_id", "seen_as") VALUES (NEW."checked_by", NEW."checked_on", NEW."credential_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."revoked_on", NEW."school_id", NEW."seen_as"); RETURN NULL;',
                    hash="1d3898597b6a13e2aef831bae32280f029bef377",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1f1ce",
                    table="advisers_credentialcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credentialcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_credentialcheckevent" ("checked_by", "checked_on", "credential_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "revoked_on", "school_id", "seen_as") VALUES (OLD."checked_by", OLD."checked_on", OLD."credential_id", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."revoked_on", OLD."school_id", OLD."seen_as"); RETURN NULL;',
                    hash="51e7b7df16f6a8d959162baf6fba19f2b04dd680",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64ddd",
                    table="advisers_credentialcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credentialcheckevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c6db4b99cf820bf25844c0a4a8ae17ac983be675",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_05388",
                    table="advisers_credentialcheckevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credentialevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="73901547c47b0875b7082b87d23eac0fb6a03494",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_efc26",
                    table="advisers_credentialevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.UniqueConstraint(fields=("school", "name"), name="one_provider_a_name"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provider",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_providerevent" ("id", "matrix_awarded_on", "matrix_first_check_on", "matrix_second_check_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "version") VALUES (NEW."id", NEW."matrix_awarded_on", NEW."matrix_first_check_on", NEW."matrix_second_check_on", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."version"); RETURN NULL;',
                    hash="c1fb31f9fbfe8b628b1ef1fae913a52c4c960866",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_90e25",
                    table="advisers_provider",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provider",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "advisers_providerevent" ("id", "matrix_awarded_on", "matrix_first_check_on", "matrix_second_check_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "version") VALUES (NEW."id", NEW."matrix_awarded_on", NEW."matrix_first_check_on", NEW."matrix_second_check_on", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."version"); RETURN NULL;',
                    hash="3d01e97a0f10bdfe7c4a2b176a5aeba5ced0dfdc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0f8be",
                    table="advisers_provider",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provider",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_providerevent" ("id", "matrix_awarded_on", "matrix_first_check_on", "matrix_second_check_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "version") VALUES (OLD."id", OLD."matrix_awarded_on", OLD."matrix_first_check_on", OLD."matrix_second_check_on", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."version"); RETURN NULL;',
                    hash="a5ca56e21cd4f5a15fe2bbe02547c099d0c9a66a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4a0b6",
                    table="advisers_provider",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adviserevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="147e97a84ec6d049aa00a58b45b679e89f0d8dad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c89b3",
                    table="advisers_adviserevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="adviser",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("school", "email"),
                name="one_adviser_an_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="adviser",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user__isnull", False)),
                fields=("school", "user"),
                name="one_adviser_a_log_in",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adviser",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_adviserevent" ("email", "employment", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "recorded_at", "recorded_by_id", "school_id", "user_id", "version") VALUES (NEW."email", NEW."employment", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="d21158ba664d0f25b03bb27c991ea2bdece55fdd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_58304",
                    table="advisers_adviser",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adviser",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "advisers_adviserevent" ("email", "employment", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "recorded_at", "recorded_by_id", "school_id", "user_id", "version") VALUES (NEW."email", NEW."employment", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="be13e42fbdd122eee8194218d5f3669df4d207b7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_29e14",
                    table="advisers_adviser",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adviser",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "advisers_adviserevent" ("email", "employment", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "recorded_at", "recorded_by_id", "school_id", "user_id", "version") VALUES (OLD."email", OLD."employment", OLD."id", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."recorded_at", OLD."recorded_by_id", OLD."school_id", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="76f2f5537d76c42d01fad6cce758b8ea166154fa",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5b4d0",
                    table="advisers_adviser",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8a4f579f9a251e53de4cb2bd02a115bc1a6c35ef",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ec143",
                    table="advisers_providerevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
