"""Notices: the list of issued ones, the real PDF of the current one, and copies of all that are chosen."""

from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QMenu, QWidget

from county_desk.models.user import Permission
from county_desk.notice_kinds import NoticeKind
from county_desk.tables.office import NOTICES_LISTING, NoticeRow
from county_desk.text import N_, _, current
from county_desk.text_kinds import PROBE
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.notices.copies import NoticeCopies
from county_desk.views.notices.notice_pane import STYLES, NoticePane, load
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.style import em
from county_desk.workflow.cases.papers import VoidNotice, facts_of, void_since


class NoticesPage(RegisterPage):
    """Shows an issued notice exactly as it is printed, from the file itself."""

    key: ClassVar = "notices"
    synonyms: ClassVar = N_("print poster card paper")
    listing = NOTICES_LISTING
    filters: ClassVar = ("kind", "place", "year")
    empty: ClassVar = N_("No notice was issued yet. Opening a disclosure or announcing a result issues one.")
    empty_way: ClassVar = (N_("To the disclosures"), "disclosures", None)

    def _build(self) -> None:
        super()._build()
        self.document = QPdfDocument(self)
        self.paper = b""
        self._shown: NoticeRow | None = None
        self.looks = {"style": STYLES[0][0], "language": current()}
        self.list.prints(False)  # Ctrl+P prints the papers here, not the list
        self.list.table.selected.connect(lambda rows, _summary: self._name_buttons(rows))
        self.split.setSizes([em(38), em(46)])
        self.split.setStretchFactor(1, 1)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_papers)

    def show_row(self, row: Any) -> QWidget | None:
        """The paper of the row, with the acts on it."""
        self._shown = row
        pane = NoticePane(row, self.document, self.looks, self)
        pane.print_button.clicked.connect(lambda _checked: self.print_papers())
        pane.save_button.clicked.connect(lambda _checked: self.save_papers())
        pane.void_button.clicked.connect(lambda _checked: self.void(row))
        pane.looked.connect(self._look_otherwise)
        self.print_button, self.save_button, self.void_button = (
            pane.print_button,
            pane.save_button,
            pane.void_button,
        )
        if self.permit(pane.void_button, Permission.DISCLOSE) and (trouble := self._void_trouble(row)):
            pane.void_button.setEnabled(False)
            pane.void_button.setToolTip(trouble)
        pane.name_buttons(len(self.list.table.selected_numbers()))
        self._render(row)
        return pane

    def copies(self) -> NoticeCopies:
        """The copies of the chosen notices, or of the one that is shown."""
        return NoticeCopies(self, self.list.table.selected_rows(), self.looks)

    def print_papers(self) -> None:
        """Print the chosen notices."""
        if self._shown is not None:
            self.copies().print()

    def save_papers(self) -> None:
        """Save the shown notice; of several ask whether as one file or as one file each."""
        if self._shown is None:
            return
        copies = self.copies()
        if len(copies.rows) < 2:
            copies.save_one()
            return
        menu = QMenu(self)
        menu.addAction(_("One PDF with a page map…"), copies.save_one)
        menu.addAction(_("One file each…"), copies.save_each)
        menu.popup(self.save_button.mapToGlobal(self.save_button.rect().bottomLeft()))

    def _name_buttons(self, rows: int) -> None:
        for pane in self.pane.findChildren(NoticePane):
            pane.name_buttons(rows)

    def _look_otherwise(self, look: str, value: str) -> None:
        self.looks[look] = value
        if self._shown is not None:
            self._render(self._shown)

    def _render(self, row: NoticeRow) -> None:
        self.paper = b""
        desk, number, looks = self.desk, row.id, dict(self.looks)

        def work() -> bytes:
            from county_desk.reports.notice import render

            facts = desk.read(facts_of, number)
            assert facts is not None
            return render(facts, void=desk.read(void_since, number), **looks)

        self.look(work, self._load, "paper")

    def _load(self, paper: bytes) -> None:
        self.paper = paper
        self._held = load(self.document, paper, self)

    def _void_trouble(self, row: NoticeRow) -> str:
        """The reason why this person cannot declare the notice void, apart from the questions of the form."""
        return self.desk.problems(VoidNotice(notice=row.id, reason=PROBE)).get("", "")

    def void(self, row: NoticeRow) -> None:
        """Open the form that declares a notice void."""
        unasked: dict[str, Any] = {} if NoticeKind.named(row.kind).announces else {"follows": None}
        panel = CommandPanel(self, VoidNotice, notice=row.id, **unasked)
        self.take(panel.opened_by("void", row))
