"""Measures of assistance: what households are given, and what they have."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.models.measure import AssistanceMeasure
from county_desk.tables.measures import LISTING, MeasureRow
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.monitoring.part import PARTS, MonitoringPart
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.style import em
from county_desk.workflow.command import Command
from county_desk.workflow.measures import DeliverMeasure, UndeliverMeasure, WithdrawMeasure

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

FACTS = (
    *("head", "township", "village", "risk", "kind", "since", "until", "delivered_on"),
    *("responsible", "unit", "amount", "result"),
)


class MeasuresPage(MonitoringPart):
    """Every measure that stands; Enter records that the household has it."""

    key: ClassVar = "measures"
    title: ClassVar = PARTS["measures"]
    icon: ClassVar = Icon.DONE
    watches: ClassVar = frozenset({AssistanceMeasure})
    listing = LISTING
    filters: ClassVar = ("kind", "risk", "village")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        words = _("No measure was recorded yet. Measures begin at the monitored household.")
        self.list.nothing = (
            words,
            _("To the monitored households"),
            lambda: self.go.emit("monitored", None),
        )

    def show_row(self, row: MeasureRow) -> QWidget:
        """The measure, its household, and its acts."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        box.addWidget(heading(row.title, holder, 1.25))
        for command in _acts(row):
            words = _("{act}…").format(act=_(command.title))
            ask = self._asking(command, row)
            box.addWidget(self.button(words, command, ask, strong=command is DeliverMeasure))
        box.addWidget(self.link(_("See the household"), "registry", row.household_id))
        box.addWidget(Pairs(self.shown(row, FACTS), holder))
        return holder

    def open_row(self, row: MeasureRow) -> None:
        """Record the delivery, while it is not recorded."""
        if row.delivered_on is None and self.desk.actor.may(DeliverMeasure.permission):
            self._asking(DeliverMeasure, row)()

    def actions_for(self, menu: QMenu, row: MeasureRow | None) -> None:
        """The acts on the measure, for who may do them."""
        if row is None:
            return
        for command in _acts(row):
            if self.desk.actor.may(command.permission):
                menu.addAction(_("{act}…").format(act=_(command.title)), self._asking(command, row))

    def _asking(self, command: type[Command], row: MeasureRow) -> Callable[[], None]:
        return lambda: self.ask(command, {"delivered_on": self.desk.today}, measure=row.id)


def _acts(row: MeasureRow) -> tuple[type[Command], ...]:
    """What can be done with a measure, the next thing first."""
    return (UndeliverMeasure,) if row.delivered_on else (DeliverMeasure, WithdrawMeasure)
