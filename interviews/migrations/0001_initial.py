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
        ("advisers", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("students", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("summary", models.TextField(blank=True, max_length=8000)),
                (
                    "destination_code",
                    models.CharField(blank=True, help_text="NCCIS activity code.", max_length=3),
                ),
                (
                    "destination",
                    models.CharField(blank=True, max_length=200, verbose_name="intended destination"),
                ),
                ("shared_with_student", models.BooleanField(default=False)),
                ("shared_with_tutor", models.BooleanField(default=False)),
                ("shared_with_parent", models.BooleanField(default=False)),
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
            ],
        ),
        migrations.CreateModel(
            name="Addendum",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.TextField(max_length=4000)),
                ("confidential", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
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
            ],
        ),
        migrations.CreateModel(
            name="ConfidentialNote",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.TextField(max_length=8000)),
                ("recorded_at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "adviser_name",
                    models.CharField(
                        help_text="As on the day; a previous school's adviser too.", max_length=120
                    ),
                ),
                ("held_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("video", "Video call"),
                            ("telephone", "Telephone"),
                        ],
                        default="in_person",
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("one_to_one", "One-to-one"),
                            ("group", "Group session"),
                            ("drop_in", "Drop-in"),
                            ("other", "Other contact"),
                        ],
                        default="one_to_one",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("attended", "Attended"),
                            ("absent", "Absent"),
                            ("cancelled", "Cancelled"),
                            ("declined", "Declined"),
                        ],
                        default="attended",
                        max_length=10,
                    ),
                ),
                (
                    "previous_school",
                    models.CharField(blank=True, help_text="Empty: held here.", max_length=120),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Confirmed in writing by the previous school or adviser"),
                            ("reported", "Reported by the student or a parent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("adviser_stated_qualified", models.BooleanField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, help_text="The sender's own key.", max_length=80)),
                ("confidentiality_explained_at", models.DateTimeField(blank=True, null=True)),
                ("impartiality_declared_at", models.DateTimeField(blank=True, null=True)),
                ("passed_to_safeguarding_at", models.DateTimeField(blank=True, null=True)),
                ("passing_noted_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "place",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Of those recorded at the same instant, such as a file’s rows, which came first.",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                (
                    "adviser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="advisers.adviser",
                    ),
                ),
                (
                    "passing_noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="interviews.interview",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
                (
                    "student",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="students.student",
                    ),
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
            name="ConfidentialNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("text", models.TextField(max_length=8000)),
                ("recorded_at", models.DateTimeField()),
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
                        to="interviews.confidentialnote",
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
                    "interview",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="confidentialnote",
            name="interview",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confidential_note",
                to="interviews.interview",
            ),
        ),
        migrations.CreateModel(
            name="AddendumEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("text", models.TextField(max_length=4000)),
                ("confidential", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
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
                        to="interviews.addendum",
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
                    "interview",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="addendum",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="addenda", to="interviews.interview"
            ),
        ),
        migrations.CreateModel(
            name="ActionPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("summary", models.TextField(blank=True, max_length=8000)),
                (
                    "destination_code",
                    models.CharField(blank=True, help_text="NCCIS activity code.", max_length=3),
                ),
                (
                    "destination",
                    models.CharField(blank=True, max_length=200, verbose_name="intended destination"),
                ),
                ("shared_with_student", models.BooleanField(default=False)),
                ("shared_with_tutor", models.BooleanField(default=False)),
                ("shared_with_parent", models.BooleanField(default=False)),
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
                        to="interviews.actionplan",
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
                    "interview",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="actionplan",
            name="interview",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="plan", to="interviews.interview"
            ),
        ),
        migrations.CreateModel(
            name="InterviewImport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("file", models.FileField(blank=True, upload_to="interviews/")),
                ("sha256", models.CharField(max_length=64)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "Waiting for your decision"),
                            ("applied", "Imported"),
                            ("discarded", "Discarded"),
                            ("undone", "Undone"),
                        ],
                        default="preview",
                        max_length=10,
                    ),
                ),
                ("added", models.PositiveIntegerField(default=0)),
                ("already_there", models.PositiveIntegerField(default=0)),
                ("uploaded_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InterviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "adviser_name",
                    models.CharField(
                        help_text="As on the day; a previous school's adviser too.", max_length=120
                    ),
                ),
                ("held_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("video", "Video call"),
                            ("telephone", "Telephone"),
                        ],
                        default="in_person",
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("one_to_one", "One-to-one"),
                            ("group", "Group session"),
                            ("drop_in", "Drop-in"),
                            ("other", "Other contact"),
                        ],
                        default="one_to_one",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("attended", "Attended"),
                            ("absent", "Absent"),
                            ("cancelled", "Cancelled"),
                            ("declined", "Declined"),
                        ],
                        default="attended",
                        max_length=10,
                    ),
                ),
                (
                    "previous_school",
                    models.CharField(blank=True, help_text="Empty: held here.", max_length=120),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Confirmed in writing by the previous school or adviser"),
                            ("reported", "Reported by the student or a parent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("adviser_stated_qualified", models.BooleanField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, help_text="The sender's own key.", max_length=80)),
                ("confidentiality_explained_at", models.DateTimeField(blank=True, null=True)),
                ("impartiality_declared_at", models.DateTimeField(blank=True, null=True)),
                ("passed_to_safeguarding_at", models.DateTimeField(blank=True, null=True)),
                ("passing_noted_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "place",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Of those recorded at the same instant, such as a file’s rows, which came first.",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                (
                    "adviser",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="advisers.adviser",
                    ),
                ),
                (
                    "passing_noted_by",
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
                        to="interviews.interview",
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
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interview",
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
                    "imported_with",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.interviewimport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="interview",
            name="imported_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interviews",
                to="interviews.interviewimport",
            ),
        ),
        migrations.CreateModel(
            name="InterviewImportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("file", models.FileField(blank=True, upload_to="interviews/")),
                ("sha256", models.CharField(max_length=64)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "Waiting for your decision"),
                            ("applied", "Imported"),
                            ("discarded", "Discarded"),
                            ("undone", "Undone"),
                        ],
                        default="preview",
                        max_length=10,
                    ),
                ),
                ("added", models.PositiveIntegerField(default=0)),
                ("already_there", models.PositiveIntegerField(default=0)),
                ("uploaded_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
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
                        to="interviews.interviewimport",
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
            name="PlannedAction",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=300)),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("student", "Student"),
                            ("adviser", "Adviser"),
                            ("tutor", "Form tutor"),
                            ("parent", "Parent or carer"),
                            ("school", "School"),
                        ],
                        default="student",
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="interviews.actionplan",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.school"),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="PlannedActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=300)),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("student", "Student"),
                            ("adviser", "Adviser"),
                            ("tutor", "Form tutor"),
                            ("parent", "Parent or carer"),
                            ("school", "School"),
                        ],
                        default="student",
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
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
                        to="interviews.plannedaction",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="interviews.actionplan",
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
            model_name="confidentialnoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a6dbab1a3dfdc30f8d61ef2d4fd3d4df8fa6614e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cca06",
                    table="interviews_confidentialnoteevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confidentialnote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_confidentialnoteevent" ("id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "school_id", "text") VALUES (NEW."id", NEW."interview_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."school_id", NEW."text"); RETURN NULL;',
                    hash="a40adc38615fd2d10e501544a39016af781eceed",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a7fce",
                    table="interviews_confidentialnote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confidentialnote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "interviews_confidentialnoteevent" ("id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "school_id", "text") VALUES (NEW."id", NEW."interview_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."school_id", NEW."text"); RETURN NULL;',
                    hash="4e08cbe67692c49f1ee8aa646ef650fa1e73516c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3da6",
                    table="interviews_confidentialnote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confidentialnote",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_confidentialnoteevent" ("id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "school_id", "text") VALUES (OLD."id", OLD."interview_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."school_id", OLD."text"); RETURN NULL;',
                    hash="d33707a0b797d3727dade546b6dabad5061773c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b8c26",
                    table="interviews_confidentialnote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addendumevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="afe58eacf819371c4715876f53b1ea42d6dac3ba",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ef3a5",
                    table="interviews_addendumevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addendum",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_addendumevent" ("confidential", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "school_id", "text") VALUES (NEW."confidential", NEW."id", NEW."interview_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."text"); RETURN NULL;',
                    hash="b3758fd75bf2e2f1a7bc6aeb190debf1425e4159",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0765d",
                    table="interviews_addendum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addendum",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "interviews_addendumevent" ("confidential", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "school_id", "text") VALUES (NEW."confidential", NEW."id", NEW."interview_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."text"); RETURN NULL;',
                    hash="bafd9988474bb25c2a025b2f5a2cb894e42347da",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aa197",
                    table="interviews_addendum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addendum",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_addendumevent" ("confidential", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "school_id", "text") VALUES (OLD."confidential", OLD."id", OLD."interview_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."school_id", OLD."text"); RETURN NULL;',
                    hash="39acf1bd228596f60f02c48c4d1250a9c05bbd93",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3fd88",
                    table="interviews_addendum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionplanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c51490b437f7ed65d2d0a22adb145cfabc98ef22",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2d21b",
                    table="interviews_actionplanevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_actionplanevent" ("destination", "destination_code", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "school_id", "shared_with_parent", "shared_with_student", "shared_with_tutor", "summary", "version") VALUES (NEW."destination", NEW."destination_code", NEW."id", NEW."interview_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."shared_with_parent", NEW."shared_with_student", NEW."shared_with_tutor", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="ed623ef7843d9ef26b0d49ae1f3272ca2173d22f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40396",
                    table="interviews_actionplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "interviews_actionplanevent" ("destination", "destination_code", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "school_id", "shared_with_parent", "shared_with_student", "shared_with_tutor", "summary", "version") VALUES (NEW."destination", NEW."destination_code", NEW."id", NEW."interview_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."school_id", NEW."shared_with_parent", NEW."shared_with_student", NEW."shared_with_tutor", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="008eadcd2978b0d8fac658d435fa5ea775e58700",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_be9dd",
                    table="interviews_actionplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_actionplanevent" ("destination", "destination_code", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "school_id", "shared_with_parent", "shared_with_student", "shared_with_tutor", "summary", "version") VALUES (OLD."destination", OLD."destination_code", OLD."id", OLD."interview_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."school_id", OLD."shared_with_parent", OLD."shared_with_student", OLD."shared_with_tutor", OLD."summary", OLD."version"); RETURN NULL;',
                    hash="327d9df03a8c207adf9d0770f8c03126ca48478c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4ef05",
                    table="interviews_actionplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interviewimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_interviewimportevent" ("added", "already_there", "decided_at", "decided_by_id", "encoding", "file", "file_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "sha256", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."added", NEW."already_there", NEW."decided_at", NEW."decided_by_id", NEW."encoding", NEW."file", NEW."file_name", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_id", NEW."sha256", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="4575fe104592c8213d4ff22e8c8ff27f3f7f03a1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7c1e7",
                    table="interviews_interviewimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interviewimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "interviews_interviewimportevent" ("added", "already_there", "decided_at", "decided_by_id", "encoding", "file", "file_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "sha256", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."added", NEW."already_there", NEW."decided_at", NEW."decided_by_id", NEW."encoding", NEW."file", NEW."file_name", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_id", NEW."sha256", NEW."state", NEW."undone_at", NEW."undone_by_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="d0bb1b04e524198befc209ef225b2cf6249bdb1d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bfba3",
                    table="interviews_interviewimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interviewimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_interviewimportevent" ("added", "already_there", "decided_at", "decided_by_id", "encoding", "file", "file_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "sha256", "state", "undone_at", "undone_by_id", "uploaded_at", "uploaded_by_id") VALUES (OLD."added", OLD."already_there", OLD."decided_at", OLD."decided_by_id", OLD."encoding", OLD."file", OLD."file_name", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_id", OLD."sha256", OLD."state", OLD."undone_at", OLD."undone_by_id", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="7a9730f3ecdb9d74a0b4aa39ed2de22e6fec55c2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_de9cc",
                    table="interviews_interviewimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1bd95acd5b9a0fb89d4f29aa35e458639220a22b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_499d6",
                    table="interviews_interviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(fields=["school", "-held_on"], name="interviews_latest_first"),
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(
                condition=models.Q(("outcome", "attended"), ("withdrawn_at", None)),
                fields=["student", "held_on", "adviser"],
                name="interviews_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("reference", ""), _negated=True), ("withdrawn_at", None)),
                fields=("school", "reference"),
                name="one_interview_a_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adviser__isnull", False), ("evidence", ""), ("previous_school", "")),
                    models.Q(
                        models.Q(("previous_school", ""), _negated=True),
                        ("adviser", None),
                        models.Q(("evidence", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="held_here_or_with_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), models.Q(("withdrawn_reason", ""), _negated=True), _connector="OR"
                ),
                name="withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes", None), models.Q(("minutes__gte", 1), ("minutes__lte", 480)), _connector="OR"
                ),
                name="minutes_1_to_480",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_interviewevent" ("adviser_id", "adviser_name", "adviser_stated_qualified", "confidentiality_explained_at", "evidence", "held_on", "id", "impartiality_declared_at", "imported_with_id", "kind", "minutes", "mode", "outcome", "passed_to_safeguarding_at", "passing_noted_at", "passing_noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "previous_school", "recorded_at", "recorded_by_id", "reference", "replaces_id", "school_id", "student_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."adviser_id", NEW."adviser_name", NEW."adviser_stated_qualified", NEW."confidentiality_explained_at", NEW."evidence", NEW."held_on", NEW."id", NEW."impartiality_declared_at", NEW."imported_with_id", NEW."kind", NEW."minutes", NEW."mode", NEW."outcome", NEW."passed_to_safeguarding_at", NEW."passing_noted_at", NEW."passing_noted_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."previous_school", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."replaces_id", NEW."school_id", NEW."student_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="168ec0f7a34cc547f5dc6be88b720c2a8b002ae5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_990ca",
                    table="interviews_interview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "interviews_interviewevent" ("adviser_id", "adviser_name", "adviser_stated_qualified", "confidentiality_explained_at", "evidence", "held_on", "id", "impartiality_declared_at", "imported_with_id", "kind", "minutes", "mode", "outcome", "passed_to_safeguarding_at", "passing_noted_at", "passing_noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "previous_school", "recorded_at", "recorded_by_id", "reference", "replaces_id", "school_id", "student_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."adviser_id", NEW."adviser_name", NEW."adviser_stated_qualified", NEW."confidentiality_explained_at", NEW."evidence", NEW."held_on", NEW."id", NEW."impartiality_declared_at", NEW."imported_with_id", NEW."kind", NEW."minutes", NEW."mode", NEW."outcome", NEW."passed_to_safeguarding_at", NEW."passing_noted_at", NEW."passing_noted_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."previous_school", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."replaces_id", NEW."school_id", NEW."student_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="f1b50c3bb077d4f975468ecfff955c5d06e8f7d1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c7675",
                    table="interviews_interview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_interviewevent" ("adviser_id", "adviser_name", "adviser_stated_qualified", "confidentiality_explained_at", "evidence", "held_on", "id", "impartiality_declared_at", "imported_with_id", "kind", "minutes", "mode", "outcome", "passed_to_safeguarding_at", "passing_noted_at", "passing_noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "previous_school", "recorded_at", "recorded_by_id", "reference", "replaces_id", "school_id", "student_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."adviser_id", OLD."adviser_name", OLD."adviser_stated_qualified", OLD."confidentiality_explained_at", OLD."evidence", OLD."held_on", OLD."id", OLD."impartiality_declared_at", OLD."imported_with_id", OLD."kind", OLD."minutes", OLD."mode", OLD."outcome", OLD."passed_to_safeguarding_at", OLD."passing_noted_at", OLD."passing_noted_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."previous_school", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."replaces_id", OLD."school_id", OLD."student_id", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="37969a52bda0bb6856ba8da2ce848f65ce5c2819",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f4e2",
                    table="interviews_interview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interviewimportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ecbe6d17a56fc1f50e5c4128e243dc39ab40ed50",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_792f3",
                    table="interviews_interviewimportevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="action_says_what"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedaction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_plannedactionevent" ("done_on", "due_on", "id", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "school_id", "what") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."owner", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."school_id", NEW."what"); RETURN NULL;',
                    hash="6b47864163976aff71e5ec7e62f324461844e01f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0d7de",
                    table="interviews_plannedaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedaction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "interviews_plannedactionevent" ("done_on", "due_on", "id", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "school_id", "what") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."owner", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."school_id", NEW."what"); RETURN NULL;',
                    hash="189965f479a6444f6709fcc7911a0a0427df0a83",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c12d9",
                    table="interviews_plannedaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedaction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "interviews_plannedactionevent" ("done_on", "due_on", "id", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "school_id", "what") VALUES (OLD."done_on", OLD."due_on", OLD."id", OLD."owner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."school_id", OLD."what"); RETURN NULL;',
                    hash="53500110707e244d1293cdc65aa500c772b96910",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8de44",
                    table="interviews_plannedaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plannedactionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="81be027c29b06b3d23d3a8264ab9c0f35b8b5517",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_157bf",
                    table="interviews_plannedactionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
