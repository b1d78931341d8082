"""The year whose figures the workbooks hold."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from county_desk.text import _
from county_desk.views.style import em
from county_desk.views.widgets import FieldMixin

FIRST = 2013  # the year before the first registers


class YearBox(FieldMixin, QComboBox):
    """Years up to this one; `picked()` tells of another choice."""

    picked = Signal()

    def __init__(self, today: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(em(2.3))
        self.setAccessibleName(_("Year of the figures"))
        self.setToolTip(_("Year of the figures"))
        for year in range(today, FIRST, -1):
            self.addItem(_("Figures of {year}").format(year=year), year)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _place: self.picked.emit())

    def value(self) -> int:
        """The year."""
        return int(self.currentData())

    def set_value(self, year: int) -> None:
        """Choose a year."""
        self.setCurrentIndex(self.findData(year))
