"""The exit of the county with its gates, and those in the period of grace."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.rules.findings import Finding
from county_desk.tables.county_exit import EVALUATION_RESULTS_LISTING, EvaluationResultRow
from county_desk.tables.grace import LISTING, GraceRow
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import heading
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.county_exit import OpenCountyExit, RecordEvaluation, WithdrawEvaluation, gates_of


class CountyExitPage(ActsPage[EvaluationResultRow]):
    """Records results of evaluations, shows each gate with both counts, and opens the county's case."""

    key: ClassVar = "county_exit"
    synonyms: ClassVar = N_("delisting")
    listing = EVALUATION_RESULTS_LISTING
    filters: ClassVar = ("year", "parameter")
    empty: ClassVar = N_("No result of an evaluation is on record yet.")

    def _build(self) -> None:
        headings = (_("Gate of the exit"), _("What the figures say"))
        self.gates = FactsTable(headings, self, _("Gates of the exit"), shrinks=True)
        super()._build()
        self.open_button = self.act_button(RowAct(OpenCountyExit, words=_("Apply for the exit…")))
        self.record_button = self.act_button(RowAct(RecordEvaluation, words=_("Record a result…")))
        self.header.addWidget(self.open_button)
        self.header.addWidget(self.record_button)
        self.words = heading("", self, 1.0)
        self.body.insertWidget(0, self.words)
        self.body.insertWidget(1, self.gates)

    def refresh(self) -> None:
        """Look at the results, and judge the county by those of the year at work."""
        super().refresh()
        desk, year = self.desk, self.year
        self.look(lambda: gates_of(desk, year), self._show_gates, "gates")

    def turn_year(self) -> None:
        """Another year has other results."""
        self.refresh()

    def _show_gates(self, finding: Finding) -> None:
        self.words.setText(
            _("Gates of {year}: {outcome}").format(year=self.year, outcome=_(finding.outcome.label))
        )
        self.gates.setVisible(bool(finding.parts))
        if not finding.parts:
            words = _("No county leaves under the rules of {year}; the gates are those of 2016 to 2020.")
            self.words.setText(words.format(year=self.year))
        self.gates.show_rows([(part.title(), part.sentence()) for part in finding.parts])

    def acts(self, row: EvaluationResultRow) -> Iterable[RowOffer]:
        """Withdraw the result."""
        yield RowAct(WithdrawEvaluation, fixed={"result": row.id}, words=_("Withdraw…"), waits=False)


class GracePage(ActsPage[GraceRow]):
    """Shows households, villages and the county with the last day of their grace."""

    key: ClassVar = "grace"
    listing = LISTING
    filters: ClassVar = ("who", "place")
    empty: ClassVar = N_("Nobody has left the register yet.")

    def acts(self, row: GraceRow) -> Iterable[RowOffer]:
        """The way to a household."""
        if row.household_id is not None:
            yield RowLink(_("To the household"), "household", row.household_id)
