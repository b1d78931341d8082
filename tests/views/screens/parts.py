"""The parts of a window that a person sees, with their words and their place in its picture."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from tests.views.screens.shots import Finding

OWN = "county_desk."


def visible(window: QWidget) -> Iterator[QWidget]:
    """The widgets of a window of which something is to be seen."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not widget.visibleRegion().isEmpty():
            yield widget


def words_of(widget: QWidget) -> str:
    """The words that a widget paints; empty for one that paints none."""
    if isinstance(widget, QLabel) and widget.text():
        return QTextDocumentFragment.fromHtml(widget.text()).toPlainText() if rich(widget) else widget.text()
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return ""


def rich(label: QLabel) -> bool:
    """Whether a label reads its text as HTML."""
    return label.textFormat() is Qt.TextFormat.RichText or (
        label.textFormat() is Qt.TextFormat.AutoText and GuiQt.mightBeRichText(label.text())
    )


def place(widget: QWidget, rect: QRect | None = None) -> tuple[int, int, int, int]:
    """The place of a widget, or of a rect in it, in the picture of its window."""
    rect = widget.rect() if rect is None else rect
    corner = widget.mapTo(widget.window(), QPoint(rect.x(), rect.y()))
    return corner.x(), corner.y(), rect.width(), rect.height()


def finding(check: str, widget: QWidget, words: str, rect: QRect | None = None) -> Finding:
    """A finding at a widget, or at a rect in it."""
    return Finding(check, named(widget), words, place(widget, rect))


def named(widget: QWidget) -> str:
    """The nearest class of the program that a widget belongs to, and its own class."""
    own, around = type(widget), widget
    while around is not None and not type(around).__module__.startswith(OWN):
        around = around.parentWidget()
    found = type(around) if around is not None else own
    return found.__name__ if found is own else f"{found.__name__} > {own.__name__}"


def inside(widget: QWidget, kind: type[QWidget]) -> bool:
    """Whether a widget of a kind stands around another one."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, kind):
        around = around.parentWidget()
    return around is not None


def scrolled_by(widget: QWidget) -> QAbstractScrollArea | None:
    """The nearest scroll area whose content holds a widget."""
    around = widget
    while (parent := around.parentWidget()) is not None:
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return above
        around = parent
    return None


def tabs(bar: QTabBar) -> Iterator[tuple[QRect, str]]:
    """The tabs of a bar as they are seen, without those to which its arrows lead."""
    arrows = [each.x() for each in bar.findChildren(QToolButton) if each.isVisible()]
    seen = QRect(0, 0, min(arrows, default=bar.width()), bar.height())
    for at in range(bar.count()):
        rect = bar.tabRect(at)
        if bar.isTabVisible(at) and (seen.contains(rect) or not arrows):
            yield rect & seen, bar.tabText(at)


def cells(view: QAbstractItemView, most: int = 12) -> Iterator[tuple[QRect, str]]:
    """The cells with words in the first rows that a list shows whole, cut to the columns that are seen."""
    model, port = view.model(), view.viewport().rect()
    first = view.indexAt(QPoint(1, 1))
    for row in range(first.row(), min(first.row() + most, model.rowCount()) if first.isValid() else 0):
        columns = model.columnCount() if isinstance(view, QTableView | QTreeView) else 1
        for column in range(columns):
            index = model.index(row, column)
            words, whole = index.data(), view.visualRect(index)
            if (
                isinstance(words, str)
                and words
                and port.top() <= whole.top()
                and whole.bottom() <= port.bottom()
            ):
                yield whole & port, words
