from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Load the Celery application, so that a task queued by a page finds its broker; and our checks."""
        from config import celery, checks  # noqa: F401
