"""Corrections of a file in the window: one cell, all cells alike, and back again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from county_desk.intake.delivery import Problem
from county_desk.text import _
from county_desk.views.importing.file_fixes import Fix, merged, parts_of, taken_back
from county_desk.views.importing.fix_strip import FixStrip
from county_desk.views.importing.sheet_cells import SheetCells
from county_desk.views.importing.sheet_rows import HELD, SheetRow, SheetTable, Spot, alike

if TYPE_CHECKING:
    from county_desk.views.importing.sheet_view import SheetView


class SheetFixing(QObject):
    """Keeps the corrections of the shown file, in steps that can be undone one by one.

    `fixed(fixes)` is emitted with all of them after each step. `trouble` is the reason against any
    correction, `stored` the reason against one in rows that went in.
    """

    fixed = Signal(object)

    def __init__(self, view: "SheetView", strip: FixStrip) -> None:
        super().__init__(view)
        self.view, self.strip = view, strip
        self.fixes: tuple[Fix, ...] = ()
        self.trouble = self.stored = ""
        self._steps: list[tuple[Fix, ...]] = []
        self._others: list[Fix] = []
        self._last: tuple[Fix, ...] = ()
        strip.more.connect(self._more)
        strip.back.connect(self.back)

    def show_state(self, fixes: Sequence[Fix], trouble: str, stored: str, *, other: bool) -> None:
        """The file that is shown, its corrections, and why it or its stored rows may not be corrected."""
        self.fixes, self.trouble, self.stored = tuple(fixes), trouble, stored
        if other:
            self._steps, self._others, self._last = [], [], ()
            self.strip.hide()
        elif stored or not fixes:
            self.strip.hide()

    def watch(self, table: SheetCells) -> None:
        """Hear what is corrected in a table."""
        table.fixing.connect(self._fix)
        table.unfixing.connect(lambda fix: self._step(taken_back(self.fixes, [fix]), ()))
        table.told.connect(self.strip.say_why_not)

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

    @property
    def _undoable(self) -> bool:
        if not self.fixes or self.stored:
            return False
        focus = QApplication.focusWidget()
        return self.strip.undo.isVisible() or (focus is not None and self.view.isAncestorOf(focus))

    def back(self) -> None:
        """Take the last step back; nothing once the file is in the register."""
        self.strip.hide()
        self._last = ()
        if self.stored:
            return
        before = self._steps.pop() if self._steps else taken_back(self.fixes, self.fixes[-1:])
        if before != self.fixes:
            self.fixes = before
            self.fixed.emit(before)

    def wrong(self, sheets: Sequence[SheetTable]) -> tuple[Spot, Problem] | None:
        """Return the first of the last corrected cells that still has a problem, and that problem."""
        for fix in self._last:
            letter, number = parts_of(fix.cell)
            for place, sheet in enumerate(sheets):
                row = sheet.row(number) if sheet.name == fix.sheet else None
                for column, title in enumerate(sheet.titles if row else ()):
                    if row and sheet.letters[title] == letter and (level := row.level(title)) in HELD:
                        found = next(each for each in row.marks[title] if each.level is level)
                        return Spot(place, number, column), found
        return None

    def _fix(self, sheet: SheetTable, row: SheetRow, title: str, text: str) -> None:
        fix = _fix_of(sheet, row, title, text)
        found = alike(self.view.sheets, sheet, row, title)
        others = [_fix_of(where, other, title, text) for where, other in found]
        known = {(each.sheet, each.cell) for each in self.fixes}
        self._others = [each for each in others if (each.sheet, each.cell) not in known]
        self.strip.say(fix.cell, fix.sent or _("blank"), text or _("blank"), len(self._others))
        self._step(merged(self.fixes, [fix]), [fix])

    def _more(self) -> None:
        others, self._others = self._others, []
        if others:
            self.strip.say_many(len(others))
            self._step(merged(self.fixes, others), others)

    def _step(self, fixes: tuple[Fix, ...], last: Sequence[Fix]) -> None:
        self._last = tuple(last)
        if fixes != self.fixes:
            self._steps.append(self.fixes)
            self.fixes = fixes
            self.fixed.emit(fixes)


def _fix_of(sheet: SheetTable, row: SheetRow, title: str, text: str) -> Fix:
    return Fix(sheet.name, f"{sheet.letters[title]}{row.line.row}", row.text(title), text)
