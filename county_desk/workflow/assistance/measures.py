"""Measures of assistance: recorded for a household and a risk, delivered, and withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sqlalchemy.orm import Session

from county_desk.fields import Record
from county_desk.models.measure import AssistanceMeasure, MeasureClass, Need
from county_desk.models.user import Permission
from county_desk.rules.findings import Finding
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.help_facts import HelpAsked
from county_desk.tables.assistance.measure_life import gone_on
from county_desk.tables.assistance.measure_titles import title_of
from county_desk.tables.assistance.programme_words import ProgrammeName
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.assistance.eligibility import (
    eligibility_trouble,
    finding_for,
    help_fields,
    member_trouble,
    responsible_trouble,
    unknown_in_words,
)
from county_desk.workflow.assistance.needs import answer_trouble, risk_trouble, risks_on_record
from county_desk.workflow.assistance.officials import UNIT_OF_RESPONSIBLE
from county_desk.workflow.command import REASON, Ask, Given, Known, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS, withdrawing
from county_desk.workflow.gate.states import Once, Unless
from county_desk.workflow.record_acts import ChangingAct, MakingAct, WithdrawingAct
from county_desk.workflow.registry import removed_trouble

MEASURE = Ask(Record(), N_("Measure"), of="measures")
_DELIVERED = Unless(AssistanceMeasure.delivered_on, N_("This measure was delivered on {delivered_on}"))
_NOT_DELIVERED = Once(AssistanceMeasure.delivered_on, N_("This measure was not delivered"))


def known_help(session: Session, given: Given) -> Mapping[str, Sequence[object]]:
    """The class of the programme, the risks that the household has, and the unit of the official."""
    programme, household = programmes().get(str(given.get("programme") or "")), given.get("household")
    return {
        "kind": (MeasureClass.named(programme.kind),) if programme else (),
        "risk": risks_on_record(session, household) if household else (),
        **UNIT_OF_RESPONSIBLE.read(session, given),
    }


class RecordMeasure(MakingAct[AssistanceMeasure]):
    """Record a planned measure for a household, and the need or risk that it addresses."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Record a measure"), N_("Recorded a measure"), "measure")
    synonyms: ClassVar = N_("help allowance subsidy loan post relocation")
    law: ClassVar = OF_HELP_BY_OTHERS
    records: ClassVar = {"unanswered": ""}
    known: ClassVar = Known(("household", "programme", "responsible"), known_help)
    makes: ClassVar = AssistanceMeasure
    undone_by: ClassVar = "WithdrawMeasure"

    household: Annotated[int, asked(AssistanceMeasure.household_id)]
    need: Annotated[int | None, asked(AssistanceMeasure.need_id, within="household")] = None
    kind: Annotated[MeasureClass, asked(AssistanceMeasure.kind)]
    programme: Annotated[str, Ask(ProgrammeName(), N_("Programme"), N_("Blank for help of no programme"))] = (
        ""
    )
    content: Annotated[str, asked(AssistanceMeasure.title)] = ""
    since: Annotated[date, asked(AssistanceMeasure.since, today=True)]
    risk: Annotated[str, asked(AssistanceMeasure.risk)] = ""
    until: Annotated[date | None, asked(AssistanceMeasure.until, seldom=True)] = None
    responsible: Annotated[str, asked(AssistanceMeasure.responsible)] = ""
    unit: Annotated[str, asked(AssistanceMeasure.unit)] = ""
    amount: Annotated[Decimal | None, asked(AssistanceMeasure.amount)] = None
    member: Annotated[int | None, asked(AssistanceMeasure.member_id, within="household")] = None
    months: Annotated[int | None, asked(AssistanceMeasure.months)] = None
    departure: Annotated[str, asked(AssistanceMeasure.departure)] = ""

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        return help_fields(given)

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := removed_trouble(work, self.household):
            return found
        if self.need is not None and (found := answer_trouble(work, self.need, self.household)):
            return found
        if found := risk_trouble(work, self.household, self.risk):
            return found
        if self.amount is not None and self.amount < 0:
            return {"amount": _("An amount is not below 0")}
        if found := responsible_trouble(work, self.responsible, self.household):
            return found
        return member_trouble(work, self.member, self.household) or self._programme_trouble(work)

    def _programme_trouble(self, work: Work) -> Mapping[str, str]:
        """Return why the measure cannot belong to the programme, or the household is not eligible."""
        if not self.programme:
            return {}
        programme = programmes()[self.programme]
        if programme.kind != self.kind.value:
            words = _("{programme} belongs to the class {kind}")
            kind = _(MeasureClass.named(programme.kind).label)
            return {"kind": words.format(programme=programme.shown(), kind=kind)}
        finding = self._finding(work)
        return eligibility_trouble(work, finding, programme.rule, self.departure, self.since)

    def _finding(self, work: Work) -> Finding:
        asked = HelpAsked(self.programme, self.member, self.amount, self.months)
        return finding_for(work, self.household, self.since, asked)

    def _plain_finding(self, work: Work) -> dict[str, object] | None:
        """The finding as the measure keeps it."""
        if not self.programme:
            return None
        return self._finding(work).as_plain(rule=programmes()[self.programme].rule, on=self.since)

    def effect(self, work: Work) -> str:
        """Return the missing facts of the programme's rule."""
        return unknown_in_words(self._finding(work)) if self.programme else ""

    def own(self, work: Work) -> Mapping[str, object]:
        need = work.session.get_one(Need, self.need) if self.need is not None else None
        return {
            "risk": self.risk.strip() or (need.risk if need else ""),
            "programme": self.programme or None,
            "finding": self._plain_finding(work),
        }

    def told(self, work: Work, record: AssistanceMeasure) -> str:
        words = _("Measure for {head} recorded: {title}")
        return words.format(head=record.household.head, title=title_of(record))


