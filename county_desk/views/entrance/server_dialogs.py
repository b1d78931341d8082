"""Dialogs about the register of a server: where it is, and whether it may be upgraded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from county_desk.text import _
from county_desk.views.entrance.server_fields import ServerFields
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.painted import Button, LineField, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, in_column, in_row
from county_desk.views.widgets.password_line import PasswordLine
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


class UpgradeDialog(Dialog):
    """Asks for an administrator's name and password and whether a dump was made; `asked(name, password)`."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Upgrade the register"), parent)
        self.name, self.password = LineField(self), PasswordLine(self)
        self.dump = CheckBox(_("A dump of the database (pg_dump) was made today"), self)
        self.problem = QLabel(self, wordWrap=True)
        self.button = PrimaryButton(_("Upgrade"), self, self._ask)
        self.button.setEnabled(False)
        cancel = Button(_("Cancel"), self, self.reject)
        form = QFormLayout()
        for title, field in ((_("Administrator"), self.name), (_("Password"), self.password)):
            field.setAccessibleName(title)
            form.addRow(title, field)
        box = in_column(on=self, gap=0.7, margins=(1.2, 1, 1.2, 1))
        words = _(
            "An earlier version of County Desk made this register. Dump the database with pg_dump first; "
            "then an administrator upgrades it here. Until then no one can open it with this version."
        )
        box.addWidget(QLabel(words, self, wordWrap=True))
        box.addLayout(form)
        box.addWidget(self.dump)
        box.addWidget(self.problem)
        box.addLayout(in_row(self.button, cancel, STRETCH))
        self.setMinimumWidth(em(30))
        self.dump.toggled.connect(self.button.setEnabled)

    def refuse(self, error: Exception) -> None:
        """Say why it was not upgraded, and begin again with the password."""
        self.problem.setText(f"■ {error}")
        self.password.setFocus()
        self.password.selectAll()
        self.button.setEnabled(self.dump.isChecked())

    def _ask(self) -> None:
        self.button.setEnabled(False)
        self.asked.emit(self.name.text().strip(), self.password.text())
