"""A round concluded: its field sheets become results of an evaluation, which the gates of the county read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import Row, func, select

from county_desk.fields import Day, Text
from county_desk.models.county_exit import EvaluationParameter, EvaluationResult
from county_desk.models.household import Household, Standing
from county_desk.models.inspection import InspectedHousehold, InspectionRound
from county_desk.models.user import Permission
from county_desk.text import N_, _, _n
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.issuing import register
from county_desk.workflow.supervision.rounds import ROUND, round_trouble

type _Answered = Row[Standing, bool | None, bool | None, int | None]


@dataclass(frozen=True, kw_only=True)
class ConcludeEvaluation(Command):
    """Count the field sheets of a round that were entered twice, and record its rates for the county's gates.

    A wrong decision at an exited household is a wrong exit, at one that is not registered a missed one.
    """

    permission: ClassVar = Permission.SUPERVISE
    title: ClassVar = N_("Conclude an evaluation")
    final: ClassVar = N_("Each rate can be withdrawn at the exit of the county.")

    round: Annotated[int, ROUND]
    found_on: Annotated[date, Ask(Day(), N_("Found on"))]
    document: Annotated[str, Ask(Text(width=24), N_("Document number"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := round_trouble(work, self.round) or work.day_ahead("found_on", self.found_on):
            return found
        made = work.session.get_one(InspectionRound, self.round)
        if self.found_on < made.drawn_on:
            return {"found_on": _("The round was drawn on {day}").format(day=made.drawn_on)}
        if not self.document.strip():
            return {"document": _("Give the number of the document with this result")}
        sheets = self._sheets(work)
        once = sum(sheet.checked_by is None for sheet in sheets)
        if once:
            words = _n(
                "{count} field sheet was entered once only; a second person enters it first",
                "{count} field sheets were entered once only; a second person enters them first",
                once,
            )
            return {"round": words.format(count=once)}
        return {} if _rates(sheets) else {"round": _("No field sheet of this round was entered")}

    def run(self, work: Work) -> Change:
        year, county = self.found_on.year, register(work).county_id
        rates = _rates(self._sheets(work))
        number = 1 + (
            work.session.scalar(select(func.max(EvaluationResult.round)).where(EvaluationResult.year == year))
            or 0
        )
        for parameter, (hits, of) in rates.items():
            result = EvaluationResult(
                county_id=county,
                year=year,
                round=number,
                parameter=parameter,
                numerator=hits,
                denominator=of,
                found_on=self.found_on,
                document=self.document.strip(),
                recorded_by=work.actor.id,
            )
            work.session.add(result)
        work.session.flush()
        words = _("{title} {hits} of {of}")
        told = (words.format(title=_(each.label), hits=hits, of=of) for each, (hits, of) in rates.items())
        title = work.session.get_one(InspectionRound, self.round).title
        summary = _("{title} concluded: {rates}").format(title=title, rates=_("; ").join(told))
        return Change(frozenset({EvaluationResult, InspectionRound}), summary, id=self.round)

    def _sheets(self, work: Work) -> Sequence[_Answered]:
        """The entered sheets with their answers, the standing of the household, and the second entry."""
        wanted = (
            select(
                Household.standing,
                InspectedHousehold.decided_rightly,
                InspectedHousehold.satisfied,
                InspectedHousehold.checked_by,
            )
            .join(Household, Household.id == InspectedHousehold.household_id)
            .where(InspectedHousehold.round_id == self.round, InspectedHousehold.entered_by.is_not(None))
        )
        return work.session.execute(wanted).all()


def _rates(sheets: Sequence[_Answered]) -> dict[EvaluationParameter, tuple[int, int]]:
    """The numerator and denominator of each rate that somebody answered."""
    exited = [each.decided_rightly for each in sheets if each.standing is Standing.EXITED]
    registered = (Standing.EXITED, Standing.REGISTERED)
    others = [each.decided_rightly for each in sheets if each.standing not in registered]
    content = [each.satisfied for each in sheets]
    counted = {
        EvaluationParameter.WRONG_EXIT: (exited.count(False), _answered(exited)),
        EvaluationParameter.MISSED: (others.count(False), _answered(others)),
        EvaluationParameter.APPROVAL: (content.count(True), _answered(content)),
    }
    return {parameter: rate for parameter, rate in counted.items() if rate[1]}


def _answered(answers: Sequence[bool | None]) -> int:
    return len(answers) - answers.count(None)
