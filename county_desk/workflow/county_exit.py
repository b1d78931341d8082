"""The exit of the county: its case is opened, and the results of evaluations are recorded for its gates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Record, Text
from county_desk.models.case import UNDER_WAY, Case
from county_desk.models.county_exit import (
    CountyRecord,
    CountyStanding,
    EvaluationParameter,
    EvaluationResult,
)
from county_desk.models.place import Place
from county_desk.models.register import Register
from county_desk.models.user import Permission
from county_desk.rules.combining import judge
from county_desk.rules.county_exit import CountyExitFacts
from county_desk.rules.findings import Finding
from county_desk.tables.county_exit import county_exit_facts, poor_of_county
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.common import open_case
from county_desk.workflow.cases.issuing import register
from county_desk.workflow.cases.receiving import YEAR, received_trouble
from county_desk.workflow.command import Ask, Change, Command, Given, Known, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.record_acts import MakingAct, WithdrawingAct

COUNTY_EXIT = "county_exit"  # the procedure
_SUMMED = EvaluationParameter.INCIDENCE


class OpenCountyExit(Command):
    """Open the case in which the county applies to leave the list of poor counties."""

    permission: ClassVar = Permission.RETURN
    act: ClassVar = ActWords(
        N_("Apply for the exit of the county"), N_("Applied for the exit of the county"), "case"
    )
    synonyms: ClassVar = N_("county delisting")
    law: ClassVar = ONE_PERSON
    leads_to: ClassVar = "applications"

    received_on: Annotated[date, asked(Case.received_on, label=N_("Applied on"))]
    document: Annotated[
        str,
        Ask(
            Text(width=24),
            N_("Number of the application"),
            needed=N_("Give the number of the county’s application"),
        ),
    ]
    year: Annotated[int | None, YEAR] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := received_trouble(work, COUNTY_EXIT, self.received_on, self.year):
            return found
        record = county_record(work.session, register(work).county_id)
        if record is not None and record.standing is CountyStanding.EXITED:
            return {"": _("The county left on {day}").format(day=record.exited_on)}
        wanted = select(Case.id).where(Case.county_id.is_not(None), Case.state.in_(UNDER_WAY))
        if number := work.session.scalar(wanted.limit(1)):
            return {"": _("Case {number} of the county is under way").format(number=number)}
        return {}

    def run(self, work: Work) -> Change:
        county = work.session.get_one(Place, register(work).county_id)
        case = open_case(
            work,
            COUNTY_EXIT,
            received_on=self.received_on,
            county=county,
            reason=self.document.strip(),
        )
        work.session.flush()
        summary = _("Exit of {county}: case {number} opened").format(county=county.name, number=case.id)
        return Change(summary, id=case.id)


def _round_under_way(session: Session, given: Given) -> Mapping[str, Sequence[object]]:
    """The last round of the year with its day and document, and the rates that it still lacks."""
    standing = select(EvaluationResult).where(
        EvaluationResult.year == given.get("year"), EvaluationResult.withdrawn_on.is_(None)
    )
    results = session.scalars(standing.order_by(EvaluationResult.round, EvaluationResult.id)).all()
    recorded = {each.parameter for each in results if each.round == results[-1].round}
    lacking = tuple(each for each in EvaluationParameter if each not in recorded)
    if not recorded or not lacking:
        return {"parameter": ()}
    last = results[-1]
    filled = {"round": last.round, "found_on": last.found_on, "document": last.document}
    return {"parameter": lacking, **{name: (value,) for name, value in filled.items()}}


class RecordEvaluation(MakingAct[EvaluationResult]):
    """Record one rate of a round of an evaluation: numerator, denominator, and the document."""

    permission: ClassVar = Permission.RETURN
    act: ClassVar = ActWords(
        N_("Record a result of an evaluation"), N_("Recorded a result of an evaluation"), "evaluation_result"
    )
    synonyms: ClassVar = N_("rates third-party")
    law: ClassVar = ONE_PERSON
    records: ClassVar = dict.fromkeys(("wrong_found", "missed_found", "poor_left", "approving"), "")
    makes: ClassVar = EvaluationResult
    undone_by: ClassVar = "WithdrawEvaluation"
    known: ClassVar = Known(("year",), _round_under_way)

    year: Annotated[int, asked(EvaluationResult.year)]
    round: Annotated[int, asked(EvaluationResult.round)]
    parameter: Annotated[EvaluationParameter, asked(EvaluationResult.parameter)]
    numerator: Annotated[int, asked(EvaluationResult.numerator)]
    denominator: Annotated[int, asked(EvaluationResult.denominator)]
    missed: Annotated[int | None, asked(EvaluationResult.missed)] = None
    wrong: Annotated[int | None, asked(EvaluationResult.wrong)] = None
    found_on: Annotated[date, asked(EvaluationResult.found_on)]
    document: Annotated[str, asked(EvaluationResult.document)]

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        summed = given.get("parameter") is _SUMMED
        return {} if summed else {"missed": False, "wrong": False}

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.year > self.found_on.year:
            return {"year": _("{year} has not begun on {day}").format(year=self.year, day=self.found_on)}
        return self._count_trouble() or self._repeat_trouble(work)

    def _count_trouble(self) -> Mapping[str, str]:
        """Check that the counts can make a rate; return the problem by field."""
        if self.round < 1:
            return {"round": _("Rounds are counted from 1")}
        if self.denominator < 1:
            return {"denominator": _("The denominator is more than 0")}
        if self.numerator < 0 or (self.missed or 0) < 0 or (self.wrong or 0) < 0:
            return {"numerator": _("A count is not below 0")}
        found_in_all = self.numerator + (self.missed or 0) + (self.wrong or 0)
        if found_in_all > self.denominator and self.parameter is not EvaluationParameter.INCOME_SHARE:
            words = _("{found} of {of} cannot be; the numerator is part of the denominator")
            return {"numerator": words.format(found=found_in_all, of=self.denominator)}
        return {}

    def effect(self, work: Work) -> str:
        """The contradiction between the incidence and the register, which leaves the gate unknown."""
        if self.parameter is not _SUMMED:
            return ""
        _poor, doubt = poor_of_county(work.session, self.numerator)
        return doubt.text() if doubt else ""

    def _repeat_trouble(self, work: Work) -> Mapping[str, str]:
        wanted = select(EvaluationResult).where(
            EvaluationResult.year == self.year,
            EvaluationResult.round == self.round,
            EvaluationResult.parameter == self.parameter,
            EvaluationResult.withdrawn_on.is_(None),
        )
        if work.session.scalar(wanted.limit(1)) is None:
            return {}
        words = _("Round {round} of {year} has this rate already; withdraw it, or record the next round")
        return {"round": words.format(round=self.round, year=self.year)}

    def own(self, work: Work) -> Mapping[str, object]:
        return {"county_id": register(work).county_id}

    def told(self, work: Work, record: EvaluationResult) -> str:
        found = self.numerator + (self.missed or 0) + (self.wrong or 0)
        words = _("{title}: {found} of {of} recorded")
        return words.format(title=_(self.parameter.label), found=found, of=self.denominator)


class WithdrawEvaluation(WithdrawingAct[EvaluationResult]):
    """Take back a result of an evaluation that was recorded by mistake."""

    permission: ClassVar = Permission.RETURN
    act: ClassVar = ActWords(
        N_("Withdraw a result of an evaluation"),
        N_("Withdrew a result of an evaluation"),
        "evaluation_result",
    )
    summary: ClassVar = N_("{parameter} of {year}, round {round}, withdrawn: {act.reason}")
    kept_in: ClassVar = ""

    result: Annotated[int, Ask(Record(), N_("Evaluation result"), of="evaluation_results")]


def county_record(session: Session, county: int) -> CountyRecord | None:
    """The standing of the county; None while nothing was recorded of it."""
    return session.scalar(select(CountyRecord).where(CountyRecord.county_id == county))


def gates_of(desk: Desk, year: int) -> Finding:
    """The finding of the county's exit by the results and the law of a year."""
    day = min(date(year, 12, 31), desk.today)
    terms = desk.policy.terms(day)

    def facts(session: Session) -> CountyExitFacts:
        return county_exit_facts(session, session.get_one(Register, 1).county_id, year)

    return judge(COUNTY_EXIT, desk.read(facts), terms)
