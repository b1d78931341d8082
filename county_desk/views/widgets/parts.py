"""Small pieces of panes: columns and rows, headings, quiet lines, pairs of facts, links."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from county_desk.views.widgets.style import em, sized, tones
from county_desk.views.widgets.text_format import escaped, tooltip

type Part = QWidget | QLayout
type Placed = Part | tuple[Part, int] | int
type Margins = float | tuple[float, float, float, float] | None

STRETCH = 0  # empty room among the parts


def bare[L: QBoxLayout](layout: L, spacing: float | None = None) -> L:
    """Return a layout without margins, perhaps with some em between its parts."""
    layout.setContentsMargins(0, 0, 0, 0)
    if spacing is not None:
        layout.setSpacing(em(spacing))
    return layout


def in_column(
    *parts: Placed,
    on: QWidget | None = None,
    gap: float | None = None,
    margins: Margins = None,
) -> QVBoxLayout:
    """Return a layout with parts one under the other, on a widget or to be put into another layout.

    A part with a number takes that share of the room that is left; a number alone is empty room. The `gap`
    between parts and the margins, or each of left, top, right and bottom, are in em; by default those of Qt.
    """
    return _filled(QVBoxLayout(), on, parts, gap, margins)


def in_row(
    *parts: Placed,
    on: QWidget | None = None,
    gap: float | None = None,
    margins: Margins = None,
) -> QHBoxLayout:
    """Return a layout with parts beside each other, as `in_column` has them one under the other."""
    return _filled(QHBoxLayout(), on, parts, gap, margins)


def _filled[L: QBoxLayout](
    layout: L,
    on: QWidget | None,
    parts: tuple[Placed, ...],
    gap: float | None,
    margins: Margins,
) -> L:
    if on is not None:
        on.setLayout(layout)
    if gap is not None:
        layout.setSpacing(em(gap))
    if margins is not None:
        around = margins if isinstance(margins, tuple) else (margins,) * 4
        layout.setContentsMargins(*map(em, around))
    for placed in parts:
        part, share = placed if isinstance(placed, tuple) else (placed, 0)
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part, share)
        else:
            layout.addWidget(part, share)
    return layout


def divided(
    parent: QWidget, *parts: QWidget, shares: Sequence[int] = (1,), upright: bool = False
) -> QSplitter:
    """Return a splitter with some parts beside each other, or one above the other if it is `upright`.

    The first parts take `shares` of the room that is left.
    """
    made = QSplitter(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal, parent)
    for part in parts:
        made.addWidget(part)
    for place, share in enumerate(shares):
        made.setStretchFactor(place, share)
    made.setChildrenCollapsible(False)
    return made


def heading(words: str, parent: QWidget, times: float = 1.15) -> QLabel:
    """A heading that breaks where it must."""
    label = QLabel(words, parent, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    sized(label, times)
    return label


def line(words: str, parent: QWidget, *, muted: bool = False) -> QLabel:
    """A line of text that can be selected; a muted one has less weight."""
    label = QLabel(words, parent, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if muted:
        colour(label, tones(parent).muted)
    return label


def colour(label: QLabel, tone: str) -> None:
    """Write the words of a label in a colour."""
    colours = label.palette()
    colours.setColor(colours.ColorRole.WindowText, tone)
    label.setPalette(colours)


def text_box(text: str, name: str, parent: QWidget) -> QPlainTextEdit:
    """A long text to read; `name` says what it is to those who do not see it."""
    box = QPlainTextEdit(text, parent, readOnly=True)
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(em(14))
    return box


def link(words: str, parent: QWidget, act: Callable[[], object]) -> QLabel:
    """Words that lead somewhere, with the mouse or with Enter."""
    label = QLabel(f'<a href="#">{escaped(words)}</a>', parent, wordWrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    label.setAccessibleName(words)
    label.linkActivated.connect(lambda _link: act())
    return label


TITLE = 10  # em of the titles of facts; longer ones wrap, so that their values keep their room

WORD = 8  # em of the longest word of a value, such as a path; its tool tip has a longer one whole


class Pairs(QWidget):
    """Facts as a title and a value each, one under the other; a value is text, or a label such as a link."""

    def __init__(self, pairs: Sequence[tuple[str, str | QLabel]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(0.8))
        grid.setVerticalSpacing(em(0.25))
        grid.setColumnStretch(1, 1)
        for place, (title, value) in enumerate(pairs):
            name = line(title, self, muted=True)
            words = line(value, self) if isinstance(value, str) else value
            name.setWordWrap(False)
            if name.sizeHint().width() > em(TITLE):
                name.setWordWrap(True)
                name.setFixedWidth(em(TITLE))
            if words.minimumSizeHint().width() > em(WORD):  # the card would be as high as if it were as wide
                words.setMinimumWidth(em(WORD))
                words.setToolTip(tooltip(words.text()))
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(pairs), 1)


class Sides(QWidget):
    """Parts beside each other in `box`, or one above the other in a place narrower than `least` em."""

    def __init__(self, parent: QWidget | None = None, least: float = 56) -> None:
        super().__init__(parent)
        self.box = bare(QBoxLayout(QBoxLayout.Direction.TopToBottom, self), 1)
        self._least = least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the parts by the new width."""
        wide = event.size().width() >= em(self._least)
        self.box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


def drop(widget: QWidget | None) -> None:
    """Take a part away; at once for the eye, since Qt deletes it only in a later turn."""
    if widget is not None:
        widget.hide()
        widget.deleteLater()


def drop_all(layout: QLayout) -> None:
    """Take away all parts that are laid out."""
    while item := layout.takeAt(0):
        drop(item.widget())


@contextmanager
def laid_out_once(*parts: QWidget | None) -> Iterator[None]:
    """Lay some parts out once, after this: Qt would do so for each widget in them that is shown."""
    layouts = [(part, layout) for part in parts if part and (layout := part.layout()) is not None]
    for _part, layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for part, layout in layouts:
            layout.setEnabled(True)
            layout.invalidate()
            QApplication.postEvent(part, QEvent(QEvent.Type.LayoutRequest))  # sizes that came were not heard
