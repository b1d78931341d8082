"""Marks of cells and rows as pictures: the shapes of `chips`, beside or instead of words."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from county_desk.shapes import Shape
from county_desk.views.widgets.chips import paint_mark
from county_desk.views.widgets.style import em, tones_of


def mark_colour(shape: Shape) -> str:
    """The colour of a mark in the theme."""
    theme = tones_of(QApplication.palette())
    named = {Shape.MUST: theme.bad, Shape.WATCH: theme.warn, Shape.FINE: theme.ok}
    return named.get(shape, theme.neutral)


def mark(shape: Shape | None, colour: str) -> QPixmap:
    """A mark as a picture, since glyphs of fonts fall back to odd faces.

    For None the room of one, so that all numbers of rows stand below each other.
    """
    return _painted(shape, colour, em(0.75), QApplication.primaryScreen().devicePixelRatio())


def cell_mark(shape: Shape, colour: str, selected: str) -> QIcon:
    """The mark of a cell, in the colour of its words where it is selected: its own is lost there."""
    return _icon_for_both(shape, colour, selected, em(0.75), QApplication.primaryScreen().devicePixelRatio())


@lru_cache(maxsize=64)
def _icon_for_both(shape: Shape, colour: str, selected: str, size: int, scale: float) -> QIcon:
    found = QIcon(_painted(shape, colour, size, scale))
    found.addPixmap(_painted(shape, selected, size, scale), QIcon.Mode.Selected)
    return found


@lru_cache(maxsize=64)
def _painted(shape: Shape | None, colour: str, size: int, scale: float) -> QPixmap:
    pixmap = QPixmap(round((size + 2) * scale), round((size + 2) * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    if shape is None:
        return pixmap
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QRectF(1, 1, size, size), shape, QColor(colour))
    painter.end()
    return pixmap
