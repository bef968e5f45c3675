from django.db import migrations

from accounts.tenancy import row_level_security, same_school, same_school_target

TABLES = ["interview", "actionplan", "plannedaction", "confidentialnote", "addendum", "interviewimport"]


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0001_initial"),
        ("students", "0002_tenancy"),
        ("advisers", "0002_tenancy"),
    ]

    operations = [
        row_level_security(
            *[f"interviews_{name}" for name in TABLES], *[f"interviews_{name}event" for name in TABLES]
        ),
        same_school_target("interviews_interview", "interviews_actionplan", "interviews_interviewimport"),
        same_school("interviews_interview", "student_id", "students_student"),
        same_school("interviews_interview", "adviser_id", "advisers_adviser"),
        same_school("interviews_interview", "replaces_id", "interviews_interview"),
        same_school("interviews_interview", "imported_with_id", "interviews_interviewimport"),
        same_school("interviews_actionplan", "interview_id", "interviews_interview"),
        same_school("interviews_confidentialnote", "interview_id", "interviews_interview"),
        same_school("interviews_addendum", "interview_id", "interviews_interview"),
        same_school("interviews_plannedaction", "plan_id", "interviews_actionplan"),
    ]
