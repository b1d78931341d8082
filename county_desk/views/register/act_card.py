"""One act of the history in words, with the values before and after."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.tables.act_sentences import about_words, act_sentence, asked_words, bulk_words, change_words
from county_desk.tables.history import EVENTS, EventRow
from county_desk.tables.record_words import record_name
from county_desk.tables.told_acts import ToldAct, ToldChange
from county_desk.text import _
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.parts import Pairs, heading, line
from county_desk.views.widgets.style import em


class ActCard(QWidget):
    """An act with its person, its time and its seal; `show_act` adds what it changed."""

    def __init__(self, row: EventRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(em(0.5))
        self.box.addWidget(heading(EVENTS["command"].shown(row), self))
        self.words = line(EVENTS["summary"].shown(row), self)
        self.box.addWidget(self.words)
        self.changes: FactsTable | None = None

    def show_act(self, act: ToldAct) -> None:
        """Show the changes, column by column, and the answers of the request."""
        row = self.row
        self.words.setText(act_sentence(act))
        pairs = [
            (_("Person"), f"{row.actor} · {EVENTS['role'].shown(row)}"),
            (_("Time"), EVENTS["at"].shown(row)),
            (_("About"), about_words(act)),
            *asked_words(act),
            (_("At once"), _("; ").join(bulk_words(act.bulk))),
            (_("Seal"), row.seal),
        ]
        self.box.addWidget(Pairs([pair for pair in pairs if pair[1]], self))
        if act.changes:
            titles = (_("Record"), _("Field"), _("Before"), _("After"))
            self.changes = FactsTable(titles, self, _("Changes of the act"))
            self.changes.show_rows([_row(change) for change in act.changes])
            self.box.addWidget(self.changes)


def _row(change: ToldChange) -> tuple[str, ...]:
    record = " ".join(filter(None, (record_name(change.table), change.record)))
    label, old, new = change_words(change)
    return record, label, "" if change.made else old or _("blank"), new or _("blank")
