"""An act of the history in full, and two states of a record side by side."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QVBoxLayout, QWidget

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
from county_desk.tables.history.record_states import StateLine, record_states
from county_desk.tables.history.record_words import record_name
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.painted import Button, ComboBox
from county_desk.views.widgets.parts import Pairs, bare, heading, line, link
from county_desk.views.widgets.style import em


class ChangesTable(FactsTable):
    """A label and its values in rows; a record has a row of its own above its columns."""

    def __init__(self, headings: Sequence[str], parent: QWidget, name: str) -> None:
        super().__init__(headings, parent, name)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fitting.start())

    def show_changes(self, changes: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Show the rows of each record, given as its name and the texts of a row."""
        self.clearSpans()
        rows: list[Sequence[str]] = []
        heads: list[int] = []
        for record, some in groupby(changes, key=lambda each: each[0]):
            heads.append(len(rows))
            rows.append((record, *("" for _each in range(self.columnCount() - 1))))
            rows += [texts for _record, texts in some]
        self.show_rows(rows)
        for head in heads:
            self.setSpan(head, 0, 1, self.columnCount())
            if (item := self.item(head, 0)) is not None:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
        self._fit()

    def _fit(self) -> None:
        """Wrap the texts anew, and be as high as they are."""
        self.resizeRowsToContents()
        header = self.horizontalHeader().sizeHint().height()
        height = header + self.verticalHeader().length() + em(0.3)
        if height != self.height():
            self.setFixedHeight(height)


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


class StatesPanel(QWidget):
    """Asks for two acts about a record, and shows what it was after each; `closed()` when it is given up."""

    closed = Signal()

    def __init__(self, page: Page, record: tuple[str, int], name: str, acts: Sequence[EventRow]) -> None:
        super().__init__(page)
        self.page, self.record = page, record
        self.earlier, self.later = ComboBox(self), ComboBox(self)
        self.only = CheckBox(_("Only what differs"), self)
        self.lines: Sequence[StateLine] = ()
        self.nothing = line(_("Both states are alike."), self, muted=True)
        self.table = ChangesTable((_("Field"), _("Earlier"), _("Later")), self, _("Two states side by side"))
        box = bare(QVBoxLayout(self), 0.5)
        box.addWidget(heading(_("Two states of {name}").format(name=name), self))
        for choice, words in (
            (self.earlier, _("State after")),
            (self.later, _("compared with the state after")),
        ):
            box.addWidget(line(words, self, muted=True))
            box.addWidget(choice)
            choice.setAccessibleName(words)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for act in acts:
                choice.addItem(
                    f"{act.id} · {EVENTS['at'].shown(act)} · {EVENTS['command'].shown(act)}", act.id
                )
            choice.currentIndexChanged.connect(self.compare)
        box.addWidget(self.only)
        box.addWidget(self.nothing)
        box.addWidget(self.table)
        close = Button(_("Close"), self, self.closed.emit)
        box.addWidget(close)
        self.only.setChecked(True)
        self.only.toggled.connect(self._show)
        self.setFocusProxy(self.earlier)
        self.earlier.setCurrentIndex(len(acts) - 1)  # the acts are listed newest first
        self.compare()

    def compare(self) -> None:
        """Read both states again, off the window."""
        desk, acts = self.page.desk, (self.earlier.currentData(), self.later.currentData())

        def show(lines: Sequence[StateLine]) -> None:
            self.lines = lines
            self._show()

        self.page.look(lambda: desk.read(record_states, *self.record, acts), show, "states")

    def _show(self) -> None:
        wanted = [one for one in self.lines if one.differs or not self.only.isChecked()]
        self.table.setVisible(bool(wanted))
        self.nothing.setVisible(not wanted)
        mark = "" if self.only.isChecked() else "≠ "
        self.table.show_changes(
            (one.record, (f"{mark if one.differs else ''}{one.label}", one.earlier, one.later))
            for one in wanted
        )
