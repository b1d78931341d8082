"""Visits to monitored households: recorded, taken back, and planned by intensity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import func, select

from county_desk.fields import Choice, Day, Record, Text, YesNo
from county_desk.models.monitored import Intensity, Monitored
from county_desk.models.user import Permission
from county_desk.models.watch_visit import WatchVisit
from county_desk.text import N_, _
from county_desk.workflow.casework import place_trouble
from county_desk.workflow.clues import REASON, reason_trouble
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.visit_plan import due_after

TOUCHES = frozenset({Monitored, WatchVisit})
MONITORED = Ask(Record(), N_("Monitored household"), of="monitored")


@dataclass(frozen=True, kw_only=True)
class RecordMonitoringVisit(Command):
    """Record a visit to a monitored household; the next one is due by its intensity."""

    permission: ClassVar = Permission.RECORD
    title: ClassVar = N_("Record a visit to a monitored household")

    monitored: Annotated[int, MONITORED]
    visited_on: Annotated[date, Ask(Day(), N_("Visited on"))]
    visitors: Annotated[str, Ask(Text(width=30), N_("Visitors"))]
    found: Annotated[str, Ask(Text(lines=3, width=40), N_("What was found"))]
    new_risk: Annotated[bool | None, Ask(YesNo(), N_("A new risk was found"))] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := watched_trouble(work, self.monitored):
            return found
        if found := work.day_ahead("visited_on", self.visited_on):
            return found
        entered = work.session.get_one(Monitored, self.monitored).entered_on
        if entered is not None and self.visited_on < entered:
            return {"visited_on": _("The household entered monitoring on {day}").format(day=entered)}
        if not self.visitors.strip():
            return {"visitors": _("Name who visited the household")}
        return {} if self.found.strip() else {"found": _("Write what was found")}

    def run(self, work: Work) -> Change:
        watched = work.session.get_one(Monitored, self.monitored)
        visit = WatchVisit(
            monitored_id=watched.id,
            visited_on=self.visited_on,
            visitors=self.visitors.strip(),
            found=self.found.strip(),
            new_risk=self.new_risk,
            recorded_by=work.actor.id,
        )
        work.session.add(visit)
        work.session.flush()
        _plan(work, watched)
        summary = _("Visit to {head} on {day} recorded").format(head=watched.head, day=self.visited_on)
        undo = WithdrawMonitoringVisit(visit=visit.id, reason=_("Undone"))
        return Change(TOUCHES, summary, undo=undo, id=visit.id)


@dataclass(frozen=True, kw_only=True)
class WithdrawMonitoringVisit(Command):
    """Take back a visit to a monitored household that was recorded by mistake."""

    permission: ClassVar = Permission.RECORD
    title: ClassVar = N_("Withdraw a visit to a monitored household")

    visit: Annotated[int, Ask(Record(), N_("Visit"), of="visits")]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        visit = work.session.get(WatchVisit, self.visit)
        if visit is None or visit.withdrawn_on is not None:
            return {"visit": _("There is no visit {number}").format(number=self.visit)}
        return watched_trouble(work, visit.monitored_id) or reason_trouble(self.reason)

    def run(self, work: Work) -> Change:
        visit = work.session.get_one(WatchVisit, self.visit)
        visit.withdrawn_on = work.today
        work.session.flush()
        _plan(work, visit.monitored)
        words = _("Visit to {head} on {day} withdrawn: {reason}")
        summary = words.format(head=visit.monitored.head, day=visit.visited_on, reason=self.reason)
        return Change(TOUCHES, summary, id=visit.id)


@dataclass(frozen=True, kw_only=True)
class SetIntensity(Command):
    """Set how closely a household is watched; the next visit is due by it."""

    permission: ClassVar = Permission.RECORD
    title: ClassVar = N_("Set the intensity of monitoring")

    monitored: Annotated[int, MONITORED]
    intensity: Annotated[Intensity, Ask(Choice(terms=Intensity), N_("Intensity"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        return watched_trouble(work, self.monitored)

    def run(self, work: Work) -> Change:
        watched = work.session.get_one(Monitored, self.monitored)
        before = watched.intensity
        watched.intensity = self.intensity
        _plan(work, watched)
        words = _("{head}: {intensity}")
        summary = words.format(head=watched.head, intensity=_(self.intensity.label))
        undo = SetIntensity(monitored=watched.id, intensity=before) if before else None
        return Change(TOUCHES, summary, undo=undo, id=watched.id)


def watched_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Why a number is no household of this person's place that is monitored now."""
    watched = work.session.get(Monitored, number)
    if watched is None or watched.withdrawn_on is not None:
        return {"monitored": _("There is no monitored household {number}").format(number=number)}
    if trouble := place_trouble(work.session, work.actor, watched.village_id):
        return {"": trouble}
    if watched.removed:
        return {"monitored": _("The risk of the household of {head} is removed").format(head=watched.head)}
    return {}


def _plan(work: Work, watched: Monitored) -> None:
    """Take the last visit from the visits that stand, and set the day of the next one."""
    last = select(func.max(WatchVisit.visited_on)).where(
        WatchVisit.monitored_id == watched.id, WatchVisit.withdrawn_on.is_(None)
    )
    watched.visited_on = work.session.scalar(last)
    since = watched.visited_on or watched.entered_on
    watched.visit_due_on = due_after(work, since, watched.intensity) if since else None
