"""A school's schedule as a plan the schedule's rule can read."""

from reporting.models import ReportSchedule
from reporting.schedule import Plan


def plan_of(schedule: ReportSchedule) -> Plan:
    """The plan that is kept in this row."""
    return Plan(
        on_national_dates=schedule.on_national_dates,
        day_of_month=schedule.day_of_month,
        own_dates=tuple(schedule.own_dates),
        starts_on=schedule.starts_on,
    )
