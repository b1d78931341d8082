"""The choice of the rows that a sheet shows."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.importing.sheet_rows import SheetTable, Show
from county_desk.views.widgets.choices_box import ChoicesBox


class ShowBox(ChoicesBox):
    """Each choice with the number of its rows; emits `picked(choice)` on a change."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Rows shown"), (), parent)
        self.activated.connect(lambda _place: self.picked.emit(self.choice))

    @property
    def choice(self) -> Show:
        """The choice."""
        return Show(self.value() or Show.ALL.value)

    def offer_rows(self, sheet: SheetTable, chosen: Show) -> None:
        """Offer the choices that have rows, with all rows as the last."""
        counted = [(show, len(sheet.wanted(show))) for show in Show]
        words = _("{choice} ({count})")
        with QSignalBlocker(self):
            self.offer(
                (show.value, words.format(choice=_(show.value), count=f"{count:,}"))
                for show, count in counted
                if count or show is Show.ALL
            )
            self.set_value(chosen.value)
