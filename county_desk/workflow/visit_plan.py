"""The plan of a monitored household: the days by which it is visited next and has its measures."""

from datetime import date, timedelta

from county_desk.models.monitored import Intensity
from county_desk.workflow.command import Work


def measures_due(work: Work, entered: date) -> date | None:
    """The day by which each risk of a household has a measure; None without its figure."""
    days = work.terms(entered)["monitoring_measure_days"].whole
    return entered + timedelta(days=days) if days else None


def due_after(work: Work, day: date, intensity: Intensity | None) -> date | None:
    """The day by which a household is visited next; None without an intensity or its figure."""
    days = work.terms(day)[f"monitoring_visit_days_{intensity.value}"].whole if intensity else None
    return day + timedelta(days=days) if days else None
