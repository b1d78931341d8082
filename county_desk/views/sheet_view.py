"""One delivered file, sheet by sheet: its wrong cells in place, and the way from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from county_desk.excel.delivery import Delivery, Verdict
from county_desk.text import _
from county_desk.views.count_tabs import CountTabs
from county_desk.views.icons import Icon, icon
from county_desk.views.sheet_model import SheetModel
from county_desk.views.sheet_rows import SheetTable, Show, Spot, sheets_of, spots
from county_desk.views.show_box import ShowBox
from county_desk.views.style import em
from county_desk.views.table_view import TableView
from county_desk.views.widgets import Button

LEAST = 20  # em of the column of problems
USUAL = (Show.WRONG, Show.ASKED, Show.CHANGED)  # the first of these that has rows is shown first


class SheetView(QWidget):
    """The sheets of a delivery; `told(words)` are words for the status bar."""

    told = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheets: Sequence[SheetTable] = ()
        self.spots: Sequence[Spot] = ()
        self.tabs: CountTabs | None = None
        self.table: TableView | None = None
        self._digest = ""
        self.shown = ShowBox(self)
        self.columns = Button(_("All columns"), self)
        self.columns.setCheckable(True)
        self.columns.setAccessibleName(_("All columns"))
        self.columns.setIcon(icon(Icon.COLUMNS))
        self.columns.setToolTip(_("Show all columns of the sheet, or only those with something wrong"))
        self.before = self._jump(Icon.BACK, -1, _("Error before (Shift+F8)"), "Shift+F8")
        self.after = self._jump(Icon.FORWARD, 1, _("Next error (F8)"), "F8")
        self.words = QLabel(self, wordWrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self.shown.picked.connect(lambda _show: self._fill())
        self.columns.toggled.connect(lambda _on: self._narrow())

    def show_delivery(self, delivery: Delivery) -> None:
        """Show a file; the same file compared again keeps its sheet, its choice of rows and its cell."""
        same = delivery.digest == self._digest and bool(self.sheets)
        at, choice, row = self.place, self.shown.choice, self._row()
        self._digest = delivery.digest
        self.sheets = sheets_of(delivery)
        self.spots = spots(self.sheets)
        self._make_tabs()
        for button in (self.before, self.after):
            button.setEnabled(bool(self.spots))
        if same and self.tabs and at < len(self.sheets):
            self.tabs.setCurrentIndex(at)
            self._open(choice)
            self._go_to_row(row)
        else:
            if self.tabs:
                self.tabs.setCurrentIndex(self._first())
            self._open(None)

    def add_tool(self, tool: QWidget) -> None:
        """Put one more button before those of the sheet."""
        self._tools.insertWidget(self._tools.indexOf(self.shown), tool)

    def _first(self) -> int:
        """The sheet to begin with: one with errors, else with questions, else the first that was read."""
        for wanted in (Verdict.REJECT, Verdict.ASK, Verdict.ACCEPT, Verdict.WARN, Verdict.UNCHANGED):
            for place, sheet in enumerate(self.sheets):
                if sheet.count(wanted):
                    return place
        return 0

    def fit(self, *, short: bool) -> None:
        """Leave more room for the tabs on a short window."""
        self.columns.setText("" if short else _("All columns"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the column of problems the room there is."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._stretch)

    @property
    def place(self) -> int:
        """Which sheet is shown."""
        return self.tabs.currentIndex() if self.tabs else 0

    @property
    def sheet(self) -> SheetTable:
        """The sheet that is shown."""
        return self.sheets[self.place]

    def step(self, by: int) -> None:
        """Go to the next cell with something wrong, with -1 to the one before; after the last, the first."""
        if not self.spots or self.table is None:
            return
        index = self.table.currentIndex()
        here = Spot(self.place, self._row(), index.column() if index.isValid() else -1)
        ordered = [(spot.sheet, spot.row, spot.column) for spot in self.spots]
        at = (here.sheet, here.row, here.column)
        later = [place for place, spot in enumerate(ordered) if spot > at]
        earlier = [place for place, spot in enumerate(ordered) if spot < at]
        place = (later[0] if later else 0) if by > 0 else (earlier[-1] if earlier else len(ordered) - 1)
        self.go_to(self.spots[place])

    def go_to(self, spot: Spot) -> None:
        """Bring a cell into view, in whichever sheet and behind whichever choice of rows it is."""
        if self.tabs and spot.sheet != self.place:
            self.tabs.setCurrentIndex(spot.sheet)
            self._open(None)
        row = next(row for row in self.sheet.rows if row.line.row == spot.row)
        if not self.shown.choice.has(row.line):
            self._open(Show.WRONG if row.line.verdict is Verdict.REJECT else Show.ASKED)
        assert self.table is not None
        number = [each.line.row for each in self.sheet.wanted(self.shown.choice)].index(spot.row)
        index = self.table.rows.index(number, spot.column)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self.table.setFocus()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, self.words.text()))

    def _row(self) -> int:
        """The sheet's number of the current row; 0 for none."""
        row = self.table.current() if self.table else None
        return row.line.row if row else 0

    def _go_to_row(self, number: int) -> None:
        rows = [each.line.row for each in self.sheet.wanted(self.shown.choice)]
        if self.table and number in rows:
            self.table.setCurrentIndex(self.table.rows.index(rows.index(number), 0))

    def _make_tabs(self) -> None:
        if self.tabs is not None:
            self._tools.removeWidget(self.tabs)
            self.tabs.hide()
            self.tabs.deleteLater()
        named = [(str(place), sheet.name or _("Table")) for place, sheet in enumerate(self.sheets)]
        self.tabs = CountTabs(named, {key: "bad" for key, _title in named}, self)
        self.tabs.setAccessibleName(_("Sheets, each with its number of rows with errors"))
        wrong = {str(n): sheet.count(Verdict.REJECT) for n, sheet in enumerate(self.sheets)}
        self.tabs.show_counts(wrong)
        self._tools.insertWidget(0, self.tabs, 1)
        self.tabs.picked.connect(lambda _key: self._open(None))

    def _open(self, choice: Show | None) -> None:
        """Show the sheet of the tab with some of its rows."""
        if not self.sheets:
            return
        sheet = self.sheet
        rest = Show.READY if sheet.count(Verdict.UNCHANGED) and sheet.wanted(Show.READY) else Show.ALL
        usual = next((show for show in USUAL if sheet.wanted(show)), rest)
        self.shown.offer_rows(sheet, choice or usual)
        focused = self.table is not None and self.table.hasFocus()
        if self.table is not None:
            self._box.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        model = SheetModel(sheet, self)
        self.table = TableView(model, parent=self)
        self.table.setMinimumHeight(em(5.5))
        self.table.setSortingEnabled(False)
        down, across = self.table.verticalHeader(), self.table.horizontalHeader()
        down.show()
        down.setHighlightSections(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionsMovable(False)
        self._box.insertWidget(1, self.table, 1)
        self.setFocusProxy(self.table)
        self.table.show()  # else it could not take the focus before it is next laid out
        if focused:
            self.table.setFocus()
        self.table.chosen.connect(lambda _row: self._explain())
        self._fill()

    def _fill(self) -> None:
        assert self.table is not None
        rows = self.sheet.wanted(self.shown.choice)
        self.table.rows.show_rows(rows)
        self._narrow()
        if rows:
            first = next(n for n in range(self.table.rows.columnCount()) if not self.table.isColumnHidden(n))
            data = (n for n, row in enumerate(rows) if row.line.verdict is not Verdict.SKIP)
            self.table.setCurrentIndex(self.table.rows.index(next(data, 0), first))
            QTimer.singleShot(0, self, self._bring)
        self._explain()
        words = _("{sheet}: {shown} of {all} rows").format(
            sheet=self.sheet.name or _("Table"), shown=f"{len(rows):,}", all=f"{len(self.sheet.rows):,}"
        )
        self.table.setAccessibleName(words)
        self.told.emit(words)

    def _bring(self) -> None:
        """Bring the current row into view, once the table has its size."""
        if self.table is not None:
            self.table.scrollTo(self.table.currentIndex())

    def _narrow(self) -> None:
        """Among the wrong rows only the columns that matter, unless all are asked for."""
        if self.table is None:
            return
        everything = self.columns.isChecked() or self.shown.choice in (Show.ALL, Show.READY)
        wanted = self.sheet.narrowed(self.sheet.wanted(self.shown.choice))
        for place, column in enumerate(self.table.rows.table.columns):
            self.table.setColumnHidden(place, not everything and column.key not in wanted)
        self.columns.setVisible(self.shown.choice not in (Show.ALL, Show.READY))
        QTimer.singleShot(0, self, self._stretch)  # a new table has its width only then

    def _stretch(self) -> None:
        """The last column takes what the others leave, and never so little that its words cannot be read."""
        if self.table is None:
            return
        last = self.table.rows.columnCount() - 1
        others = sum(self.table.columnWidth(place) for place in range(last))
        room = self.table.viewport().width() - others
        self.table.setColumnWidth(last, max(room, em(LEAST)))

    def _explain(self) -> None:
        """Say in full what is wrong in the current row."""
        row = self.table.current() if self.table else None
        words = _("Row {number}").format(number=row.line.row) + " · " + row.problem if row else ""
        self.words.setText(words if row and row.line.problems else "")
        self.words.setVisible(bool(self.words.text()))

    def _jump(self, picture: Icon, by: int, words: str, key: str) -> Button:
        button = Button(parent=self)
        button.setIcon(icon(picture))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked: self.step(by))
        QShortcut(QKeySequence(key), self, lambda: self.step(by))
        return button

    def _lay_out(self) -> None:
        self._tools = QHBoxLayout()
        self._tools.setSpacing(em(0.4))
        for widget in (self.shown, self.columns, self.before, self.after):
            self._tools.addWidget(widget)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(em(0.4))
        self._box.addLayout(self._tools)
        self._box.addWidget(self.words)
