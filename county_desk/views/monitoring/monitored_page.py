"""Monitored households: the list, one household with its measures, and its way to the release."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.models.measure import AssistanceMeasure
from county_desk.models.monitored import Monitored
from county_desk.models.visit import Visit
from county_desk.tables.assistance.measures import LISTING as MEASURES
from county_desk.tables.assistance.measures import MeasureRow
from county_desk.tables.household_sheet import sheet_of_monitored
from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.monitored import (
    MONITORED_LISTING,
    MonitoredRow,
    MonitoredState,
    overdue_visits,
)
from county_desk.tables.monitoring.monitoring_facts import risks_in
from county_desk.tables.monitoring.unanswered import LISTING as UNANSWERED_RISKS
from county_desk.tables.monitoring.unanswered import UNANSWERED, UnansweredRow
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.monitoring.part import PARTS, MonitoringPart
from county_desk.views.monitoring.sheets import offer_papers
from county_desk.views.page import IMPORTS
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Chip, Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import Pairs, heading, line
from county_desk.views.widgets.style import em
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.command import Change, Command
from county_desk.workflow.monitoring.risks import SetRisks
from county_desk.workflow.monitoring.visits import RecordMonitoringVisit, SetIntensity
from county_desk.workflow.registry import RecordYear

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

RELEASE, REMOVAL = "monitoring_release", "monitoring_removal"
STATES = {
    MonitoredState.WATCHED: Shape.UNDERWAY,
    MonitoredState.RELEASED: Shape.FINE,
    MonitoredState.MISTAKEN: Shape.NONE,
}
FACTS = (
    *("number", "township", "village", "kind", "risks", "identified", "intensity", "visited_on"),
    *("visit_due_on", "standing", "removed", "way"),
)


class MonitoredPage(MonitoringPart[MonitoredRow]):
    """Every household of a ledger and every one that was announced; the risk of some is removed."""

    key: ClassVar = "monitored"
    title: ClassVar = PARTS["monitored"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Monitored, AssistanceMeasure, Visit})
    listing = MONITORED_LISTING
    filters: ClassVar = ("state", "kind", "village", "intensity")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        words = _("No household is monitored yet. Cases begin with a clue; a ledger can be taken in.")
        self.list.nothing = (words, _("Take in workbooks"), lambda: self.go.emit(*IMPORTS))

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many households should have been visited by now."""
        return desk.read(overdue_visits, desk.today)

    def show_row(self, row: MonitoredRow) -> QWidget:
        """The household with its measures, once they are read."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        box.addWidget(heading(_("Household of {head}").format(head=row.head), holder, 1.25))
        box.addWidget(Chip(STATES[row.state], _(row.state.label), holder))
        if words := self._visit_words(row):
            box.addWidget(Banner("warn", words, holder))
        if row.household_id is None:
            box.addWidget(line(_("This household is in a ledger only; it has no file here."), holder))
        box.addWidget(ActsBox(self._buttons(row), holder))
        box.addWidget(Pairs(self.shown(row, FACTS), holder))
        self._look_for_measures(row, holder)
        return holder

    def _buttons(self, row: MonitoredRow) -> Iterator[Button]:
        """The acts on the household, and the ways to its cases and its card."""
        for place, (words, command, ask) in enumerate(self._acts(row)):
            yield self.button(words, command, ask, strong=place == 0)
        if row.release_case_id is not None:
            yield self.link(_("Case of the release"), "applications", row.release_case_id)
        if row.entry_case_id is not None:
            yield self.link(_("Case of the entry"), "applications", row.entry_case_id)
        if row.household_id is not None:
            yield self.link(_("See the household"), "registry", row.household_id)

    def open_row(self, row: MonitoredRow) -> None:
        """Record a visit; of a released household show its last case."""
        acts = self._acts(row)
        if acts and self.desk.actor.may(acts[0][1].permission):
            acts[0][2]()
        elif not acts and (case := row.release_case_id or row.entry_case_id) is not None:
            self.go.emit("applications", case)

    def actions_for(self, menu: QMenu, row: MonitoredRow | None) -> None:
        """The acts on the household, for who may do them."""
        for words, command, ask in self._acts(row) if row is not None else ():
            if self.desk.actor.may(command.permission):
                menu.addAction(words, ask)
        if row is not None:
            desk, number = self.desk, row.id
            offer_papers(self, lambda: desk.read(sheet_of_monitored, number, desk.today), menu)

    def _acts(self, row: MonitoredRow) -> list[tuple[str, type[Command], Callable[[], None]]]:
        if row.state is not MonitoredState.WATCHED:
            return []
        household, today = row.household_id, self.desk.today
        visits: list[tuple[str, type[Command], Callable[[], None]]] = [
            (
                _("Record a visit…"),
                RecordMonitoringVisit,
                lambda: self.ask(RecordMonitoringVisit, monitored=row.id),
            ),
            (_("Set the intensity…"), SetIntensity, lambda: self.ask(SetIntensity, monitored=row.id)),
            (
                _("Set the risks…"),
                SetRisks,
                lambda: self.ask(SetRisks, {"risks": row.risks}, monitored=row.id),
            ),
        ]
        if household is None:
            return visits
        return [
            *visits,
            (_("Record a measure…"), RecordMeasure, lambda: self._ask_measure(household, row.risks)),
            (
                _("Record facts of a year…"),
                RecordYear,
                lambda: self.ask(RecordYear, {"year": today.year}, household=household),
            ),
            (_("Propose the release…"), OpenCase, lambda: self._ask_case(household, RELEASE)),
            (_("Monitored by mistake…"), OpenCase, lambda: self._ask_case(household, REMOVAL)),
        ]

    def _visit_words(self, row: MonitoredRow) -> str:
        """That a visit is overdue, was never made or is not planned; empty otherwise."""
        if row.state is not MonitoredState.WATCHED:
            return ""
        if row.intensity is None:
            return _("No intensity is set, so no visit is planned and none becomes overdue.")
        if row.visit_due_on is None:
            return ""
        if row.visit_due_on < self.desk.today:
            return _("The visit is overdue since {day}.").format(day=row.visit_due_on)
        return "" if row.visited_on else _("This household was not visited yet.")

    def _ask_measure(self, household: int, risks: str) -> None:
        only = risks_in(risks)
        self.ask(RecordMeasure, {"risk": only[0]} if len(only) == 1 else {}, household=household)

    def _ask_case(self, household: int, kind: str) -> None:
        fixed: dict[str, object] = {"household": household, "kind": kind}
        fixed |= {"reason": ""} if kind == RELEASE else {}
        self.ask(OpenCase, {"year": self.desk.today.year}, **fixed)

    def act_name(self, command: type[Command]) -> str:
        """The cases that are opened here end the monitoring of a household."""
        return _("Propose the end of monitoring") if command is OpenCase else ""

    def done_with(self, command: type[Command], change: Change) -> None:
        """Go to the case that was opened."""
        if command is OpenCase:
            self.go.emit("applications", change.id)

    def _look_for_measures(self, row: MonitoredRow, holder: QWidget) -> None:
        if row.household_id is None:
            return
        desk, wanted = self.desk, Query(where={"household_id": row.household_id})
        of_record = Query(where={"monitored_id": row.id})
        self.look(
            lambda: (desk.read(page, MEASURES, wanted), desk.read(page, UNANSWERED_RISKS, of_record)),
            lambda found: self._show_measures(*found, holder),
            "measures",
        )

    def _show_measures(
        self, found: Sequence[MeasureRow], lacking: Sequence[UnansweredRow], holder: QWidget
    ) -> None:
        box = holder.layout() if isValid(holder) else None
        if not isinstance(box, QVBoxLayout):
            return
        box.addWidget(heading(_("Measures"), holder, 1.1))
        for risk in lacking:
            name = UNANSWERED["risk"].shown(risk)
            words = _("No measure answers the risk “{risk}”.").format(risk=name)
            if risk.due_on is not None:
                words = _("No measure answers the risk “{risk}”; one is due by {day}.")
                words = words.format(risk=name, day=risk.due_on)
            late = risk.due_on is not None and risk.due_on < self.desk.today
            box.addWidget(Banner("bad" if late else "warn", words, holder))
        if not found:
            box.addWidget(QLabel(_("No measure was recorded."), holder))
        for each in found:
            told = _("{kind}: {title}").format(kind=_(each.kind.label), title=each.title)
            if each.delivered_on is not None:
                day = each.delivered_on
                box.addWidget(line(_("{measure}, delivered on {day}").format(measure=told, day=day), holder))
                continue
            box.addWidget(line(told, holder))
            words = _("{act}…").format(act=_(DeliverMeasure.act.title))
            box.addWidget(self.button(words, DeliverMeasure, self._delivering(each.id)))

    def _delivering(self, measure: int) -> Callable[[], None]:
        return lambda: self.ask(DeliverMeasure, measure=measure)
