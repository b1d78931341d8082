"""Asks where the register of a server is, and who comes in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from county_desk.text import _
from county_desk.views.entrance.server_fields import ServerFields
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, in_column, in_row
from county_desk.views.widgets.style import em


class ServerDialog(Dialog):
    """`asked(url, password, keep)`: the URL without the password, and whether the keyring shall keep that."""

    asked = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Open the register of a server"), parent)
        self.fields = ServerFields(self)
        self.problem = QLabel(self, wordWrap=True)
        self.button = PrimaryButton(_("Open"), self, self._ask)
        cancel = Button(_("Cancel"), self, self.reject)
        box = in_column(on=self, gap=0.7, margins=(1.2, 1, 1.2, 1))
        words = _("The keeper of the server names them. The line to another computer is encrypted.")
        box.addWidget(QLabel(words, self, wordWrap=True))
        box.addWidget(self.fields)
        box.addWidget(self.problem)
        box.addLayout(in_row(self.button, cancel, STRETCH))
        self.setMinimumWidth(em(30))

    def _ask(self) -> None:
        if (field := self.fields.lacking()) is not None:
            self.problem.setText("■ " + self.fields.trouble())
            field.setFocus()
            return
        self.asked.emit(self.fields.url(), self.fields.password.text(), self.fields.keep.isChecked())
        self.accept()
