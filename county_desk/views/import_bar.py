"""What can be done with the chosen files: send them back, write to the village, take them in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from county_desk.models.user import Permission
from county_desk.text import _, _n
from county_desk.views.icons import Icon, icon
from county_desk.views.import_files import FileRow, FileState, totals
from county_desk.views.page import Page
from county_desk.views.style import em
from county_desk.views.widgets import Button, PrimaryButton


class ImportBar(QWidget):
    """Buttons that say what happens. `taking(rows)` tells that files are to be taken in, `returning(rows)`
    that they go back marked, `writing(rows)` that the words for the villages are wanted.
    """

    taking = Signal(object)
    returning = Signal(object)
    writing = Signal(object)
    weighed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self._picked: Sequence[FileRow] = ()
        self._every: Sequence[FileRow] = ()
        self._trouble, self._narrow = "", False
        self.words = QLabel(self, wordWrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back = Button(parent=self)
        self.back.setIcon(icon(Icon.EXPORT))
        self.copy = Button(_("Copy message"), self)
        self.copy.setIcon(icon(Icon.COPY))
        self.copy.setAccessibleName(_("Copy message"))
        self.copy.setToolTip(_("Words for the village to paste into a chat"))
        self.whole = QCheckBox(_("All or none"), self)
        self.whole.setToolTip(_("A file goes in only when every row of it can"))
        self.all = Button(parent=self)
        self.one = PrimaryButton(parent=self)
        self.one.setToolTip("Ctrl+Enter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(0.5))
        row.addWidget(self.back)
        row.addWidget(self.copy)
        row.addWidget(self.words, 1)
        for widget in (self.whole, self.all, self.one):
            row.addWidget(widget)
        self.back.clicked.connect(lambda _checked: self.returning.emit(self._readable()))
        self.copy.clicked.connect(lambda _checked: self.writing.emit(self._readable()))
        self.one.clicked.connect(lambda _checked: self.take())
        self.all.clicked.connect(lambda _checked: self.taking.emit(self._going(self._every)))
        self.whole.toggled.connect(lambda _on: self.weighed.emit())

    def fit(self, *, narrow: bool) -> None:
        """Shorter words where there is less room."""
        self._narrow = narrow
        self.copy.setText("" if narrow else _("Copy message"))
        self.show_state(self._picked, self._every, self._trouble)

    @property
    def all_or_none(self) -> bool:
        """Whether a file goes in only as a whole."""
        return self.whole.isChecked()

    def take(self) -> None:
        """Take in the chosen files, when that can be done."""
        if self.one.isEnabled():
            self.taking.emit(self._going(self._picked))

    def show_state(self, picked: Sequence[FileRow], every: Sequence[FileRow], trouble: str) -> None:
        """Say what can be done with the chosen files and with all; `trouble` is why not with the current."""
        self._picked, self._every, self._trouble = picked, every, trouble
        going = self._going(picked)
        readable = self._readable()
        words = _n("Save annotated workbook for the village…", "Save annotated workbooks…", len(readable))
        self.back.setText(_("Annotate…") if self._narrow else words)
        self.back.setToolTip(words)
        for button in (self.back, self.copy):
            button.setEnabled(bool(readable))
            button.setAccessibleDescription("" if readable else _("Nothing was read that could be marked."))
        self.one.setText(_taking(going, picked))
        may = self.page.permit(self.one, Permission.IMPORT)
        useless = trouble if len(picked) == 1 and (going or not picked[0].held) else ""
        reason = useless if may else self.one.toolTip()
        self.one.setEnabled(may and bool(going) and not reason)
        said = reason or _usual(going, picked)
        self.one.setToolTip("Ctrl+Enter" if self.one.isEnabled() else said)
        self.one.setAccessibleDescription(said)
        self.words.setText(said)
        self._show_all(every, may)

    def _show_all(self, every: Sequence[FileRow], may: bool) -> None:
        going = self._going(every)
        self.all.setVisible(len(every) > 1)
        ready, held = totals(going)
        words = _n("Import {count} file", "Import all {count} files", len(going)).format(count=len(going))
        self.all.setText(words)
        told = _("{ready} rows go in, {held} go back").format(ready=f"{ready:,}", held=f"{held:,}")
        self.all.setToolTip(told if may else self.one.toolTip())
        self.all.setAccessibleDescription(self.all.toolTip())
        self.all.setEnabled(may and bool(going))

    def _going(self, rows: Sequence[FileRow]) -> list[FileRow]:
        return [row for row in rows if row.can_go_in and not (self.all_or_none and row.held)]

    def _readable(self) -> list[FileRow]:
        return [row for row in self._picked if row.arrival.delivery.read and row.form is None]


def _taking(going: Sequence[FileRow], picked: Sequence[FileRow]) -> str:
    ready, held = totals(going)
    if not ready:
        return _("Import")
    said = {"ready": f"{ready:,}", "held": f"{held:,}", "files": len(going)}
    if len(picked) > 1:
        return _("Import {ready} rows of {files} files, return {held}").format(**said)
    if held:
        return _("Import {ready} rows, return {held}").format(**said)
    return _n("Import {ready} row", "Import {ready} rows", ready).format(**said)


def _usual(going: Sequence[FileRow], picked: Sequence[FileRow]) -> str:
    if going:
        return _("Nothing is written yet. The whole batch can be undone.")
    if any(row.state is FileState.FORM for row in picked):
        return _("This is the application of a village; it is filed with the form above.")
    if any(row.held for row in picked):
        return _("No row can go in as it stands. Send the workbook back with its errors marked.")
    return ""
