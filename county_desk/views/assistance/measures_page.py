"""Measures of assistance: what households are given, what need each answers, and what they have."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.fields import Column, Count, Text
from county_desk.intake.pasting import help_grids
from county_desk.rules.findings import Finding
from county_desk.rules.programmes import STAGE_FIELDS, programmes
from county_desk.tables.assistance.help_figures import FollowUpLine, follow_up, income_chart
from county_desk.tables.assistance.household_account import measure_paper
from county_desk.tables.assistance.measures import (
    LISTING,
    MEASURES,
    MeasureDetail,
    MeasureRow,
    measure_detail,
    overdue_measures,
)
from county_desk.tables.assistance.programme_words import BETWEEN, ProgrammeStageName, stage_key, stage_of
from county_desk.tables.assistance.stages import STAGES, StageRow
from county_desk.tables.listing import Query, one
from county_desk.text import _
from county_desk.views.assistance.part import PARTS, AssistancePart
from county_desk.views.jobs import Jobs
from county_desk.views.paper_acts import PaperActs, account_paper
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.record_card import Act, RecordCard
from county_desk.workflow.assistance.holders import PostHolders, RecordHolderObjection
from county_desk.workflow.assistance.measures import (
    DeliverMeasure,
    RecordMeasure,
    UndeliverMeasure,
    WithdrawMeasure,
)
from county_desk.workflow.assistance.needs import AnswerNeed
from county_desk.workflow.assistance.stages import RecordStage, WithdrawStage
from county_desk.workflow.command import Command

if TYPE_CHECKING:
    from county_desk.reports.document import Document
    from county_desk.workflow.desk import Desk


STAGE_FACTS = (
    "done_on",
    "stage",
    "amount",
    "until",
    "document",
    "agreed",
    "persons",
    "area",
    "place",
    "words",
)
BLANKS = {"document": "", "place": "", "words": ""}  # the fields of a stage that hold text


class MeasuresPage(AssistancePart):
    """Every measure that stands; Enter records that the household has it."""

    key: ClassVar = "measures"
    title: ClassVar = PARTS["measures"]
    icon: ClassVar = Icon.DONE
    listing = LISTING
    filters: ClassVar = ("kind", "programme", "stage", "answers", "village")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(PostHolders.act.title)), PostHolders)
        self.add_button(_("{act}…").format(act=_(RecordMeasure.act.title)), RecordMeasure)
        offer_paste(self, help_grids.MEASURES, help_grids.STAGES, help_grids.DELIVERIES)
        self.add_chart(_("Income by measure"), lambda: desk.read(income_chart), self._show_kind)
        figures = self.list.bar.offer(_("Follow-up"), Icon.LIST)
        figures.clicked.connect(lambda _checked: self._look_for_figures())

    def _show_kind(self, subject: object) -> None:
        """Narrow the list to a class of measure."""
        self.list.filters.show(Query({"kind": (subject,)}))

    def _look_for_figures(self) -> None:
        desk = self.desk
        self.look(lambda: desk.read(follow_up, desk.today), self._show_figures, "figures")

    def _show_figures(self, lines: Sequence[FollowUpLine]) -> None:
        """Show the figures of the follow-up beside the list."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.addWidget(heading(_("Follow-up"), holder, 1.1))
        for each in lines:
            told = _("{title}: {value}").format(
                title=_(each.title), value=Count().show(each.value) or _("unknown")
            )
            box.addWidget(line(told, holder))
        box.addStretch(1)
        self.pane.show_widget(holder)

    def household_of(self, fixed: Mapping[str, object]) -> int | None:
        """The household of the measure that an act is about."""
        number = fixed.get("measure")
        row = self.desk.read(one, LISTING, number) if isinstance(number, int) else None
        return row.household_id if row else None

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many measures of a programme are over their last day without an end, as overdue loans."""
        return desk.read(overdue_measures, desk.today)

    def show_row(self, row: MeasureRow) -> QWidget:
        """The measure, its acts, and the ways to its household and need."""
        named = [(_("{act}…").format(act=_(command.act.title)), command) for command in _acts(row)]
        acts = [self.act(words, command, measure=row.id) for words, command in named]
        acts.extend(self._posting(row))
        acts.append(self.link(_("See the household"), "registry", row.household_id))
        if row.need_id is not None:
            acts.append(self.link(_("See the need"), "needs", row.need_id))
        acts.extend(self._papers(row))
        card = RecordCard(MEASURES, row, acts, self)
        desk = self.desk
        self.look(
            lambda: desk.read(measure_detail, row.id),
            lambda found: self._show_detail(row, found, card),
            "measure",
        )
        return card

    def _posting(self, row: MeasureRow) -> list[Act]:
        """The acts on a person who is proposed for a post: the list in the village, and objections to it."""
        programme = programmes().get(row.programme or "")
        stage = programme.posting if programme else None
        if programme is None or stage is None:
            return []
        if row.stage == stage_key(programme, stage):
            words = _("{act}…").format(act=_(RecordHolderObjection.act.title))
            return [self.act(words, RecordHolderObjection, measure=row.id)]
        if (row.stage or "").rpartition(BETWEEN)[2] != stage.after or not row.person:
            return []
        words = _("{act}…").format(act=_(PostHolders.act.title))
        who = {"programme": programme.key, "village": row.village_id, "measures": (row.id,)}
        return [self.act(words, PostHolders, **who)]

    def _papers(self, row: MeasureRow) -> list[Act]:
        """The buttons of the confirmation and of the household's account card."""
        desk = self.desk

        def confirm(language: str) -> "Document":
            from county_desk.reports.help_papers import confirmation

            return confirmation(*desk.read(measure_paper, row.id, desk.today), language)

        papers = (
            PaperActs(self, _("confirmation of the measure"), confirm, lambda: f"{row.head}_{row.id}"),
            account_paper(self, row.household_id),
        )
        return [act for paper in papers for act in paper.acts()]

    def open_row(self, row: MeasureRow) -> None:
        """Record the delivery, while it is not recorded; of a programme its next stage."""
        if row.programme:
            found = self.desk.read(measure_detail, row.id)
            if found and found.nexts and self.desk.actor.may(RecordStage.permission):
                self._asking_stage(row.id, found.nexts[0][0])()
        elif row.delivered_on is None and self.desk.actor.may(DeliverMeasure.permission):
            self.ask(DeliverMeasure, {}, measure=row.id)

    def actions_for(self, menu: QMenu, row: MeasureRow | None) -> None:
        """The acts on the measure, for who may do them."""
        if row is not None:
            self.offer_acts(menu, _acts(row), measure=row.id)

    def _show_detail(self, row: MeasureRow, found: MeasureDetail | None, card: RecordCard) -> None:
        """Add the stages with the next ones, and the finding of the rule, once they are read."""
        if found is None or not isValid(card):
            return
        box, number = card.box, row.id
        if words := self._overdue(row, found):
            box.insertWidget(0, Banner("warn", words, card))
        for key, title in reversed(found.nexts):
            button, _ask = self.act(_("{act}…").format(act=title), RecordStage)
            button.clicked.connect(self._asking_stage(number, key))
            card.acts.add(button, first=True)
        if found.stages:
            box.addWidget(heading(_("Stages"), card, 1.1))
            button, ask = self.act(
                _("{act}…").format(act=_(WithdrawStage.act.title)), WithdrawStage, measure=number
            )
            button.clicked.connect(lambda _checked: ask())
            card.acts.add(button)
        for stage in found.stages:
            told = (_told(STAGES[key], stage) for key in STAGE_FACTS)
            box.addWidget(line(" · ".join(filter(None, told)), card))
        if found.finding is not None:
            box.addWidget(heading(_("Eligibility"), card, 1.1))
            box.addWidget(FindingView(Finding.from_plain(found.finding), card))

    def _overdue(self, row: MeasureRow, found: MeasureDetail) -> str:
        """That the last day is over without an end, and what is still owed."""
        if not found.ends or row.delivered_on is None or row.ended_on is not None:
            return ""
        if row.until is None or row.until >= self.desk.today:
            return ""
        late = _("Overdue: it should have ended by {day}").format(day=row.until)
        owed = _("{owed} yuan are still owed").format(owed=f"{found.owed:,.2f}") if found.owed else ""
        return _("; ").join(filter(None, (late, owed)))

    def _asking_stage(self, number: int, key: str) -> Callable[[], None]:
        """Open the form of a stage with the fields that it records; the others stay blank."""
        stage = stage_of(key)
        asks = stage.asks if stage else ()
        blank = {field: BLANKS.get(field) for field in STAGE_FIELDS if field not in asks}
        title = stage.shown() if stage else ""
        return lambda: self.ask(RecordStage, {}, title=title, measure=number, stage=key, **blank)


def _told(column: Column[StageRow], stage: StageRow) -> str:
    """One fact of a stage; a number or a yes stands with its title."""
    text = column.shown(stage)
    if not text or isinstance(column.kind, Text | ProgrammeStageName) or column.key == "done_on":
        return text
    return _("{title}: {text}").format(title=_(column.title), text=text)


def _acts(row: MeasureRow) -> tuple[type[Command], ...]:
    """What can be done with a measure, the next thing first; one of a programme goes on by its stages."""
    answer = () if row.answers else (AnswerNeed,)
    if row.delivered_on:
        return answer if row.programme else (UndeliverMeasure, *answer)
    return (*answer, WithdrawMeasure) if row.programme else (DeliverMeasure, *answer, WithdrawMeasure)
