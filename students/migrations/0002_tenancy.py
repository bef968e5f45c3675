from django.db import migrations

from accounts.tenancy import row_level_security, same_school, same_school_target

TABLES = ["student", "enrolment", "stay", "exclusion", "rosterimport"]


class Migration(migrations.Migration):
    dependencies = [("students", "0001_initial"), ("accounts", "0002_tenancy_and_cache")]

    operations = [
        row_level_security(
            *[f"students_{name}" for name in TABLES],
            *[f"students_{name}event" for name in TABLES],
            "students_importedchange",
            "students_columnmapping",
        ),
        same_school_target("students_student", "students_rosterimport"),
        same_school("students_enrolment", "student_id", "students_student"),
        same_school("students_enrolment", "roster_import_id", "students_rosterimport"),
        same_school("students_stay", "student_id", "students_student"),
        same_school("students_stay", "roster_import_id", "students_rosterimport"),
        same_school("students_exclusion", "student_id", "students_student"),
        same_school("students_importedchange", "roster_import_id", "students_rosterimport"),
    ]
