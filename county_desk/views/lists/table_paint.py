"""Paints over the cells of a table: frozen columns, selected rows, lines, and the frame of the cursor."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from county_desk.views.lists.chip_delegate import ChipDelegate
from county_desk.views.lists.row_colours import colour_of
from county_desk.views.widgets.chips import paint_mark
from county_desk.views.widgets.style import em, tones

if TYPE_CHECKING:
    from county_desk.views.lists.table_view import TableView

State = QStyle.StateFlag
CURRENT, SELECTED = 28, 56  # how strong the veil over a row is, out of 255
BAR = 4  # px at the left of a selected row


def paint_over(table: "TableView") -> None:
    """Paint everything that stands over the cells of a table."""
    painter = QPainter(table.viewport())
    rows = list(_rows_in_sight(table))
    if table.frozen.scrolled:
        _paint_frozen(table, painter, rows)
    _paint_veils(table, painter, rows)
    _paint_lines(table, painter, rows)
    if table.colours:
        _paint_colours(table, painter, rows)
    _paint_cursor(table, painter)
    painter.end()


def _rows_in_sight(table: "TableView") -> Iterator[tuple[int, QRect]]:
    """The rows that are shown, each with its band across the viewport."""
    port = table.viewport().rect()
    first, last = table.rowAt(0), table.rowAt(port.bottom())
    if first >= 0:
        for row in range(first, (last if last >= 0 else table.rows.rowCount() - 1) + 1):
            yield row, QRect(0, table.rowViewportPosition(row), port.width(), table.rowHeight(row))


def _paint_frozen(table: "TableView", painter: QPainter, rows: list[tuple[int, QRect]]) -> None:
    """The cells of the frozen columns, as their delegates paint them."""
    selection, active = table.selectionModel(), table.hasFocus()
    painter.fillRect(QRect(0, 0, table.frozen.width, table.viewport().height()), table.palette().base())
    for section, left in table.frozen.places():
        for row, band in rows:
            index = table.rows.index(row, section)
            option = QStyleOptionViewItem()
            table.initViewItemOption(option)
            option.rect = QRect(left, band.top(), table.columnWidth(section), band.height())
            if selection.isSelected(index):
                option.state |= State.State_Selected
            if active:
                option.state |= State.State_Active
            painter.save()
            painter.setClipRect(option.rect)
            style = table.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewRow, option, painter, table)
            table.itemDelegateForIndex(index).paint(painter, option, index)
            painter.restore()


def _paint_colours(table: "TableView", painter: QPainter, rows: list[tuple[int, QRect]]) -> None:
    """Paint the colour of each row with a rule as a veil, and its mark at the right edge."""
    theme, size = tones(table), em(0.75)
    for number, band in rows:
        row = table.rows.row_at(number)
        rule = table.colours.rule_of(table.rows.table, row) if row is not None else None
        if rule is None:
            continue
        colour = QColor(colour_of(rule.shape, theme))
        veil = QColor(colour)
        veil.setAlpha(CURRENT)
        painter.fillRect(band, veil)
        edge = QRect(band.right() - 2 * size, band.top(), 2 * size + 1, band.height() - 1)
        painter.fillRect(edge, table.palette().base())
        place = QRect(0, 0, size, size)
        place.moveCenter(edge.center())
        painter.save()
        paint_mark(painter, QRectF(place), rule.shape, colour)
        painter.restore()


def _paint_veils(table: "TableView", painter: QPainter, rows: list[tuple[int, QRect]]) -> None:
    """Paint a veil over the current row and over each row with a selected cell, which has a bar, too."""
    current, selection = table.currentIndex(), table.selectionModel()
    accent = QColor(tones(table).accent)
    for row, band in rows:
        chosen = selection.rowIntersectsSelection(row)
        if chosen or row == current.row():
            veil = QColor(accent)
            veil.setAlpha(SELECTED if chosen else CURRENT)
            for beside in _beside_the_selection(table, row, band):
                painter.fillRect(beside, veil)
            _paint_chips(table, painter, row)
        if chosen:
            painter.fillRect(QRect(band.left(), band.top(), BAR, band.height()), accent)
    if table.cross and current.isValid():
        veil = QColor(accent)
        veil.setAlpha(CURRENT)
        cell = table.visualRect(current)
        painter.fillRect(QRect(cell.left(), 0, cell.width(), table.viewport().height()), veil)


def _paint_chips(table: "TableView", painter: QPainter, row: int) -> None:
    """Paint the chips of a row again, over its veil: their words keep their contrast."""
    painter.save()
    for section in range(table.rows.columnCount()):
        delegate = table.itemDelegateForColumn(section)
        if isinstance(delegate, ChipDelegate) and not table.isColumnHidden(section):
            index = table.rows.index(row, section)
            hidden = table.frozen.width if table.frozen.scrolled and not table.frozen.holds(section) else 0
            painter.setClipRect(table.viewport().rect().adjusted(hidden, 0, 0, 0))
            delegate.paint_term(painter, table.visualRect(index), index, tones(table))
    painter.restore()


def _beside_the_selection(table: "TableView", row: int, band: QRect) -> Iterable[QRect]:
    """The cells of a row that are not selected: words on a selected cell keep their contrast."""
    selection, left = QRegion(), QRect(band)
    for section in range(table.rows.columnCount()):
        index = table.rows.index(row, section)
        if not table.isColumnHidden(section) and table.selectionModel().isSelected(index):
            below = table.frozen.scrolled and not table.frozen.holds(section)
            left.setLeft(table.frozen.width if below else 0)
            selection += QRegion(table.visualRect(index).intersected(left))
    return cast("Iterable[QRect]", QRegion(band) - selection)


def _paint_lines(table: "TableView", painter: QPainter, rows: list[tuple[int, QRect]]) -> None:
    """Hairlines: those of the style are lost in the dark themes. A stronger one ends the frozen columns."""
    theme, frozen = tones(table), table.frozen
    painter.setPen(QColor(theme.hairline))
    for _row, band in rows:
        painter.drawLine(band.left(), band.bottom(), band.right(), band.bottom())
    bottom = rows[-1][1].bottom() if rows else 0
    for section in range(table.rows.columnCount()):
        if width := table.columnWidth(section):
            place = table.left_of(section) + width - 1
            if frozen.holds(section) or not frozen.scrolled or place >= frozen.width:
                painter.drawLine(place, 0, place, bottom)
    if frozen.width:
        painter.setPen(QPen(QColor(theme.border), 2))
        painter.drawLine(frozen.width - 1, 0, frozen.width - 1, table.viewport().height())


def _paint_cursor(table: "TableView", painter: QPainter) -> None:
    """The frame of the cell with the focus: a selected cell looks the same in every table of a page."""
    index = table.currentIndex()
    if not index.isValid() or not table.hasFocus():
        return
    if table.frozen.scrolled and not table.frozen.holds(index.column()):
        painter.setClipRect(table.viewport().rect().adjusted(table.frozen.width, 0, 0, 0))
    painter.setPen(QPen(QColor(tones(table).accent), 2))
    painter.drawRect(table.visualRect(index).adjusted(1, 1, -1, -1))
