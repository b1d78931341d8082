"""Corrections of the shown file: one cell, all cells alike, and back again, with a line that says which."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from county_desk.intake.delivery import Problem
from county_desk.text import _, _n
from county_desk.views.importing.file_fixes import Fix, column_and_row, merged, without_fixes
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.sheet_rows import HELD, SheetRow, SheetTable, Spot, similar_rows
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.focus import within

SHOWN = 40  # characters of a cell


class FixStrip(Banner):
    """The last correction; F4 corrects all equal cells alike, and Ctrl+Z takes a step back.

    `turned()` is emitted when the strip is shown or hidden.
    """

    turned = Signal()

    def __init__(self, importing: Importing, parent: QWidget) -> None:
        super().__init__("info", "", parent)
        self.importing, self.view = importing, parent
        self.path: Path | None = None  # the file whose cells are corrected
        self._steps: list[tuple[Fix, ...]] = []
        self._alike: list[Fix] = []
        self._last: tuple[Fix, ...] = ()
        self._told = ""
        self.same = self.offer("", self._fix_alike)
        self.undo = self.offer(_("Take it back (Ctrl+Z)"), self.back)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words
        self.hide()
        QShortcut(QKeySequence("F4"), parent, self._repeat)

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """The corrections of the file."""
        row = self.importing.state.files.get(self.path) if self.path else None
        return row.fixes if row else ()

    def follow(self, path: Path) -> None:
        """Go on with the corrections of a file; of another one nothing was corrected yet."""
        if path != self.path:
            self._steps, self._alike, self._last = [], [], ()
            self.path = path
            self.hide()
        elif self._stored or not self.fixes:
            self.hide()

    def setVisible(self, visible: bool) -> None:
        """Show or hide the strip, and emit `turned` because the room under the table changes."""
        super().setVisible(visible)
        self.turned.emit()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Let Ctrl+Z undo a correction, not the last act of the register.

        That holds while the strip offers it, wherever the focus is, and in the sheets while the file has
        corrections.
        """
        if (
            not isinstance(event, QKeyEvent)
            or not event.matches(QKeySequence.StandardKey.Undo)
            or not self._undoable
        ):
            return False
        if event.type() is QEvent.Type.KeyPress:
            self.back()
        event.accept()  # as a shortcut it would be the window's
        return True

    def fix(
        self, sheets: Sequence[SheetTable], sheet: SheetTable, row: SheetRow, title: str, text: str
    ) -> None:
        """Correct a cell, and offer the same for all cells alike."""
        fix = _fix_of(sheet, row, title, text)
        others = [_fix_of(*where, title, text) for where in similar_rows(sheets, sheet, row, title)]
        known = {(each.sheet, each.cell) for each in self.fixes}
        self._alike = [each for each in others if (each.sheet, each.cell) not in known]
        count = len(self._alike)
        words = _("{cell}: “{sent}” becomes “{put}”.")
        self._show_message(words.format(cell=fix.cell, sent=_short(fix.sent), put=_short(text)), undo=True)
        words = _n("The same for {count} other (F4)", "The same for all {count} others (F4)", count)
        self.same.setText(words.format(count=f"{count:,}"))
        self.same.setVisible(bool(count))
        self._step(merged(self.fixes, [fix]), [fix])

    def unfix(self, fix: Fix) -> None:
        """Take the correction of a cell back."""
        self._step(without_fixes(self.fixes, [fix]), ())

    def back(self) -> None:
        """Take the last step back; nothing once the file is in the register."""
        self.hide()
        self._last = ()
        if not self._stored:
            self._change_fixes(
                self._steps.pop() if self._steps else without_fixes(self.fixes, self.fixes[-1:])
            )

    def still_wrong(self, sheets: Iterable[SheetTable]) -> tuple[Spot, Problem] | None:
        """Return the first of the last corrected cells that still has a problem, and that problem."""
        for fix in self._last:
            letter, number = column_and_row(fix.cell)
            for place, sheet in enumerate(sheets):
                row = sheet.row(number) if sheet.name == fix.sheet else None
                for column, title in enumerate(sheet.titles if row else ()):
                    if row and sheet.letters[title] == letter and (level := row.level(title)) in HELD:
                        found = next(each for each in row.marks[title] if each.level is level)
                        return Spot(place, number, column), found
        return None

    def say_still(self, wrong: str, tone: str) -> None:
        """Show the problem that the corrected cell still has after another reading; empty for none."""
        if self._told:
            words = _("{told} Not right yet: {wrong}").format(told=self._told, wrong=wrong)
            self._write(words if wrong else self._told, tone)

    def say_why_not(self, words: str) -> None:
        """Say why a cell stays as it is."""
        self._show_message(words, undo=False)
        self._told = ""

    @property
    def _stored(self) -> bool:
        row = self.importing.state.files.get(self.path) if self.path else None
        return row is not None and row.state is FileState.TAKEN

    @property
    def _undoable(self) -> bool:
        if not self.fixes or self._stored:
            return False
        return self.undo.isVisible() or within(self.view)

    def _fix_alike(self) -> None:
        others, self._alike = self._alike, []
        if others:
            count = len(others)
            words = _n("{count} cell corrected alike.", "{count} cells corrected alike.", count)
            self._show_message(words.format(count=f"{count:,}"), undo=True)
            self._step(merged(self.fixes, others), others)

    def _repeat(self) -> None:
        if self.isVisible() and not self.same.isHidden():
            self._fix_alike()

    def _step(self, fixes: tuple[Fix, ...], last: Iterable[Fix]) -> None:
        self._last = tuple(last)
        if fixes != self.fixes:
            self._steps.append(self.fixes)
            self._change_fixes(fixes)

    def _change_fixes(self, fixes: tuple[Fix, ...]) -> None:
        if self.path is not None and fixes != self.fixes:
            self.importing.fix(self.path, fixes)

    def _show_message(self, words: str, *, undo: bool) -> None:
        self._told = words
        self._write(words, "info")
        self.same.hide()
        self.undo.setVisible(undo)
        self.show()

    def _write(self, words: str, tone: str) -> None:
        self.tone = tone
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.update()


def _short(text: str) -> str:
    text = text or _("blank")
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _fix_of(sheet: SheetTable, row: SheetRow, title: str, text: str) -> Fix:
    return Fix(sheet.name, f"{sheet.letters[title]}{row.line.row}", row.text(title), text)
