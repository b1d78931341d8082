"""Signing in to a register of real people."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.types import Opened
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row
from county_desk.views.widgets.password_line import PasswordLine
from county_desk.views.widgets.style import em
from county_desk.workflow.accounts.passwords import LEAST


class OwnPassword(QWidget):
    """Asks for a password in the place of a one-time one, typed twice. `entered()` on Enter."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _(
            "This password serves only once. Choose one of your own with at least {least} characters, "
            "such as four words that have nothing to do with each other."
        )
        self.password, self.again = PasswordLine(self), PasswordLine(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, em(0.5), 0, 0)
        box.addWidget(QLabel(words.format(least=LEAST), self, wordWrap=True))
        box.addLayout(_rows([(_("New password"), self.password), (_("New password again"), self.again)]))
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)

    def differ(self) -> bool:
        """Whether the two entries are not the same."""
        return self.password.text() != self.again.text()

    def clear(self) -> None:
        """Have both typed again."""
        for field in (self.password, self.again):
            field.clear()
            field.wrong = True
        self.password.setFocus()


class SignInPage(QWidget):
    """The page for name and password; emits `signed(name, password, own)` or `left()`.

    `own` is the new password in the place of a one-time one, once `ask_own` asked for it; None before.
    """

    signed = Signal(str, str, object)
    left = Signal()
    recovering = Signal(str, str)

    def __init__(self, opened: Opened, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(self)
        card.setFixedWidth(em(28))
        offers = [(person.name, f"{person.name} · {_(person.role.label)}") for person in opened.people]
        self.name = ChoiceEditor(offers, parent=card)
        self.password = PasswordLine(card)
        self.own = OwnPassword(card)
        self.own.hide()
        self.problem = QLabel(card, wordWrap=True)
        self.button = PrimaryButton(_("Sign in"), card, self._sign)
        self.code_button = Button(_("Recovery code…"), card)
        self.code_button.setToolTip(_("For an administrator who forgot the password"))
        self.code_button.setCheckable(True)
        back = Button(_("Start page"), card, self.left.emit)
        inner = in_column(heading(opened.name, card, 1.6), on=card, margins=(1.5, 1.2, 1.5, 1.2))
        rows = _rows([(_("Name"), self.name), (_("Password"), self.password)])
        label = rows.labelForField(self.password)
        assert isinstance(label, QLabel)
        self.label = label
        inner.addLayout(rows)
        inner.addWidget(self.own)
        inner.addWidget(self.problem)
        inner.addLayout(in_row(self.button, self.code_button, back, STRETCH))
        box = QVBoxLayout(self)
        box.addWidget(card, 1, Qt.AlignmentFlag.AlignCenter)
        self.password.returnPressed.connect(self._sign)
        self.own.entered.connect(self._sign)
        self.code_button.toggled.connect(self._ask_for_code)
        self.setFocusProxy(self.name)

    def sizeHint(self) -> QSize:
        """Room for the card."""
        return QSize(em(32), em(22))

    def ask_own(self) -> None:
        """The one-time password is right: ask for the person's own."""
        self.problem.clear()
        self.code_button.hide()
        self.password.wrong = False
        self.name.setEnabled(False)
        self.password.setEnabled(False)
        self.own.show()
        self.button.setText(_("Set my password and sign in"))
        self.own.password.setFocus()

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Say why it did not work; the password that it is about is typed again."""
        self.problem.setText("\n".join(f"■ {words}" for words in problems.values()))
        if self.own.isVisibleTo(self) and "password" in problems:
            self.own.clear()
            return
        self.password.setEnabled(True)
        self.name.setEnabled(True)
        self.password.clear()
        self.password.wrong = True
        self.password.setFocus()

    def take_one_time(self, password: str) -> None:
        """The recovery code was right: go on with the one-time password that it gave."""
        self.code_button.setChecked(False)
        self.password.setText(password)
        self._sign()

    def _ask_for_code(self, on: bool) -> None:
        """Ask for the recovery code in the place of the password, or the other way round."""
        title = _("Recovery code") if on else _("Password")
        self.label.setText(title)
        self.password.setAccessibleName(title)
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX" if on else "")
        self.password.clear()
        self.password.setFocus()

    def _sign(self) -> None:
        name, asking = self.name.value(), self.own.isVisibleTo(self)
        if not name:
            self.refuse({"": _("Choose who is at the desk")})
        elif self.code_button.isChecked():
            self.recovering.emit(name, self.password.text())
        elif asking and self.own.differ():
            self.refuse({"password": _("The two passwords are not the same")})
        else:
            own = self.own.password.text() if asking else None
            self.signed.emit(name, self.password.text(), own)


def _rows(fields: Sequence[tuple[str, QWidget]]) -> QFormLayout:
    form = QFormLayout()
    for title, field in fields:
        label = QLabel(title)
        label.setBuddy(field)
        field.setAccessibleName(title)
        form.addRow(label, field)
    return form
