"""Causes of poverty and needs of households: recorded, ended, and answered by measures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.day_laws import STATED
from county_desk.facts.kinds import SeveralWords, Word
from county_desk.facts.word_lists import CAUSE, RISK
from county_desk.fields import Record
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass, Need, NeedEnd
from county_desk.models.user import Permission
from county_desk.tables.assistance.measure_titles import title_of
from county_desk.tables.history.act_words import OF_HELP, ActWords
from county_desk.tables.monitoring.monitoring_facts import named_risks, risks_in, watched_of
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Given, Known, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS
from county_desk.workflow.gate.states import Unless, filled_in
from county_desk.workflow.record_acts import ChangingAct, MakingAct, WithdrawingAct
from county_desk.workflow.registry import HOUSEHOLD

MOST_OTHERS = 2  # the registration form has room for two other causes
NEED = Ask(Record(), N_("Need"), of="needs")
_ENDED = Unless(Need.ended_on, N_("This need ended on {ended_on}"))


class RecordCauses(Command):
    """Record the causes of poverty of a household, with the day and the person who found them."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Record causes of poverty"), N_("Recorded causes of poverty"), "household")
    synonyms: ClassVar = N_("cause")
    law: ClassVar = OF_HELP_BY_OTHERS
    back: ClassVar = OF_HELP

    household: Annotated[int, HOUSEHOLD]
    cause: Annotated[
        str, Ask(Word(title=CAUSE), N_("Main cause of poverty"), needed=N_("Choose the main cause"))
    ]
    others: Annotated[str, Ask(SeveralWords(title=CAUSE), N_("Other causes"), N_("At most two"))] = ""
    found_on: Annotated[date, asked(Need.found_on, law=STATED)]
    found_by: Annotated[str, asked(Need.found_by)]

    def problems(self, work: Work) -> Mapping[str, str]:
        others = _words(self.others)
        if self.cause in others:
            return {"others": _("The main cause stands here again; name others, or none")}
        if len(others) > MOST_OTHERS:
            words = _("Name at most {most} other causes")
            return {"others": words.format(most=MOST_OTHERS)}
        return {}

    def run(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household)
        household.cause = self.cause
        kept = (household.other_causes or "").split(",")
        others = _words(self.others) or [word for word in kept if word != self.cause]  # blank never erases
        if any(others) or household.other_causes:
            household.other_causes = ",".join(others)
        for name, value in (("found_on", self.found_on), ("found_by", self.found_by.strip())):
            setattr(household, f"causes_{name}", value)
        words = _("Causes of poverty of {head} recorded: {causes}")
        named = _(", ").join(Word(title=CAUSE).show(word) for word in (self.cause, *_words(self.others)))
        summary = words.format(head=household.head, causes=named)
        return Change(summary, id=household.id)


def _known_risks(session: Session, given: Given) -> Mapping[str, Sequence[object]]:
    """The risks that the household has."""
    household = given.get("household")
    return {"risk": risks_on_record(session, household) if household else ()}


class RecordNeed(MakingAct[Need]):
    """Record a need of a household, its cause or risk, and the class of measure that addresses it."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Record a need"), N_("Recorded a need"), "need")
    synonyms: ClassVar = N_("want lack")
    law: ClassVar = OF_HELP_BY_OTHERS
    back: ClassVar = OF_HELP
    known: ClassVar = Known(("household",), _known_risks)
    makes: ClassVar = Need
    summary: ClassVar = N_("Need of {household.head} recorded: {wants}")

    household: Annotated[int, asked(Need.household_id)]
    wants: Annotated[MeasureClass, asked(Need.wants)]
    cause: Annotated[str, asked(Need.cause, N_("Or the risk, for a monitored household"))] = ""
    risk: Annotated[str, asked(Need.risk)] = ""
    words: Annotated[str, asked(Need.words)] = ""
    found_on: Annotated[date, asked(Need.found_on)]
    found_by: Annotated[str, asked(Need.found_by)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if bool(self.cause.strip()) is bool(self.risk.strip()):
            return {"cause": _("Choose the cause or the risk that the need comes from, one of the two")}
        return risk_trouble(work, self.household, self.risk)

    def effect(self, work: Work) -> str:
        own = (Need.household_id == self.household, Need.wants == self.wants)
        source = (Need.cause == self.cause.strip(), Need.risk == self.risk.strip())
        wanted = select(Need).where(*own, *source, Need.ended_on.is_(None), Need.withdrawn_on.is_(None))
        if need := work.session.scalar(wanted.order_by(Need.id.desc()).limit(1)):
            words = _("Need {number} of {day} is open already, with the same cause or risk; this is one more")
            return words.format(number=need.id, day=need.found_on)
        return ""


class EndNeed(ChangingAct[Need]):
    """Record that a need is met or no longer exists."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("End a need"), N_("Ended a need"), "need")
    synonyms: ClassVar = N_("met over")
    law: ClassVar = OF_HELP_BY_OTHERS
    back: ClassVar = OF_HELP
    refused: ClassVar = (_ENDED,)
    summary: ClassVar = N_("Need of {household.head} ended: {ended_as}")

    need: Annotated[int, NEED]
    ended_as: Annotated[NeedEnd, asked(Need.ended_as)]
    ended_on: Annotated[date, asked(Need.ended_on)]
    outcome: Annotated[str, asked(Need.outcome)]


