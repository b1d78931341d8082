"""The choice of which rows of a sheet are shown."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from county_desk.text import _
from county_desk.views.sheet_rows import SheetTable, Show
from county_desk.views.style import em
from county_desk.views.widgets import FieldMixin


class ShowBox(FieldMixin, QComboBox):
    """Each choice with the number of its rows; `picked(choice)` tells of another."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(em(2.3))
        self.setAccessibleName(_("Rows shown"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _place: self.picked.emit(self.choice))

    @property
    def choice(self) -> Show:
        """The choice."""
        return Show(self.currentData() or Show.ALL.value)

    def offer(self, sheet: SheetTable, chosen: Show) -> None:
        """Offer the choices that have rows, with all rows as the last."""
        with QSignalBlocker(self):
            self.clear()
            for show in Show:
                count = len(sheet.wanted(show))
                if count or show is Show.ALL:
                    words = _("{choice} ({count})").format(choice=_(show.value), count=f"{count:,}")
                    self.addItem(words, show.value)
            self.setCurrentIndex(max(0, self.findData(chosen.value)))
