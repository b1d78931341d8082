"""Freezing a return: its kind and period, its current figures, and the reason if it cannot be frozen."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from county_desk.tables.figures import Figures
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import collected
from county_desk.text import _, current
from county_desk.views.page import Page
from county_desk.views.returns.figures_view import FiguresView
from county_desk.views.returns.saving_return import ask_return, save_return
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import drop
from county_desk.workflow.returns import FreezeReturn, asking_trouble


class FreezePanel(CommandPanel[FreezeReturn]):
    """The form, and under it the figures that would be frozen."""

    frozen = Signal(object)

    def __init__(self, page: Page) -> None:
        values = {"name": ReturnName.ROSTER, "period": str(min(page.year, page.desk.today.year - 1))}
        super().__init__(page, FreezeReturn, values=values, then=lambda change: self.frozen.emit(change))
        self.look_button = Button(_("Show the figures first"), self, self.look)
        self.draft_button = Button(_("Save a draft as workbook…"), self, self.save_draft)
        self.figures: FiguresView | None = None
        self.foot.addWidget(self.look_button)
        self.foot.addWidget(self.draft_button)
        self.form.changed.connect(self._forget)

    def look(self) -> None:
        """Collect the figures as the records give them now; nothing is frozen."""
        desk, asked = self.page.desk, self._asked()
        if asked is not None:
            name, period = asked
            self.page.look(
                lambda: desk.read(collected, name, period, desk.today), self._show_figures, "figures"
            )

    def save_draft(self) -> None:
        """Ask for the purpose of full numbers and for the file, and write the figures marked as a draft."""
        if (asked := self._asked()) is None:
            return
        stem = "_".join((_("Draft"), asked[0].value, str(asked[1])))
        ask_return(self.page, self, asked[0].value, _("Save the draft"), stem, self.draft_to)

    def draft_to(self, path: Path, purpose: str | None = None) -> None:
        """Write the draft."""
        desk, asked = self.page.desk, self._asked()
        if asked is None:
            return
        name, period = asked
        figures = partial(desk.read, collected, name, period, desk.today)
        save_return(self.page, path, figures, current(), purpose)

    def _asked(self) -> tuple[ReturnName, Period] | None:
        """The return and the period in the form; None with words at the field that lacks them."""
        form, desk = self.form, self.page.desk
        name = form.editors["name"].value()
        period = form.editors["period"].value() or ""
        if name is None:
            return None
        if trouble := asking_trouble(name.value, period, desk.today):
            form.show_problems(trouble)
            return None
        return name, Period.read(period)

    def _show_figures(self, figures: Figures) -> None:
        self._forget()
        self.figures = FiguresView(figures, self)
        self.box.addWidget(self.figures)

    def _forget(self) -> None:
        if self.figures is not None:
            drop(self.figures)
            self.figures = None
