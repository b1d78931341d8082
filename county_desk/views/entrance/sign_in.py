"""Signing in to a register of real people."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.painted import Button, Card, Line, PrimaryButton
from county_desk.views.widgets.style import em, sized

if TYPE_CHECKING:
    from county_desk.workflow.entry import Opened


class PasswordLine(Line):
    """A line that shows dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)


class SignIn(QWidget):
    """Who is at the desk, and the password; `signed(name, password)` or `left()`."""

    signed = Signal(str, str)
    left = Signal()

    def __init__(self, opened: "Opened", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(self)
        card.setFixedWidth(em(28))
        heading = QLabel(opened.name, card, wordWrap=True)
        sized(heading, 1.6)
        offers = [(person.name, f"{person.name} · {_(person.role.label)}") for person in opened.people]
        self.name = ChoiceEditor(offers, parent=card)
        self.name.setAccessibleName(_("Name"))
        self.password = PasswordLine(card)
        self.password.setAccessibleName(_("Password"))
        self.problem = QLabel(card, wordWrap=True)
        self.button = PrimaryButton(_("Sign in"), card)
        back = Button(_("Start page"), card)
        form = QFormLayout()
        for title, field in ((_("Name"), self.name), (_("Password"), self.password)):
            label = QLabel(title, card)
            label.setBuddy(field)
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(back)
        buttons.addStretch()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(em(1.5), em(1.2), em(1.5), em(1.2))
        inner.addWidget(heading)
        inner.addLayout(form)
        inner.addWidget(self.problem)
        inner.addLayout(buttons)
        box = QVBoxLayout(self)
        box.addWidget(card, 1, Qt.AlignmentFlag.AlignCenter)
        self.password.returnPressed.connect(self._sign)
        self.button.clicked.connect(self._sign)
        back.clicked.connect(self.left)
        self.name.setFocus()

    def sizeHint(self) -> QSize:
        """Room for the card."""
        return QSize(em(32), em(22))

    def refuse(self, words: str) -> None:
        """Say why it did not work; the password is typed again."""
        self.problem.setText(f"■ {words}")
        self.password.clear()
        self.password.wrong = True
        self.password.setFocus()

    def _sign(self) -> None:
        if name := self.name.value():
            self.signed.emit(name, self.password.text())
        else:
            self.refuse(_("Choose who is at the desk"))
