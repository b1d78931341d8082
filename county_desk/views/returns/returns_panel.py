"""Reports to higher offices: returns, frozen and kept as workbooks, and any list of the register as one."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from county_desk.tables.closed_years import closed_years
from county_desk.tables.figures import Figures
from county_desk.tables.office import RETURNS_LISTING, ReturnRow
from county_desk.tables.returns import is_stale
from county_desk.text import _
from county_desk.views.lists.list_view import ListView
from county_desk.views.page import Page
from county_desk.views.returns.edition_card import EditionCard
from county_desk.views.returns.export_panel import ExportPanel
from county_desk.views.returns.freeze_panel import FreezePanel
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import divided, in_column
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Change, Command
from county_desk.workflow.returns import frozen_by_number
from county_desk.workflow.year_closing import CloseYear, ReopenYear


class ReturnsPanel(QWidget):
    """The frozen editions with the current one beside them, or the lists that can be exported."""

    told = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.list = ListView(page, RETURNS_LISTING, filters=("name", "period"))
        self.list.nothing = (
            _("No return was frozen yet. Frozen figures stay as they were, whatever changes later."),
            _("Freeze a return…"),
            self.freeze,
        )
        self.pane = Pane(self)
        self.export = ExportPanel(page)
        self.editions_button = Button(_("Frozen returns"), self)
        self.export_button = Button(_("Export a list"), self)
        self.freeze_button = PrimaryButton(_("Freeze a return…"), self, self.freeze)
        self.close_button = Button(parent=self)
        self.card: EditionCard | None = None
        self._wanted, self._closed = 0, False
        self._lay_out()
        self.editions_button.toggled.connect(lambda _on: self._show_editions())
        self.close_button.clicked.connect(lambda _checked: self.close_year())
        self.list.told.connect(self.told)
        self.export.told.connect(self.told)
        self.list.table.chosen.connect(self._choose)
        self.pane.released.connect(self._released)

    def refresh(self) -> None:
        """Read the shown panel again."""
        (self.list if self.editions_button.isChecked() else self.export).refresh()
        self.page.look(lambda: self.page.desk.read(closed_years), self._show_closed, "closed years")

    def close_year(self) -> None:
        """Show the form that closes the year at work, or reopens it."""
        self.ask_about_year(ReopenYear if self._closed else CloseYear, self.page.year)

    def ask_about_year(self, command: type[Command], year: int) -> None:
        """Show the form of a command about a year as a whole."""
        self.editions_button.setChecked(True)
        panel = CommandPanel(self.page, command, year=year)
        self.pane.take(panel.opened_by("returns.ask_about_year", command, year))

    def _show_closed(self, closed: Mapping[int, date]) -> None:
        year = self.page.year
        self._closed = year in closed
        words = _("Reopen {year}…") if self._closed else _("Close {year}…")
        self.close_button.setText(words.format(year=year))
        today = self.page.desk.today
        trouble = _("{year} has not ended; today is {day}").format(year=year, day=today)
        self.page.permit(self.close_button, CloseYear.permission, trouble if year >= today.year else "")

    def freeze(self) -> None:
        """Show the form that freezes a return."""
        self.editions_button.setChecked(True)
        panel = FreezePanel(self.page)
        panel.frozen.connect(self._frozen)
        self.pane.take(panel.opened_by("returns.freeze"))

    def _frozen(self, change: Change) -> None:
        self._wanted = 0 if change.waits else change.id or 0

    def _released(self) -> None:
        """The form is done or given up; a new edition comes into view with the list that is read again."""
        self._choose(self.list.table.current())
        self.list.table.setFocus()

    def _choose(self, row: ReturnRow | None) -> None:
        if self._wanted and (row is None or row.id != self._wanted):
            wanted, self._wanted = self._wanted, 0
            if self.list.choose(wanted):
                return
        if self.pane.panel is not None:
            return
        if row is None:
            self.card = None
            self.pane.show_widget(None)
            return
        desk, number = self.page.desk, row.id

        def work() -> tuple[Figures, bool] | None:
            figures = desk.read(frozen_by_number, number)
            return None if figures is None else (figures, desk.read(is_stale, figures))

        self.page.look(work, lambda found: self._show(row, found), "edition")

    def _show(self, row: ReturnRow, found: tuple[Figures, bool] | None) -> None:
        if self.pane.panel is None and found is not None:
            figures, stale = found
            self.card = EditionCard(self.page, row, figures, stale=stale)
            self.pane.show_widget(self.card)

    def _show_editions(self) -> None:
        editions = self.editions_button.isChecked()
        self.stack.setCurrentWidget(self.split if editions else self.export)
        self.freeze_button.setVisible(editions)
        self.close_button.setVisible(editions)
        self.export.save_button.setVisible(not editions)
        self.refresh()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(em(0.5))
        group = QButtonGroup(self)
        pairs = ((self.editions_button, Icon.EXCHANGE), (self.export_button, Icon.EXPORT))
        for button, picture in pairs:
            button.setIcon(icon(picture))
            button.setCheckable(True)
            group.addButton(button)
            tools.addWidget(button)
        self.editions_button.setChecked(True)
        tools.addStretch(1)
        tools.addWidget(self.close_button)
        tools.addWidget(self.freeze_button)
        tools.addWidget(self.export.save_button)
        self.export.save_button.hide()
        self.split = divided(self, self.list, self.pane, shares=(1, 1))
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.export)
        in_column(tools, (self.stack, 1), on=self, gap=0.4, margins=0)
