"""The hits of the chosen check, place by place, and the way to the household or case."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from county_desk.models.clue import ClueSource
from county_desk.rules.checks.catalogue import signals
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.tables.checks.checks_and_hits import HITS, CheckRow, HitRow
from county_desk.text import _, _n
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.page import Page
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.banner import EmptyState
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import in_column, in_row, line
from county_desk.views.widgets.style import em, sized
from county_desk.views.widgets.text_format import along, tooltip
from county_desk.workflow.monitoring.clues import ClueDraft


class ChecksHits(QWidget):
    """One check with its hits.

    `wanted(key, subject)` asks for another page, `set_wanted()` for its form, `run_wanted()` for a run.
    """

    wanted = Signal(str, object)
    set_wanted = Signal()
    run_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.heading, self.about = QLabel(self), line("", self)
        sized(self.heading, 1.15)
        self._short = False
        self.go_button = Button(_("Go to the household"), self, lambda: self._go(self.table.current()))
        self.set_button = Button(_("Set this check…"), self, self.set_wanted.emit)
        self.clue_button = Button(_("Record it as a clue…"), self)
        self.clue_button.hide()
        self.model: TableModel[HitRow] = TableModel(HITS, self)
        self.table = TableView(self.model, self)
        self.table.set_widths({"number": 0, "level": 0, "title": 0})  # the check itself stands above
        self.empty = EmptyState(self)
        self._lay_out()
        self.table.chosen.connect(self._point)
        self.table.opened.connect(self._go)
        self.clue_button.clicked.connect(lambda _checked: self._propose(self.table.current()))
        self.show_check(None, (), ran=False)

    def show_check(self, check: CheckRow | None, hits: Sequence[HitRow], *, ran: bool) -> None:
        """Show the hits of a check; without one, or without hits, say why there is nothing."""
        self.heading.setText(f"{check.number}  {check.title}" if check else "")
        self.about.setText(_explanation(check) if check else "")
        self.heading.setToolTip(tooltip(self.about.text()))
        self.about.setVisible(check is not None and not self._short)
        self.model.show_rows(hits)
        if hits:
            self.stack.setCurrentWidget(self.table)
            self.table.setCurrentIndex(self.model.index(0, self._first()))
        else:
            act = self.run_wanted.emit if check is not None and not ran else None
            self.empty.say(*_empty_message(check, ran=ran), _("Run the checks") if act else "", act)
            self.stack.setCurrentWidget(self.empty)
        count = len(hits)
        words = _n("{count} hit", "{count} hits", count).format(count=f"{count:,}")
        self.table.setAccessibleName(along(self.heading.text(), words))
        self._point(hits[0] if hits else None)

    def fit(self, band: Band) -> None:
        """Leave the cure to the tool tip of the title in a low window."""
        self._short = band.short
        self.about.setVisible(bool(self.about.text()) and not band.short)

    def _first(self) -> int:
        header = self.table.horizontalHeader()
        return int(header.logicalIndex(0))

    def _point(self, row: HitRow | None) -> None:
        words = _("Go to the case") if row is not None and row.case_id else _("Go to the household")
        self.go_button.setText(words)
        self.go_button.setVisible(row is not None and bool(row.case_id or row.household_id))
        signal = row is not None and row.number in signals() and row.household_id is not None
        self.clue_button.setVisible(signal)

    def _propose(self, row: HitRow | None) -> None:
        """Propose a clue for the household of a signal."""
        if row is not None and row.household_id is not None:
            risks, words = signals()[row.number], row.sentence
            self.wanted.emit("clues", ClueDraft(row.household_id, ClueSource.SIGNAL, risks, words))

    def _go(self, row: HitRow | None) -> None:
        if row is not None and row.case_id:
            self.wanted.emit("case", row.case_id)
        elif row is not None and row.household_id:
            self.wanted.emit("household", row.household_id)

    def _lay_out(self) -> None:
        holder = QWidget(self)
        holder.setMinimumHeight(em(5))
        self.stack = QStackedLayout(holder)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        top = in_row((self.heading, 1), self.set_button, self.clue_button, self.go_button, gap=0.5)
        in_column(top, self.about, (holder, 1), on=self, gap=0.4, margins=(0, 0.4, 0, 0))


def _explanation(check: CheckRow) -> str:
    """The cure, the source of the rule, and its peculiarity."""
    said = [check.fix, _("Source: {reference}").format(reference=check.reference), check.note]
    own = _("The county takes it so: {reason}").format(reason=check.own) if check.own else ""
    return "  ".join(part for part in (*said, own) if part)


def _empty_message(check: CheckRow | None, *, ran: bool) -> tuple[Icon, str]:
    if check is None:
        return Icon.LIST, _("Choose a check to see what it found.")
    if not ran:
        return Icon.CLOCK, _("The checks have not been run yet.")
    if check.level is CheckLevel.OFF:
        return Icon.INFO, _("This check is off for this year.")
    if check.watch:
        return Icon.INFO, _("This is looked for with the signals of monitoring.")
    if check.hits is None:
        return Icon.INFO, _("This check looks only at lists that are read.")
    return Icon.DONE, _("Nothing is wrong here.")
