"""Needs of households: which have no measure yet, and what answers the others."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.intake.pasting import help_grids
from county_desk.tables.assistance.help_figures import needs_chart
from county_desk.tables.assistance.needs import LISTING, NEEDS, NeedRow, NeedState
from county_desk.tables.listing import Query, count
from county_desk.text import _
from county_desk.views.assistance.part import PARTS, AssistancePart
from county_desk.views.jobs import Jobs
from county_desk.views.lists.giving_tool import offer_giving
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.record_card import Act, RecordCard
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.needs import EndNeed, HelpDraft, RecordCauses, RecordNeed, WithdrawNeed
from county_desk.workflow.command import Change, Command

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

STATES = {
    NeedState.OPEN: Shape.WATCH,
    NeedState.ANSWERED: Shape.UNDERWAY,
    NeedState.GIVEN: Shape.FINE,
    NeedState.ENDED: Shape.NONE,
}
OPEN_NEEDS = tuple(state for state in NeedState if state is not NeedState.ENDED)


class NeedsPage(AssistancePart):
    """Every need; Enter records a measure against one without."""

    key: ClassVar = "needs"
    title: ClassVar = PARTS["needs"]
    icon: ClassVar = Icon.SHOW
    listing = LISTING
    filters: ClassVar = ("state", "cause", "wants", "village")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(RecordNeed.act.title)), RecordNeed)
        offer_paste(self, help_grids.NEEDS, help_grids.MEASURES, help_grids.NEEDS_ENDED)
        self.many = offer_giving(self, self._ask_many)
        self.add_chart(_("Needs by cause"), lambda: desk.read(needs_chart), self._show_cause)

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many needs have no measure."""
        return desk.read(count, LISTING, Query(where={"state": NeedState.OPEN}))

    def show_subject(self, subject: object) -> None:
        """Bring a need into view by its number, or open a form for a household."""
        if not isinstance(subject, HelpDraft):
            super().show_subject(subject)
            return
        fixed = {"households": subject.many} if subject.many else {"household": subject.household}
        self.ask(subject.command, {}, **fixed)

    def show_row(self, row: NeedRow) -> QWidget:
        """The need, its acts, and the way to its household."""
        return RecordCard(NEEDS, row, [*self._acts(row)], self)

    def open_row(self, row: NeedRow) -> None:
        """Record a measure against a need without one."""
        if row.state is NeedState.OPEN and self.desk.actor.may(RecordMeasure.permission):
            self._ask_measure(row)

    def actions_for(self, menu: QMenu, row: NeedRow | None) -> None:
        """The acts on the need, for who may do them."""
        if row is None or row.state is NeedState.ENDED:
            return
        if self.desk.actor.may(RecordMeasure.permission):
            menu.addAction(_("{act}…").format(act=_(RecordMeasure.act.title)), lambda: self._ask_measure(row))
        self.offer_acts(menu, (EndNeed, WithdrawNeed), need=row.id)

    def _acts(self, row: NeedRow) -> Sequence[Act]:
        household = self.link(_("See the household"), "registry", row.household_id)
        causes = self.act(
            _("{act}…").format(act=_(RecordCauses.act.title)), RecordCauses, household=row.household_id
        )
        if row.state is NeedState.ENDED:
            return household, causes
        button, _ask = self.act(_("{act}…").format(act=_(RecordMeasure.act.title)), RecordMeasure)
        ends = [
            self.act(_("{act}…").format(act=_(command.act.title)), command, need=row.id)
            for command in (EndNeed, WithdrawNeed)
        ]
        return (button, lambda: self._ask_measure(row)), *ends, causes, household

    def follow_up(self, command: type[Command]) -> Callable[[Change], None] | None:
        """Lead to a measure that was given, where its eligibility and its stages stand."""
        if command is RecordMeasure:
            return lambda change: self.go.emit("measures", change.id)
        return super().follow_up(command)

    def _show_cause(self, subject: object) -> None:
        """Narrow the list to the open needs of a cause or risk; those without a measure stand first."""
        if isinstance(subject, tuple):
            cause, risk = subject
            where = {"state": OPEN_NEEDS, "cause": (cause,), "risk": (risk,)}
            self.list.filters.show(Query(where))

    def _ask_many(self, rows: Sequence[object]) -> None:
        """Open the form for the households of some needs; of one class, that is proposed."""
        needs = [row for row in rows if isinstance(row, NeedRow)]
        kinds = {row.wants for row in needs}
        values = {"kind": next(iter(kinds)) if len(kinds) == 1 else None}
        households = tuple(dict.fromkeys(row.household_id for row in needs))
        self.ask(GiveToMany, values, households=households)

    def _ask_measure(self, row: NeedRow) -> None:
        values = {"kind": row.wants, "risk": row.risk}
        self.ask(RecordMeasure, values, household=row.household_id, need=row.id)
