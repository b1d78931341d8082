"""Stages of measures of a programme: each in its order, with the fields that the programme names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Term
from county_desk.models.base import Kept
from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.models.notice import Notice
from county_desk.models.register import Register
from county_desk.models.user import Permission, User
from county_desk.rules.findings import Finding
from county_desk.rules.programmes import STAGE_FIELDS, Programme, ProgrammeStage, programmes
from county_desk.tables.assistance.help_facts import asked_by, stated_facts
from county_desk.tables.assistance.measure_life import done_stages, key_of, recorded
from county_desk.tables.assistance.measure_titles import title_of
from county_desk.tables.assistance.programme_words import ProgrammeStageName, stage_key, stage_of
from county_desk.tables.history.act_words import OF_HELP, ActWords
from county_desk.text import N_, _
from county_desk.workflow.assistance.eligibility import eligibility_trouble, finding_for, unknown_in_words
from county_desk.workflow.assistance.holders import PostHolders
from county_desk.workflow.assistance.measures import MEASURE, end_trouble
from county_desk.workflow.assistance.stage_bounds import (
    GivenBounds,
    bound_trouble,
    missing_figures,
    months_after,
)
from county_desk.workflow.command import REASON, Ask, Change, Command, Given, Known, Work
from county_desk.workflow.declared import asked, record_of, wanted_trouble
from county_desk.workflow.gate.law import Apart, Law
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD
from county_desk.workflow.gate.taken_back import events_that_wrote


def _people_of_the_level_before(work: Work, command: "RecordStage") -> Iterable[str]:
    """The persons who recorded the stages of the level before."""
    measure = work.session.get_one(AssistanceMeasure, command.measure)
    programme = programmes().get(measure.programme or "")
    stage = command.stage_in(programme) if programme else None
    if programme is None or stage is None:
        return ()
    before = programme.level_before(stage)
    recorders = {each.recorded_by for each in recorded(measure) if key_of(each) in before}
    return work.session.scalars(select(User.name).where(User.id.in_(recorders)))


OF_THE_LEVEL_BEFORE = Apart(
    "level before",
    _people_of_the_level_before,
    N_("{name} recorded the stage of the level before; another person records this one"),
)


def _level_of_stage(work: Work, command: "RecordStage") -> Iterator[tuple[Term, str]]:
    """The level that records the stage, where the programme of the measure has it."""
    programme = programmes().get(work.session.get_one(AssistanceMeasure, command.measure).programme or "")
    if programme and (stage := command.stage_in(programme)):
        yield stage.level.recorded_by, stage.shown()


def _approved(session: Session, given: Given) -> Mapping[str, Sequence[object]]:
    """The sum that was approved, for the stage that gives it."""
    stage = stage_of(str(given.get("stage", "")))
    if stage is None or not stage.delivers or not stage.within or not given.get("measure"):
        return {}
    before = recorded(session.get_one(AssistanceMeasure, given["measure"]))
    amounts = [each.amount for each in before if key_of(each) == stage.within and each.amount is not None]
    return {"amount": (sum(amounts, Decimal(0)),) if amounts else ()}


class RecordStage(Command):
    """Record the next stage of a measure of a programme; fields outside the stage stay blank."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a stage of a measure"), N_("Recorded a stage of a measure"), "measure", "measure_stage"
    )
    synonyms: ClassVar = N_("repay renew interest overdue instalment")
    law: ClassVar = Law(apart=(OF_THE_HOUSEHOLD, OF_THE_LEVEL_BEFORE), levels=_level_of_stage)
    back: ClassVar = OF_HELP
    known: ClassVar = Known(("measure", "stage"), _approved)

    measure: Annotated[int, asked(MeasureStage.measure_id)]
    stage: Annotated[str, Ask(ProgrammeStageName(), N_("Stage"))]
    done_on: Annotated[date, asked(MeasureStage.done_on, N_("Of a stage with an end, its first day"))]
    amount: Annotated[Decimal | None, asked(MeasureStage.amount)] = None
    until: Annotated[date | None, asked(MeasureStage.until)] = None
    document: Annotated[str, asked(MeasureStage.document, seldom=True)] = ""
    agreed: Annotated[bool | None, asked(MeasureStage.agreed)] = None
    persons: Annotated[int | None, asked(MeasureStage.persons)] = None
    area: Annotated[Decimal | None, asked(MeasureStage.area)] = None
    place: Annotated[str, asked(MeasureStage.place)] = ""
    words: Annotated[str, asked(MeasureStage.words)] = ""

    @classmethod
    def back_trouble(cls, _work: Work, records: Sequence[Kept]) -> str:
        return _later_trouble(records)

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        stage = stage_of(str(given.get("stage", "")))
        if stage is None:
            return {}
        unasked = {field: False for field in STAGE_FIELDS if field not in stage.asks}
        return unasked | dict.fromkeys(stage.required, True)

    def problems(self, work: Work) -> Mapping[str, str]:
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        if not measure.programme:
            return {"measure": _("This measure follows no programme; record its delivery instead")}
        programme = programmes()[measure.programme]
        stage = self.stage_in(programme)
        if stage is None:
            return {"stage": _("{programme} has no such stage").format(programme=programme.shown())}
        return (
            end_trouble(measure, self.done_on, "stage", closing=programme.closes(stage))
            or _order_trouble(programme, stage, measure)
            or self._notice_trouble(work, stage)
            or self._day_trouble(work, programme, stage, measure)
            or wanted_trouble(self, self.fields_wanted({"stage": stage_key(programme, stage)}))
            or self._amount_trouble()
            or bound_trouble(work, stage, measure, self._given())
            or self._gate_trouble(work, programme, stage, measure)
        )

    def effect(self, work: Work) -> str:
        """Return the missing figures; without them a bound cannot be checked."""
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        stage = self.stage_in(programmes()[measure.programme or ""])
        return missing_figures(work, stage, measure, self.done_on) if stage else ""

    def _given(self) -> GivenBounds:
        return GivenBounds(self.done_on, self.amount, self.until, self.persons)

    def stage_in(self, programme: Programme) -> ProgrammeStage | None:
        """The stage of a programme by its key, or by its title."""
        for each in programme.stages:
            if self.stage in (stage_key(programme, each), each.shown()):
                return each
        return None

    def _notice_trouble(self, work: Work, stage: ProgrammeStage) -> Mapping[str, str]:
        """Check that a posting of today is a notice of the register; older ones have their own numbers."""
        founded = work.session.scalars(select(Register.created_at)).one().astimezone(work.now.tzinfo).date()
        if not stage.notice or self.done_on < founded:
            return {}
        words = _("“{stage}” is a notice with a number and days; post the person with “{act}”")
        return {"stage": words.format(stage=stage.shown(), act=_(PostHolders.act.title))}

    def _day_trouble(
        self, work: Work, programme: Programme, stage: ProgrammeStage, measure: AssistanceMeasure
    ) -> Mapping[str, str]:
        """Check that the stage follows the one before it, and after that one has run its days."""
        before = [each for each in recorded(measure) if key_of(each) == stage.after]
        if not stage.after or not before:
            return {}
        last, rule = before[-1].done_on, programme.stage(stage.after)
        if rule is not None and rule.notice and (trouble := _posting_trouble(work.session, before[-1])):
            return {"stage": trouble}
        if self.done_on < last:
            return {"done_on": _("The stage before was on {day}").format(day=last)}
        if rule is None or not rule.days:
            return {}
        days = work.terms(last)[rule.days].value
        if not isinstance(days, Decimal | int):
            return {"done_on": _("It is not known how many days {stage} runs").format(stage=rule.shown())}
        first = last + timedelta(days=int(days))
        if self.done_on >= first:
            return {}
        words = _("{stage} runs {days} days, to {day}")
        return {"done_on": words.format(stage=rule.shown(), days=int(days), day=first)}

    def _amount_trouble(self) -> Mapping[str, str]:
        if self.amount is not None and self.amount <= 0:
            return {"amount": _("An amount is more than 0")}
        return {}

    def _gate_trouble(
        self, work: Work, programme: Programme, stage: ProgrammeStage, measure: AssistanceMeasure
    ) -> Mapping[str, str]:
        """Check the rule of the programme at a gate; there no fact may be unknown."""
        if not stage.gate:
            return {}
        finding = self._finding(work, programme, stage, measure)
        departure = measure.departure or ""
        found = eligibility_trouble(work, finding, programme.rule, departure, self.done_on)
        if found and not (departure and finding.met):
            return {"stage": next(iter(found.values()))}
        unknown = unknown_in_words(finding)
        return {"stage": unknown} if unknown else {}

    def _finding(
        self, work: Work, programme: Programme, stage: ProgrammeStage, measure: AssistanceMeasure
    ) -> Finding:
        """The finding on the day of this stage, with all facts that the stages stated so far."""
        stated = stated_facts(programme, recorded(measure))
        stated |= {fact: getattr(self, field) for field, fact in stage.facts.items()}
        asked = asked_by(measure, stated, self.amount)
        return finding_for(work, measure.household_id, self.done_on, asked)

    def run(self, work: Work) -> Change:
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        programme = programmes()[measure.programme or ""]
        stage = self.stage_in(programme)
        assert stage is not None  # problems() found it
        record = record_of(work, self, MeasureStage, stage=stage_key(programme, stage))
        if stage.gate:
            finding = self._finding(work, programme, stage, measure)
            measure.finding = finding.as_plain(rule=programme.rule, on=self.done_on)
        work.session.add(record)
        self._follow(stage, measure)
        words = _("{title} for {head}: {stage} on {day}")
        about = {"title": title_of(measure), "head": measure.household.head, "stage": stage.shown()}
        summary = words.format(day=self.done_on, **about)
        return Change(summary, id=measure.id)

    def _follow(self, stage: ProgrammeStage, measure: AssistanceMeasure) -> None:
        """Note on the measure that the household has it, how long, and that it ended."""
        if stage.delivers and measure.delivered_on is None:
            measure.delivered_on = self.done_on
        if stage.term and measure.months:
            measure.until = months_after(self.done_on, measure.months)
        elif self.until is not None:
            measure.until = self.until
        if stage.ends:
            measure.ended_on = self.done_on


