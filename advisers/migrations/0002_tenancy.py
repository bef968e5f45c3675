from django.db import migrations

from accounts.tenancy import row_level_security, same_school, same_school_target

TABLES = ["provider", "adviser", "credential", "credentialcheck"]


class Migration(migrations.Migration):
    dependencies = [("advisers", "0001_initial"), ("accounts", "0002_tenancy_and_cache")]

    operations = [
        row_level_security(
            *[f"advisers_{name}" for name in TABLES], *[f"advisers_{name}event" for name in TABLES]
        ),
        same_school_target("advisers_provider", "advisers_adviser", "advisers_credential"),
        same_school("advisers_adviser", "provider_id", "advisers_provider"),
        same_school("advisers_credential", "adviser_id", "advisers_adviser"),
        same_school("advisers_credentialcheck", "credential_id", "advisers_credential"),
    ]
