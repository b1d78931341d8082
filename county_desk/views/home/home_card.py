"""A card of a home: its declaration, and the panel that shows its content."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from county_desk.draft_files import KeptDraft
from county_desk.tables.cases.queue_row import QueueRow
from county_desk.tables.cases.queue_words import PlanPart
from county_desk.tables.home.content import HomeContent
from county_desk.tables.listing import Listing
from county_desk.text import N_, _
from county_desk.views.home.door_table import DoorTable
from county_desk.views.types import Desk
from county_desk.views.widgets.painted import Button, Card
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import along
from county_desk.workflow.cases.next_steps import plan, plan_numbers


@dataclass(frozen=True)
class HomeWork:
    """The desk and the drafts that the cards of one home are read from."""

    desk: Desk
    drafts: Sequence[KeptDraft] = ()

    @cached_property
    def plan(self) -> Listing[QueueRow]:
        """The queue of the person, and what waits for others."""
        return plan(self.desk)

    @cached_property
    def counts(self) -> Mapping[PlanPart, int]:
        """How many things stand in each part of the plan."""
        return plan_numbers(self.desk)


@dataclass(frozen=True)
class HomeCard:
    """One card of a home: its title, the reading of its content, and the words of an empty one.

    A `wide` card has a line of the page for itself. A card without words for `nothing` is hidden while it is
    empty.
    """

    title: str
    read: Callable[[HomeWork], HomeContent]
    nothing: str = N_("There is nothing here yet.")
    wide: bool = False


class CardBox(Card):
    """A card on the screen. `opened(door)` is emitted for the number in its title, too."""

    opened = Signal(object)

    def __init__(self, card: HomeCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.card, self.content = card, HomeContent()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title, self.number = heading(_(card.title), self, 1.1), Button("", self)
        self.words, self.table = line(_("Reading…"), self, muted=True), DoorTable(self)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.number)
        box = QVBoxLayout(self)
        box.setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.6))
        box.setSpacing(em(0.3))
        box.addLayout(top)
        box.addWidget(self.words)
        box.addWidget(self.table)
        self.number.hide()
        self.table.hide()
        self.setVisible(bool(card.nothing))
        self.table.opened.connect(self.opened)
        self.number.clicked.connect(lambda _checked: self._open_total())

    def show_content(self, content: HomeContent) -> None:
        """Show the content, or the words of an empty card."""
        self.content, total = content, content.total
        said = total.words if total else ""
        name = along(_(self.card.title), said) if said else _(self.card.title)
        self.number.setText(said)
        self.number.setAccessibleName(name)
        self.number.setVisible(bool(total and total.count))
        self.words.setText(_(self.card.nothing))
        self.words.setVisible(not content.rows)
        self.table.setVisible(bool(content.rows))
        self.table.show_content(content, name)
        self.setVisible(bool(content.rows or self.card.nothing))

    def say(self, words: str) -> None:
        """Show a state in the place of the content."""
        self.words.setText(words)
        self.words.show()
        self.show()

    def _open_total(self) -> None:
        if self.content.total and self.content.total.door:
            self.opened.emit(self.content.total.door)
