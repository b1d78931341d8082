"""The lists of acts on the sheets of a file: which list each is, and the values that all its rows share."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from county_desk.fields import Invalid
from county_desk.intake.comparing.comparison import ListAnswer
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.taking_in.act_rows import AS_READ, DELIVERED, ReadList
from county_desk.models.user import Permission
from county_desk.text import _
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.list_looks import ListLook
from county_desk.views.page import Page
from county_desk.views.pasting.paste_given import PasteGiven
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.parts import bare, drop, line
from county_desk.workflow.rights import refusal

UNTOLD = ""  # nobody has said yet which of several lists it is


class ListBars(QWidget):
    """A bar for each list of acts of the shown file."""

    def __init__(self, page: Page, importing: Importing) -> None:
        super().__init__(page)
        self.page, self.importing = page, importing
        self.bars: dict[str, ListBar] = {}
        self._of: FileRow | None = None
        self._box = bare(QVBoxLayout(self), 0.3)

    def show_lists(self, row: FileRow | None, lists: Sequence[ListLook]) -> None:
        """Show the lists of a file; a bar of the same file keeps what stands in its fields."""
        same = self._of is not None and row is not None and self._of.path == row.path
        self._of = row
        sheets = [each.read.table.sheet for each in lists]
        for sheet in [name for name in self.bars if not same or name not in sheets]:
            drop(self.bars.pop(sheet))
        for each in lists:
            sheet = each.read.table.sheet
            if sheet not in self.bars:
                self.bars[sheet] = ListBar(self.page, self.importing, sheet, self)
                self._box.addWidget(self.bars[sheet])
            self.bars[sheet].show_list(row, each)
        self.setVisible(bool(self.bars))


class ListBar(QWidget):
    """One table: a choice of its list with the reasons, and a field for each value that all rows share."""

    def __init__(self, page: Page, importing: Importing, sheet: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.page, self.importing, self.sheet = page, importing, sheet
        self.kind = ChoicesBox(_("What the table is"), (), self)
        self.why = line("", self, muted=True)
        self.given: PasteGiven | None = None
        self._box = FlowLayout(parent=self)
        label = QLabel(_("Sheet “{name}” is read as").format(name=sheet) if sheet else _("Read as"), self)
        label.setBuddy(self.kind)
        head = QWidget(self)
        row = bare(QHBoxLayout(head), 0.5)
        for widget in (label, self.kind):
            row.addWidget(widget)
        self._box.addWidget(head)
        self._box.addWidget(self.why)
        self.kind.activated.connect(lambda _place: self._tell())

    def show_list(self, row: FileRow | None, look: ListLook) -> None:
        """Show what the table is by now."""
        read = look.read
        open_still = row is not None and row.state is not FileState.TAKEN
        self._offer(read)
        may = not refusal(self.page.desk.actor, Permission.IMPORT)
        self.kind.setEnabled(may and open_still)
        self.kind.setToolTip(read.why or _("What the table is"))
        self.kind.setAccessibleDescription(read.why)
        self.why.setText("" if read.grid else _("Choose which list it is."))
        self.why.setVisible(read.grid is None)
        if read.grid is None:
            self._ask_nothing()
            return
        if self.given is None:
            self.given = PasteGiven(read.given, self.page.desk.today, self)
            self.given.changed.connect(self._tell)
            self._box.addWidget(self.given)
        self.given.ask(read.grid, look.lacks)
        self.given.setEnabled(may and open_still)

    def _offer(self, read: ReadList) -> None:
        likely = [fit.grid for fit in read.fitting]
        grids: list[PasteGrid] = [*likely, *(grid for grid in DELIVERED if grid not in likely)]
        choices: list[tuple[object, str]] = [(grid.key, _(grid.title)) for grid in grids]
        if read.grid is None:
            choices.insert(0, (UNTOLD, _("Choose…")))
        choices.append((AS_READ, _("A roster or another list")))
        self.kind.offer(choices)
        self.kind.set_value(read.grid.key if read.grid else UNTOLD)

    def _ask_nothing(self) -> None:
        if self.given is not None:
            drop(self.given)
            self.given = None

    def _tell(self) -> None:
        """Take the table for the chosen list; fields that cannot be read wait for a correction."""
        key = self.kind.value()
        if not key:
            return
        try:
            given = self.given.values() if self.given else {}
        except Invalid:
            return
        self.importing.tell_list(self.sheet, ListAnswer(key, given))
