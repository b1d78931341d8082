"""A command of the menu in a dialog; a one-time password that it made is shown there once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.slips import Slip, SlipsCard
from county_desk.views.widgets.style import em
from county_desk.workflow.accounts import AddUser, CloseAccount, ResetPassword, SetPassword
from county_desk.workflow.own_calendar import EnterHolidays

if TYPE_CHECKING:
    from county_desk.workflow.command import Change, Command

COMMANDS: "dict[str, type[Command]]" = {
    command.__name__: command
    for command in (SetPassword, AddUser, ResetPassword, CloseAccount, EnterHolidays)
}


class CommandDialog(QDialog):
    """The form of one command of the menu over the page that is shown; closes when it is done."""

    def __init__(self, page: Page, command: str, county: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_(COMMANDS[command].title))
        self.resize(em(32), em(20))
        self._county = county
        self.slips: SlipsCard | None = None
        self.panel = CommandPanel(page, COMMANDS[command], then=self._show_secret)
        self.panel.again = lambda other: CommandDialog(other, command, county, parent).open()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.panel)
        self._box.addStretch()
        self.panel.closed.connect(self._end)
        self.panel.form.focus_on("")

    def reject(self) -> None:
        """Esc and the cross of the window are the same as Cancel."""
        if self.slips:
            super().reject()
        else:
            self.panel.closed.emit()

    def _show_secret(self, change: "Change") -> None:
        if change.secret:
            self.slips = SlipsCard(self._county, [Slip(change.owner, change.secret)], self)
            self.slips.closed.connect(self.accept)

    def _end(self) -> None:
        if self.slips is None:
            super().reject()
            return
        self.panel.hide()
        self._box.insertWidget(0, self.slips)
        self.slips.show()
        self.slips.setFocus()
