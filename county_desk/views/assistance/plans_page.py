"""Plans of villages beside their results: which fall behind, why, and the incidence they lead to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.intake.pasting import help_grids
from county_desk.models.case import Case
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.plan import VillagePlan
from county_desk.tables.assistance.helper_sheets import village_account
from county_desk.tables.assistance.plans import (
    LISTING,
    PLAN_NOTES,
    PLANS,
    PlanForecast,
    PlanRow,
    PlanState,
    behind,
    forecasts,
    plan_chart,
)
from county_desk.tables.listing import Query
from county_desk.text import _
from county_desk.views.assistance.part import PARTS, AssistancePart
from county_desk.views.jobs import Jobs
from county_desk.views.paper_acts import PaperActs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import line
from county_desk.views.widgets.record_card import Act, RecordCard
from county_desk.views.widgets.style import em
from county_desk.workflow.assistance.plans import SetPlan, WithdrawPlan

if TYPE_CHECKING:
    from county_desk.reports.document import Document
    from county_desk.workflow.desk import Desk

STATES = {PlanState.SHORT: Shape.WATCH, PlanState.REACHED: Shape.FINE}


class PlansPage(AssistancePart):
    """Every plan; Enter opens its form with the figures that stand."""

    key: ClassVar = "plans"
    title: ClassVar = PARTS["plans"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({VillagePlan, Case, AssistanceMeasure})
    listing = LISTING
    filters: ClassVar = ("state", "year", "kind", "township")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(SetPlan.act.title)), SetPlan)
        offer_paste(self, help_grids.PLANS)
        self.add_chart(_("Plan against result"), lambda: desk.read(plan_chart, self.year), self._narrow)

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many plans fall behind their day."""
        return desk.read(behind, desk.today)

    def show_row(self, row: PlanRow) -> QWidget:
        """The plan with its results, and the acts on it."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(em(0.5))
        if row.state is PlanState.SHORT and row.due_on < self.desk.today:
            words = _("The plan was to be reached by {day}; {count} are lacking.")
            box.addWidget(Banner("warn", words.format(day=row.due_on, count=row.lacking), holder))
        change = Button(_("Change the plan…"), self)
        self.permit(change, SetPlan.permission)
        acts: list[Act] = [(change, lambda: self._change(row))]
        acts.append(self.act(_("{act}…").format(act=_(WithdrawPlan.act.title)), WithdrawPlan, plan=row.id))
        acts += self._paper(row)
        box.addWidget(RecordCard(PLANS, row, acts, self))
        self._show_forecast(row, box)
        return holder

    def _show_forecast(self, row: PlanRow, box: QVBoxLayout) -> None:
        """Add the reason for the gap and the forecast, once they are worked out."""
        desk = self.desk

        def show(found: Sequence[PlanForecast]) -> None:
            if isValid(box):
                for column in PLAN_NOTES.columns:
                    if words := column.shown(found[0]):
                        text = _("{title}: {text}").format(title=_(column.title), text=words)
                        box.addWidget(line(text, self))

        self.look(lambda: desk.read(forecasts, [row]), show, "plan")

    def _paper(self, row: PlanRow) -> Sequence[Act]:
        """The account of the village."""
        desk, year = self.desk, row.year

        def make(language: str) -> "Document":
            from county_desk.reports.helper_papers import account_of_village

            return account_of_village(desk.read(village_account, row.village_id, year, desk.today), language)

        return PaperActs(self, _("account of the village"), make, lambda: f"{row.village}_{year}").acts()

    def open_row(self, row: PlanRow) -> None:
        """Change the plan."""
        if self.desk.actor.may(SetPlan.permission):
            self._change(row)

    def actions_for(self, menu: QMenu, row: PlanRow | None) -> None:
        """The acts on the plan, for who may do them."""
        if row is None:
            return
        if self.desk.actor.may(SetPlan.permission):
            menu.addAction(_("Change the plan…"), lambda: self._change(row))
        self.offer_acts(menu, (WithdrawPlan,), plan=row.id)

    def _change(self, row: PlanRow) -> None:
        keys = ("households", "persons", "due_on", "responsible", "steps")
        values = {key: getattr(row, key) for key in keys}
        self.ask(SetPlan, values, village=row.village_id, year=row.year, kind=row.kind)

    def _narrow(self, subject: object) -> None:
        """The plans of a kind in a township in the year at work."""
        if isinstance(subject, tuple):
            kind, township = subject
            wanted = {"township_id": (township,), "year": (self.year,), "kind": (kind,)}
            self.list.filters.show(Query(wanted))