class DeliverMeasure(ChangingAct[AssistanceMeasure]):
    """Record that a measure was delivered to the household, and when."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record the delivery of a measure"), N_("Recorded the delivery of a measure"), "measure"
    )
    synonyms: ClassVar = N_("done given")
    law: ClassVar = OF_HELP_BY_OTHERS
    undone_by: ClassVar = "UndeliverMeasure"
    refused: ClassVar = (_DELIVERED,)

    measure: Annotated[int, MEASURE]
    delivered_on: Annotated[date, asked(AssistanceMeasure.delivered_on)]
    result: Annotated[str, asked(AssistanceMeasure.result)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := by_stages(work, self.measure):
            return found
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        return end_trouble(measure, self.delivered_on, "delivered_on")

    def told(self, work: Work, record: AssistanceMeasure) -> str:
        words = _("Measure for {head} delivered on {day}: {title}")
        return words.format(head=record.household.head, day=self.delivered_on, title=title_of(record))


class UndeliverMeasure(ChangingAct[AssistanceMeasure]):
    """Take back the delivery of a measure."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Take back the delivery of a measure"), N_("Took back the delivery of a measure"), "measure"
    )
    law: ClassVar = withdrawing(column="delivered_on", counted_on=AssistanceMeasure.delivered_on)
    summary: ClassVar = N_("Delivery to {household.head} taken back: {act.reason}")
    sets: ClassVar = {"delivered_on": None, "result": ""}
    refused: ClassVar = (_NOT_DELIVERED,)

    measure: Annotated[int, MEASURE]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return by_stages(work, self.measure)


class WithdrawMeasure(WithdrawingAct[AssistanceMeasure]):
    """Withdraw a measure that will not be delivered."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Withdraw a measure"), N_("Withdrew a measure"), "measure")
    summary: ClassVar = N_("Measure for {household.head} withdrawn: {act.reason}")
    kept_in: ClassVar = "result"
    refused: ClassVar = (_DELIVERED,)

    measure: Annotated[int, MEASURE]


def end_trouble(
    measure: AssistanceMeasure, day: date, field: str, *, closing: bool = False
) -> Mapping[str, str]:
    """Return why nothing of a measure is done on a day: it ended, or the person or household is gone.

    A `closing` act winds the measure up, which is lawful after a death or a departure.
    """
    if measure.ended_on is not None and day > measure.ended_on:
        return {field: _("The measure ended on {day}").format(day=measure.ended_on)}
    gone = gone_on(measure)
    if closing or gone is None or day <= gone:
        return {}
    if measure.member is None:
        words = _("The household of {head} left the register on {day}")
        return {field: words.format(head=measure.household.head, day=gone)}
    words = _("{name} died or left the household on {day}")
    return {field: words.format(name=measure.member.name, day=gone)}


def by_stages(work: Work, number: int) -> Mapping[str, str]:
    """Return why a measure of a programme cannot be marked as delivered: its stages do that."""
    programme = work.session.get_one(AssistanceMeasure, number).programme
    if not programme:
        return {}
    words = _("{programme} goes on by its stages; record or withdraw a stage")
    return {"measure": words.format(programme=programmes()[programme].shown())}
