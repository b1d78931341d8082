"""The buttons of a reading pane in two lines; a menu holds the rest."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from county_desk.text import _
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.focus import put_in_order
from county_desk.views.widgets.painted import Button

LINES = 2  # lines of buttons, so that the facts under them are seen on a small screen


class ActsBox(QWidget):
    """Buttons in their order, in at most `LINES` lines; the button “More” drops the others down."""

    def __init__(self, buttons: Iterable[QPushButton], parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self.flow = FlowLayout(self)
        self.more = Button(_("More"), self)
        menu = QMenu(self.more)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        self.more.setMenu(menu)
        self.more.hide()
        self.add(*buttons)

    def add(self, *buttons: QPushButton, first: bool = False) -> None:
        """Add buttons at the end, or before all others."""
        place = 0 if first else len(self.buttons)
        self.buttons[place:place] = buttons
        self._order()
        self._arrange()

    def dropped(self) -> list[QPushButton]:
        """The buttons without room; the menu offers their acts."""
        return [button for button in self.buttons if button.isHidden()]

    def event(self, event: QEvent) -> bool:
        """Arrange the buttons anew when words or letters change their size."""
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as the new width has room for."""
        super().resizeEvent(event)
        self._arrange()

    def _order(self) -> None:
        """Lay the buttons out, and let Tab walk through them, in their order."""
        while self.flow.takeAt(0) is not None:
            pass
        for button in (*self.buttons, self.more):
            self.flow.addWidget(button)
        put_in_order(self)

    def _arrange(self) -> None:
        shown = self._room(self.width())
        for place, button in enumerate(self.buttons):
            button.setVisible(place < shown)
        self.more.setVisible(shown < len(self.buttons))

    def _room(self, width: int) -> int:
        """The number of buttons that fit into `LINES` lines of a width, beside “More” when it is needed."""
        widths = [button.sizeHint().width() for button in self.buttons]
        if _lines(widths, width, self.flow.spacing()) <= LINES:
            return len(widths)
        more = self.more.sizeHint().width()
        fits = (
            count
            for count in range(len(widths), 0, -1)
            if _lines([*widths[:count], more], width, self.flow.spacing()) <= LINES
        )
        return next(fits, 1)

    def _fill(self) -> None:
        """Put the acts that have no button now into the menu."""
        menu = self.more.menu()
        menu.clear()
        for button in self.dropped():
            under: QMenu | None = button.menu()
            if under is not None:
                under.setTitle(button.text())
                menu.addMenu(under)
                continue
            action = menu.addAction(button.text(), button.click)
            action.setEnabled(button.isEnabled())
            action.setToolTip(button.toolTip())


def _lines(widths: Iterable[int], width: int, spacing: int) -> int:
    """The number of lines that parts of some widths take side by side."""
    lines, left = 0, -1
    for each in widths:
        if left < each:
            lines, left = lines + 1, width
        left -= each + spacing
    return lines
