"""The model of one sheet: row numbers as it has them, marks on wrong cells, and what the county corrected."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QApplication

from county_desk.intake.delivery import Level
from county_desk.text import _
from county_desk.views.importing.file_fixes import Fix, column_and_row
from county_desk.views.importing.sheet_rows import (
    HELD,
    MARKS,
    ROW_MARKS,
    TONES,
    SheetRow,
    SheetTable,
    problem_words,
)
from county_desk.views.lists.table_model import HORIZONTAL, Index, Role, TableModel
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.marks import cell_mark, mark, mark_colour
from county_desk.views.widgets.style import tones_of
from county_desk.views.widgets.text_format import tooltip

FILLED = (Level.ERROR, Level.ASK, Level.NOTE)
UNUSED = (Role.FontRole, Role.CheckStateRole, Role.SizeHintRole)  # of each cell, whenever it is painted
CORRECTED = "county_corrected"  # the reader's word for a cell that the county filled in


class SheetModel(TableModel[SheetRow]):
    """Rows of a sheet, and over them what the county puts right: `fixes` by row number and title."""

    def __init__(self, sheet: SheetTable, parent: QObject | None = None) -> None:
        super().__init__(sheet.table, parent)
        self.sheet = sheet
        self.fixes: Mapping[tuple[int, str], Fix] = {}

    def show_sheet(self, sheet: SheetTable, rows: Iterable[SheetRow], fixes: Iterable[Fix]) -> None:
        """Show some rows of a sheet with the same columns as before."""
        self.sheet = sheet
        self.show_fixes(fixes)
        self.show_rows(rows)

    def show_fixes(self, fixes: Iterable[Fix]) -> None:
        """Show corrections, which may not be read yet."""
        titles = {letter: title for title, letter in self.sheet.letters.items()}
        self.fixes = {
            (int(number), title): fix
            for fix in fixes
            if fix.sheet == self.sheet.name
            for letter, number in [column_and_row(fix.cell)]
            if (title := titles.get(letter))
        }
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def fix_of(self, row: SheetRow, title: str) -> Fix | None:
        """The correction of a cell."""
        return self.fixes.get((row.line.row, title))

    def text(self, row: SheetRow, title: str) -> str:
        """Return the text of a cell: the county's correction, else the sender's own."""
        fix = self.fix_of(row, title)
        return row.text(title) if fix is None else fix.put

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Return the content of the table; a cell with a problem has a fill, a mark and the sentence."""
        if role in UNUSED or (row := self.row_at(index.row())) is None:
            return None
        title = self.table.columns[index.column()].key
        fix = self.fixes.get((row.line.row, title)) if self.fixes else None
        match role:
            case Role.DisplayRole if fix is not None:
                return fix.put
            case Role.BackgroundRole | Role.ForegroundRole | Role.DecorationRole:
                if fix is None and title not in row.marks:
                    return None
                return self._painted(row.level(title), fix, role)
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return self._words(row, title, fix, super().data(index, role), role)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The letter and title of a column; the number of a row with the mark of its verdict."""
        if orientation is HORIZONTAL:
            words = super().headerData(section, orientation, role)
            return tooltip(str(words)) if role == Role.ToolTipRole and words else words
        if (row := self.row_at(section)) is None:
            return None
        if role == Role.DisplayRole:
            return _("Row {number}").format(number=row.line.row)
        if role == Role.DecorationRole:
            shape = ROW_MARKS.get(row.line.verdict)
            return mark(shape, mark_colour(shape) if shape else "")
        return None

    def _painted(self, level: Level | None, fix: Fix | None, role: int) -> object:
        theme = tones_of(QApplication.palette())
        tone = "info" if fix and level not in HELD else TONES[level] if level else ""
        match role:
            case Role.BackgroundRole if level in FILLED or fix:
                return QBrush(QColor(getattr(theme, f"{tone}_tint")))
            case Role.ForegroundRole if level is Level.ERROR:
                return QBrush(QColor(theme.bad))
            case Role.DecorationRole if fix is not None and level not in HELD:
                return icon(Icon.EDIT)
            case Role.DecorationRole if level:
                return cell_mark(MARKS[level], getattr(theme, tone), theme.on_selection)
        return None

    def _words(self, row: SheetRow, title: str, fix: Fix | None, plain: object, role: int) -> str:
        problems = row.marks.get(title, ())
        told = any(problem.kind == CORRECTED for problem in problems)
        corrected = [fixed_words(fix)] if fix and not told else []
        if role == Role.ToolTipRole:
            return tooltip("\n".join([*corrected, *map(problem_words, problems)]) or str(plain))
        return _("; ").join([str(plain), *corrected, *(each.message for each in problems)])


def fixed_words(fix: Fix) -> str:
    """The note that the county corrected a cell, with the sender's text."""
    if not fix.sent:
        return _("Filled in by the county; the sender left it blank.")
    return _("Corrected by the county; the sender wrote “{text}”.").format(text=fix.sent)
