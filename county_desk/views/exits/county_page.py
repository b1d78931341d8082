"""The exit of the county: its case, the results of evaluations, and what the gates say of them."""

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.rules.findings import Finding
from county_desk.tables.county_exit import EVALUATION_RESULTS_LISTING, EvaluationResultRow
from county_desk.text import N_, _
from county_desk.views.exits.county_part import CountyPart
from county_desk.views.jobs import Jobs
from county_desk.views.types import Desk
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import heading
from county_desk.views.widgets.record_card import RowAct, RowOffer
from county_desk.workflow.county_exit import OpenCountyExit, RecordEvaluation, WithdrawEvaluation, gates_of


class CountyExitPage(CountyPart[EvaluationResultRow]):
    """Records results of evaluations, shows each gate with both counts, and opens the county's case."""

    key: ClassVar = "county_exit"
    synonyms: ClassVar = N_("delisting")
    listing = EVALUATION_RESULTS_LISTING
    filters: ClassVar = ("year", "parameter")
    empty: ClassVar = N_("No result of an evaluation is on record yet.")

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        headings = (_("Gate of the exit"), _("What the figures say"))
        self.gates = FactsTable(headings, None, _("Gates of the exit"), shrinks=True)
        super().__init__(desk, jobs, parent)
        self.gates.setParent(self)
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
