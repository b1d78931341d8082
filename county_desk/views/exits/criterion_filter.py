"""Narrowing the matrix by criteria: only the households without a safe house, say."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from county_desk.fields import Column
from county_desk.rules.findings import Outcome
from county_desk.text import _
from county_desk.views.exits.matrix_rows import MatrixRow, PartColumn
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.text_format import titled

ASKED = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET)


class CriterionFilter(Button):
    """One menu over all criteria, each with the number of rows by result; emits `picked()` on a change."""

    picked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.wanted: dict[str, Outcome] = {}
        self._columns: list[PartColumn] = []
        self._rows: Sequence[MatrixRow] = ()
        self.setCheckable(True)
        self.clicked.connect(self._open_menu)
        self._show_choice()

    def show_matrix(self, columns: Sequence[Column[MatrixRow]], rows: Sequence[MatrixRow]) -> None:
        """Offer the criteria of these columns; the wish for a criterion that is gone is forgotten."""
        self._columns = [column for column in columns if isinstance(column, PartColumn)]
        self._rows = rows
        known = {column.key for column in self._columns}
        self.wanted = {label: outcome for label, outcome in self.wanted.items() if label in known}
        self.setEnabled(bool(self._columns))
        self._show_choice()

    def lets(self, row: MatrixRow) -> bool:
        """Whether a row has the wanted outcome in every chosen criterion."""
        parts = ((row.part(label), outcome) for label, outcome in self.wanted.items())
        return all(part is not None and part.outcome is outcome for part, outcome in parts)

    def clear(self) -> None:
        """Let every row through."""
        self.wanted = {}
        self._show_choice()

    def drop(self, label: str, place: QPoint) -> None:
        """Open the menu of one criterion, where its title was clicked."""
        menu = QMenu(self)
        for action in self._actions(label, menu):
            menu.addAction(action)
        menu.popup(place)

    def pick(self, label: str, outcome: Outcome) -> None:
        """Want one answer to a criterion, or no longer."""
        if self.wanted.get(label) is outcome:
            del self.wanted[label]
        else:
            self.wanted[label] = outcome
        self._show_choice()
        self.picked.emit()

    def _open_menu(self) -> None:
        self.setChecked(bool(self.wanted))
        menu = QMenu(self)
        for column in self._columns:
            sub = menu.addMenu(column.title)
            for action in self._actions(column.key, sub):
                sub.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _actions(self, label: str, parent: QMenu) -> list[QAction]:
        parts = (row.part(label) for row in self._rows)
        counts = Counter(part.outcome for part in parts if part is not None)
        made = []
        for outcome in ASKED:
            action = QAction(f"{_(outcome.label)}    {counts[outcome]:,}", parent, checkable=True)
            action.setChecked(self.wanted.get(label) is outcome)
            action.triggered.connect(lambda _on, outcome=outcome: self.pick(label, outcome))
            made.append(action)
        return made

    def _show_choice(self) -> None:
        titles = {column.key: column.title for column in self._columns}
        words = [titled(titles[label], _(outcome.label)) for label, outcome in self.wanted.items()]
        self.setText(words[0] if len(words) == 1 else _("Criteria ({count})").format(count=len(words)))
        if not words:
            self.setText(_("Criterion"))
        self.setIcon(icon(Icon.FILTER if words else Icon.DOWN, accent=bool(words)))
        self.setChecked(bool(words))
        self.setToolTip("\n".join(words) or _("Show only rows that stand so in a criterion"))
        self.setAccessibleName(_("Filter by criterion"))
