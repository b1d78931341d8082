"""Facts that the county had put right itself and that a file has otherwise: which counts, field by field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from county_desk.fields import Choice, Column, Count, Day, Table, Term, Text
from county_desk.intake.comparing.comparison import Answers
from county_desk.intake.comparing.county_corrections import Conflict
from county_desk.models.user import Permission
from county_desk.shapes import Shape
from county_desk.text import N_, _
from county_desk.views.importing.importing import Importing
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.page import Page
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare, line


class Ruling(Term):
    """The decision about one fact."""

    OPEN = "open", N_("To be decided"), Shape.WATCH
    KEEP = "keep", N_("Register's stays"), Shape.FINE
    TAKE = "take", N_("File's goes in"), Shape.UNDERWAY


@dataclass(frozen=True)
class ConflictRow:
    """One fact as listed."""

    conflict: Conflict
    ruling: Ruling


CONFLICTS = Table(
    key="conflicts",
    title=N_("Facts that the county put right"),
    row=ConflictRow,
    columns=(
        Column("conflict.sheet", N_("Sheet"), Text(width=8)),
        Column("conflict.row", N_("Row"), Count(width=5)),
        Column("conflict.household", N_("Household"), Text(width=16)),
        Column("conflict.title", N_("Column"), Text(width=10)),
        Column("conflict.ours", N_("In the register"), Text(width=10)),
        Column("conflict.by", N_("Put right by"), Text(width=8)),
        Column("conflict.on", N_("On"), Day()),
        Column("conflict.theirs", N_("In the file"), Text(width=10)),
        Column("ruling", N_("What counts"), Choice(terms=Ruling, width=16)),
    ),
)


class ConflictsPanel(QWidget):
    """The facts in conflict; for the selected or all: keep the register's value, or take the file's.

    `closed()` is emitted to show the rows instead.
    """

    closed = Signal()

    def __init__(self, page: Page, importing: Importing) -> None:
        super().__init__(page)
        self.importing = importing
        self.model = TableModel(CONFLICTS, self)
        self.table = TableView(self.model, self)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.keep = Button(_("&Keep the register's"), self)
        self.take = Button(_("&Take the file's"), self)
        self.keep_all = Button(_("Keep all"), self)
        self.take_all = Button(_("Take all"), self)
        self.rows = Button(_("Look at the rows"), self)
        words = _("The county put these facts right itself, and the file has them otherwise. Which counts?")
        tools = FlowLayout()
        for button in (self.keep, self.take, self.keep_all, self.take_all):
            page.permit(button, Permission.IMPORT)
            tools.addWidget(button)
        foot = QHBoxLayout()
        foot.addLayout(tools, 1)
        foot.addWidget(self.rows)
        box = bare(QVBoxLayout(self), 0.4)
        box.addWidget(line(words, self))
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        self.keep.clicked.connect(lambda _checked: self._rule(Ruling.KEEP, self.table.selected_rows()))
        self.take.clicked.connect(lambda _checked: self._rule(Ruling.TAKE, self.table.selected_rows()))
        self.keep_all.clicked.connect(lambda _checked: self._rule(Ruling.KEEP, self._every()))
        self.take_all.clicked.connect(lambda _checked: self._rule(Ruling.TAKE, self._every()))
        self.rows.clicked.connect(self.closed)

    def show_conflicts(self, conflicts: Sequence[Conflict], answers: Answers) -> None:
        """Show the facts with the decisions so far."""
        at = max(0, self.table.currentIndex().row())
        rows = [ConflictRow(each, _ruling(each, answers)) for each in conflicts]
        self.model.show_rows(rows)
        if rows:
            self.table.setCurrentIndex(self.model.index(min(at, len(rows) - 1), 0))

    def _every(self) -> list[ConflictRow]:
        return list(self.model.rows(range(self.model.rowCount())))

    def _rule(self, ruling: Ruling, rows: Iterable[ConflictRow]) -> None:
        chosen = {row.conflict.key for row in rows}
        rulings = {row.conflict.key: row.ruling for row in self._every()}
        rulings.update(dict.fromkeys(chosen, ruling))
        self.importing.rule(_keys_with(rulings, Ruling.KEEP), _keys_with(rulings, Ruling.TAKE))


def _keys_with(rulings: dict[str, Ruling], ruling: Ruling) -> tuple[str, ...]:
    return tuple(key for key, each in rulings.items() if each is ruling)


def _ruling(conflict: Conflict, answers: Answers) -> Ruling:
    if conflict.key in answers.keep:
        return Ruling.KEEP
    return Ruling.TAKE if conflict.key in answers.take else Ruling.OPEN
