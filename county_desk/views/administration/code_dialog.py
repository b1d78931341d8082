"""A new recovery code, shown for the only time: to be printed or copied, and sealed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.painted import Button, LineField, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row, line
from county_desk.views.widgets.slips import SEALED, code_sheet


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
