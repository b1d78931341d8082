"""A PDF file on the screen: zoomed, page by page, its text to be selected and copied."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument, QPdfSelection
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from county_desk.views.widgets.style import em, tones

GAP = 8  # pixels around pages
KEPT = 6  # pages that are kept painted
STEP = 1.2  # from one zoom to the next
LEAST, MOST = 0.2, 6.0  # of the true size


class PaperView(QAbstractScrollArea):
    """Shows a document; text is selected with the mouse and copied with Ctrl+C.

    The page fits the width until the person zooms (+ and -, or Ctrl and the wheel); 0 fits it again.
    `turned(page)` is emitted with the page at the top, counted from 0, `zoomed(share)` with the size.
    """

    turned = Signal(int)
    zoomed = Signal(float)

    def __init__(self, document: QPdfDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self.document, self.selection = document, ""
        self._zoom: float | None = None  # None: fits the width
        self._page = 0
        self._images: dict[int, QImage] = {}
        self._begun: tuple[int, QPointF] | None = None
        self._selected: tuple[int, QPdfSelection] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        document.statusChanged.connect(self.reset)  # a method: Qt forgets it with this view
        self.reset()

    def reset(self, _status: object = None) -> None:
        """Show the document anew, from its first page."""
        if not isValid(self.document):  # a document that goes away with its page says so in the end
            return
        self._images.clear()
        self._selected, self.selection = None, ""
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def scale(self) -> float:
        """Pixels of the screen in a point of the page."""
        return self.zoom() * self.logicalDpiX() / 72

    def zoom(self) -> float:
        """The size on the screen as a share of the true one."""
        if self._zoom is not None:
            return self._zoom
        widest = max((size.width() for size in self._sizes()), default=0.0)
        if not widest:
            return 1.0
        room = self.viewport().width() - 2 * GAP
        return max(LEAST, room / (widest * self.logicalDpiX() / 72))

    def set_zoom(self, zoom: float | None) -> None:
        """Show at a share of the true size; None fits the width. The page at the top stays there."""
        page = self._page
        self._zoom = None if zoom is None else min(MOST, max(LEAST, zoom))
        self._images.clear()
        self._lay_out()
        self.show_page(page)

    def show_page(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < self.document.pageCount():
            self.verticalScrollBar().setValue(round(self._tops()[page]) - GAP)

    def copy(self) -> None:
        """Put the selected text onto the clipboard."""
        if self.selection:
            QGuiApplication.clipboard().setText(self.selection)

    def select_page(self) -> None:
        """Select all text of the page at the top."""
        self._take(self._page, self.document.getAllText(self._page))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, select, zoom, and the keys that scroll."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_page()
        elif event.key() in _ZOOMS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _ZOOMS[Qt.Key(event.key())]
            self.set_zoom(None if factor is None else self.zoom() * factor)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom() * (STEP if event.angleDelta().y() > 0 else 1 / STEP))
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        self._selected, self.selection = None, ""
        self._begun = self._place(event.position())
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to here, on the page where it began."""
        here = self._place(event.position())
        if self._begun is not None and here is not None and here[0] == self._begun[0]:
            page, start = self._begun
            self._take(page, self.document.getSelection(page, start, here[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        if self._zoom is None:
            self._images.clear()
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pages that are in view, the selection over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(tones(self).window))
        for page, frame in self._frames():
            if frame.intersects(QRectF(self.viewport().rect())):
                painter.drawImage(frame, self._image(page, frame.size()))
                if self._selected and self._selected[0] == page:
                    self._paint_selection(painter, frame, self._selected[1])
        painter.end()

    def _paint_selection(self, painter: QPainter, frame: QRectF, selection: QPdfSelection) -> None:
        veil = QColor(tones(self).accent)
        veil.setAlpha(80)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        scale = self.scale()
        move = QTransform(scale, 0, 0, scale, frame.x(), frame.y())
        for bounds in selection.bounds():
            painter.drawPolygon(move.map(QPolygonF(bounds)))

    def _take(self, page: int, selection: QPdfSelection) -> None:
        self._selected, self.selection = (page, selection), selection.text()
        self.viewport().update()

    def _place(self, at: QPointF) -> tuple[int, QPointF] | None:
        """The page under a point of the view, and the point on it."""
        for page, frame in self._frames():
            if frame.contains(at):
                return page, (at - frame.topLeft()) / self.scale()
        return None

    def _image(self, page: int, size: QSizeF) -> QImage:
        if page not in self._images:
            while len(self._images) >= KEPT:
                del self._images[next(iter(self._images))]
            ratio = self.devicePixelRatioF()
            pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
            image = QImage(pixels, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.drawImage(QPoint(), self.document.render(page, pixels))
            painter.end()
            self._images[page] = image
        return self._images[page]

    def _sizes(self) -> list[QSizeF]:
        return [self.document.pagePointSize(page) for page in range(self.document.pageCount())]

    def _tops(self) -> list[float]:
        tops, down, scale = [], float(GAP), self.scale()
        for size in self._sizes():
            tops.append(down)
            down += size.height() * scale + GAP
        return [*tops, down]

    def _frames(self) -> list[tuple[int, QRectF]]:
        """The place of each page in the view."""
        scale, port = self.scale(), self.viewport().width()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        frames = []
        for page, (size, top) in enumerate(zip(self._sizes(), self._tops(), strict=False)):
            wide = size.width() * scale
            left = max(GAP, (port - wide) / 2) - across
            frames.append((page, QRectF(left, top - down, wide, size.height() * scale)))
        return frames

    def _lay_out(self) -> None:
        port, scale = self.viewport().size(), self.scale()
        high = self._tops()[-1]
        wide = max((size.width() * scale for size in self._sizes()), default=0.0) + 2 * GAP
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(port.width())
        across.setRange(0, max(0, round(wide) - port.width()))
        down.setPageStep(port.height())
        down.setSingleStep(em(2.3))
        down.setRange(0, max(0, round(high) - port.height()))
        self.zoomed.emit(self.zoom())
        self._scrolled()

    def _scrolled(self, _value: int = 0) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        self._page = max(0, sum(top <= middle for top in self._tops()[:-1]) - 1)
        self.turned.emit(self._page)
        self.viewport().update()


_ZOOMS = {
    Qt.Key.Key_Equal: STEP,
    Qt.Key.Key_Plus: STEP,
    Qt.Key.Key_Minus: 1 / STEP,
    Qt.Key.Key_0: None,
}
