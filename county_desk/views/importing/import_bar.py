"""The actions on the chosen files: send them back, write to the village, take them in."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from county_desk.models.user import Permission
from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileRow, FileState, totals
from county_desk.views.importing.import_state import ImportState
from county_desk.views.importing.import_words import needs_village
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.marked_copies import copy_messages, save_marked
from county_desk.views.page import Page
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import bare, laid_out_once
from county_desk.views.widgets.style import em

LEVELS = 3  # of how many words stand on the buttons
ROOM = 0.6  # of the length of a sentence: room for it in two lines; with less the tooltips alone say it


type Said = tuple[Button, tuple[str, str, str]]  # a button with its words, from many to few


class ImportBar(QWidget):
    """Buttons that name their effect."""

    def __init__(self, page: Page, importing: Importing) -> None:
        super().__init__(page)
        self.page, self.importing = page, importing
        self._picked: Sequence[FileRow] = ()
        self._said: tuple[Said, ...] = ()
        self.words = QLabel(self, wordWrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back = Button(parent=self)
        self.back.setIcon(icon(Icon.EXPORT))
        self.copy = Button(parent=self)
        self.copy.setIcon(icon(Icon.COPY))
        self.copy.setAccessibleDescription(_("Words for the village to paste into a chat"))
        self.opening = CheckBox(_("Opening balance"), self)
        words = _("An existing register: households come in as they stand, and no case is opened")
        self.opening.setToolTip(words)
        self.opening.setAccessibleDescription(words)
        self.all = Button(parent=self)
        self.one = PrimaryButton(parent=self)
        self.one.setToolTip("Ctrl+Enter")
        row = bare(QHBoxLayout(self), 0.5)
        row.addWidget(self.back)
        row.addWidget(self.copy)
        row.addWidget(self.words, 1)
        row.addStretch(0)  # holds the room when the words are hidden
        for widget in (self.opening, self.all, self.one):
            row.addWidget(widget)
        self.back.clicked.connect(lambda _checked: save_marked(page, self._readable_files()))
        self.copy.clicked.connect(lambda _checked: copy_messages(page, self._readable_files()))
        self.one.clicked.connect(lambda _checked: self.take())
        self.all.clicked.connect(lambda _checked: importing.take(self._acceptable(importing.state.rows)))
        self.opening.clicked.connect(importing.turn_opening)

    def minimumSizeHint(self) -> QSize:
        """Room for the fewest words."""
        return QSize(self._width_at(LEVELS - 1), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take fewer words where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = min(self.words.fontMetrics().horizontalAdvance(self.words.text()) * ROOM, em(30))
        why_not = bool(self.words.text()) and not self.one.isEnabled()
        held = needed if why_not else 0  # matters more than long names of buttons
        rooms = [self.width() - self._width_at(level) - (0 if level else held) for level in range(LEVELS)]
        level = next((level for level, room in enumerate(rooms) if room >= 0), LEVELS - 1)
        for button, words in self._said:
            button.setText(words[level])
            button.setAccessibleName(words[0])
            if button is not self.one:
                button.setToolTip(words[0] if level else "")
        self.words.setVisible(self.width() - self._width_at(level) > needed)
        self.updateGeometry()

    def _words(self, going: Sequence[FileRow], readable: int) -> tuple[Said, ...]:
        """The buttons with words that can be fewer: all of them, and two shorter choices for less room."""
        back = _n("Save annotated workbook for the village…", "Save annotated workbooks…", readable)
        take = _taking(going, self._picked)
        return (
            (self.back, (back, _("Annotate…"), "")),
            (self.copy, (_("Copy message"), "", "")),
            (self.one, (take, take, _taking_in_short(going) or take)),
        )

    def _width_at(self, level: int) -> int:
        """The width of all buttons beside each other, with more or fewer words."""
        shown = [self.back, self.copy, self.opening, self.all, self.one]
        width = sum(part.sizeHint().width() + em(0.5) for part in shown if not part.isHidden())
        for button, words in self._said if not self.one.isHidden() else ():
            metrics = button.fontMetrics()
            width += metrics.horizontalAdvance(words[level]) - metrics.horizontalAdvance(button.text())
        return width + em(1)

    def take(self) -> None:
        """Take in the chosen files, when that can be done."""
        if self.one.isEnabled():
            self.importing.take(self._acceptable(self._picked))

    def show_state(self, picked: Sequence[FileRow]) -> None:
        """Say what can be done with the chosen files and with all, and why not."""
        self._picked = picked
        with laid_out_once(self):
            self._show(picked, self.importing.state)

    def _busy(self) -> str:
        """The reason against taking in any file at the moment; "" without one."""
        if self.importing.reader.busy:
            return _("Files are being read; they can be taken in then.")
        return _("Files are being taken in.") if self.importing.busy else ""

    def _show(self, picked: Sequence[FileRow], state: ImportState) -> None:
        every, busy = state.rows, self._busy()
        trouble = state.look.trouble if state.look else ""
        going = self._acceptable(picked)
        readable = self._readable_files()
        self.opening.setChecked(any(row.answers.opening for row in every) or state.opening)
        self._said = self._words(going, len(readable))
        for button in (self.back, self.copy):
            button.setEnabled(bool(readable))
        roster = bool(picked)
        for widget in (self.back, self.copy, self.opening, self.one):
            widget.setVisible(roster)
        may = self.page.permit(self.one, Permission.IMPORT)
        useless = trouble if len(picked) == 1 and (going or _tells(picked[0])) else ""
        reason = (busy or useless) if may else self.one.toolTip()
        self.one.setEnabled(may and bool(going) and not reason)
        said = reason or self._hint(going, picked)
        self.one.setToolTip("Ctrl+Enter" if self.one.isEnabled() else said)
        self.one.setAccessibleDescription(said)
        self.words.setText(said)
        self._show_all(every, may, busy)
        self._fit()

    def _hint(self, going: Sequence[FileRow], picked: Sequence[FileRow]) -> str:
        if any(row.asks_opening for row in picked):
            return _("If these households stand in an existing register, tick “Opening balance”.")
        if self.importing.state.whole and any(row.held and row.can_go_in for row in picked):
            return _("The county has set that a file goes in only when every row of it can.")
        if going:
            return _("Nothing is written yet. The whole batch can be undone.")
        if any(row.asked for row in picked) and not any(row.wrong for row in picked):
            return _("No row can go in before what is asked is answered, here or by the village.")
        if any(row.held for row in picked):
            return _("No row can go in as it stands. Send the workbook back with its errors marked.")
        return ""

    def _show_all(self, every: Sequence[FileRow], may: bool, busy: str) -> None:
        going = self._acceptable(every)
        self.all.setVisible(len(every) > 1 and going != self._acceptable(self._picked))
        ready, held = totals(going)
        words = _n("Import {count} file", "Import all {count} files", len(going)).format(count=len(going))
        self.all.setText(words)
        told = _("{ready} rows go in, {held} go back").format(ready=f"{ready:,}", held=f"{held:,}")
        self.all.setToolTip((busy or told) if may else self.one.toolTip())
        self.all.setAccessibleDescription(self.all.toolTip())
        self.all.setEnabled(may and bool(going) and not busy)

    def _acceptable(self, rows: Sequence[FileRow]) -> list[FileRow]:
        return [row for row in rows if row.can_go_in and not (self.importing.state.whole and row.held)]

    def _readable_files(self) -> list[FileRow]:
        return [row for row in self._picked if row.arrival.delivery.read]


def _tells(row: FileRow) -> bool:
    """Whether the desk's reason says more than that rows have errors: it is in already, or of no village."""
    settled = row.state in (FileState.TAKEN, FileState.AGAIN)
    return not row.held or settled or needs_village(row.arrival.raw)


def _taking(going: Sequence[FileRow], picked: Sequence[FileRow]) -> str:
    ready, held = totals(going)
    if not ready:
        return _("Import")
    said = {"ready": f"{ready:,}", "held": f"{held:,}", "files": f"{len(going):,}"}
    if len(picked) > 1:
        return _n(
            "Import {ready} rows of {files} file, return {held}",
            "Import {ready} rows of {files} files, return {held}",
            len(going),
        ).format(**said)
    if held:
        return _("Import {ready} rows, return {held}").format(**said)
    return _n("Import {ready} row", "Import {ready} rows", ready).format(**said)


def _taking_in_short(going: Sequence[FileRow]) -> str:
    """The same where there is little room; empty where there is nothing to leave out."""
    ready, held = totals(going)
    words = _("Import {ready}, return {held}")
    return words.format(ready=f"{ready:,}", held=f"{held:,}") if ready and held else ""
