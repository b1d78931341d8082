"""Plans of villages beside their results: which fall behind, why, and the incidence they lead to."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.user import Permission
from county_desk.tables.assistance.plans import (
    LISTING,
    PLAN_NOTES,
    PlanForecast,
    PlanRow,
    PlanState,
    behind,
    forecasts,
    plan_chart,
)
from county_desk.tables.listing import Query
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage, ListChart
from county_desk.views.paper_acts import village_paper
from county_desk.views.widgets.parts import line
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowOffer
from county_desk.workflow.assistance.plans import SetPlan, WithdrawPlan


class PlansPage(ActsPage[PlanRow]):
    """Every plan; Enter opens its form with the figures that stand."""

    key: ClassVar = "plans"
    listing = LISTING
    filters: ClassVar = ("state", "year", "kind", "township")
    waits: ClassVar = {Permission.RECORD: behind}
    made: ClassVar = SetPlan
    grids: ClassVar = (help_grids.PLANS,)
    chart: ClassVar = ListChart(N_("Plan against result"), lambda page: page.desk.read(plan_chart, page.year))

    def warning_of(self, row: PlanRow) -> str:
        """The number that a plan lacks after its day."""
        if row.state is not PlanState.SHORT or row.due_on >= self.desk.today:
            return ""
        words = _("The plan was to be reached by {day}; {count} are lacking.")
        return words.format(day=row.due_on, count=row.lacking)

    def acts(self, row: PlanRow) -> Iterable[RowOffer]:
        """Change or withdraw the plan, and print the account of the village."""
        keys = ("households", "persons", "due_on", "responsible", "steps")
        values = {key: getattr(row, key) for key in keys}
        about = {"village": row.village_id, "year": row.year, "kind": row.kind}
        yield RowAct(SetPlan, values, about, _("Change the plan…"))
        yield RowAct(WithdrawPlan, fixed={"plan": row.id})
        yield from village_paper(self, row.village_id, row.village, row.year).acts()

    def show_more(self, row: PlanRow, card: RecordCard) -> None:
        """Add the reason for the gap and the forecast, once they are worked out."""
        desk = self.desk

        def show(found: Sequence[PlanForecast]) -> None:
            for column in PLAN_NOTES.columns:
                if words := column.shown(found[0]):
                    text = _("{title}: {text}").format(title=_(column.title), text=words)
                    card.box.addWidget(line(text, card))

        self.look(lambda: desk.read(forecasts, [row]), show, "plan", card)

    def narrow(self, subject: tuple[object, object]) -> None:
        """Show the plans of a kind in a township in the year at work."""
        kind, township = subject
        wanted = {"township_id": (township,), "year": (self.year,), "kind": (kind,)}
        self.list.filters.show(Query(wanted))
