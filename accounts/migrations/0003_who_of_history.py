from django.db import migrations

# Who made a change stands in pghistory's context, which its own trigger completes until the transaction ends.
# `created_at` is the start of the transaction that made the row.
COMPLETED_ONCE = """
create function pghistory_context_is_kept() returns trigger language plpgsql as $$
begin
    if old.created_at is distinct from now() or new.created_at is distinct from old.created_at then
        raise insufficient_privilege using message = 'who made a change is written once';
    end if;
    return new;
end $$;
create trigger pghistory_context_is_kept before update on pghistory_context
    for each row execute function pghistory_context_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_tenancy_and_cache"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(
            COMPLETED_ONCE,
            "drop trigger pghistory_context_is_kept on pghistory_context; drop function pghistory_context_is_kept",
        ),
    ]
