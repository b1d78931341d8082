"""Printing documents: each page at its true size, as letters and lines and not as a picture."""

from collections.abc import Callable, Iterable, Sequence
from math import atan2, degrees
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
    QRawFont,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from county_desk.progress import Cancelled, Progress
from county_desk.text import _, _n
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner

if TYPE_CHECKING:
    from county_desk.reports.document import Printable
    from county_desk.reports.faces import Run
    from county_desk.reports.paper import Colour, Line, PageFormat

POINTS = 72  # an inch
BOLD = "Bold"
FAMILIES = {  # the families and styles of the faces of papers, as their files name them
    "fang": ("County Desk Fang", "Regular"),
    "serif": ("Noto Serif SC", "Regular"),
    "title": ("County Desk Title", "Regular"),
    "sans-bold": ("County Desk Sans", BOLD),
    "rare": ("HanaMinB", "Regular"),
}


class PrinterSurface:
    """Draws pages on a printer of any resolution, in points of the page; a `Surface`."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer, self._painter = printer, QPainter()
        self._fonts: dict[tuple[str, float], QRawFont] = {}
        self._page: PageFormat | None = None

    def begin(self, page: "PageFormat") -> None:
        """Begin a page."""
        if self._page not in (None, page):  # several lists in one run, some of them wide
            self._printer.setPageLayout(_layout(page))
        self._page = page
        if self._painter.isActive():
            self._printer.newPage()
        else:
            self._painter.begin(self._printer)
        self._painter.resetTransform()
        scale = self._printer.resolution() / POINTS
        self._painter.scale(scale, scale)

    def write(
        self, x: float, down: float, runs: "Iterable[Run]", size: float, space: float, colour: "Colour"
    ) -> None:
        """Write runs from `x` on, their foot at `down`."""
        self._painter.setPen(_ink(colour))
        for name, text in runs:
            font = self._font(name, size)
            indexes = font.glyphIndexesForString(text)
            places = []
            for advance in font.advancesForGlyphIndexes(indexes):
                places.append(QPointF(x, down))
                x += advance.x() + space
            run = QGlyphRun()
            run.setRawFont(font)
            run.setGlyphIndexes(indexes)
            run.setPositions(places)
            self._painter.drawGlyphRun(QPointF(), run)

    def lines(self, lines: "Iterable[Line]", thick: float, colour: "Colour") -> None:
        """Draw straight lines."""
        pen = QPen(_ink(colour), thick)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        self._painter.setPen(pen)
        self._painter.drawLines([QLineF(*line) for line in lines])

    def slant(self, runs: "Sequence[Run]", size: float, wide: float, colour: "Colour") -> None:
        """Write runs along the diagonal of the page."""
        page = self._page
        assert page is not None
        self._painter.save()
        self._painter.translate(page.wide / 2, page.high / 2)
        self._painter.rotate(-degrees(atan2(page.high, page.wide)))
        self.write(-wide / 2, size * 0.36, runs, size, 0, colour)
        self._painter.restore()

    def end(self) -> None:
        """End the page; the printer takes it when the next begins, or at `finish`."""

    def finish(self) -> None:
        """Hand the last page over."""
        if self._painter.isActive():
            self._painter.end()

    def stop(self) -> None:
        """Give the run up: the printer throws away what it can."""
        self._printer.abort()
        self.finish()

    def _font(self, name: str, size: float) -> QRawFont:
        if (name, size) not in self._fonts:
            raw = QRawFont.fromFont(_face(name))
            raw.setPixelSize(size)
            self._fonts[name, size] = raw
        return self._fonts[name, size]


def load_faces() -> None:
    """Load the faces of papers among the window's fonts, so that a printer has them as fonts."""
    from county_desk.reports.faces import face_file

    for name, (family, style) in FAMILIES.items():
        if style not in QFontDatabase.styles(family):
            QFontDatabase.addApplicationFont(str(face_file(name)))


def _face(name: str) -> QFont:
    family, style = FAMILIES[name]
    font = QFont(family)
    font.setBold(style == BOLD)
    return font


def print_document(
    page: Page,
    lay_out: "Callable[[Progress], Printable]",
    *,
    before: Callable[[], object] = lambda: None,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Lay a document out off the window's thread, ask for a printer, and print it there.

    `before` is called on the worker right before the first page is drawn; what it raises stops the run.
    """

    def chosen(document: "Printable") -> None:
        printer = choose_printer(page, document)
        if printer is not None:
            run_on(page, printer, document, before=before, then=then)

    page.jobs.start(
        lay_out, then=chosen, otherwise=page.show_error, name=_("Setting the pages"), stopped=lambda: None
    )


def run_on(
    page: Page,
    printer: QPrinter,
    document: "Printable",
    *,
    before: Callable[[], object] = lambda: None,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Print a document off the window's thread, with progress; it can be stopped between two pages."""
    pages = pages_of(printer, document.count)
    load_faces()

    def work(progress: Progress) -> None:
        before()
        surface = PrinterSurface(printer)
        try:
            document.draw(surface, pages, progress)
        except Cancelled:
            surface.stop()
            raise
        surface.finish()

    def over(_done: None) -> None:
        words = _n("Sent to the printer: {count} page", "Sent to the printer: {count} pages", len(pages))
        page.clear_notes()
        page.show_note(Banner("ok", words.format(count=len(pages)), page))
        then()

    page.jobs.start(work, then=over, otherwise=page.show_error, name=_("Printing"), writes=True)


def choose_printer(page: Page, document: "Printable") -> QPrinter | None:
    """Ask for a printer, set to the paper of a document.

    Return None when the person cancels, or when there is no printer; a message then says so.
    """
    if not QPrinterInfo.availablePrinters():
        page.clear_notes()
        words = _("No printer is set up on this computer. Save as PDF and print it elsewhere.")
        page.show_note(Banner("warn", words, page))
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_paper(printer, document)
    dialog = QPrintDialog(printer, page)
    dialog.setMinMax(1, document.count)
    return printer if dialog.exec() else None


def set_paper(printer: QPrinter, document: "Printable") -> None:
    """Set the size, the direction and the name of the document; pages reach to the edges of the paper."""
    printer.setDocName(document.title)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(document.format))


def _layout(page: "PageFormat") -> QPageLayout:
    wide, high = page.wide, page.high
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    return QPageLayout(size, turned, QMarginsF())


def pages_of(printer: QPrinter, count: int) -> range:
    """The pages that the person chose in the dialog, counted from 0; all without a choice."""
    return range((printer.fromPage() or 1) - 1, min(printer.toPage() or count, count))


def _ink(colour: "Colour") -> QColor:
    return QColor.fromRgbF(*colour)
