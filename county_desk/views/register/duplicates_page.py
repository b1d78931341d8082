"""Records that may be one person: the open pairs, one pair side by side, and the ruling on it."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.models.user import Permission
from county_desk.tables.duplicate_detail import DuplicateDetail, duplicate_detail
from county_desk.tables.duplicates import LISTING, DuplicateRow
from county_desk.tables.listing import Query
from county_desk.text import N_, _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.lists.table_model import PAGE
from county_desk.views.register.duplicate_card import DuplicateCard
from county_desk.views.widgets.bands import Width
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.parts import bare
from county_desk.workflow.duplicates import SettleDuplicate

SIDES = {Width.NARROW: 32.0, Width.STANDARD: 44.0, Width.WIDE: 56.0}  # em, room for two records


class DuplicatesPage(RegisterPage):
    """An open pair changes no standing; a ruling can be undone as long as no other act builds on it."""

    key: ClassVar = "duplicates"
    synonyms: ClassVar = N_("twice")
    acts_about: ClassVar = ("duplicate_ruling",)
    listing = LISTING
    filters: ClassVar = ("likeness", "standing")
    empty: ClassVar = N_("Nobody is on record twice, as far as anybody can see.")
    waits: ClassVar = {Permission.CORRECT: Query()}  # pairs without a ruling

    def _build(self) -> None:
        super()._build()
        self.card: DuplicateCard | None = None
        self._panes.update(SIDES)
        self._wanted: tuple[int, int] | None = None
        self.list.told.connect(lambda _rows, _figures: self._seek())

    def show_subject(self, subject: Any) -> None:
        """Bring the pair of two members into view, given as their numbers."""
        one, other = sorted(subject)
        self._wanted = one, other
        self.list.clear_filters()

    def _seek(self) -> None:
        """Go to the pair that was asked for, once it is listed."""
        for place in range(min(self.list.model.rowCount(), PAGE) if self._wanted else 0):
            row: Any = self.list.model.row_at(place)
            if row is not None and (row.one_id, row.other_id) == self._wanted:
                self._wanted = None
                self.list.choose(row.id)
                return

    def show_row(self, row: DuplicateRow) -> QWidget | None:
        """The pair side by side, once it is read."""
        desk, holder = self.desk, QWidget(self)
        box = bare(QVBoxLayout(holder))
        self.look(
            lambda: desk.read(duplicate_detail, row.one_id, row.other_id),
            lambda detail: self._show(row, detail, box),
            "pair",
            box,
        )
        return holder

    def _show(self, row: DuplicateRow, detail: DuplicateDetail | None, box: QVBoxLayout) -> None:
        if detail is None:
            return
        self.card = DuplicateCard(self, row, detail)
        self.card.ruling.connect(lambda same: self._rule(row, same=same))
        self.card.going.connect(lambda household: self.go.emit("household", household))
        box.addWidget(self.card)

    def _rule(self, row: DuplicateRow, *, same: bool) -> None:
        assert self.card is not None
        self.ask(row, self.card.survivor if same else None, self.card.take)

    def ask(self, row: DuplicateRow, survivor: int | None, take: str) -> None:
        """Ask for the reason of a ruling; without a survivor they are two persons."""
        same = survivor is not None
        title = _("{name} and {other}: different persons")
        if same:
            title = _("{name} and {other}: the same person; the record at {head} goes on")
        head = row.head if survivor == row.one_id else row.other_head
        panel = CommandPanel(
            self,
            SettleDuplicate,
            title=title.format(name=row.name, other=row.other_name, head=head),
            one=row.one_id,
            other=row.other_id,
            same=same,
            survives=survivor,
            take=take,
        )
        self.take(panel.opened_by("ask", row, survivor, take))
