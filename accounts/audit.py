"""Proof that the log of record accesses is whole: each entry's hash covers the one before it."""

from django.db import connection

from accounts.models import School

# The same expression as the trigger `chain` on RecordAccess.
FAULTS = """
    select number, previous_hash = coalesce(before, '') and number = coalesce(number_before, 0) + 1 as follows
    from (
        select *, lag(hash) over entries as before, lag(number) over entries as number_before,
            encode(sha256(convert_to(concat_ws('|', previous_hash, school_id, number,
                extract(epoch from at), user_id, kind, what, array_to_string(student_ids, ',')),
                'UTF8')), 'hex') as expected
        from accounts_recordaccess where school_id = %s
        window entries as (order by number)
    ) chain
    where hash <> expected or previous_hash <> coalesce(before, '')
        or number <> coalesce(number_before, 0) + 1
    order by number limit 1
"""


def first_fault(school: School) -> str | None:
    """The first entry that was changed, or before which one is missing, in words; None: all is well."""
    with connection.cursor() as cursor:
        cursor.execute(FAULTS, [school.pk])
        row = cursor.fetchone()
    if row is None:
        return None
    number, follows = row
    if follows:
        return f"Entry {number} was changed after it was written."
    return f"Entry {number} does not follow on from the one before it: an entry was removed or changed."
