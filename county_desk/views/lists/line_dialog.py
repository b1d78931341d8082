"""A dialog that asks for one line: the name of a view, or the number of a row."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from county_desk.text import _
from county_desk.views.widgets.painted import Button, LineField, PrimaryButton
from county_desk.views.widgets.parts import colour, in_column, in_row
from county_desk.views.widgets.style import em, tones


class LineDialog(QDialog):
    """Takes a line that `trouble(text)` has nothing against, and hands it to `then(text)`."""

    def __init__(
        self,
        title: str,
        words: str,
        use: str,
        trouble: Callable[[str], str],
        then: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._trouble, self._then = trouble, then
        self.setWindowTitle(title)
        self.label, self.note = QLabel(words, self, wordWrap=True), QLabel(self, wordWrap=True)
        self.line = LineField(self)
        self.line.setAccessibleName(words)
        self.label.setBuddy(self.line)
        self.use, self.cancel = PrimaryButton(use, self, self._take), Button(_("Cancel"), self, self.reject)
        colour(self.note, tones(self).bad)
        self.note.hide()
        in_column(self.label, self.line, self.note, in_row(1, self.cancel, self.use), on=self, gap=0.6)
        self.setMinimumWidth(em(24))
        self.line.returnPressed.connect(self._take)
        self.finished.connect(self.deleteLater)

    def ask(self, text: str = "") -> None:
        """Show the dialog with a text to begin with."""
        self.line.setText(text)
        self.line.selectAll()
        self.line.setFocus()
        self.open()

    def _take(self) -> None:
        text = self.line.text().strip()
        if words := self._trouble(text):
            self.line.wrong = True
            self.note.setText(words)
            self.note.show()
            return
        self.accept()
        self._then(text)
