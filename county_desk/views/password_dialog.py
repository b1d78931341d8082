"""A dialog over the shown page that sets one's own password."""

from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.parts import STRETCH, in_column
from county_desk.workflow.accounts.people import SetPassword


class PasswordDialog(Dialog):
    """The form that sets one's own password; closes when it is done."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(_(SetPassword.act.title), parent, (32, 20))
        self.panel = CommandPanel(page, SetPassword)
        in_column(self.panel, STRETCH, on=self)
        self.panel.closed.connect(self._end)
        self.panel.form.focus_on("")

    def reject(self) -> None:
        """Esc and the cross of the window are the same as Cancel."""
        self.panel.closed.emit()

    def _end(self) -> None:
        super().reject()
