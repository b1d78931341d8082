"""Monitored households: the list, one household with its measures, and its way to the release."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QLabel, QMenu

from county_desk.models.user import Permission
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
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.monitoring.household_papers import offer_papers
from county_desk.views.page import IMPORTS
from county_desk.views.page_button import page_button
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowLink, RowOffer
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.command import Command
from county_desk.workflow.monitoring.risks import SetRisks
from county_desk.workflow.monitoring.visits import RecordMonitoringVisit, SetIntensity
from county_desk.workflow.registry import RecordYear

RELEASE, REMOVAL = "monitoring_release", "monitoring_removal"


class MonitoredPage(ActsPage[MonitoredRow]):
    """Every household of a ledger and every one that was announced; the risk of some is removed."""

    key: ClassVar = "monitored"
    synonyms: ClassVar = N_("watch release fall-back")
    listing = MONITORED_LISTING
    filters: ClassVar = ("state", "kind", "village", "intensity")
    waits: ClassVar = {Permission.RECORD: overdue_visits}  # households that should have been visited by now
    chip: ClassVar = "state"
    facts: ClassVar = (
        *("number", "township", "village", "kind", "risks", "identified", "intensity", "visited_on"),
        *("visit_due_on", "standing", "removed", "way"),
    )
    empty: ClassVar = N_("No household is monitored yet. Cases begin with a clue; a ledger can be taken in.")
    empty_way: ClassVar = (N_("Take in workbooks"), *IMPORTS)

    def name_of(self, row: MonitoredRow) -> str:
        """The household."""
        return _("Household of {head}").format(head=row.head)

    def acts(self, row: MonitoredRow) -> Iterable[RowOffer]:
        """The acts on a watched household, and the ways to its cases and its card."""
        if row.state is MonitoredState.WATCHED:
            yield from self._watch_acts(row)
        gone = row.state is not MonitoredState.WATCHED
        if row.release_case_id is not None:
            yield RowLink(_("Case of the release"), "case", row.release_case_id, enter=gone)
        if row.entry_case_id is not None:
            yield RowLink(_("Case of the entry"), "case", row.entry_case_id, enter=gone)
        if row.household_id is not None:
            yield RowLink(_("See the household"), "household", row.household_id)

    def _watch_acts(self, row: MonitoredRow) -> Iterator[RowAct]:
        """The acts on a household that is watched; those after the third need its file."""
        monitored, household = {"monitored": row.id}, {"household": row.household_id}
        yield RowAct(RecordMonitoringVisit, fixed=monitored, words=_("Record a visit…"))
        yield RowAct(SetIntensity, fixed=monitored, words=_("Set the intensity…"))
        yield RowAct(SetRisks, {"risks": row.risks}, monitored, _("Set the risks…"))
        if row.household_id is None:
            return
        year, risks = {"year": self.desk.today.year}, risks_in(row.risks)
        yield RowAct(RecordMeasure, {"risk": risks[0]} if len(risks) == 1 else {}, household)
        yield RowAct(RecordYear, year, household, _("Record facts of a year…"))
        release = {**household, "kind": RELEASE, "reason": ""}
        yield RowAct(OpenCase, {}, release, _("Propose the release…"))
        yield RowAct(OpenCase, {}, {**household, "kind": REMOVAL}, _("Monitored by mistake…"))

    def actions_for(self, menu: QMenu, row: MonitoredRow | None) -> None:
        """The acts on the household and its papers."""
        if row is not None:
            super().actions_for(menu, row)
            desk, number = self.desk, row.id
            offer_papers(self, lambda: desk.read(sheet_of_monitored, number, desk.today), menu)

    def show_state(self, row: MonitoredRow, card: RecordCard) -> None:
        """Add the state, the warning about its visits, and the lack of a file."""
        super().show_state(row, card)
        if row.household_id is None:
            card.box.addWidget(line(_("This household is in a ledger only; it has no file here."), card))

    def warning_of(self, row: MonitoredRow) -> str:
        """The warning about an overdue, missing or unplanned visit; empty without one."""
        if row.state is not MonitoredState.WATCHED:
            return ""
        if row.intensity is None:
            return _("No intensity is set, so no visit is planned and none becomes overdue.")
        if row.visit_due_on is None:
            return ""
        if row.visit_due_on < self.desk.today:
            return _("The visit is overdue since {day}.").format(day=row.visit_due_on)
        return "" if row.visited_on else _("This household was not visited yet.")

    def act_name(self, command: type[Command]) -> str:
        """The cases that are opened here end the monitoring of a household."""
        return _("Propose the end of monitoring") if command is OpenCase else ""

    def show_more(self, row: MonitoredRow, card: RecordCard) -> None:
        """Add the measures of the household, once they are read."""
        if row.household_id is None:
            return
        desk, wanted = self.desk, Query(where={"household_id": row.household_id})
        of_record = Query(where={"monitored_id": row.id})
        self.look(
            lambda: (desk.read(page, MEASURES, wanted), desk.read(page, UNANSWERED_RISKS, of_record)),
            lambda found: self._show_measures(*found, card),
            "measures",
            card,
        )

    def _show_measures(
        self, found: Sequence[MeasureRow], lacking: Sequence[UnansweredRow], card: RecordCard
    ) -> None:
        box = card.box
        box.addWidget(heading(_("Measures"), card, 1.1))
        for risk in lacking:
            name = UNANSWERED["risk"].shown(risk)
            words = _("No measure answers the risk “{risk}”.").format(risk=name)
            if risk.due_on is not None:
                words = _("No measure answers the risk “{risk}”; one is due by {day}.")
                words = words.format(risk=name, day=risk.due_on)
            late = risk.due_on is not None and risk.due_on < self.desk.today
            box.addWidget(Banner("bad" if late else "warn", words, card))
        if not found:
            box.addWidget(QLabel(_("No measure was recorded."), card))
        for each in found:
            told = _("{kind}: {title}").format(kind=_(each.kind.label), title=each.title)
            if each.delivered_on is not None:
                day = each.delivered_on
                box.addWidget(line(_("{measure}, delivered on {day}").format(measure=told, day=day), card))
                continue
            box.addWidget(line(told, card))
            box.addWidget(
                page_button(self, _("Next stage of the measure"), "measures", each.id)
                if each.programme
                else self.act_button(RowAct(DeliverMeasure, fixed={"measure": each.id}))
            )
