"""Two records side by side: what differs, which of them is the more complete, and what can be ruled."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QBrush, QColor, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from county_desk.tables.duplicate_detail import DuplicateDetail, Side
from county_desk.tables.duplicates import DuplicateRow
from county_desk.text import _, _n
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import bare, drop_all, heading, line, link
from county_desk.views.widgets.style import em, tones
from county_desk.workflow.duplicates import EVERY, SettleDuplicate

DIFFERS = "≠ "
MOST = 32  # em of the table before it scrolls by itself


class DuplicateCard(QWidget):
    """One pair. `ruling(same)` asks for a ruling, `going(household)` for a household in the registry."""

    ruling = Signal(bool)
    going = Signal(int)

    def __init__(self, page: Page, row: DuplicateRow, detail: DuplicateDetail) -> None:
        super().__init__(page)
        self.detail = detail
        self.every = CheckBox(_("All facts, also those that agree"), self)
        named = (_("What"), *(f"{side.village} · {head}" for side, head in _sides(row, detail)))
        self.table = FactsTable(named, self, _("Both records side by side"))
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.survives = ChoicesBox(_("Record that goes on"), _offers(row, detail), self)
        self.survives.set_value(more_complete(detail).member_id)
        self.ticks: dict[str, CheckBox] = {}
        self.same = PrimaryButton(_("The same person…"), self, lambda: self.ruling.emit(True))
        self.different = Button(_("Different persons…"), self, lambda: self.ruling.emit(False))
        for button in (self.same, self.different):
            page.permit(button, SettleDuplicate.permission)
        self._taking = QVBoxLayout()
        self._lay_out(row)
        self.every.toggled.connect(lambda _on: self._fill())
        self.survives.activated.connect(lambda _place: self._offer_facts())
        self._fill()
        self._offer_facts()

    @property
    def survivor(self) -> int:
        """The member with the record that goes on."""
        return int(self.survives.value())

    @property
    def take(self) -> str:
        """The facts that it takes over: those that only the other has, and those that are ticked."""
        return ",".join([EVERY, *(key for key, tick in self.ticks.items() if tick.isChecked())])

    def _fill(self) -> None:
        """Show the facts, those that differ first of all."""
        facts = [pair for pair in self.detail.facts if pair.one or pair.other]
        shown = facts if self.every.isChecked() else [pair for pair in facts if pair.one != pair.other]
        words = _("{about}: {fact}")
        self.table.show_rows(
            [
                (
                    (DIFFERS if pair.differs else "") + words.format(about=pair.about, fact=pair.title),
                    pair.one or "—",
                    pair.other or "—",
                )
                for pair in shown
            ]
        )
        self._fit()
        tint = QBrush(QColor(tones(self).warn_tint))
        for place, pair in enumerate(shown):
            for column in range(3) if pair.differs else ():
                if (item := self.table.item(place, column)) is not None:
                    item.setBackground(tint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the titles a third, and every row the lines that it needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        table, header = self.table, self.table.horizontalHeader()
        table.setColumnWidth(0, min(em(13), table.width() // 3))
        table.resizeRowsToContents()
        rows = sum(table.rowHeight(place) for place in range(table.rowCount()))
        table.setFixedHeight(min(rows, em(MOST)) + header.sizeHint().height() + em(0.5))

    def _offer_facts(self) -> None:
        """For each fact that differs, whether the record that goes on takes the other's."""
        drop_all(self._taking)
        self.ticks = {}
        first = self.survivor == self.detail.one.member_id
        for pair in self.detail.facts:
            if not (pair.key and pair.differs):
                continue
            own, other = (pair.one, pair.other) if first else (pair.other, pair.one)
            words = _("{fact}: take “{other}” in place of “{own}”")
            tick = CheckBox(words.format(fact=pair.title, other=other, own=own), self)
            self.ticks[pair.key] = tick
            self._taking.addWidget(tick)

    def _lay_out(self, row: DuplicateRow) -> None:
        box = bare(QVBoxLayout(self), 0.5)
        words = _("{name} and {other}: one person?").format(name=row.name, other=row.other_name)
        box.addWidget(heading(words, self, 1.25))
        told = _("Nobody loses standing while this is open; both households stay as they are.")
        box.addWidget(Banner("info", told, self))
        box.addWidget(self.table)
        box.addWidget(self.every)
        for side, head in _sides(row, self.detail):
            box.addWidget(line(_household_words(side, head), self, muted=True))
            go = _("Household of {head} in the registry").format(head=head)
            box.addWidget(link(go, self, partial(self.going.emit, side.household_id)))
        box.addWidget(heading(_("If they are the same person"), self, 1.0))
        box.addWidget(self.survives)
        box.addWidget(line(_("It takes over what only the other record knows."), self, muted=True))
        box.addLayout(self._taking)
        box.addLayout(FlowLayout(self.same, self.different))
        box.addStretch(1)


def more_complete(detail: DuplicateDetail) -> Side:
    """Return the side with more known facts; of two alike, the record that was made first."""
    return detail.other if detail.other.known > detail.one.known else detail.one


def _sides(row: DuplicateRow, detail: DuplicateDetail) -> Iterator[tuple[Side, str]]:
    yield detail.one, row.head
    yield detail.other, row.other_head


def _offers(row: DuplicateRow, detail: DuplicateDetail) -> Sequence[tuple[int, str]]:
    words = _("The record at {head} in {village} goes on ({known} of {knowable} facts known)")
    return [
        (
            side.member_id,
            words.format(head=head, village=side.village, known=side.known, knowable=side.knowable),
        )
        for side, head in _sides(row, detail)
    ]


def _household_words(side: Side, head: str) -> str:
    """The other members of a household, and its cases."""
    others = _n("{count} other person", "{count} other persons", side.others).format(count=side.others)
    cases = _n("{count} case", "{count} cases", len(side.cases)).format(count=len(side.cases))
    return _("{head}, {village}: {others}, {cases}").format(
        head=head, village=side.village, others=others, cases=cases
    )
