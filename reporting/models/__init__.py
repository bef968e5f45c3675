from reporting.models.job import Job
from reporting.models.report import Report
from reporting.models.schedule import ReportRecipient, ReportSchedule

__all__ = ["Job", "Report", "ReportRecipient", "ReportSchedule"]
