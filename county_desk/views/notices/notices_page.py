"""Notices: the list of issued ones, the real PDF of the current one, printing and saving it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from county_desk.models.notice import Notice
from county_desk.models.user import Permission
from county_desk.notice_kinds import NoticeKind
from county_desk.progress import Progress
from county_desk.tables.office import NOTICES_LISTING, NoticeRow
from county_desk.text import CHINESE, ENGLISH, N_, _, current
from county_desk.views.jobs import Jobs
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import DELIVER
from county_desk.views.printing import print_document
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton, leave_wheel
from county_desk.views.widgets.style import em
from county_desk.workflow.papers import VoidNotice, facts_of, void_since

if TYPE_CHECKING:
    from county_desk.reports.document import Document
    from county_desk.workflow.desk import Desk

STYLES = (("plain", N_("Official page")), ("poster", N_("Poster")), ("red", N_("Red header")))
SPOKEN = ((CHINESE, "中文"), (ENGLISH, "English"))


class NoticesPage(RegisterPage):
    """Shows an issued notice exactly as it is printed: what is seen is the file."""

    key: ClassVar = "notices"
    title: ClassVar = N_("Notices")
    icon: ClassVar = Icon.PRINT
    group: ClassVar = DELIVER
    watches: ClassVar = frozenset({Notice})
    listing = NOTICES_LISTING
    filters: ClassVar = ("kind", "place", "year")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.document = QPdfDocument(self)
        self.paper = b""
        self._shown: NoticeRow | None = None
        self.list.nothing = (
            _("No notice was issued yet. Opening a disclosure or announcing a result issues one."),
            _("To the disclosures"),
            lambda: self.go.emit("disclosures", None),
        )
        self.looks = {"style": STYLES[0][0], "language": current()}
        self.split.setSizes([em(38), em(46)])
        self.split.setStretchFactor(1, 1)

    def show_row(self, row: Any) -> QWidget | None:
        """The paper of the row, with what can be done with it."""
        self._shown = row
        holder = QWidget(self)
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        if row.voided_on is not None:
            box.addWidget(Banner("warn", _("Void since {day}").format(day=row.voided_on), holder))
        box.addLayout(self._buttons(holder, row))
        self.view = QPdfView(holder)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setMinimumHeight(em(26))
        self.view.setAccessibleName(_("Preview of the paper"))
        box.addWidget(self.view, 1)
        self._render(row)
        return holder

    def _buttons(self, holder: QWidget, row: NoticeRow) -> QVBoxLayout:
        self.print_button = PrimaryButton(_("Print…"), holder)
        self.print_button.setIcon(icon(Icon.PRINT, accent=True))
        self.save_button = Button(_("Save as PDF…"), holder)
        self.void_button = Button(_("Declare void…"), holder)
        self.print_button.clicked.connect(self.print_paper)
        self.save_button.clicked.connect(self.save_paper)
        self.void_button.clicked.connect(lambda: self._void(row))
        if self.permit(self.void_button, Permission.DISCLOSE) and (trouble := self._void_trouble(row)):
            self.void_button.setEnabled(False)
            self.void_button.setToolTip(trouble)
        QShortcut(QKeySequence("Ctrl+P"), holder, self.print_paper)
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (self.print_button, self.save_button, self.void_button):
            first.addWidget(widget)
        first.addStretch()
        self.style_box = self._choices(holder, "style", STYLES, _("Style of the paper"))
        self.language_box = self._choices(holder, "language", SPOKEN, _("Language of the paper"))
        second.addWidget(self.style_box)
        second.addWidget(self.language_box)
        second.addStretch()
        both = QVBoxLayout()
        both.addLayout(first)
        both.addLayout(second)
        return both

    def _choices(self, holder: QWidget, look: str, choices: Any, name: str) -> QComboBox:
        """A box that goes with the paper it stands over; the page keeps the choice."""
        box = QComboBox(holder)
        leave_wheel(box)
        for value, words in choices:
            box.addItem(_(words), value)
        box.setCurrentIndex(box.findData(self.looks[look]))
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.currentIndexChanged.connect(lambda place: self._look_otherwise(look, box.itemData(place)))
        return box

    def _look_otherwise(self, look: str, value: str) -> None:
        self.looks[look] = value
        if self._shown is not None:
            self._render(self._shown)

    def _render(self, row: NoticeRow) -> None:
        self.paper = b""  # until then the old paper is not printed or saved under the new number
        desk, number = self.desk, row.id
        style, language = self.looks["style"], self.looks["language"]

        def work() -> bytes:
            from county_desk.reports.notice import render

            facts = desk.read(facts_of, number)
            assert facts is not None
            return render(facts, style=style, language=language, void=desk.read(void_since, number))

        self.look(work, self._load, "paper")

    def _load(self, paper: bytes) -> None:
        self.paper = paper
        self._bytes = QByteArray(paper)
        buffer = QBuffer(self._bytes, self)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(buffer)

    def print_paper(self) -> None:
        """Print the paper that is shown, on a printer that the person chooses."""
        if self._shown is None:
            return
        desk, number, looks = self.desk, self._shown.id, dict(self.looks)

        def lay_out_paper(_progress: Progress) -> "Document":
            from county_desk.reports.notice import lay_out

            facts = desk.read(facts_of, number)
            assert facts is not None
            return lay_out(facts, void=desk.read(void_since, number), **looks)

        print_document(self, lay_out_paper)

    def save_paper(self) -> None:
        """Save the file that is shown."""
        if not self.paper or self._shown is None:
            return
        from county_desk.sheets.writing.saving import safe_name

        proposed = safe_name(self._shown.number, ".pdf")
        if path := save_file(self, Purpose.NOTICE, _("Save as PDF"), proposed, "PDF (*.pdf)"):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the shown paper; the old file stays when that fails."""
        from county_desk.sheets.writing.saving import CannotWrite, whole

        self.clear_notes()
        try:
            with whole(path) as file:
                file.write(self.paper)
        except CannotWrite as trouble:
            self.show_note(Banner("bad", str(trouble), self))
            return
        self.show_note(Banner("ok", _("Saved: {path}").format(path=path), self))

    def _void_trouble(self, row: NoticeRow) -> str:
        """Why this person cannot declare the notice void, whatever the form would ask."""
        return self.desk.problems(VoidNotice(notice=row.id, reason="?")).get("", "")

    def _void(self, row: NoticeRow) -> None:

        unasked: dict[str, Any] = {} if NoticeKind.named(row.kind).announces else {"follows": None}
        panel = CommandPanel(self, VoidNotice, notice=row.id, **unasked)
        self.take(panel.opened_by(lambda page: page._void(row)))
