"""The bar under a list with typed cells: their number, the fields that they share, and the act that saves."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from county_desk.text import _
from county_desk.views.lists.cell_editor import ENTER
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.line_editor import LineEditor
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import colour
from county_desk.views.widgets.style import em, tones
from county_desk.workflow.command import Ask


class CellBar(QWidget):
    """Visible while cells are typed and not saved. Its fields are shown once their answer is needed.

    `saving()` and `dropping()` are emitted by its buttons, `answered()` on another answer.
    """

    saving, dropping, answered = Signal(), Signal(), Signal()

    def __init__(self, asks: Mapping[str, Ask], parent: QWidget) -> None:
        super().__init__(parent)
        self.count, self.trouble = QLabel(self), QLabel(self)
        self.save = PrimaryButton(_("Save"), self, self.saving.emit)
        self.drop = Button(_("Drop the changes"), self, self.dropping.emit)
        self.save.setToolTip("Ctrl+Enter")
        self.fields: dict[str, LineEditor] = {}
        self._labels: dict[str, QLabel] = {}
        self._row = FlowLayout(parent=self)
        self._row.addWidget(self.count)
        for name, ask in asks.items():
            self._ask(name, ask)
        for widget in (self.save, self.drop, self.trouble):
            self._row.addWidget(widget)
        for label in (self.count, self.trouble, *self._labels.values()):
            label.setMinimumHeight(em(2.3))
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field saves, with or without Ctrl."""
        if event.key() in ENTER:
            self.saving.emit()
        else:
            super().keyPressEvent(event)

    def answers(self) -> dict[str, str]:
        """The filled fields, by name."""
        return {name: field.text().strip() for name, field in self.fields.items()}

    def clear(self) -> None:
        """Forget the answers: those of the next act are others."""
        for field in self.fields.values():
            field.clear()

    def say(self, count: str, trouble: str, asked: Mapping[str, str]) -> None:
        """Show the number of typed cells, the trouble with them, and the fields to fill in."""
        self.count.setText(count)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        colour(self.trouble, tones(self).bad)
        for name, field in self.fields.items():
            shown = name in asked or bool(field.text().strip())
            field.wrong = field.wrong and name in asked
            field.setToolTip(asked.get(name, ""))
            field.setAccessibleDescription(asked.get(name, ""))
            self._labels[name].setVisible(shown)
            field.setVisible(shown)
        self.setVisible(bool(count))
        self._row.invalidate()
        self.updateGeometry()

    def go_to(self, name: str) -> None:
        """Put the cursor into a field that is still to be filled in."""
        self.fields[name].wrong = True
        self.fields[name].setFocus()

    def _ask(self, name: str, ask: Ask) -> None:
        label, field = QLabel(_(ask.title), self), LineEditor(ask.kind, self)
        field.setAccessibleName(_(ask.title))
        field.setPlaceholderText(_(ask.help) if ask.help else "")
        field.setMinimumWidth(em(14))
        field.left.connect(self.answered)
        label.setBuddy(field)
        self._labels[name], self.fields[name] = label, field
        self._row.addWidget(label)
        self._row.addWidget(field)
