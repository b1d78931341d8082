"""The buttons of a reading pane in two lines; a menu holds the rest."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayoutItem, QMenu, QWidget

from county_desk.text import _
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.focus import put_in_order
from county_desk.views.widgets.nested_calls import put_off_if_nested
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import drop

LINES = 2  # lines of buttons, so that the facts under them are seen on a small screen


class ActsFlow(FlowLayout):
    """Lays out the acts that fit into `LINES` lines; its last item stands for the others.

    Its height follows from the width alone, whichever buttons are visible. A scroll area around it would
    show and hide its bar without end otherwise.
    """

    def fits(self, width: int) -> int:
        """The number of acts in a width, at least one where there are any."""
        if not self._items:
            return 0
        *acts, more = [each.sizeHint().width() for item in self._items if (each := item.widget())]
        if _lines(acts, width, self.spacing()) <= LINES:
            return len(acts)
        counts = range(len(acts) - 1, 0, -1)
        beside = (n for n in counts if _lines([*acts[:n], more], width, self.spacing()) <= LINES)
        return next(beside, 1)

    def minimumSize(self) -> QSize:
        """The size of the last item: the words of wider acts end in an ellipsis."""
        last = self._items[-1].widget() if self._items else None
        return last.minimumSizeHint() if last else QSize()

    def _fitting(self, width: int) -> list[QLayoutItem]:
        shown = self.fits(width)
        return (
            self._items[:shown] if shown == len(self._items) - 1 else [*self._items[:shown], self._items[-1]]
        )

    def _shown(self) -> list[QLayoutItem]:
        return self._items[:-1]


class ActsBox(QWidget):
    """Buttons in their order, in at most `LINES` lines; the button “More” drops the others down."""

    def __init__(self, buttons: Iterable[Button], parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self.flow = ActsFlow(parent=self)
        self.more = Button(_("More"), self)
        menu = QMenu(self.more)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        self.more.setMenu(menu)
        self.more.hide()
        self.add(*buttons)

    def add(self, *buttons: Button, first: bool = False) -> None:
        """Add buttons at the end, or before all others."""
        place = 0 if first else len(self.buttons)
        self.buttons[place:place] = buttons
        self._order()
        self._arrange()

    def clear(self) -> None:
        """Take all buttons away."""
        for button in self.buttons:
            drop(button)
        self.buttons = []
        self._order()

    def dropped(self) -> list[Button]:
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

    @put_off_if_nested
    def _arrange(self) -> None:
        shown = self.flow.fits(self.width())
        for place, button in enumerate(self.buttons):
            button.setVisible(place < shown)
        self.more.setVisible(shown < len(self.buttons))

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
