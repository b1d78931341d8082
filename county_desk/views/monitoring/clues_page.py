"""Clues: the list, one clue in full, and what is done with it until it is a case or dismissed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.intake.pasting.grids import CLUES as CLUES_GRID
from county_desk.models.clue import OPEN, Clue, ClueState
from county_desk.models.user import Permission
from county_desk.tables.household_sheet import sheet_of_clue
from county_desk.tables.listing import Query, count, one
from county_desk.tables.monitoring.clues import CLUES, LISTING, ClueRow
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.monitoring.part import PARTS, MonitoringPart
from county_desk.views.monitoring.sheets import offer_papers
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.chips import Chip, Shape
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.places import own_villages
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Change, Command
from county_desk.workflow.monitoring.clues import (
    ClueDraft,
    DismissClue,
    DispatchClue,
    RecordClue,
    ReopenClue,
    UnverifyClue,
    VerifyClue,
    WithdrawClue,
)
from county_desk.workflow.monitoring.entering import OpenMonitoring

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

STATES = {
    ClueState.NEW: Shape.UNDERWAY,
    ClueState.AGAIN: Shape.WATCH,
    ClueState.DISPATCHED: Shape.UNDERWAY,
    ClueState.VERIFIED: Shape.WATCH,
    ClueState.CASE: Shape.FINE,
    ClueState.DISMISSED: Shape.NONE,
}
FACTS = (
    *("township", "village", "group_name", "risks", "urgency", "source", "found_on", "words"),
    *("assigned_to", "due_on", "verified_on", "visitors", "authorised", "finding", "reason", "earlier_id"),
)
# what can be done with a clue, the next thing first
ACTS: dict[ClueState, tuple[type[Command], ...]] = {
    ClueState.NEW: (DispatchClue, VerifyClue, DismissClue, WithdrawClue),
    ClueState.AGAIN: (DispatchClue, VerifyClue, DismissClue, WithdrawClue),
    ClueState.DISPATCHED: (VerifyClue, DispatchClue, DismissClue),
    ClueState.VERIFIED: (OpenMonitoring, DismissClue, UnverifyClue),
    ClueState.CASE: (),
    ClueState.DISMISSED: (ReopenClue,),
}


class CluesPage(MonitoringPart[ClueRow]):
    """The newest clue stands first; Enter does what it waits for."""

    key: ClassVar = "clues"
    title: ClassVar = PARTS["clues"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Clue})
    listing = LISTING
    filters: ClassVar = ("state", "urgency", "source", "village")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.new_button = PrimaryButton(_(RecordClue.act.title), self)
        self.new_button.setToolTip("Ctrl+N")
        self.permit(self.new_button, RecordClue.permission)
        self.new_button.clicked.connect(lambda _checked: self.record())
        self.header.addWidget(self.new_button)
        words = _("No clue was recorded yet. Households report, officials go round, departments warn.")
        self.list.nothing = (words, "", None)
        if desk.actor.may(Permission.FILE):
            self.list.nothing = (words, _(RecordClue.act.title), self.record)
        QShortcut(QKeySequence("Ctrl+N"), self, self.record)
        if desk.actor.may(RecordClue.permission):
            self.paste_button = offer_paste(self, CLUES_GRID)

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many clues wait to be dispatched, verified or decided on."""
        return desk.read(count, LISTING, Query(where={"state": OPEN}))

    def record(self) -> None:
        """Open the form of a new clue."""
        if self.new_button.isEnabled():
            self.ask(RecordClue)

    def show_subject(self, subject: object) -> None:
        """Bring a clue into view by its number, or open the form of a clue that another page proposes."""
        if not isinstance(subject, ClueDraft):
            super().show_subject(subject)
            return
        values: dict[str, object] = {"source": subject.source, "risks": subject.risks, "words": subject.words}
        fixed: dict[str, object] = {"household": subject.household, "village": None}
        fixed |= {"head": "", "group_name": ""}
        self.ask(RecordClue, values, **fixed)

    def show_row(self, row: ClueRow) -> QWidget:
        """The clue, its household or its case, and its acts."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        words = _("Clue {number}: {head}").format(number=row.id, head=row.head)
        box.addWidget(heading(words, holder, 1.25))
        box.addWidget(Chip(STATES[row.state], CLUES["state"].shown(row), holder))
        buttons = [
            self.button(title, command, ask, strong=place == 0)
            for place, (title, ask, command) in enumerate(self._acts(row))
        ]
        if row.case_id is not None:
            buttons.append(self.link(_("Go to the case"), "applications", row.case_id))
        if row.household_id is not None:
            buttons.append(self.link(_("See the household"), "registry", row.household_id))
        box.addWidget(ActsBox(buttons, holder))
        box.addWidget(Pairs(self.shown(row, FACTS), holder))
        return holder

    def open_row(self, row: ClueRow) -> None:
        """Do what the clue waits for, or go to its case."""
        acts = list(self._acts(row))
        if row.case_id is not None:
            self.go.emit("applications", row.case_id)
        elif acts and self.desk.actor.may(acts[0][2].permission):
            acts[0][1]()

    def actions_for(self, menu: QMenu, row: ClueRow | None) -> None:
        """The acts on the clue, for who may do them."""
        for title, ask, command in self._acts(row) if row is not None else ():
            if self.desk.actor.may(command.permission):
                menu.addAction(title, ask)
        if row is not None:
            desk, number = self.desk, row.id
            offer_papers(self, lambda: desk.read(sheet_of_clue, number, desk.today), menu)

    def _acts(self, row: ClueRow) -> Iterator[tuple[str, Callable[[], None], type[Command]]]:
        values = {"visitors": row.assigned_to, "due_on": row.due_on}
        for command in ACTS[row.state]:
            fixed: dict[str, object] = {"clue": row.id}
            if command is OpenMonitoring and row.household_id is not None:
                fixed |= {"id_number": "", "persons": None}

            def ask(command: type[Command] = command, fixed: dict[str, object] = fixed) -> None:
                goes = {"assigned_to": self._who_goes(row)} if command is DispatchClue else {}
                self.ask(command, {**values, **goes}, **fixed)

            yield _("{act}…").format(act=_(command.act.title)), ask, command

    def _who_goes(self, row: ClueRow) -> str:
        """The person to whom a clue was dispatched; at first the contact person of its village."""
        if row.assigned_to:
            return row.assigned_to
        village = self.desk.read(one, PLACES_LISTING, row.village_id)
        return village.contact if village else ""

    def offers_of(self, command: type[Command]) -> Mapping[str, Sequence[Offer]] | None:
        """Return the villages of the person for a new clue."""
        return {"village": own_villages(self.desk)} if command is RecordClue else None

    def done_with(self, command: type[Command], change: Change) -> None:
        """Show a new clue."""
        if command is RecordClue:
            self.show_subject(change.id)
