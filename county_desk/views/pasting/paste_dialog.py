"""The preview of a pasted block: what each column holds, which rows fit, and one act that takes them in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.fields import Invalid
from county_desk.intake.file_tables import FileTables
from county_desk.intake.forms.rows_form import write_rows_form
from county_desk.intake.pasting.act_lists import kinds_of
from county_desk.intake.pasting.block import Cells, cells_of, pasted_table
from county_desk.intake.pasting.block_content import ReadBlock, ReadRow, Refusals
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.offered import offered, offered_records
from county_desk.intake.pasting.reading import read_block
from county_desk.intake.pasting.remembered import remembered_meanings, settling
from county_desk.intake.reader import Reader
from county_desk.intake.text_table import TextTable
from county_desk.sheets.writing.saving import safe_name
from county_desk.text import _, _n
from county_desk.views.page import Page
from county_desk.views.pasting.paste_given import LackingFields, PasteGiven
from county_desk.views.pasting.paste_model import column_title
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_table import PasteTable
from county_desk.views.pasting.unfit_rows import unfit_rows
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, open_file, save_file
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.offers import offers
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import drop_all
from county_desk.views.widgets.saving import save
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.command import Change, Refused
from county_desk.workflow.rights import refusal
from county_desk.workflow.submission import Submission, begin_submission

SAID = 200  # problems that are listed one by one


class PasteDialog(QDialog):
    """A block of the clipboard over the page where it was pasted; nothing is written until it is taken in."""

    def __init__(self, page: Page, place: PastePlace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page, self.place = page, place
        self.source, self._file = TextTable(), ""
        self.block: ReadBlock | None = None
        self._meant: dict[int, str] = {}
        self._picked: dict[int, dict[str, object]] = {}
        self._refusals: Refusals = {}
        self._submission: Submission | None = None
        self._problems: list[tuple[int, int]] = []
        self.grid_box = ChoicesBox(_("What is pasted"), [(each, _(each.title)) for each in place.grids], self)
        self.sheet_box = ChoicesBox(_("Sheet"), [(self.source, "")], self)
        self.given = PasteGiven(place.given, page.desk.today, self)
        self.said = QLabel(self, wordWrap=True)
        self.table, self.problems = PasteTable(self), QListWidget(self)
        self.again = Button(_("Paste again"), self)
        self.open_button = Button(_("From a workbook…"), self)
        self.blank_button = Button(_("Blank workbook…"), self)
        self.copy = Button(_("Copy the rows that do not fit"), self)
        self.cancel, self.take = Button(_("Cancel"), self), PrimaryButton(_("Take in"), self)
        self._lay_out()
        self._wire()
        self._begin(
            self._pasted(place.begins or cells_of(QGuiApplication.clipboard().text())), title=place.title
        )

    @property
    def grid(self) -> PasteGrid:
        """Into what the block goes."""
        found: PasteGrid = self.grid_box.value()
        return found

    def paste(self) -> None:
        """Read the clipboard, for the grid that its titles fit best."""
        self._begin(self._pasted(cells_of(QGuiApplication.clipboard().text())))

    def _pasted(self, cells: Cells) -> TextTable:
        return pasted_table(cells, self.place.grids)

    def _begin(self, table: TextTable, file: str = "", title: str = "") -> None:
        """Begin with the table of a `file` or of the clipboard, or with rows to type under a title."""
        self.setWindowTitle(title or _("Paste from a spreadsheet"))
        self.table.type_rows(typing=bool(title))
        for button in (self.open_button, self.blank_button, self.again):
            button.setVisible(not title)
        self.source, self._file, self._meant = table, file, {}
        if fitting := kinds_of(table, self.place.grids, file):
            self.grid_box.set_value(fitting[0].grid)
        self._other_grid()

    def open_workbook(self) -> None:
        """Ask for a filled workbook and read it."""
        title = _("Open the filled workbook")
        if path := open_file(self, Purpose.IMPORT, title, WORKBOOK):
            self.read_workbook(path)

    def read_workbook(self, path: Path) -> None:
        """Read a filled workbook in the reading process, as any delivered file."""

        def work() -> FileTables:
            with Reader() as reader:
                return reader.tables(path)

        self.take.setEnabled(False)
        self.page.look(work, lambda found: self._opened(found, path.stem), "workbook")

    def save_blank(self) -> None:
        """Ask where to, and write the workbook of the chosen grid."""
        proposed = safe_name(_(self.grid.title), ".xlsx")
        if path := save_file(self, Purpose.BLANK, _("Save the blank workbook"), proposed, WORKBOOK):
            self.blank_to(path)

    def blank_to(self, path: Path) -> None:
        """Write the workbook of the chosen grid."""
        grid, named = self.grid, self.place.named(self.grid)
        save(
            self.page, lambda _progress: write_rows_form(path, grid, named()), path, _("Writing the workbook")
        )

    def _opened(self, found: FileTables, file: str) -> None:
        drop_all(self._notes)
        if found.trouble:
            self._notes.addWidget(Banner("bad", found.trouble, self))
            return
        tables = sorted(found.tables, key=self._fits, reverse=True)
        self.sheet_box.offer([(table, table.sheet) for table in tables])
        self.sheet_box.setVisible(len(tables) > 1)
        self._begin(tables[0], file)

    def _fits(self, table: TextTable) -> int:
        """How well a table fits the lists of this place."""
        return max((fit.score for fit in kinds_of(table, self.place.grids)), default=-1)

    def _other_grid(self) -> None:
        self._meant, self._picked, self._refusals = {}, {}, {}
        names = self.grid.shared
        self.given.ask(self.grid, LackingFields(offered=offered(self.grid, self.source, names, self._file)))
        self.table.columns = self.grid.columns
        self._read()

    def _read(self) -> None:
        """Read the block anew off this thread."""
        self.take.setEnabled(False)
        try:
            given = self.given.values()
        except Invalid as error:
            self.said.setText(str(error))
            return
        desk, grid, table, scope = self.page.desk, self.grid, self.source, self.place.scope
        picked = dict(self._picked)
        meant, refused, kept, file = dict(self._meant), self._refusals, self._submission, self._file

        def work() -> tuple[ReadBlock, LackingFields, Submission]:
            seen = kept or desk.read(begin_submission)
            known = desk.read(remembered_meanings, grid, table)
            block = read_block(desk, grid, table, given, scope, known | meant, refused, picked=picked)
            listed = {name: grid.act.asks()[name].of for name in block.lacks}
            records = {name: offers(desk, key) for name, key in listed.items() if key}
            values = offered(grid, table, block.lacks, file) | offered_records(desk, grid, table, block.lacks)
            return block, LackingFields(block.lacks, records, values), seen

        self.page.look(work, self._show, "paste")

    def _show(self, read: tuple[ReadBlock, LackingFields, Submission]) -> None:
        self.block, lacks, self._submission = read
        if self.given.ask(self.grid, lacks):
            self._read()  # with the values that were offered
            return
        self.table.show_block(self.block)
        self._show_problems(self.block)
        fits, left = len(self.block.fitting), len(self.block.unfit)
        said = (_summary(self.block, self.grid), self.block.waits, _skipped(self.source))
        self.said.setText("\n".join(filter(None, said)))
        words = _n("Take in {count} row", "Take in {count} rows", fits)
        if left and fits:
            words = _n(
                "Take in {count} row, leave out {left}", "Take in {count} rows, leave out {left}", fits
            )
        self.take.setText(words.format(count=f"{fits:,}", left=f"{left:,}") if fits else _("Take in"))
        may = self.page.permit(self.take, self.grid.act.permission)
        self.take.setEnabled(may and fits > 0)
        self.copy.setVisible(left > 0)

    def _show_problems(self, block: ReadBlock) -> None:
        self.problems.clear()
        self._problems = []
        for words in block.troubles:
            self.problems.addItem(words)
            self._problems.append((0, 0))
        for total in block.totals:
            self.problems.addItem(titled(_("Row {number}").format(number=total.number), total.words))
            self._problems.append((len(block.rows) - 1, total.place))
        for place, row in enumerate(block.rows):
            said = [(-1, row.effect if row.fits else row.trouble)]
            said += ((at, self.table.block.trouble_of(place, cell)) for at, cell in enumerate(row.cells))
            for at, trouble in said if len(self._problems) < SAID and not row.blank else ():
                if trouble:
                    column = block.heading.columns.get(at)
                    where = _("Row {number}").format(number=row.number)
                    where = f"{where} · {column_title(column)}" if column else where
                    self.problems.addItem(titled(where, trouble))
                    self._problems.append((place, at))
        self.problems.setVisible(bool(self._problems))

    def _go_to(self, number: int) -> None:
        if 0 <= number < len(self._problems):
            self.table.go_to(*self._problems[number])

    def _choose_record(self, number: int) -> None:
        """Offer the records among which a row does not decide, side by side."""
        row = self.block.rows[self._problems[number][0]] if self.block and self.block.rows else None
        if row is None or not row.candidates:
            return
        self.record_menu(row).popup(QCursor.pos())

    def record_menu(self, row: ReadRow) -> QMenu:
        """The menu with the candidates of a row."""
        menu = QMenu(self)
        for field, candidates in row.candidates.items():
            for record, label in candidates:
                menu.addAction(label, partial(self._pick, row.number, field, record))
        return menu

    def _pick(self, number: int, field: str, record: object) -> None:
        self._picked[number] = {**self._picked.get(number, {}), field: record}
        self._read()

    def _mean(self, place: int, key: str) -> None:
        """Give a column another meaning; a column that had the same is left out."""
        assert self.block is not None
        for other, column in self.block.heading.columns.items():
            if column.key == key and other != place:
                self._meant[other] = ""
        self._meant[place] = key
        self._read()

    def _type(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell, and into every cell with the same word that is not on its list."""
        assert self.block is not None
        cells = {each.number: each.cells[column] for each in self.block.rows}
        kind = self.block.heading.columns[column].kind if column in self.block.heading.columns else None
        same = {row}
        if kind is not None and kind.options() and cells[row].trouble:
            same |= {number for number, cell in cells.items() if cell.text == cells[row].text}
        for number in same:
            self.source = self.source.with_text(number, column, text)
        self._refusals = {}
        self._read()

    def _take_in(self) -> None:
        if self.block is None or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        settles = settling(self.grid, self.source, self._meant)
        if settles is None or refusal(self.page.desk.actor, settles.permission):
            self._write()
        else:
            self._meant = {}  # they are remembered now
            self.page.do(settles, then=lambda _change: self._write(), refused=self._refused)

    def _write(self) -> None:
        if self.block is not None:
            command = self.block.command()
            self.page.do(command, then=self._done, refused=self._refused, submission=self._submission)

    def _done(self, change: Change) -> None:
        if isValid(self):
            self.accept()
        if self.place.then and not change.waits:
            self.place.then(change)

    def _refused(self, refusal: Refused) -> None:
        if not isValid(self):
            self.page.show_error(refusal)
            return
        drop_all(self._notes)
        self._refusals = self.block.refusals(refusal.problems) if self.block else {}
        words = str(refusal)
        if self._refusals:
            words = _("Nothing was written: some rows do not fit together with others. The rest can go in.")
        self._notes.addWidget(Banner("bad", words, self))
        self._submission = None
        self._read()

    def _copy_left_out(self) -> None:
        if self.block is not None:
            unfit_rows(self.block).put()

    def _wire(self) -> None:
        self.grid_box.activated.connect(lambda _place: self._other_grid())
        self.sheet_box.activated.connect(lambda _place: self._begin(self.sheet_box.value(), self._file))
        self.given.changed.connect(self._read)
        self.table.meant.connect(self._mean)
        self.table.block.typed.connect(self._type)
        self.table.saving.connect(self._take_in)
        self.problems.currentRowChanged.connect(self._go_to)
        self.problems.itemClicked.connect(lambda _item: self._go_to(self.problems.currentRow()))

        self.problems.itemClicked.connect(lambda _item: self._choose_record(self.problems.currentRow()))
        self.again.clicked.connect(lambda _checked: self.paste())
        self.open_button.clicked.connect(lambda _checked: self.open_workbook())
        self.blank_button.clicked.connect(lambda _checked: self.save_blank())
        self.copy.clicked.connect(lambda _checked: self._copy_left_out())
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(lambda _checked: self._take_in())
        QShortcut(QKeySequence("Ctrl+Return"), self, self._take_in)
        QShortcut(QKeySequence("Ctrl+V"), self.table, self.paste, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        self._notes = QVBoxLayout()
        above = FlowLayout()
        above.addWidget(self.sheet_box)
        above.addWidget(self.grid_box)
        self.sheet_box.hide()
        above.addWidget(self.given)
        self.grid_box.setVisible(len(self.place.grids) > 1)
        self.problems.setAccessibleName(_("What does not fit"))
        self.problems.setWordWrap(True)
        self.problems.setMaximumHeight(em(7))
        self.again.setToolTip("Ctrl+V")
        self.take.setToolTip("Ctrl+Enter")
        below = QHBoxLayout()
        for button in (self.open_button, self.blank_button, self.again, self.copy):
            below.addWidget(button)
        below.addStretch(1)
        for button in (self.cancel, self.take):
            below.addWidget(button)
        box = QVBoxLayout(self)
        box.setSpacing(em(0.5))
        box.addLayout(above)
        box.addLayout(self._notes)
        box.addWidget(self.said)
        box.addWidget(self.table, 1)
        box.addWidget(self.problems)
        box.addLayout(below)
        room = self.page.window().size()
        self.resize(min(em(80), int(room.width() * 0.94)), min(em(46), int(room.height() * 0.9)))


def _skipped(table: TextTable) -> str:
    """The lines over the table, and the rows that are no data, in words."""
    parts = []
    if table.above:
        parts.append(_("Over the table: {lines}").format(lines=" · ".join(table.above)))
    if table.left_out:
        rows = _(", ").join(
            f"{row.number} ({' '.join(filter(None, row.cells))[:12]})" for row in table.left_out
        )
        parts.append(_("Left out: rows {rows}").format(rows=rows))
    return "\n".join(parts)


def _summary(block: ReadBlock, grid: PasteGrid) -> str:
    """The number of rows that fit, with the note that nothing is written yet and whether it can be undone."""
    fits, left = len(block.fitting), len(block.unfit)
    if block.troubles:
        return _("Nothing can be taken in yet; the reason stands below.")
    counts = _n("{count} row fits", "{count} rows fit", fits).format(count=f"{fits:,}")
    if left:
        words = _n("{count} does not", "{count} do not", left).format(count=f"{left:,}")
        counts = _("{fitting}, {others}").format(fitting=counts, others=words)
    if empty := len(block.blank):
        words = _n("{count} was not filled in", "{count} were not filled in", empty)
        counts = _("{fitting}, {others}").format(fitting=counts, others=words.format(count=f"{empty:,}"))
    words = _("{counts}. Nothing is written yet. A blank cell erases nothing; one undo takes all back.")
    if grid.act.final:
        words = _("{counts}. Nothing is written yet. A blank cell erases nothing. {final}")
    return words.format(counts=counts, final=_(grid.act.final))
