"""The year whose figures the workbooks hold."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.widgets.choices_box import ChoicesBox

FIRST = 2013  # the year before the first registers


class YearBox(ChoicesBox):
    """Years up to this one; `picked()` reports another choice. `none` offers 0, no year, in these words."""

    picked = Signal()

    def __init__(self, today: int, parent: QWidget, none: str = "") -> None:
        years = [(year, _("Figures of {year}").format(year=year)) for year in range(today, FIRST, -1)]
        years = [(0, none), *years] if none else years
        super().__init__(_("Year of the figures"), years, parent)
        self.activated.connect(lambda _place: self.picked.emit())
