"""The reading pane of one disclosure: its days, its notice, what can be done, its entries and objections."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.models.user import Permission
from county_desk.tables.cases.disclosures import DISCLOSURES, ENTRIES, EntryRow
from county_desk.text import _, _n
from county_desk.views.disclosure.disclosure_facts import DisclosureFacts, span_words
from county_desk.views.disclosure.disclosure_state import states_of, subject_of
from county_desk.views.disclosure.objection_card import ObjectionCards
from county_desk.views.disclosure.picture_dialog import PictureDialog
from county_desk.views.page import Page
from county_desk.views.widgets.action_row import ActionRow
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.parts import bare, heading, line, link
from county_desk.views.widgets.style import tones
from county_desk.views.widgets.text_format import escaped, titled
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure, ReopenDisclosure
from county_desk.workflow.cases.hanging_lists import ExtendDisclosure, RecordPosting
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.command import Command
from county_desk.workflow.originals import ScanFile, kept_file
from county_desk.workflow.rights import refusal

ON_DISPLAY: tuple[type[Command], ...] = (CloseDisclosure, RecordObjection, RecordPosting, ExtendDisclosure)
LISTED = ("position", "subject", "group_name", "persons")


class DisclosureCard(QWidget):
    """Shows one disclosure; links go to other pages.

    `asked(command, subject)` is emitted when the person opens a form.
    """

    asked = Signal(object, object)

    def __init__(self, page: Page, facts: DisclosureFacts) -> None:
        super().__init__(page)
        self.page, self.facts = page, facts
        self.rows: dict[type[Command], ActionRow] = {}
        self._reasons: set[str] = set()  # why acts are impossible now; each is written once
        row, today = facts.row, page.desk.today
        self.box = bare(QVBoxLayout(self), 0.5)
        self.box.addWidget(heading(row.place, self))
        self._add_line(subject_of(row, facts.township))
        for shape, words in states_of(row, today):
            self.box.addWidget(Chip(shape, words, self))
        extended = _("From {first} until {last}, extended").format(first=row.opened_on, last=row.last_day)
        self._add_line(extended if row.extension else span_words(facts.span))
        if facts.span.reference:
            self._add_line(_("Days by: {reference}").format(reference=facts.span.reference), muted=True)
        for title in ("extension", "rule_reason"):
            if said := DISCLOSURES[title].shown(row):
                self._add_line(titled(_(DISCLOSURES[title].title), said))
        if row.notice:
            to_notice = partial(page.go.emit, "notices", row.notice_id)
            self.box.addWidget(link(_("Notice {number}").format(number=row.notice), self, to_notice))
        self._offer()
        self._add_places()
        self.objections = ObjectionCards(page, facts)
        self.objections.settle.connect(lambda objection: self.asked.emit(SettleObjection, objection))
        self.box.addWidget(self.objections)
        self._add_entries()

    def _offer(self) -> None:
        """Offer the acts; one that is impossible now has its reason and its first day."""
        row = self.facts.row
        if row.unposted:
            trouble = refusal(self.page.desk.actor, Permission.DISCLOSE)
            self._act(OpenDisclosure, _("Post the list again"), trouble, strong=True)
            return
        for act in (ReopenDisclosure,) if row.closed_on is not None else ON_DISPLAY:
            self._act(act, _(act.act.title), self.facts.troubles[act], strong=act is CloseDisclosure)

    def _add_places(self) -> None:
        """Add the places of the list, each with its day and the picture that shows it there."""
        words = _("Hangs at {where} since {day}, picture {picture} ({name})")
        for each in self.facts.hung:
            said = words.format(
                where=each.hung_at, day=each.posted_on, picture=each.picture, name=each.recorded_by
            )
            self._add_line(said)
            if each.scan:
                self.box.addWidget(link(_("Show the picture"), self, partial(self.show_picture, each.scan)))

    def show_picture(self, digest: str) -> None:
        """Show a kept picture over the window."""
        desk = self.page.desk

        def show(kept: ScanFile | None) -> None:
            if kept is not None:
                PictureDialog(self.page, kept).open()

        self.page.look(lambda: desk.read(kept_file, digest), show, "picture")

    def _act(self, act: type[Command], words: str, trouble: str, *, strong: bool = False) -> None:
        brief = trouble in self._reasons
        self._reasons.add(trouble)
        ask = partial(self.asked.emit, act, self.facts)
        row = ActionRow(words, ask, trouble, strong=strong, brief=brief, parent=self)
        self.rows[act] = row
        if not trouble and self.focusProxy() is None:
            self.setFocusProxy(row.button)
        self.box.addWidget(row)

    def _add_entries(self) -> None:
        row = self.facts.row
        words = _n("{count} entry, {persons} persons", "{count} entries, {persons} persons", row.entries)
        words = words.format(count=row.entries, persons=row.persons)
        if row.struck:
            words += _(" · {count} struck").format(count=row.struck)
        self.box.addWidget(heading(words, self, 1.0))
        self.entries = QLabel(self, wordWrap=True)
        self.entries.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.entries.setAccessibleName(words)
        self.entries.setText(entries_table(self.facts.entries, tones(self).hairline))
        self.entries.linkActivated.connect(lambda case: self.page.go.emit("case", int(case)))
        self.box.addWidget(self.entries)

    def _add_line(self, words: str, *, muted: bool = False) -> None:
        self.box.addWidget(line(words, self, muted=muted))


def entries_table(entries: tuple[EntryRow, ...], rule: str) -> str:
    """The entries as they were posted; the subject leads to its case, a struck line is crossed out."""
    columns = [ENTRIES[key] for key in LISTED]
    heads = "".join(f'<th align="left">{escaped(_(column.title))}</th>' for column in columns)
    lines = [f"<tr>{heads}</tr>"]
    for entry in entries:
        cells = [escaped(column.shown(entry)) for column in columns]
        cells[1] = f'<a href="{entry.case_id}">{cells[1]}</a>'
        if entry.struck_on is not None:
            cells = [f"<s>{cell}</s>" for cell in cells]
            struck = _("struck on {day}").format(day=DISCLOSURES["closed_on"].kind.show(entry.struck_on))
            cells[1] += f"<br>{escaped(struck)}"
        line = "".join(f'<td style="border-top: 1px solid {rule}">{cell}</td>' for cell in cells)
        lines.append(f"<tr>{line}</tr>")
    return f'<table width="100%" cellspacing="0" cellpadding="3">{"".join(lines)}</table>'
