"""Help for monitored households: measures given and delivered, and visits to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import DemoVillage
from county_desk.models.measure import MeasureClass
from county_desk.workflow.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.needs import RecordNeed
from county_desk.workflow.visits import RecordMonitoringVisit


@dataclass(frozen=True)
class Helped:
    """One measure: from when, against which risk, and when the household had it; None while it has not."""

    place: DemoVillage
    home: Home
    since: date
    risk: str
    kind: MeasureClass
    content: str
    amount: int | None = None
    delivered: date | None = None
    unit: str = "县乡村振兴服务中心"


@dataclass(frozen=True)
class Visited:
    """The visits to one monitored household, by their days."""

    place: DemoVillage
    home: Home
    days: Sequence[date]
    found: str


def help_out(office: Office, going: Helped) -> Thread:
    """Record a need and the measure that answers it, and its delivery on its day."""
    who = office.clerk(going.place)
    yield going.since
    household = office.household(going.home)
    need = RecordNeed(
        household=household,
        wants=going.kind,
        risk=going.risk,
        words=going.content,
        found_on=office.today,
        found_by=going.place.contact,
    )
    given = RecordMeasure(
        household=household,
        need=office.made(who, need),
        kind=going.kind,
        content=going.content,
        since=going.since,
        risk=going.risk,
        responsible=going.place.contact,
        unit=going.unit,
        amount=None if going.amount is None else Decimal(going.amount),
    )
    measure = office.made(who, given)
    if going.delivered:
        yield going.delivered
        office.do(who, DeliverMeasure(measure=measure, delivered_on=office.today, result="已到户"))


def call_on(office: Office, going: Visited) -> Thread:
    """Visit a household on each of its days."""
    who = office.clerk(going.place)
    for day in going.days:
        yield day
        office.do(
            who,
            RecordMonitoringVisit(
                monitored=office.watched(going.home),
                visited_on=day,
                visitors=f"{going.place.contact}、驻村工作队 杜国安",
                found=going.found,
                new_risk=False,
            ),
        )
