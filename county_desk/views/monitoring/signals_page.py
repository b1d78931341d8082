"""Signals of the register: looked for, and each made a clue or dismissed with a reason."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.models.clue import Clue
from county_desk.models.signal import FoundSignal
from county_desk.models.user import Permission
from county_desk.rules.checks.catalogue import key_groups
from county_desk.tables.listing import Query, count
from county_desk.tables.monitoring.signals import LISTING, SIGNAL_LIST, SignalRow, SignalState
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.monitoring.part import PARTS, MonitoringPart
from county_desk.views.widgets.chips import Chip, Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Change, Command
from county_desk.workflow.monitoring.signals import DismissSignal, LookForSignals, ReopenSignal, TakeUpSignal
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

STATES = {
    SignalState.OPEN: Shape.WATCH,
    SignalState.CLUE: Shape.FINE,
    SignalState.DISMISSED: Shape.NONE,
    SignalState.GONE: Shape.NONE,
}
FACTS = (
    *("number", "person", "words", "found_on", "year", "township", "village", "household", "standing"),
    *("watched", "dismissed_by", "dismissed_on", "reason", "gone_on"),
)
ACTS: Mapping[SignalState, tuple[type[Command], ...]] = {
    SignalState.OPEN: (TakeUpSignal, DismissSignal),
    SignalState.CLUE: (),
    SignalState.DISMISSED: (ReopenSignal,),
    SignalState.GONE: (),
}


class SignalsPage(MonitoringPart[SignalRow]):
    """The newest signals stand first; Enter makes a clue of one."""

    key: ClassVar = "signals"
    title: ClassVar = PARTS["signals"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({FoundSignal, Clue})
    listing = LISTING
    filters: ClassVar = ("state", "number", "village", "year")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.look_button = PrimaryButton(_("{act}…").format(act=_(LookForSignals.act.title)), self)
        self.permit(self.look_button, LookForSignals.permission)
        self.look_button.clicked.connect(lambda _checked: self.look_for())
        self.header.addWidget(self.look_button)
        words = _("No signal is on record. They are looked for in the figures of a year and in lists.")
        may = desk.actor.may(Permission.RECORD)
        self.list.nothing = (words, _(LookForSignals.act.title), self.look_for) if may else (words, "", None)

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many signals nobody has looked into."""
        return desk.read(count, LISTING, Query(where={"state": (SignalState.OPEN,)}))

    def look_for(self) -> None:
        """Ask for the year in which signals are looked for."""
        self.ask(LookForSignals, {"year": self.year})

    def show_row(self, row: SignalRow) -> QWidget:
        """The signal, its household, and its acts."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        box.addWidget(heading(_("Household of {head}").format(head=row.head), holder, 1.25))
        box.addWidget(Chip(STATES[row.state], SIGNAL_LIST["state"].shown(row), holder))
        for place, (title, ask, command) in enumerate(self._acts(row)):
            box.addWidget(self.button(title, command, ask, strong=place == 0))
        if row.clue_id is not None:
            box.addWidget(self.link(_("See the clue"), "clues", row.clue_id))
        box.addWidget(self.link(_("See the household"), "registry", row.household_id))
        box.addWidget(Pairs(self.shown(row, FACTS), holder))
        return holder

    def open_row(self, row: SignalRow) -> None:
        """Do the next act on the signal, or go to its clue."""
        acts = list(self._acts(row))
        if row.clue_id is not None:
            self.go.emit("clues", row.clue_id)
        elif acts and self.desk.actor.may(acts[0][2].permission):
            acts[0][1]()

    def actions_for(self, menu: QMenu, row: SignalRow | None) -> None:
        """The acts on the signal, for who may do them."""
        for title, ask, command in self._acts(row) if row is not None else ():
            if self.desk.actor.may(command.permission):
                menu.addAction(title, ask)

    def _acts(self, row: SignalRow) -> Iterator[tuple[str, Callable[[], None], type[Command]]]:
        acts = ACTS[row.state]
        if row.number in key_groups() and row.state is SignalState.OPEN:
            acts = (RecordHouseholdVisit, *acts)
        for command in acts:

            def ask(command: type[Command] = command) -> None:
                if command is RecordHouseholdVisit:
                    self.ask(command, household=row.household_id)
                elif command is TakeUpSignal:
                    self.ask(command, signal=row.id)
                else:
                    self.ask(command, signals=self._together(row))

            yield _("{act}…").format(act=_(command.act.title)), ask, command

    def _together(self, row: SignalRow) -> tuple[int, ...]:
        """The selected signals in the state of a row, where it is among them; the row alone otherwise."""
        rows = [each for each in self.list.table.selected_rows() if each.state is row.state]
        numbers = tuple(each.id for each in rows)
        return numbers if row.id in numbers else (row.id,)

    def done_with(self, command: type[Command], change: Change) -> None:
        """Go to a new clue."""
        if command is TakeUpSignal:
            self.go.emit("clues", change.id)
