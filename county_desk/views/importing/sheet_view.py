"""The shown file, sheet by sheet: its wrong cells, the way between them, and their correction."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from county_desk.intake.delivery import Verdict
from county_desk.text import _
from county_desk.views.importing.file_look import FileLook
from county_desk.views.importing.fix_strip import FixStrip
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.positions import SheetPosition, scroll_to, select, view_of
from county_desk.views.importing.sheet_cells import SheetCells
from county_desk.views.importing.sheet_model import SheetModel
from county_desk.views.importing.sheet_rows import (
    NO_SHEET,
    TONES,
    WHOLE,
    SheetRow,
    SheetTable,
    Show,
    Spot,
    first_sheet,
    first_spot,
    needs_words,
    problem_words,
    tone,
)
from county_desk.views.importing.show_box import ShowBox
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.focus import within
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare, drop
from county_desk.views.widgets.style import em

CROWDED = 11  # em of height below which the words under the table give way to the column that has them too
FULL = 22  # em below which they give way to what is said of a correction
USUAL = (Show.WRONG, Show.ASKED, Show.CHANGED)  # the first of these that has rows is shown first


class SheetView(QWidget):
    """The sheets of the shown file."""

    def __init__(self, importing: Importing, parent: QWidget) -> None:
        super().__init__(parent)
        self.importing = importing
        self.sheets: Sequence[SheetTable] = ()
        self.spots: Sequence[Spot] = ()
        self._digest = ""
        self._held: FileLook | None = None
        self._short = False
        self._bringing = QTimer(self, singleShot=True, interval=0)
        self.shown = ShowBox(self)
        self.columns = self._tool(Icon.COLUMNS, _("All columns"), checkable=True)
        self.columns.setText(_("All columns"))
        self.columns.setToolTip(_("Show all columns of the sheet, or only those with something wrong"))
        self.unmask = self._tool(Icon.SHOW, _("Show full numbers"), checkable=True)
        self.before = self._tool(Icon.BACK, _("Error before (Shift+F8)"), "Shift+F8")
        self.after = self._tool(Icon.FORWARD, _("Next error (F8)"), "F8")
        self.words = QLabel(self, wordWrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.strip = FixStrip(importing, self)
        self._lay_out()
        self.tabs, self.table = self._new_tabs(()), self._new_table(NO_SHEET)
        self.shown.picked.connect(self._open)
        self.columns.toggled.connect(lambda _on: self._narrow())
        self.unmask.toggled.connect(self._cover)
        self.before.clicked.connect(lambda _checked: self.step(-1))
        self.after.clicked.connect(lambda _checked: self.step(1))
        self.strip.turned.connect(self._explain)
        self._bringing.timeout.connect(self._bring)

    def show_look(self, look: FileLook) -> None:
        """Show a file.

        The same file compared again keeps its sheet, its choice of rows and its cell. It waits until no cell
        of it is open, so that no row moves under the typed text.
        """
        same = look.row.path == self.strip.path and bool(self.sheets)
        self.strip.follow(look.row.path)
        if look.sheets is self.sheets and same:
            self.table.cells.show_fixes(look.row.fixes)
            return
        if same and self.table.field and look.row.arrival.raw.digest == self._digest:
            self._held = look
            return
        self._held = None
        self._give_up_cell()
        before = self.position()
        self.sheets, self.spots, self._digest = look.sheets, look.spots, look.row.arrival.raw.digest
        self._show_tabs(keep=same)
        for button in (self.before, self.after):
            button.setEnabled(bool(self.spots))
        if same and before.spot.sheet < len(self.sheets):
            self.return_to(before)
            if look.row.state is not FileState.AGAIN:
                self._show_still_wrong(before.spot)
        else:
            self.tabs.setCurrentIndex(first_sheet(self.sheets))
            self._open(None)

    def position(self) -> SheetPosition:
        """The current cell and the visible part of the sheet around it."""
        rows, view = self.table.rows.rowCount(), view_of(self.table)
        return SheetPosition(self._here(), self.shown.choice, rows, self.columns.isChecked(), view)

    def return_to(self, at: SheetPosition) -> None:
        """Go to a cell, and show the same part of the sheet around it, as far as it is there still."""
        if at.spot.sheet >= len(self.sheets):
            return
        self.columns.setChecked(at.everything)
        self.tabs.setCurrentIndex(at.spot.sheet)
        self._open(at.choice)
        self._go_to_row(at.spot.row, at.spot.column)
        if self._here().row != at.spot.row:
            return
        if self.table.rows.rowCount() == at.rows:  # else the cell is brought into sight among the others
            self._bringing.stop()
            select(self.table, at.view.spans)
        scroll_to(self.table, at.view)

    def _show_held(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            self.show_look(held)

    def _give_up_cell(self) -> None:
        """Drop the typed text: the file is another one by now, and so may the row be."""
        if (field := self.table.field) is not None:
            text = field.text()
            field.leave()
            words = _("The file has changed meanwhile; “{text}” was not put into any cell.")
            self.strip.say_why_not(words.format(text=text))

    def settle(self) -> None:
        """Take the typed text into its cell."""
        self.table.settle()

    def add_tool(self, tool: QWidget) -> None:
        """Put one more button before those of the sheet."""
        self._tools.insertWidget(self._tools.indexOf(self.shown), tool)

    def fit(self, *, short: bool) -> None:
        """Leave more room for the tabs on a short window."""
        self.columns.setText("" if short else _("All columns"))
        self._short = short
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rows in sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._explain)

    def showEvent(self, event: QShowEvent) -> None:
        """Give Ctrl+Z to the corrections before the window, while the sheet is shown."""
        super().showEvent(event)
        self.window().installEventFilter(self.strip)

    def hideEvent(self, event: QHideEvent) -> None:
        """The key is the window's again."""
        super().hideEvent(event)
        self.window().removeEventFilter(self.strip)

    @property
    def place(self) -> int:
        """The shown sheet."""
        return max(0, self.tabs.currentIndex())

    @property
    def sheet(self) -> SheetTable:
        """The sheet that is shown."""
        return self.sheets[self.place] if self.sheets else NO_SHEET

    def step(self, by: int) -> None:
        """Go to the next cell with a problem, with -1 to the one before; after the last, the first."""
        self.settle()
        if not self.spots:
            return
        here = self._here()
        place = bisect_right(self.spots, here) if by > 0 else bisect_left(self.spots, here) - 1
        self.go_to(self.spots[place % len(self.spots)])

    def go_to(self, spot: Spot) -> None:
        """Go to a cell, in whichever sheet and behind whichever choice of rows it is."""
        self._show_cell(spot)
        self.table.setFocus()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, self.words.text()))

    def _show_still_wrong(self, here: Spot) -> None:
        """Report a correction that cured nothing, and keep its cell in view.

        That holds for all rows that show the cell by now, unless the person has gone on.
        """
        wrong = self.strip.still_wrong(self.sheets)
        self.strip.say_still(
            problem_words(wrong[1]) if wrong else "", TONES[wrong[1].level] if wrong else "info"
        )
        if wrong and wrong[0] == here:
            self._show_cell(here)

    def _show_cell(self, spot: Spot) -> None:
        if spot.sheet != self.place:
            self.tabs.setCurrentIndex(spot.sheet)
            self._open(None)
        row = self.sheet.row(spot.row)
        assert row is not None
        if not self.shown.choice.has(row.line):
            self._open(Show.WRONG if row.line.verdict is Verdict.REJECT else Show.ASKED)
        index = self.table.rows.index(self.sheet.place(self.shown.choice, spot.row), spot.column)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)

    def _here(self) -> Spot:
        """The current cell; row 0 and column -1 for none."""
        row = self.table.current()
        return Spot(self.place, row.line.row if row else 0, self.table.currentIndex().column())

    def _go_to_row(self, number: int, column: int) -> None:
        """Go to a row, or to the one that comes next where it is not among those shown any more."""
        rows = len(self.sheet.wanted(self.shown.choice))
        if rows and number:
            place = min(self.sheet.place(self.shown.choice, number), rows - 1)
            hidden = column < 0 or self.table.isColumnHidden(column)
            self.table.setCurrentIndex(
                self.table.rows.index(place, self._shown_column() if hidden else column)
            )

    def _shown_column(self) -> int:
        columns = range(self.table.rows.columnCount())
        return next(column for column in columns if not self.table.isColumnHidden(column))

    def _show_tabs(self, *, keep: bool) -> None:
        named = [(str(place), sheet.name or _("Table")) for place, sheet in enumerate(self.sheets)]
        if not keep or self.tabs.count() != len(named):
            drop(self.tabs)
            self.tabs = self._new_tabs(named)
        keyed = {str(place): sheet for place, sheet in enumerate(self.sheets)}
        self.tabs.show_needs(
            {key: sum(sheet.needs.values()) for key, sheet in keyed.items()},
            {key: tone(sheet) for key, sheet in keyed.items()},
            {key: needs_words(sheet) for key, sheet in keyed.items()},
        )

    def _new_tabs(self, named: Sequence[tuple[str, str]]) -> CountTabs:
        tabs = CountTabs(named, parent=self)
        tabs.setAccessibleName(_("Sheets, each with its number of rows that somebody has to see to"))
        self._tools.insertWidget(0, tabs, 1)
        tabs.picked.connect(lambda _key: self._open(None))
        return tabs

    def _open(self, choice: Show | None) -> None:
        """Show the sheet of the tab with some of its rows, or its usual ones where it has none of these."""
        self.settle()
        if not self.sheets:
            return
        sheet = self.sheet
        rest = Show.READY if sheet.count(Verdict.UNCHANGED) and sheet.wanted(Show.READY) else Show.ALL
        usual = next((show for show in USUAL if sheet.wanted(show)), rest)
        self.shown.offer_rows(sheet, choice if choice and sheet.wanted(choice) else usual)
        if self.table.cells.table != sheet.table:
            self._replace_table(sheet)
        self.unmask.setVisible(any(column.kind.personal for column in sheet.table.columns))
        self._fill()

    def _replace_table(self, sheet: SheetTable) -> None:
        focused = within(self.table)
        drop(self.table)
        self.table = self._new_table(sheet)
        self.table.show()  # else it could not take the focus before it is next laid out
        if focused:
            self.table.setFocus()

    def _new_table(self, sheet: SheetTable) -> SheetCells:
        table = SheetCells(SheetModel(sheet, self), self.importing, self)
        table.cells.masked = not self.unmask.isChecked()
        self._box.insertWidget(1, table, 1)
        table.chosen.connect(lambda _row: self._explain())
        table.closed.connect(self._show_held)
        table.fixing.connect(self._fix)
        table.unfixing.connect(self.strip.unfix)
        table.told.connect(self.strip.say_why_not)
        return table

    def _fix(self, sheet: SheetTable, row: SheetRow, title: str, text: str) -> None:
        self.strip.fix(self.sheets, sheet, row, title, text)

    def _cover(self, whole: bool) -> None:
        self.table.cells.show_masked(not whole)

    def _fill(self) -> None:
        rows = self.sheet.wanted(self.shown.choice)
        self.table.cells.show_sheet(self.sheet, rows, self.strip.fixes)
        self._narrow()
        if rows:
            self.table.setCurrentIndex(self._beginning(rows))
            self._bringing.start()
        self._explain()
        words = _("{sheet}: {shown} of {all} rows").format(
            sheet=self.sheet.name or _("Table"), shown=f"{len(rows):,}", all=f"{len(self.sheet.rows):,}"
        )
        self.table.setAccessibleName(words)

    def _beginning(self, rows: Sequence[SheetRow]) -> QModelIndex:
        """The first cell with an error or question where such rows are shown, else the first with data."""
        choice = self.shown.choice
        if spot := first_spot(self.spots, self.place, self.sheet, choice):
            return self.table.rows.index(self.sheet.place(choice, spot.row), spot.column)
        data = (n for n, row in enumerate(rows) if row.line.verdict is not Verdict.SKIP)
        return self.table.rows.index(next(data, 0), self._shown_column())

    def _bring(self) -> None:
        """Bring the current row into view, once the table has its size."""
        self.table.scrollTo(self.table.currentIndex())

    def _narrow(self) -> None:
        """Show only the columns that matter among the wrong rows, unless the person wants all."""
        choice = self.shown.choice
        everything = self.columns.isChecked() or choice in WHOLE
        wanted = self.sheet.matter.get(choice, frozenset())
        for place, column in enumerate(self.table.rows.table.columns):
            self.table.setColumnHidden(place, not everything and column.key not in wanted)
        self.columns.setVisible(choice not in WHOLE)
        self.table.stretch()

    def _explain(self) -> None:
        """Show the problems of the current row in full."""
        row = self.table.current()
        words = _("Row {number}").format(number=row.line.row) + " · " + row.problem if row else ""
        self.words.setText(words if row and row.line.problems else "")
        told = not self.strip.isHidden()
        crowded = self.height() < em(FULL if told else CROWDED) or (self._short and told)
        self.words.setVisible(bool(self.words.text()) and not crowded)

    def _tool(self, picture: Icon, words: str, key: str = "", *, checkable: bool = False) -> Button:
        """A button over the rows; with a key of the whole page, too."""
        button = Button(parent=self)
        button.setIcon(icon(picture))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setCheckable(checkable)
        if key:
            QShortcut(QKeySequence(key), self, button.clicked.emit)
        return button

    def _lay_out(self) -> None:
        self._tools = QHBoxLayout()
        self._tools.setSpacing(em(0.4))
        for widget in (self.shown, self.columns, self.unmask, self.before, self.after):
            self._tools.addWidget(widget)
        self._box = bare(QVBoxLayout(self), 0.4)
        self._box.addLayout(self._tools)
        self._box.addWidget(self.words)
        self._box.addWidget(self.strip)
