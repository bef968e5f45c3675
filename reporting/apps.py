from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        """Say who writes the words of the e-mail about a report."""
        from accounts import outbox
        from reporting.notices import REPORT_READY, report_ready

        outbox.register(REPORT_READY, report_ready)
