"""One thing beside a list, in words, with the ways on from it."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.parts import Pairs, heading, line
from county_desk.views.widgets.style import em


class WayCard(QWidget):
    """A title, sentences, a button for each way, and values; the first way has the focus."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        said: Iterable[str | QWidget],
        ways: Sequence[tuple[str, Callable[[], object]]],
        values: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        box.addWidget(heading(title, self, 1.25))
        for each in said:
            box.addWidget(each if isinstance(each, QWidget) else line(each, self))
        rows = [ActionRow(*way, strong=way is ways[0], parent=self) for way in ways]
        for row in rows:
            box.addWidget(row)
        self.setFocusProxy(rows[0].button)
        if values:
            box.addWidget(Pairs(values, self))
