"""The scope of the exit checks: the year, and households or villages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.widgets.painted import Button, FieldMixin, leave_wheel
from county_desk.views.widgets.style import em

FIRST_YEAR = 2014  # the registers were begun in this year


class ExitYearBox(FieldMixin, QComboBox):
    """The years since the registers were begun, the newest first."""

    def __init__(self, last: int, parent: QWidget) -> None:
        super().__init__(parent)
        leave_wheel(self)
        self.setAccessibleName(_("Year"))
        self.setMinimumHeight(em(2.3))
        for year in range(last, FIRST_YEAR - 1, -1):
            self.addItem(str(year), year)


class ExitScope(QWidget):
    """The year and the two buttons; emits `changed()` when the shown results are out of date."""

    changed = Signal()

    def __init__(self, last: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = ExitYearBox(last, self)
        self.household_button = Button(_("Household"), self)
        self.village_button = Button(_("Village"), self)
        kinds = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(0.5))
        row.addWidget(self.box)
        for button in (self.household_button, self.village_button):
            button.setCheckable(True)
            kinds.addButton(button)
            row.addWidget(button)
        self.household_button.setChecked(True)
        self.household_button.toggled.connect(lambda _on: self.changed.emit())
        self.box.currentIndexChanged.connect(lambda _place: self.changed.emit())

    @property
    def year(self) -> int:
        """The year that is chosen."""
        return int(self.box.currentData())

    @property
    def households(self) -> bool:
        """Whether households are checked, rather than villages."""
        return self.household_button.isChecked()

    def choose(self, year: int, *, households: bool) -> bool:
        """Choose both; returns whether that changes anything."""
        if (year, households) == (self.year, self.households):
            return False
        (self.household_button if households else self.village_button).setChecked(True)
        self.box.setCurrentIndex(max(0, self.box.findData(year)))
        return True
