"""One act of the history in words, with the values before and after."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.models.audit import history_code
from county_desk.tables.history.act_details import ActDetails, ColumnChange
from county_desk.tables.history.act_sentences import (
    about_words,
    act_sentence,
    asked_words,
    bulk_words,
    change_words,
)
from county_desk.tables.history.acts import EVENTS, EventRow
from county_desk.tables.history.acts_about import ABOUT
from county_desk.tables.history.record_words import record_name
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.register.changes_table import ChangesTable
from county_desk.views.widgets.parts import Pairs, bare, heading, line, link


class ActCard(QWidget):
    """An act with its person, its time and its seal; `show_act` adds what it changed."""

    def __init__(self, page: Page, row: EventRow) -> None:
        super().__init__(page)
        self.page, self.row = page, row
        self.box = bare(QVBoxLayout(self), 0.5)
        self.box.addWidget(heading(EVENTS["command"].shown(row), self))
        self.words = line(EVENTS["summary"].shown(row), self)
        self.box.addWidget(self.words)
        self.changes: ChangesTable | None = None

    def show_act(self, act: ActDetails) -> None:
        """Show the changes, column by column, the answers of the request, and the way to other acts."""
        row = self.row
        self.words.setText(act_sentence(act))
        pairs = [
            (_("Done by"), f"{row.actor} · {EVENTS['role'].shown(row)}"),
            (_("Time"), EVENTS["at"].shown(row)),
            (_("About"), about_words(act)),
            *asked_words(act),
            (_("At once"), _("; ").join(bulk_words(act.bulk))),
            (_("Seal"), history_code(row.seal)),
        ]
        self.box.addWidget(Pairs([pair for pair in pairs if pair[1]], self))
        changes = [_row(change) for change in act.changes]
        if rows := [each for each in changes if any(each[1][1:])]:
            self.changes = ChangesTable((_("Field"), _("Before"), _("After")), self, _("Changes of the act"))
            self.box.addWidget(self.changes)
            self.changes.show_changes(rows)
        for name, key in zip(act.about, act.keys, strict=True):
            if key[0] in ABOUT:
                words = _("All acts about {name}").format(name=name)
                self.box.addWidget(link(words, self, partial(self.page.show_subject, key)))


def _row(change: ColumnChange) -> tuple[str, tuple[str, ...]]:
    record = " ".join(filter(None, (record_name(change.table), change.record)))
    label, old, new = change_words(change)
    if change.made:
        return record, (label, "", new)
    return record, (label, old or _("blank"), new or _("blank"))
