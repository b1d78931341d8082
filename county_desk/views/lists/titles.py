"""The titles over a table: how each column is sorted and filtered, and an arrow for its menu."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.style import Tones, em, tones

GRIP = 4  # px at the edge of a title that resize its column
ACROSS = Qt.Orientation.Horizontal
RANKED = 2  # levels of sorting from which each has its number


@dataclass(frozen=True)
class TitleMark:
    """The mark of a title beside its words: its level of sorting (0 for none), and whether it filters."""

    level: int = 0
    descending: bool = False
    filtered: bool = False


PLAIN = TitleMark()


class Titles(QHeaderView):
    """The titles of the columns, as high as they must be: Qt would ask for each of them, at every turn.

    `dropped(section)` asks for the menu of a column, `asked_sort(section, adding)` for sorting by it;
    `adding` says that the levels before it stay.
    """

    dropped = Signal(int)
    asked_sort = Signal(int, bool)

    def __init__(self, parent: QWidget, *, menus: bool = True) -> None:
        super().__init__(ACROSS, parent)
        self.menus = menus
        self._marks: Mapping[int, TitleMark] = {}
        self._over, self.foot = -1, 0
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setResizeContentsPrecision(0)  # the rows in sight: others would be fetched
        self.setMinimumHeight(em(2.3))
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._click)
        if menus:
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.customContextMenuRequested.connect(lambda place: self._open_menu(self.logicalIndexAt(place)))

    def show_marks(self, marks: Mapping[int, TitleMark]) -> None:
        """Show how columns are sorted and filtered, by section."""
        self._marks = marks
        self.viewport().update()

    def set_foot(self, height: int) -> None:
        """Leave room below the titles for the fields that filter the columns."""
        self.foot = height
        self.setViewportMargins(0, 0, 0, height)
        self.setMinimumHeight(em(2.3) + height)
        self.updateGeometry()
        self.geometriesChanged.emit()

    def mark(self, section: int) -> TitleMark:
        """Return the mark of the title of a column."""
        return self._marks.get(section, PLAIN)

    def sizeHint(self) -> QSize:
        """The minimum size."""
        return self.minimumSize()

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Room for the words and the marks beside them."""
        words = str(self.model().headerData(section, ACROSS) or "")
        metrics = QFontMetrics(self._font(PLAIN))
        return QSize(metrics.horizontalAdvance(words) + em(0.8) + self._aside(section), em(2.3))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu on the arrow; leave every other click to Qt."""
        section = self._arrow_at(event.position().toPoint().x())
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._open_menu(section)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the arrow under the mouse."""
        super().mouseMoveEvent(event)
        self._light(self._arrow_at(event.position().toPoint().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the title under the mouse."""
        super().leaveEvent(event)
        self._light(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The titles, and the same ground where there are none."""
        super().paintEvent(event)
        end = self.length() - self.offset()
        if end < self.viewport().width():
            painter = QPainter(self.viewport())
            self._ground(painter, self.viewport().rect().adjusted(end, 0, 0, 0), tones(self))
            painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The words, aligned like the column; the level of sorting; the arrow or the funnel."""
        theme, mark = tones(self), self.mark(section)
        painter.save()
        self._ground(painter, rect, theme)
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        words = str(self.model().headerData(section, ACROSS) or "")
        wanted = self.model().headerData(section, ACROSS, Qt.ItemDataRole.TextAlignmentRole)
        align = int(Qt.AlignmentFlag.AlignVCenter if wanted is None else wanted)
        room = rect.adjusted(em(0.4), 0, -em(0.3) - self._aside(section), 0)
        font = self._font(mark)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        if not align & int(Qt.TextFlag.TextWordWrap):
            words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, words)
        self._paint_aside(painter, rect, section, theme)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, theme: Tones) -> None:
        painter.fillRect(rect, QColor(theme.window))
        painter.setPen(QPen(QColor(theme.border), theme.stroke))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setPen(QColor(theme.hairline))

    def _paint_aside(self, painter: QPainter, rect: QRect, section: int, theme: Tones) -> None:
        mark, middle = self.mark(section), rect.center().y()
        right = float(rect.right()) - GRIP
        if self.menus:
            size = em(1.0)
            place = QRect(round(right) - size, middle - size // 2, size, size)
            if section == self._over:
                painter.fillRect(place.adjusted(-2, -3, 2, 3), QColor(theme.selection))
            picture = icon(Icon.FILTER, accent=True) if mark.filtered else icon(Icon.DOWN)
            picture.paint(painter, place)
            right = place.left() - 2.0
        if mark.level:
            self._paint_level(painter, QPointF(right - em(0.5), middle), mark, theme)

    def _paint_level(self, painter: QPainter, centre: QPointF, mark: TitleMark, theme: Tones) -> None:
        """A triangle that points up for ascending order, with its number where there are several levels."""
        half, high = em(0.3), em(0.22) * (-1 if mark.descending else 1)
        corners = [QPointF(-half, high), QPointF(half, high), QPointF(0, -high)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))
        if sum(bool(each.level) for each in self._marks.values()) >= RANKED:
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * 0.75)
            painter.setFont(font)
            painter.setPen(QColor(theme.accent))
            box = QRectF(centre.x() - em(1.15), centre.y() - em(0.6), em(0.8), em(1.2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(mark.level))

    def _aside(self, section: int) -> int:
        """The room that the arrow and the level of sorting take."""
        level = em(1.5) if self.mark(section).level else 0
        return level + (em(1.2) + GRIP if self.menus else 0)

    def _font(self, mark: TitleMark) -> QFont:
        font = QFont(self.font())
        font.setBold(bool(mark.level or mark.filtered))
        return font

    def _arrow_at(self, place: int) -> int:
        """The column with its arrow at a place; -1 for none."""
        section = self.logicalIndexAt(place)
        if not self.menus or section < 0:
            return -1
        right = self.sectionViewportPosition(section) + self.sectionSize(section) - GRIP
        return section if right - em(1.2) <= place < right else -1

    def _light(self, section: int) -> None:
        if section != self._over:
            self._over = section
            self.viewport().update()

    def _open_menu(self, section: int) -> None:
        if section >= 0:
            self.dropped.emit(section)

    def _click(self, section: int) -> None:
        adding = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.asked_sort.emit(section, adding)
