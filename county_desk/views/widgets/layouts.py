"""Parts laid out in a column or a row, named in their order."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from county_desk.views.widgets.style import em

type Part = QWidget | QLayout
type Placed = Part | tuple[Part, int] | int
type Margins = float | tuple[float, float, float, float] | None

STRETCH = 0  # empty room among the parts


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
