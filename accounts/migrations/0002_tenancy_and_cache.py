from django.db import migrations

from accounts.tenancy import row_level_security, same_school_target


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        row_level_security("accounts_recordaccess"),
        same_school_target("accounts_membership"),
        migrations.RunSQL(
            "create table cache (cache_key varchar(255) primary key, value text not null, "
            "expires timestamptz not null); create index cache_expires on cache (expires)",
            "drop table cache",
        ),
    ]
