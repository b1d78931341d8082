"""Printing a PDF page by page, between two turns of the event loop, so that no click waits."""

from PySide6.QtCore import QObject, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner

DPI = 300


def choose_printer(page: Page, name: str, pages: int) -> QPrinter | None:
    """Ask for a printer; None when the person thought better of it, or when there is none, which is said."""
    if not QPrinterInfo.availablePrinters():
        page.clear_notes()
        words = _("No printer is set up on this computer. Save the paper as PDF and print it elsewhere.")
        page.show_note(Banner("warn", words, page))
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, page)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() else None


class PrintRun(QObject):
    """One run of a document on a printer; `over` tells how many pages went out."""

    over = Signal(int)

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._printer = document, printer
        last = document.pageCount()
        self._pages = range((printer.fromPage() or 1) - 1, min(printer.toPage() or last, last))
        self._done = 0
        self._painter = QPainter()

    def begin(self) -> None:
        """Start; the first page goes out on the next turn of the event loop."""
        self._painter.begin(self._printer)
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        if self._done == len(self._pages):
            self._painter.end()
            self.over.emit(self._done)
            return
        if self._done:
            self._printer.newPage()
        number = self._pages[self._done]
        points = self._document.pagePointSize(number)
        size = QSize(round(points.width() / 72 * DPI), round(points.height() / 72 * DPI))
        self._painter.drawImage(QRect(self._painter.viewport()), self._document.render(number, size))
        self._done += 1
        QTimer.singleShot(0, self, self._next)