class WithdrawNeed(WithdrawingAct[Need]):
    """Withdraw a need that was recorded by mistake; no measure may answer it."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Withdraw a need"), N_("Withdrew a need"), "need")
    back: ClassVar = OF_HELP
    refused: ClassVar = (_ENDED,)
    summary: ClassVar = N_("Need of {household.head} withdrawn: {outcome}")
    kept_in: ClassVar = "outcome"

    need: Annotated[int, NEED]

    def problems(self, work: Work) -> Mapping[str, str]:
        if any(measure.withdrawn_on is None for measure in work.session.get_one(Need, self.need).measures):
            return {"need": _("A measure answers this need; withdraw the measure first, or end the need")}
        return {}


class AnswerNeed(Command):
    """Record which need of the household a measure addresses."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Name the need that a measure answers"),
        N_("Named the need that a measure answers"),
        "measure",
        "need",
    )
    synonyms: ClassVar = N_("link")
    law: ClassVar = OF_HELP_BY_OTHERS
    back: ClassVar = OF_HELP

    measure: Annotated[int, Ask(Record(), N_("Measure"), of="measures")]
    need: Annotated[int, asked(AssistanceMeasure.need_id, within="measure")]

    def problems(self, work: Work) -> Mapping[str, str]:
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        return answer_trouble(work, self.need, measure.household_id)

    def run(self, work: Work) -> Change:
        measure = work.session.get_one(AssistanceMeasure, self.measure)
        need = work.session.get_one(Need, self.need)
        measure.need_id = need.id
        if not measure.risk and need.risk:
            measure.risk = need.risk
        words = _("The measure {title} answers need {number} of {head}")
        summary = words.format(title=title_of(measure), number=need.id, head=need.household.head)
        return Change(summary, id=measure.id)


def answer_trouble(work: Work, number: int, household: int) -> Mapping[str, str]:
    """Return why no measure of the household can address the need."""
    need = work.session.get_one(Need, number)
    if _ENDED.bars(need):
        return {"need": filled_in(_ENDED.words, need)}
    if need.household_id == household:
        return {}
    words = _("Need {number} is one of {head}; choose a need of the same household")
    return {"need": words.format(number=number, head=need.household.head)}


def _words(causes: str) -> tuple[str, ...]:
    return tuple(filter(None, causes.split("、")))


def risks_on_record(session: Session, household: int) -> tuple[str, ...]:
    """The risks of a household by its record of monitoring and its verified clues, each once."""
    watched = watched_of(session, household)
    known = (*(risks_in(watched.risks) if watched else ()), *named_risks(session, household))
    return tuple(dict.fromkeys(known))


def risk_trouble(work: Work, household: int, risk: str) -> Mapping[str, str]:
    """Check that a risk which help answers is on record for the household, if any is; return the problem."""
    if not risk.strip():
        return {}
    known = risks_on_record(work.session, household)
    if not known or risk.strip() in known:
        return {}
    words = _("{risk} is no risk of this household, which has: {known}. If it is one, set its risks first")
    kind = Word(title=RISK)
    listed = _(", ").join(kind.show(each) for each in known)
    return {"risk": words.format(risk=kind.show(risk.strip()), known=listed)}
