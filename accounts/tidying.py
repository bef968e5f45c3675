"""What has had its time goes: ended sessions, tokens of forms sent long ago, dead entries of the cache."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from accounts.models import Submission

TOKENS_ARE_KEPT = timedelta(days=30)
"""Far longer than a form is open: one sent once more after that would act once more."""


@transaction.atomic
def tidy(*, at: datetime) -> None:
    """Remove what nobody can use any more. Doing it twice does no harm."""
    Session.objects.filter(expire_date__lt=at).delete()
    Submission.objects.filter(made_at__lt=at - TOKENS_ARE_KEPT).delete()
    cache = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {cache} where expires < %s", [at])  # noqa: S608 - our own table's name
