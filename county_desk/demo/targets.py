"""Targets of a year: signed pledges and tasks with their results, and the plans of villages."""

from datetime import date

from county_desk.demo.acts import Deed, Sequel, place_of
from county_desk.demo.places import CLERK
from county_desk.models.plan import PlanKind
from county_desk.models.team import UndertakingKind
from county_desk.workflow.assistance.plans import SetPlan
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordUndertaking


def undertaken(
    kind: UndertakingKind,
    place: int,
    target: str,
    who: str,
    signed: date,
    due: date,
    given_to: str = "",
    done: date | None = None,
    result: str = "",
) -> Deed:
    """A pledge or task on the day it was signed, and its result on the day it was reached."""
    recorded = RecordUndertaking(
        kind=kind,
        place=place,
        year=signed.year,
        target=target,
        responsible=who,
        signed_on=signed,
        due_on=due,
        given_to=given_to,
    )
    if done is None:
        return Deed(signed, CLERK, recorded)

    def finish(number: int) -> FinishUndertaking:
        return FinishUndertaking(undertaking=number, done_on=done, result=result)

    return Deed(signed, CLERK, recorded, (Sequel(done, CLERK, finish),))


def planned(day: date, village: str, kind: PlanKind, households: int, due: date, who: str) -> Deed:
    """The plan of a village for the year, set on a day."""
    plan = SetPlan(
        village=place_of(village),
        year=day.year,
        kind=kind,
        households=households,
        due_on=due,
        responsible=who,
    )
    return Deed(day, CLERK, plan)
