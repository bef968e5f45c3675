from django.db import migrations

from accounts.tenancy import row_level_security, same_school


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("accounts", "0002_tenancy_and_cache")]

    operations = [
        row_level_security(
            "reporting_report",
            "reporting_reportevent",
            "reporting_reportschedule",
            "reporting_reportscheduleevent",
            "reporting_reportrecipient",
            "reporting_reportrecipientevent",
        ),
        same_school("reporting_reportrecipient", "membership_id", "accounts_membership"),
    ]
