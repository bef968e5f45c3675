"""What workers do for accounts: send the e-mails that are owed, and tidy up at night."""

from celery import shared_task
from django.utils import timezone

from accounts import outbox, tidying


@shared_task(name=outbox.DELIVER_TASK)
def deliver_outbox() -> None:
    """Send the e-mails that are due."""
    outbox.deliver_due(clock=timezone.now)


@shared_task(name="accounts.tidy")
def tidy() -> None:
    """Remove what nobody can use any more."""
    tidying.tidy(at=timezone.now())
