"""Freezing a return: which, for what period, its figures as they stand now, and why it cannot be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.fields import Invalid
from county_desk.tables.figures import Figures
from county_desk.tables.period import Period
from county_desk.tables.returns import ReturnName, collected
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.returns.figures_view import FiguresView
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Change
from county_desk.workflow.returns import FreezeReturn


class FreezePanel(QWidget):
    """The form, and under it the figures that would be frozen; `closed()` when done or given up."""

    closed = Signal()
    frozen = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        values = {"name": ReturnName.ROSTER, "period": str(page.desk.today.year)}
        self.panel = CommandPanel(page, FreezeReturn, values=values, then=self._done)
        self.look_button = Button(_("Show the figures first"), self)
        self.figures: FiguresView | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(em(0.5))
        self.box.addWidget(self.panel)
        self.box.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.panel.closed.connect(self.closed)
        self.look_button.clicked.connect(lambda _checked: self.look())
        self.panel.form.changed.connect(self._forget)

    def look(self) -> None:
        """Collect the figures as the records give them now; nothing is frozen."""
        try:
            name = self.panel.form.editors["name"].value()
            period = Period.read(self.panel.form.editors["period"].value() or "")
        except Invalid as error:
            self.panel.form.show_problems({"period": str(error)})
            return
        if name is not None:
            desk = self.page.desk
            self.page.look(lambda: desk.read(collected, name, period, desk.today), self._show, "figures")

    def _show(self, figures: Figures) -> None:
        if isValid(self):
            self._forget()
            self.figures = FiguresView(figures, self)
            self.box.addWidget(self.figures, 1)

    def _forget(self) -> None:
        if self.figures is not None:
            self.figures.hide()
            self.figures.deleteLater()
            self.figures = None

    def _done(self, change: Change) -> None:
        self.frozen.emit(change)
