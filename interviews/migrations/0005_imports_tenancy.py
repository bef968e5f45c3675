from django.db import migrations

from accounts.tenancy import row_level_security


class Migration(migrations.Migration):
    dependencies = [("interviews", "0004_authors_and_imports")]

    operations = [
        row_level_security("interviews_interviewimport", "interviews_interviewimportevent"),
    ]
