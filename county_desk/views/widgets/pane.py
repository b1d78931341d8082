"""The reading pane at the right of a list: one record at a time, scrolled when it is long."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from county_desk.text import _
from county_desk.views.widgets.focus import within
from county_desk.views.widgets.form import forms_with_input
from county_desk.views.widgets.style import em

FORM = 40  # em of a pane with a form, so that short fields stand side by side
LIST = 26  # em that the list beside it keeps


class Pane(QScrollArea):
    """Shows one widget; `show_widget(None)` shows a hint instead.

    `take(panel)` lets a form have the place until its `closed()`, which `released()` passes on.
    The focus proxy of a form is where a person begins. `panel` is the open form. The list beside the pane
    lends it the width for two columns of fields until then.
    """

    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel: Any = None
        self._about: object = None
        self._before: QWidget | None = None
        self._width = 0  # in pixels, without a form
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(em(20))
        self.setAccessibleName(_("Reading pane"))
        self.show_widget(None)

    @property
    def typed(self) -> bool:
        """Whether the open form holds typed text."""
        return self.panel is not None and bool(forms_with_input(self))

    def take(self, panel: Any, about: Any = None) -> None:
        """Show a form with the cursor in its first field; `about` is the number of the row it belongs to."""
        before = self.window().focusWidget()
        if self.panel is None and before is not None and not within(self):
            self._before = before
        width = self.width() if self.panel is None else self._width
        self.panel, self._about = panel, about
        panel.closed.connect(lambda: self._close(panel))
        self.setVisible(True)
        self._set_content(panel)
        self.set_width(width)
        panel.setFocus()

    def stays(self, about: object) -> bool:
        """Whether the open form stays when the row with this number becomes the current one.

        One opened before its list was read, about no row, stays beside the first that comes.
        """
        if self.panel is not None and self._about == 0:
            self._about = about
        return self.panel is not None and (self.typed or about == self._about)

    def give_up(self) -> None:
        """Close the open form, as its own Cancel button does."""
        if self.panel is not None:
            self.panel.closed.emit()

    def set_width(self, width: int) -> None:
        """Take a width from the list beside the pane, or more while a form is open."""
        split, self._width = self.parentWidget(), width
        at = split.indexOf(self) if isinstance(split, QSplitter) else 0
        if not isinstance(split, QSplitter) or at < 1 or split.orientation() is not Qt.Orientation.Horizontal:
            return
        sizes = split.sizes()
        both = sizes[at - 1] + sizes[at]
        if self.panel is not None:
            width = max(width, min(em(FORM), both - em(LIST)))
        split.setSizes([*sizes[: at - 1], both - width, width, *sizes[at + 1 :]])

    def show_widget(self, widget: QWidget | None) -> None:
        """Put another widget in; the old one goes, a form too."""
        if self.panel is not None:
            self.panel = None
            self.set_width(self._width)
        self._set_content(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the open form up."""
        if event.key() == Qt.Key.Key_Escape and self.panel is not None:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """About a third of the standard band."""
        return QSize(em(25), em(25))

    def _set_content(self, widget: QWidget | None) -> None:
        holder = QWidget(self)
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(holder)
        box.setContentsMargins(em(0.3), 0, em(0.3), 0)
        shown = widget or self._hint(holder)
        box.addWidget(shown)
        if shown.sizePolicy().verticalPolicy() is not QSizePolicy.Policy.Expanding:
            box.addStretch(1)
        if (old := self.widget()) is not None:
            for form in forms_with_input(old):
                form.replaced.emit()
            old.hide()  # while it is still in the page, which then says where the focus goes
            self.takeWidget()
            old.deleteLater()
        self.setWidget(holder)

    def _close(self, panel: object) -> None:
        """The form is done or given up: the focus goes back to where the person was before."""
        if self.panel is not panel:
            return
        self.panel = None
        self.set_width(self._width)
        before, self._before = self._before, None
        self.released.emit()
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()

    def _hint(self, parent: QWidget) -> QLabel:
        hint = QLabel(_("Choose a row to see what is known of it."), parent, wordWrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return hint
