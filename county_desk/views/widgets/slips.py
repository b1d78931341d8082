"""One-time passwords and recovery codes, each shown once: to be copied or printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.tables.county import county_name
from county_desk.text import N_, _
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.painted import Button, Card, LineField, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row, line
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.command import Change

SEALED = N_(
    "It is shown only now and kept nowhere. Put it into a sealed envelope. Whoever holds it comes in "
    "as an administrator, once, and the history records it."
)


def code_sheet(county: str, code: str) -> str:
    """The sheet for the envelope of a recovery code, as HTML."""
    title = _("Recovery code of the register of {county}").format(county=county)
    use = _("For an administrator who forgot the password: “Recovery code…” on the sign-in page.")
    return f"<h2>{escape(title)}</h2><p><code>{escape(code)}</code></p><p>{escape(use)}</p>"


@dataclass(frozen=True)
class Slip:
    """The slip for one person: the name, the post where it is known, and the one-time password."""

    name: str
    password: str
    post: str = ""


class SlipsCard(Card):
    """Shows one-time passwords for the only time; `closed()` when the person goes on.

    `code` is the recovery code of a new register, which is shown with them.
    """

    closed = Signal()

    def __init__(
        self, county: str, slips: Sequence[Slip], parent: QWidget | None = None, *, code: str = ""
    ) -> None:
        super().__init__(parent)
        self._county, self.slips, self.code = county, slips, code
        hint = _(
            "They are shown only now and kept nowhere. Hand each person their own; at the next sign-in "
            "it must be changed."
        )
        self.table = FactsTable((_("Name"), _("Role"), _("One-time password")), self)
        self.table.show_rows([(slip.name, slip.post, slip.password) for slip in slips])
        self.table.setColumnHidden(1, not any(slip.post for slip in slips))
        self.note = QLabel(self, wordWrap=True)
        self.note.hide()
        self.copy_button = Button(_("Copy"), self, self._copy)
        self.print_button = Button(_("Print slips…"), self, self._print)
        self.close_button = PrimaryButton(_("Handed out; go on"), self, self.closed.emit)
        self.setFocusProxy(self.copy_button)  # a key pressed too often puts no password away
        box = in_column(
            heading(_("One-time passwords"), self, 1.3),
            Banner("warn", hint, self),
            self.table,
            on=self,
            gap=0.7,
            margins=(1.5, 1.2, 1.5, 1.2),
        )
        if code:
            words = titled(_("Recovery code"), code)
            box.addWidget(Banner("warn", f"{words}\n{_(SEALED)}", self))
        box.addWidget(self.note)
        box.addLayout(in_row(self.close_button, self.print_button, self.copy_button, STRETCH))
        box.addStretch()

    def document(self) -> QTextDocument:
        """The slips on paper, one under the other with lines to cut along."""
        document = QTextDocument(self)
        sheets = [self._paper(slip) for slip in self.slips]
        if self.code:
            sheets.append(code_sheet(self._county, self.code))
        document.setHtml("<hr>".join(sheets))
        return document

    def _paper(self, slip: Slip) -> str:
        post = f"（{slip.post}）" if slip.post else ""
        change = _("For the first sign-in only; choose a password of your own there.")
        return (
            f"<p>{escape(self._county)}</p><p><b>{escape(slip.name)}</b>{escape(post)}</p>"
            f"<p>{escape(_('One-time password'))} <code>{escape(slip.password)}</code></p>"
            f"<p>{escape(change)}</p>"
        )

    def _copy(self) -> None:
        lines = ("\t".join((slip.name, slip.post, slip.password)) for slip in self.slips)
        sealed = ["\t".join((_("Recovery code"), "", self.code))] if self.code else []
        QGuiApplication.clipboard().setText("\n".join([*lines, *sealed]))
        self._show_note(_("Copied. Clear the clipboard once they are handed out."))

    def _print(self) -> None:
        if not QPrinterInfo.availablePrinters():
            self._show_note(_("No printer is set up on this computer. Copy the passwords instead."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.document().print_(printer)

    def _show_note(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()


class SlipsDialog(Dialog):
    """One-time passwords over the window, so that no choice of another row can take them away unseen."""

    def __init__(self, county: str, slips: Sequence[Slip], parent: QWidget) -> None:
        super().__init__(_("One-time passwords"), parent, (32, 20))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.card = SlipsCard(county, slips, self)
        self.card.closed.connect(self.accept)
        QVBoxLayout(self).addWidget(self.card)
        self.card.setFocus()


def hand_out(desk: Desk, change: Change, window: QWidget) -> None:
    """Show the new one-time passwords of an act until they are handed out."""
    given = [*change.secrets, *([(change.owner, change.secret)] if change.secret else [])]
    if given:
        slips = [Slip(name, password) for name, password in given]
        SlipsDialog(desk.read(county_name), slips, window).open()


class RecoveryCodeDialog(Dialog):
    """The code over the window, until a person has put it on paper."""

    def __init__(self, county: str, code: str, parent: QWidget) -> None:
        super().__init__(_("Recovery code"), parent, (32, 18))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.county, self.code = county, code
        self.field = LineField(self)
        self.field.setText(code)
        self.field.setReadOnly(True)
        self.field.setAccessibleName(_("Recovery code"))
        self.note = line("", self)
        self.close_button = PrimaryButton(_("It is on paper; go on"), self, self.accept)
        self.print_button, self.copy_button = Button(_("Print…"), self, self._print), Button(_("Copy"), self)
        in_column(
            heading(_("Recovery code"), self, 1.3),
            Banner("warn", _(SEALED), self),
            self.field,
            self.note,
            in_row(self.close_button, self.print_button, self.copy_button, STRETCH),
            on=self,
        )
        self.copy_button.clicked.connect(self._copy)
        self.copy_button.setFocus()

    def document(self) -> QTextDocument:
        """The sheet for the envelope."""
        document = QTextDocument(self)
        document.setHtml(code_sheet(self.county, self.code))
        return document

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code)
        self.note.setText(_("Copied. Clear the clipboard once it is on paper."))

    def _print(self) -> None:
        if not QPrinterInfo.availablePrinters():
            self.note.setText(_("No printer is set up on this computer. Write the code down instead."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.document().print_(printer)
