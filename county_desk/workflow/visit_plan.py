"""The plan of visits: the day by which a monitored household is visited next."""

from datetime import date, timedelta

from county_desk.models.monitored import Intensity
from county_desk.workflow.command import Work


def due_after(work: Work, day: date, intensity: Intensity | None) -> date | None:
    """The day by which a household is visited next; None without an intensity or its figure."""
    days = work.terms(day)[f"monitoring_visit_days_{intensity.value}"].whole if intensity else None
    return day + timedelta(days=days) if days else None
