import warnings
from typing import Any

from celery.platforms import SecurityWarning
from django.core.management.base import BaseCommand, CommandParser

from config.celery import app


class Command(BaseCommand):
    """Celery's worker with its beat, beside the embedded database."""

    help = (
        "Runs what is queued or due: reports, e-mails. For an installation without Redis; "
        "others run Celery's own worker and beat. Example: worker --concurrency 2"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=1, help="how many jobs at once (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        # It runs as whoever owns the installation; its messages are JSON and hold ids alone.
        warnings.simplefilter("ignore", SecurityWarning)
        app.worker_main(
            [
                *(
                    "--quiet",
                    "worker",
                    "--beat",
                    "--without-gossip",
                    "--without-mingle",
                    "--loglevel=WARNING",
                ),
                f"--concurrency={options['concurrency']}",
            ]
        )
