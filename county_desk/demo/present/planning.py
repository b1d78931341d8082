"""Plans of villages for the year, set in January."""

from dataclasses import dataclass
from datetime import date

from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, DemoVillage
from county_desk.models.plan import PlanKind
from county_desk.workflow.plans import SetPlan


@dataclass(frozen=True)
class Planned:
    """One plan: the households of a village that are to come so far by a day."""

    place: DemoVillage
    kind: PlanKind
    households: int
    due: date


def plan(office: Office, begins: date, plans: tuple[Planned, ...]) -> Thread:
    """Set the plans on one day."""
    yield begins
    for each in plans:
        office.do(
            CLERK,
            SetPlan(
                village=office.place(each.place.code),
                year=begins.year,
                kind=each.kind,
                households=each.households,
                due_on=each.due,
                responsible=each.place.contact,
            ),
        )
