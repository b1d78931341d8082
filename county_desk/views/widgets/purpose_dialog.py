"""Asking what full personal numbers are needed for, before they are shown or saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from county_desk.text import _
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.painted import Button, LineField, PrimaryButton
from county_desk.views.widgets.parts import heading, in_column, in_row
from county_desk.views.widgets.style import em

LONGEST = 100  # letters of a purpose


class PurposeDialog(Dialog):
    """Asks for a purpose; emits `given(purpose)` once it is written.

    A file is `saved`, anything else is shown. `trouble` says why this person may not have full numbers.
    `covered` offers to go on without them: then `given("")` is emitted.
    """

    given = Signal(str)

    def __init__(
        self, title: str, parent: QWidget, *, saved: bool = False, covered: str = "", trouble: str = ""
    ) -> None:
        super().__init__(title, parent)
        self.purpose = purpose_field(self)
        self.purpose.setDisabled(bool(trouble))
        self.note = QLabel(trouble or recorded_words(), self, wordWrap=True)
        self.use = PrimaryButton(_("Save with full numbers…") if saved else _("Show"), self, self._take)
        self.covered = Button(covered, self, lambda: self._end(""))
        self.covered.setVisible(bool(covered))
        self.cancel = Button(_("Cancel"), self, self.reject)
        below = in_row(1, self.cancel, self.covered, self.use)
        in_column(heading(title, self), self.purpose, self.note, below, on=self, gap=0.6)
        self.setMinimumWidth(em(42 if covered else 28))
        self.purpose.textChanged.connect(lambda text: self.use.setEnabled(bool(text.strip())))
        self.use.setEnabled(False)
        self.purpose.returnPressed.connect(self._take)
        (self.covered if trouble else self.purpose).setFocus()

    def _take(self) -> None:
        if purpose := self.purpose.text().strip():
            self._end(purpose)

    def _end(self, purpose: str) -> None:
        self.given.emit(purpose)
        self.accept()


def purpose_field(parent: QWidget) -> LineField:
    """A field for a purpose."""
    field = LineField(parent)
    field.setMaxLength(LONGEST)
    field.setPlaceholderText(_("What the full numbers are needed for"))
    field.setAccessibleName(_("Purpose"))
    return field


def recorded_words() -> str:
    """The word that a look at full numbers is recorded."""
    return _("Who, when, what and the purpose stay in the history.")
