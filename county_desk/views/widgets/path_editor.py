"""The path of a file on this computer: typed, or chosen in a dialog."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.text_kinds import FilePath
from county_desk.views.widgets.file_dialogs import Purpose, open_file
from county_desk.views.widgets.painted import Button, LineField
from county_desk.views.widgets.parts import in_row

KINDS = "*.jpg *.jpeg *.png *.pdf"


class PathEditor(QWidget):
    """One line with a button beside it that lets the person choose the file."""

    left, changed = Signal(), Signal()

    def __init__(self, kind: FilePath, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.line, self.button = LineField(self), Button(_("Choose…"), self, self.choose)
        self.setFocusProxy(self.line)
        in_row((self.line, 1), self.button, on=self, gap=0.3, margins=0)
        self.line.textEdited.connect(self.changed)
        self.line.editingFinished.connect(self.left)

    @property
    def wrong(self) -> bool:
        """Whether the path cannot stand as it is."""
        return self.line.wrong

    @wrong.setter
    def wrong(self, wrong: bool) -> None:
        self.line.wrong = wrong

    def choose(self) -> None:
        """Ask for the file."""
        kinds = _("Pictures and PDF ({kinds})").format(kinds=KINDS)
        if path := open_file(self, Purpose.SCAN, _("Choose the file"), kinds):
            self.line.setText(str(path))
            self.changed.emit()

    def value(self) -> object:
        """The path; None for a blank line."""
        return self.kind.read(self.line.text())

    def set_value(self, value: object) -> None:
        """Show a path."""
        self.line.setText(self.kind.show(value))

    def draft(self) -> str:
        """The line as typed."""
        return self.line.text()

    def restore(self, draft: str) -> None:
        """Put the line back."""
        self.line.setText(draft)
