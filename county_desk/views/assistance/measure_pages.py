"""Needs of households, and the measures that answer them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.fields import Column, Count, Text
from county_desk.intake.pasting import help_grids
from county_desk.models.user import Permission
from county_desk.rules.findings import Finding
from county_desk.rules.programmes import STAGE_FIELDS, programmes
from county_desk.tables.assistance.help_figures import FollowUpLine, follow_up, income_chart
from county_desk.tables.assistance.household_account import measure_paper
from county_desk.tables.assistance.measures import (
    LISTING,
    MeasureDetail,
    MeasureRow,
    measure_detail,
    overdue_measures,
)
from county_desk.tables.assistance.needs import LISTING as NEEDS
from county_desk.tables.assistance.needs import NeedRow, NeedState
from county_desk.tables.assistance.programme_words import BETWEEN, stage_key, stage_of
from county_desk.tables.assistance.stages import STAGES, StageRow
from county_desk.tables.listing import Query
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage, ListChart
from county_desk.views.lists.measure_tool import offer_measure_tool
from county_desk.views.paper_acts import PaperActs, account_paper
from county_desk.views.types import Desk, Document
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.finding_view import FindingView
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowLink, RowOffer
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.assistance.holders import PostHolders, RecordHolderObjection
from county_desk.workflow.assistance.measures import (
    DeliverMeasure,
    RecordMeasure,
    UndeliverMeasure,
    WithdrawMeasure,
)
from county_desk.workflow.assistance.needs import AnswerNeed, EndNeed, RecordCauses, RecordNeed, WithdrawNeed
from county_desk.workflow.assistance.stages import RecordStage, WithdrawStage


class NeedsPage(ActsPage[NeedRow]):
    """Every need; Enter records a measure against one without."""

    key: ClassVar = "needs"
    listing = NEEDS
    filters: ClassVar = ("state", "cause", "wants", "village")
    waits: ClassVar = {Permission.RECORD: Query({"state": NeedState.OPEN})}
    made: ClassVar = RecordNeed
    grids: ClassVar = (help_grids.NEEDS, help_grids.MEASURES, help_grids.NEEDS_ENDED)
    leads: ClassVar = {RecordMeasure: "measures"}  # where its eligibility and its stages stand

    def add_tools(self) -> None:
        """Add the tool that gives a measure to many."""
        self.many = offer_measure_tool(self, self._ask_many)

    def acts(self, row: NeedRow) -> Iterable[RowOffer]:
        """Record a measure against the need, end or withdraw it; an ended one leads to its household."""
        causes = RowAct(RecordCauses, fixed={"household": row.household_id}, waits=False)
        household = RowLink(_("See the household"), "household", row.household_id)
        if row.state is NeedState.ENDED:
            yield from (household, causes)
            return
        values = {"kind": row.wants, "risk": row.risk}
        about = {"household": row.household_id, "need": row.id}
        yield RowAct(RecordMeasure, values, about, waits=row.state is NeedState.OPEN)
        for command in (EndNeed, WithdrawNeed):
            yield RowAct(command, fixed={"need": row.id})
        yield from (causes, household)

    def _ask_many(self, rows: Sequence[object]) -> None:
        """Open the form for the households of some needs; of one class, that is proposed."""
        needs = [row for row in rows if isinstance(row, NeedRow)]
        kinds = {row.wants for row in needs}
        values = {"kind": next(iter(kinds)) if len(kinds) == 1 else None}
        households = tuple(dict.fromkeys(row.household_id for row in needs))
        self.ask(GiveToMany, values, households=households)


class MeasuresPage(ActsPage[MeasureRow]):
    """Every measure that stands; Enter records that the household has it."""

    key: ClassVar = "measures"
    listing = LISTING
    filters: ClassVar = ("kind", "programme", "stage", "answers", "village")
    waits: ClassVar = {Permission.RECORD: overdue_measures}  # loans over their last day, for example

    made: ClassVar = RecordMeasure
    also_made: ClassVar = (PostHolders,)
    grids: ClassVar = (help_grids.MEASURES, help_grids.LOANS, help_grids.STAGES, help_grids.DELIVERIES)
    chart: ClassVar = ListChart(N_("Income by measure"), lambda page: page.desk.read(income_chart))

    def _build(self) -> None:
        super()._build()
        figures = self.list.bar.offer(_("Follow-up"), Icon.CLOCK)
        figures.clicked.connect(lambda _checked: self._look_for_figures())

    def narrow(self, subject: object) -> None:
        """Show the measures of a class."""
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

    def acts(self, row: MeasureRow) -> Iterable[RowOffer]:
        """Record the delivery, name the need or withdraw; one of a programme goes on by its stages."""
        measure = {"measure": row.id}
        if not row.programme:
            deliver = UndeliverMeasure if row.delivered_on else DeliverMeasure
            yield RowAct(deliver, fixed=measure, waits=not row.delivered_on)
        if not row.answers:
            yield RowAct(AnswerNeed, fixed=measure, waits=False)
        if not row.delivered_on:
            yield RowAct(WithdrawMeasure, fixed=measure, waits=False)
        yield from self._posting(row)
        yield RowLink(_("See the household"), "household", row.household_id)
        if row.need_id is not None:
            yield RowLink(_("See the need"), "needs", row.need_id)
        yield from self._paper(row).acts()
        yield from account_paper(self, row.household_id).acts()

    def _posting(self, row: MeasureRow) -> Iterator[RowAct]:
        """The acts on a person who is proposed for a post: the list in the village, and objections to it."""
        programme = programmes().get(row.programme or "")
        stage = programme.posting if programme else None
        if programme is None or stage is None:
            return
        if row.stage == stage_key(programme, stage):
            yield RowAct(RecordHolderObjection, fixed={"measure": row.id}, waits=False)
        elif (row.stage or "").rpartition(BETWEEN)[2] == stage.after and row.person:
            about = {"programme": programme.key, "village": row.village_id, "measures": (row.id,)}
            yield RowAct(PostHolders, fixed=about, waits=False)

    def _paper(self, row: MeasureRow) -> PaperActs:
        """The confirmation of the measure."""
        desk = self.desk

        def confirm(language: str) -> Document:
            from county_desk.reports.help_papers import confirmation

            return confirmation(*desk.read(measure_paper, row.id, desk.today), language)

        name = _("confirmation of the measure")
        return PaperActs(self, name, confirm, lambda: f"{row.head}_{row.id}")

    def open_row(self, row: MeasureRow) -> None:
        """Record the next stage of a programme, or the delivery while it is not recorded."""
        if not row.programme:
            super().open_row(row)
            return
        _found, nexts = _measure_and_nexts(self.desk, row.id)
        if key := next((key for key, trouble in nexts.items() if not trouble), ""):
            recording = _stage_act(row.id, key)
            self.open_act(next(self._posting(row), recording) if _is_posting(key) else recording)

    def show_more(self, row: MeasureRow, card: RecordCard) -> None:
        """Add the stages with the next ones, and the finding of the rule, once they are read."""
        desk = self.desk
        self.look(
            lambda: _measure_and_nexts(desk, row.id),
            lambda found: self._show_detail(row, *found, card),
            "measure",
            card,
        )

    def _show_detail(
        self, row: MeasureRow, found: MeasureDetail | None, nexts: Mapping[str, str], card: RecordCard
    ) -> None:
        if found is None:
            return
        box = card.box
        if words := self._overdue(row, found):
            box.insertWidget(0, Banner("warn", words, card))
        card.acts.add(*self._stage_buttons(row.id, nexts, found.owed), first=True)
        if found.stages:
            box.addWidget(heading(_("Stages"), card, 1.1))
            card.acts.add(self.act_button(RowAct(WithdrawStage, fixed={"measure": row.id})))
        for stage in found.stages:
            said = [STAGES[key].shown(stage) for key in ("done_on", "stage")]
            said += [_fact(STAGES[key], stage) for key in STAGE_FIELDS]
            box.addWidget(line(" · ".join(filter(None, said)), card))
        if found.finding is not None:
            box.addWidget(heading(_("Eligibility"), card, 1.1))
            box.addWidget(FindingView(Finding.from_plain(found.finding), card))

    def _stage_buttons(self, measure: int, nexts: Mapping[str, str], owed: Decimal) -> Iterator[Button]:
        """A button for each next stage; the strong one comes next, and a grey one names its level.

        A loan that is repaid is settled next, any other measure takes its first possible stage.
        """
        possible = [key for key, trouble in nexts.items() if not trouble]
        settling = (key for key in possible if (stage := stage_of(key)) and stage.balanced and not owed)
        strong = next(iter((*settling, *possible)), "")
        for key, trouble in nexts.items():
            if not _is_posting(key):
                button = self.act_button(_stage_act(measure, key), strong=key == strong)
                self.permit(button, RecordStage.permission, trouble)
                yield button

    def _overdue(self, row: MeasureRow, found: MeasureDetail) -> str:
        """The warning about a measure past its last day, with the yuan still owed; empty without one."""
        if not found.ends or row.delivered_on is None or row.ended_on is not None:
            return ""
        if row.until is None or row.until >= self.desk.today:
            return ""
        late = _("Overdue: it should have ended by {day}").format(day=row.until)
        owed = _("{owed} yuan are still owed").format(owed=f"{found.owed:,.2f}") if found.owed else ""
        return _("; ").join(filter(None, (late, owed)))


def _measure_and_nexts(desk: Desk, number: int) -> tuple[MeasureDetail | None, Mapping[str, str]]:
    """A measure in full, and its next stages by key with the trouble of this person, "" without one."""
    found = desk.read(measure_detail, number)
    nexts = {} if found is None else dict(found.nexts)
    stage = partial(RecordStage, measure=number, done_on=desk.today)
    return found, {key: desk.problems(stage(stage=key)).get("", "") for key in nexts}


def _is_posting(key: str) -> bool:
    """Whether a stage is a notice, which another act posts."""
    stage = stage_of(key)
    return stage is not None and bool(stage.notice)


def _stage_act(measure: int, key: str) -> RowAct:
    """The act that records a stage."""
    stage = stage_of(key)
    title = stage.shown() if stage else ""
    about = {"measure": measure, "stage": key}
    return RowAct(RecordStage, fixed=about, words=_("{act}…").format(act=title), title=title)


def _fact(column: Column[StageRow], stage: StageRow) -> str:
    """One fact of a stage; any but a text stands with its title."""
    text = column.shown(stage)
    if not text or isinstance(column.kind, Text):
        return text
    return _("{title}: {text}").format(title=_(column.title), text=text)
