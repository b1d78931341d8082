"""The reading pane at the right of a list: one thing at a time, scrolled when it is long."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.widgets.style import em


class Pane(QScrollArea):
    """Shows one widget; `show_widget(None)` shows a hint instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(em(20))
        self.setAccessibleName(_("Reading pane"))
        self.show_widget(None)

    def show_widget(self, widget: QWidget | None) -> None:
        """Put another widget in; the old one goes."""
        holder = QWidget(self)
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(holder)
        box.setContentsMargins(em(0.3), 0, em(0.3), 0)
        shown = widget or self._hint(holder)
        box.addWidget(shown)
        if shown.sizePolicy().verticalPolicy() is not QSizePolicy.Policy.Expanding:
            box.addStretch(1)
        old = self.takeWidget()
        self.setWidget(holder)
        if old is not None:
            old.deleteLater()

    def sizeHint(self) -> QSize:
        """About a third of the standard band."""
        return QSize(em(25), em(25))

    def _hint(self, parent: QWidget) -> QLabel:
        hint = QLabel(_("Choose a row to see what is known of it."), parent, wordWrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return hint
