"""Fields that all rows of a block share: the year of the figures, or the day of the visits."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from county_desk.fields import Invalid
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.text import _
from county_desk.views.widgets.editors import Editor, editor
from county_desk.views.widgets.parts import bare, drop_all


class PasteGiven(QWidget):
    """A field for each of the `shared` ones of a grid; `changed()` reports another value.

    `known` fills them in beforehand, by name.
    """

    changed = Signal()

    def __init__(self, known: Mapping[str, object], today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._known, self._today = known, today
        self._before: list[object] = []
        self._needed: frozenset[str] = frozenset()
        self.editors: dict[str, Editor] = {}
        self._box = bare(QHBoxLayout(self), 0.5)

    def ask(self, grid: PasteGrid) -> None:
        """Ask for the fields of a grid."""
        drop_all(self._box)
        self.editors = {}
        self._needed = grid.needed
        for name in grid.shared:
            ask = grid.act.asks()[name]
            field = editor(ask.kind, self._today)
            field.setParent(self)
            field.setAccessibleName(_(ask.title))
            field.setToolTip(_(ask.help) if ask.help else "")
            field.set_value(self._known.get(name))
            field.left.connect(self._left)
            label = QLabel(_(ask.title), self)
            label.setBuddy(field)
            self._box.addWidget(label)
            self._box.addWidget(field)
            self.editors[name] = field
        self._before = self._drafts()
        self.setVisible(bool(grid.shared))

    def values(self) -> dict[str, object]:
        """Return the values by name; raises `Invalid` for a field that is blank or cannot be read."""
        found = {name: field.value() for name, field in self.editors.items()}
        if any(value is None and name in self._needed for name, value in found.items()):
            raise Invalid(_("Fill in the fields over the table."))
        return found

    def _drafts(self) -> list[object]:
        return [field.draft() for field in self.editors.values()]

    def _left(self) -> None:
        before, self._before = self._before, self._drafts()
        if before != self._before:
            self.changed.emit()
