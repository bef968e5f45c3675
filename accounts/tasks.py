"""What workers do for accounts: send the e-mails that are owed."""

from celery import shared_task
from django.utils import timezone

from accounts import outbox


@shared_task(name=outbox.DELIVER_TASK)
def deliver_outbox() -> None:
    """Send the e-mails that are due."""
    outbox.deliver_due(clock=timezone.now)
