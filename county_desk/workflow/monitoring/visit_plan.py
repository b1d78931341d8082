"""The plan of a household: the days by which it is visited next and, when monitored, has its measures."""

from datetime import date, timedelta

from sqlalchemy import bindparam, func, select

from county_desk.models.monitored import Intensity
from county_desk.models.official import Pairing
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.workflow.command import Work

OF_OFFICIALS = (VisitPurpose.CONTACT, VisitPurpose.MONITORING)  # visits that count for a contact official


def measures_due(work: Work, entered: date) -> date | None:
    """The day by which each risk of a household has a measure; None without its figure."""
    days = work.terms(entered)["monitoring_measure_days"].whole
    return entered + timedelta(days=days) if days else None


def due_after(work: Work, day: date, intensity: Intensity | None) -> date | None:
    """The day by which a household is visited next; None without an intensity or its figure."""
    days = work.terms(day)[f"monitoring_visit_days_{intensity.value}"].whole if intensity else None
    return day + timedelta(days=days) if days else None


_PAIRING = (  # made once: it is asked for every visit
    select(Pairing)
    .where(Pairing.household_id == bindparam("of"), Pairing.until.is_(None), Pairing.withdrawn_on.is_(None))
    .order_by(Pairing.id.desc())
)


def pairing_now(work: Work, household: int) -> Pairing | None:
    """The pairing of a household with the official who answers for it now."""
    return work.session.scalars(_PAIRING, {"of": household}).first()


def plan_pairing(work: Work, pairing: Pairing) -> None:
    """Take the last visit of an official from the visits that stand, and set the day of the next one."""
    last = select(func.max(Visit.visited_on)).where(
        Visit.household_id == pairing.household_id,
        Visit.purpose.in_(OF_OFFICIALS),
        Visit.visited_on >= pairing.since,
        Visit.withdrawn_on.is_(None),
    )
    pairing.visited_on = work.session.scalar(last)
    since = pairing.visited_on or pairing.since
    days = work.terms(since)["official_visit_days"].whole
    pairing.visit_due_on = since + timedelta(days=days) if days else None
