"""Measures of assistance: what households are given, what need each answers, and what they have."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.rules.findings import Finding
from county_desk.tables.measures import LISTING, MEASURES, MeasureDetail, MeasureRow, measure_detail
from county_desk.text import _
from county_desk.views.assistance.part import PARTS, AssistancePart
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import heading
from county_desk.views.widgets.record_card import record_card
from county_desk.workflow.command import Command
from county_desk.workflow.measures import DeliverMeasure, RecordMeasure, UndeliverMeasure, WithdrawMeasure
from county_desk.workflow.needs import AnswerNeed

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class MeasuresPage(AssistancePart):
    """Every measure that stands; Enter records that the household has it."""

    key: ClassVar = "measures"
    title: ClassVar = PARTS["measures"]
    icon: ClassVar = Icon.DONE
    listing = LISTING
    filters: ClassVar = ("kind", "programme", "answers", "village")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(RecordMeasure.title)), RecordMeasure)

    def show_row(self, row: MeasureRow) -> QWidget:
        """The measure, its acts, and the ways to its household and need."""
        named = [(_("{act}…").format(act=_(command.title)), command) for command in _acts(row)]
        acts = [self.act(words, command, measure=row.id) for words, command in named]
        acts.append(self.link(_("See the household"), "registry", row.household_id))
        if row.need_id is not None:
            acts.append(self.link(_("See the need"), "needs", row.need_id))
        card = record_card(MEASURES, row, acts, self)
        desk = self.desk
        self.look(
            lambda: desk.read(measure_detail, row.id), lambda found: _show_detail(found, card), "measure"
        )
        return card

    def open_row(self, row: MeasureRow) -> None:
        """Record the delivery, while it is not recorded."""
        if row.delivered_on is None and self.desk.actor.may(DeliverMeasure.permission):
            self.ask(DeliverMeasure, {}, measure=row.id)

    def actions_for(self, menu: QMenu, row: MeasureRow | None) -> None:
        """The acts on the measure, for who may do them."""
        if row is not None:
            self.offer_acts(menu, _acts(row), measure=row.id)


def _show_detail(found: MeasureDetail | None, card: QWidget) -> None:
    """Add what the rule of the programme found, once it is read."""
    box = card.layout() if isValid(card) else None
    if found is None or found.finding is None or not isinstance(box, QVBoxLayout):
        return
    box.addWidget(heading(_("Eligibility"), card, 1.1))
    box.addWidget(FindingView(Finding.from_plain(found.finding), card))


def _acts(row: MeasureRow) -> tuple[type[Command], ...]:
    """What can be done with a measure, the next thing first."""
    answer = () if row.answers else (AnswerNeed,)
    return (UndeliverMeasure, *answer) if row.delivered_on else (DeliverMeasure, *answer, WithdrawMeasure)
