"""The scope of the exit checks: households or villages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from county_desk.rules.register_outcomes import HOUSEHOLD, VILLAGE
from county_desk.text import _
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare


class ExitScope(QWidget):
    """The two buttons; emits `changed()` when the shown results are out of date."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.household_button = Button(_("Household"), self)
        self.village_button = Button(_("Village"), self)
        kinds = QButtonGroup(self)
        row = bare(QHBoxLayout(self), 0.5)
        for button in (self.household_button, self.village_button):
            button.setCheckable(True)
            kinds.addButton(button)
            row.addWidget(button)
        self.household_button.setChecked(True)
        self.household_button.toggled.connect(lambda _on: self.changed.emit())

    @property
    def households(self) -> bool:
        """Whether households are checked, rather than villages."""
        return self.household_button.isChecked()

    @property
    def subject(self) -> str:
        """The subject of the procedures of exit."""
        return HOUSEHOLD if self.households else VILLAGE

    def choose(self, *, households: bool) -> bool:
        """Choose households or villages; returns whether the choice is another."""
        changes = households != self.households
        (self.household_button if households else self.village_button).setChecked(True)
        return changes
