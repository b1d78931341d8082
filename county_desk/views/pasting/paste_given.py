"""Fields that all rows of a block share: the year of the figures, or the day of the visits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from county_desk.fields import Invalid
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.text import _
from county_desk.views.widgets.editors import Editor, Offer, editor
from county_desk.views.widgets.parts import bare, drop_all


@dataclass(frozen=True)
class LackingFields:
    """The fields that no column gives: their names, the records to choose from, and the offered values."""

    names: tuple[str, ...] = ()
    records: Mapping[str, Sequence[Offer]] = field(default_factory=dict)
    offered: Mapping[str, object] = field(default_factory=dict)


_NOTHING = LackingFields()


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
        self._grid: PasteGrid | None = None
        self.editors: dict[str, Editor] = {}
        self._box = bare(QHBoxLayout(self), 0.5)

    def ask(self, grid: PasteGrid, lacks: LackingFields = _NOTHING) -> bool:
        """Show a field for each value that all rows share, and for each that lacks a column.

        Filled fields keep their values. Returns whether fields were added that are filled.
        """
        names = tuple(dict.fromkeys((*grid.shared, *lacks.names)))
        if names == tuple(self.editors) and grid is self._grid:
            return False
        kept = {name: field.draft() for name, field in self.editors.items()} if grid is self._grid else {}
        drop_all(self._box)
        self.editors, self._grid = {}, grid
        self._needed = grid.needed - {*lacks.names}
        for name in names:
            ask = grid.act.asks()[name]
            entry = editor(ask.kind, self._today, lacks.records.get(name))
            entry.setParent(self)
            entry.setAccessibleName(_(ask.title))
            entry.setToolTip(_(ask.help) if ask.help else "")
            entry.set_value(self._known.get(name, lacks.offered.get(name)))
            if name in kept:
                entry.restore(kept[name])
            entry.left.connect(self._left)
            label = QLabel(_(ask.title), self)
            label.setBuddy(entry)
            self._box.addWidget(label)
            self._box.addWidget(entry)
            self.editors[name] = entry
        self._before = self._drafts()
        self.setVisible(bool(names))
        return any(lacks.offered.get(name) is not None for name in lacks.names if name not in kept)

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