def _last_stage(work: Work, act: "WithdrawStage") -> Sequence[MeasureStage]:
    return recorded(work.session.get_one(AssistanceMeasure, act.measure))[-1:]


def _year_of_the_last(work: Work, act: "WithdrawStage") -> list[int]:
    return [each.done_on.year for each in _last_stage(work, act)]


def _acts_of_the_last(work: Work, act: "WithdrawStage") -> list[int]:
    return [number for each in _last_stage(work, act) for number in events_that_wrote(work.session, each)]


class WithdrawStage(Command):
    """Withdraw the last stage of a measure, which was recorded by mistake."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Withdraw the last stage"), N_("Withdrew the last stage of a measure"), "measure", "measure_stage"
    )
    law: ClassVar = Law(apart=(OF_THE_HOUSEHOLD,), years=_year_of_the_last, takes_back=_acts_of_the_last)
    back: ClassVar = OF_HELP

    measure: Annotated[int, MEASURE]
    reason: Annotated[str, REASON]

    @classmethod
    def back_trouble(cls, _work: Work, records: Sequence[Kept]) -> str:
        return _later_trouble(records)

    def problems(self, work: Work) -> Mapping[str, str]:
        if not recorded(work.session.get_one(AssistanceMeasure, self.measure)):
            return {"measure": _("No stage of this measure is recorded")}
        return {}

    def run(self, work: Work) -> Change:
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        programme = programmes()[measure.programme or ""]
        *before, last = recorded(measure)
        stage = programme.stage(key_of(last))
        last.withdrawn_on = work.today
        if stage is not None and stage.delivers:
            measure.delivered_on = None
        if stage is not None and stage.ends:
            measure.ended_on = None
        if stage is not None and (stage.term or "until" in stage.asks):
            measure.until = _until(programme, before)
        words = _("{title} for {head}: {stage} withdrawn: {reason}")
        about = {"title": title_of(measure), "head": measure.household.head}
        shown = ProgrammeStageName().show(last.stage)
        summary = words.format(stage=shown, reason=self.reason.strip(), **about)
        return Change(summary, id=measure.id)


def _later_trouble(records: Sequence[Kept]) -> str:
    """Check that no stage was recorded after those that go or come back."""
    for record in records:
        if isinstance(record, MeasureStage):
            later = [each for each in recorded(record.measure) if each.id > record.id]
            if later:
                words = _("“{stage}” was recorded since; withdraw it first")
                return words.format(stage=ProgrammeStageName().show(later[-1].stage))
    return ""


def _until(programme: Programme, stages: Sequence[MeasureStage]) -> date | None:
    """The last day that the newest of some stages gave the measure."""
    asking = {stage_key(programme, each) for each in programme.stages if "until" in each.asks}
    return next((each.until for each in stages[::-1] if each.until and each.stage in asking), None)


def _posting_trouble(session: Session, posted: MeasureStage) -> str:
    """Check that a posted stage holds: its notice is valid, and no objection was upheld."""
    if posted.agreed is False:
        return _("An objection to this person was upheld: {words}").format(words=posted.words or "")
    void = select(Notice.voided_on).where(Notice.number == posted.document, Notice.voided_on.is_not(None))
    if not posted.document or (day := session.scalar(void)) is None:
        return ""
    words = _("Notice {number} is void since {day}; withdraw this stage, then post the person again")
    return words.format(number=posted.document, day=day)


def _order_trouble(
    programme: Programme, stage: ProgrammeStage, measure: AssistanceMeasure
) -> Mapping[str, str]:
    """Check that the stage is one of those that come next."""
    nexts = programme.open_stages(done_stages(measure))
    if stage in nexts:
        return {}
    if not nexts:
        return {"stage": _("The measure has come to its end")}
    titles = _(", ").join(each.shown() for each in nexts)
    words = _("{stage} cannot be recorded now; next: {stages}")
    return {"stage": words.format(stage=stage.shown(), stages=titles)}
