"""Pledges by level and tasks of the county's timetable, each with its day and who answers for it."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Undertaking
from county_desk.tables.assistance.undertakings import (
    PLEDGES,
    PLEDGES_LISTING,
    UndertakingRow,
    UndertakingState,
)
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.listing import Query, count
from county_desk.text import _
from county_desk.views.assistance.part import HELPER_PARTS, HelperPart
from county_desk.views.jobs import Jobs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordUndertaking

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

STATES = {
    UndertakingState.OPEN: Shape.UNDERWAY,
    UndertakingState.DONE: Shape.FINE,
    UndertakingState.LATE: Shape.WATCH,
}


class PledgesPage(HelperPart):
    """Every pledge and task; those under way first, the nearest day first."""

    key: ClassVar = "pledges"
    title: ClassVar = HELPER_PARTS["pledges"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Undertaking})
    listing = PLEDGES_LISTING
    filters: ClassVar = ("state", "kind", "place", "year")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(RecordUndertaking.act.title)), RecordUndertaking)
        offer_paste(self, help_grids.PLEDGES, help_grids.RESULTS)

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many should be done by now and are not."""
        late = Condition("due_on", Operator.AT_MOST, desk.today - timedelta(days=1))
        wanted = Query(where={"state": UndertakingState.OPEN}, conditions=(late,))
        return desk.read(count, PLEDGES_LISTING, wanted)

    def show_row(self, row: UndertakingRow) -> QWidget:
        """The pledge or task, and the way to record its result."""
        acts = []
        if row.state is UndertakingState.OPEN:
            words = _("{act}…").format(act=_(FinishUndertaking.act.title))
            acts = [self.act(words, FinishUndertaking, undertaking=row.id)]
        return RecordCard(PLEDGES, row, acts, self)

    def open_row(self, row: UndertakingRow) -> None:
        """Record the result of one under way."""
        if row.state is UndertakingState.OPEN and self.desk.actor.may(FinishUndertaking.permission):
            self.ask(FinishUndertaking, {}, undertaking=row.id)

    def actions_for(self, menu: QMenu, row: UndertakingRow | None) -> None:
        """The result, for who may record it."""
        if row is not None and row.state is UndertakingState.OPEN:
            self.offer_acts(menu, (FinishUndertaking,), undertaking=row.id)
