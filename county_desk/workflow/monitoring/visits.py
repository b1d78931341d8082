"""Visits to households: recorded and taken back; those of monitored households are planned by intensity."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import func, select

from county_desk.fields import Record
from county_desk.models.household import Household
from county_desk.models.monitored import Intensity, Monitored
from county_desk.models.user import Permission
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.monitoring.monitoring_facts import watched_of
from county_desk.text import N_, _
from county_desk.workflow.cases.persons import outsiders_trouble, twice_trouble
from county_desk.workflow.command import REASON, Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS, withdrawing
from county_desk.workflow.gate.states import Unless
from county_desk.workflow.monitoring.visit_plan import due_after, pairing_now, plan_pairing
from county_desk.workflow.registry import removed_trouble

MONITORED = Ask(Record(), N_("Monitored household"), of="monitored")
RISK_REMOVED = Unless(Monitored.removed, N_("The risk of the household of {head} is removed"))


class RecordHouseholdVisit(Command):
    """Record a visit to a household on record; of a monitored one the next is due by its intensity."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a visit to a household"), N_("Recorded a visit to a household"), "watch_visit"
    )
    synonyms: ClassVar = N_("call home")
    law: ClassVar = OF_HELP_BY_OTHERS

    household: Annotated[int, asked(Visit.household_id)]
    visited_on: Annotated[date, asked(Visit.visited_on, after=("household.registered_on",))]
    visitors: Annotated[str, asked(Visit.visitors)]
    purpose: Annotated[VisitPurpose, asked(Visit.purpose)]
    found: Annotated[str, asked(Visit.found)]
    new_risk: Annotated[bool | None, asked(Visit.new_risk)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := removed_trouble(work, self.household):
            return trouble
        household = work.session.get_one(Household, self.household)
        monitoring = self.purpose is VisitPurpose.MONITORING
        if monitoring and watched_of(work.session, self.household) is None:
            words = _("{head} is not monitored; choose another purpose of the visit, or record a clue first")
            return {"purpose": words.format(head=household.head)}
        return _visitors_trouble(work, self.household, self.visitors)

    def run(self, work: Work) -> Change:
        watched = watched_of(work.session, self.household)
        if watched is not None and watched.entered_on is not None and self.visited_on < watched.entered_on:
            watched = None
        monitored = watched.id if watched else None
        return _record(work, record_of(work, self, Visit, monitored_id=monitored))


class RecordMonitoringVisit(Command):
    """Record a visit to a monitored household; the next one is due by its intensity."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a visit to a monitored household"),
        N_("Recorded a visit to a monitored household"),
        "watch_visit",
    )
    synonyms: ClassVar = N_("watch call")
    law: ClassVar = OF_HELP_BY_OTHERS
    refused: ClassVar = (RISK_REMOVED,)

    monitored: Annotated[int, asked(Visit.monitored_id)]
    visited_on: Annotated[date, asked(Visit.visited_on, after=("monitored.entered_on",))]
    visitors: Annotated[str, asked(Visit.visitors)]
    found: Annotated[str, asked(Visit.found)]
    new_risk: Annotated[bool | None, asked(Visit.new_risk)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        household = work.session.get_one(Monitored, self.monitored).household_id
        return _visitors_trouble(work, household, self.visitors)

    def run(self, work: Work) -> Change:
        watched = work.session.get_one(Monitored, self.monitored)
        own = {"household_id": watched.household_id, "purpose": VisitPurpose.MONITORING}
        return _record(work, record_of(work, self, Visit, **own))


class WithdrawVisit(Command):
    """Take back a visit to a household that was recorded by mistake."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Withdraw a visit to a household"), N_("Withdrew a visit to a household"), "watch_visit"
    )
    law: ClassVar = withdrawing(counted_on=Visit.visited_on)

    visit: Annotated[int, Ask(Record(), N_("Visit"), of="visits")]
    reason: Annotated[str, REASON]

    def run(self, work: Work) -> Change:
        visit = work.session.get_one(Visit, self.visit)
        visit.withdrawn_on = work.today
        work.session.flush()
        if visit.monitored is not None:
            _plan(work, visit.monitored)
        _plan_official(work, visit)
        words = _("Visit to {head} on {day} withdrawn: {reason}")
        summary = words.format(head=_visited(visit).head, day=visit.visited_on, reason=self.reason)
        return Change(summary, id=visit.id)


class SetIntensity(Command):
    """Set how closely a household is watched; the next visit is due by it."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Set the intensity of monitoring"), N_("Set how closely a household is watched"), "monitored"
    )
    synonyms: ClassVar = N_("frequency")
    law: ClassVar = OF_HELP_BY_OTHERS
    refused: ClassVar = (RISK_REMOVED,)

    monitored: Annotated[int, MONITORED]
    intensity: Annotated[Intensity, asked(Monitored.intensity)]

    def run(self, work: Work) -> Change:
        watched = work.session.get_one(Monitored, self.monitored)
        before = watched.intensity
        watched.intensity = self.intensity
        _plan(work, watched)
        words = _("{head}: {intensity}")
        summary = words.format(head=watched.head, intensity=_(self.intensity.label))
        undo = SetIntensity(monitored=watched.id, intensity=before) if before else None
        return Change(summary, undo=undo, id=watched.id)


def _visitors_trouble(work: Work, household: int | None, visitors: str) -> Mapping[str, str]:
    trouble = twice_trouble(visitors) or outsiders_trouble(work, visitors, [household])
    return {"visitors": trouble} if trouble else {}


def _record(work: Work, visit: Visit) -> Change:
    """Add a visit, and plan the next one of a monitored household."""
    work.session.add(visit)
    work.session.flush()
    if visit.monitored is not None:
        _plan(work, visit.monitored)
    _plan_official(work, visit)
    head = _visited(visit).head
    summary = _("Visit to {head} on {day} recorded").format(head=head, day=visit.visited_on)
    undo = WithdrawVisit(visit=visit.id, reason=_("Undone"))
    return Change(summary, undo=undo, id=visit.id)


def _visited(visit: Visit) -> Household | Monitored:
    """The household of a visit, or its record in a ledger."""
    visited = visit.household or visit.monitored
    assert visited is not None  # every visit is made to one of them
    return visited


def _plan_official(work: Work, visit: Visit) -> None:
    """Plan the next visit of the contact official of a visited household."""
    if visit.household_id is not None and (pairing := pairing_now(work, visit.household_id)) is not None:
        plan_pairing(work, pairing)


def _plan(work: Work, watched: Monitored) -> None:
    """Take the last visit from the visits that stand, and set the day of the next one."""
    last = select(func.max(Visit.visited_on)).where(
        Visit.monitored_id == watched.id, Visit.withdrawn_on.is_(None)
    )
    watched.visited_on = work.session.scalar(last)
    since = watched.visited_on or watched.entered_on
    watched.visit_due_on = due_after(work, since, watched.intensity) if since else None
