"""Asks where the register of a server is, and who comes in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.painted import Button, LineField, PrimaryButton
from county_desk.views.widgets.password_line import PasswordLine
from county_desk.views.widgets.style import em

PORT = "5432"


class ServerDialog(QDialog):
    """`asked(url, password, keep)`: the URL without the password, and whether the keyring shall keep that."""

    asked = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Open the register of a server"))
        self.host, self.port, self.name, self.role = (LineField(self) for _field in range(4))
        self.port.setText(PORT)
        self.password = PasswordLine(self)
        self.keep = CheckBox(_("Keep the password in the keyring of this computer"), self)
        self.keep.setChecked(True)
        self.problem = QLabel(self, wordWrap=True)
        self.button = PrimaryButton(_("Open"), self)
        self.button.clicked.connect(self._ask)
        cancel = Button(_("Cancel"), self)
        cancel.clicked.connect(self.reject)
        form = QFormLayout()
        for title, field in (
            (_("Server"), self.host),
            (_("Port"), self.port),
            (_("Database"), self.name),
            (_("Role of the database"), self.role),
            (_("Password"), self.password),
        ):
            field.setAccessibleName(title)
            form.addRow(title, field)
        buttons = QHBoxLayout()
        for button in (self.button, cancel):
            buttons.addWidget(button)
        buttons.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(em(1.2), em(1), em(1.2), em(1))
        box.setSpacing(em(0.7))
        words = _("The keeper of the server names them. The line to another computer is encrypted.")
        box.addWidget(QLabel(words, self, wordWrap=True))
        box.addLayout(form)
        box.addWidget(self.keep)
        box.addWidget(self.problem)
        box.addLayout(buttons)
        self.setMinimumWidth(em(30))

    def _ask(self) -> None:
        asked = (self.host, self.port, self.name, self.role)
        lacking = next((field for field in asked if not field.text().strip()), None)
        if lacking is not None:
            self.problem.setText("■ " + _("{field} is needed").format(field=lacking.accessibleName()))
            lacking.setFocus()
            return
        host, port, name, role = (field.text().strip() for field in asked)
        hosts = (each.strip() for each in host.replace("，", ",").split(","))
        places = ",".join(each if ":" in each else f"{each}:{port}" for each in hosts)
        url = f"postgresql://{role}@{places}/{name}"
        self.asked.emit(url, self.password.text(), self.keep.isChecked())
        self.accept()
