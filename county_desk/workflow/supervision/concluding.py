"""Concludes a round: its field sheets become the evaluation results that the county's exit requires."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Annotated, ClassVar, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from county_desk.day_laws import DONE
from county_desk.fields import Day, Rate
from county_desk.models.audit import Event
from county_desk.models.county_exit import WHOLE, EvaluationParameter, EvaluationResult
from county_desk.models.event_record import EventRecord
from county_desk.models.household import Standing
from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionRound,
    InspectionStratum,
    RoundKind,
)
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.user import Permission
from county_desk.rules.sampling import Stratum, weighted_interval, weighted_share
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.history.acts_done import acts_of, is_act
from county_desk.tables.village_figures import village_figures
from county_desk.text import N_, _, _n
from county_desk.workflow.cases.issuing import register
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.supervision.rounds import ROUND, persons_by_standing

CONCLUDED = (RoundKind.EVALUATION, RoundKind.SURVEY)  # what gives the gates of the county their rates
_USUAL = Decimal(95)  # the confidence of a round that says none, in per cent
type _Sheets = Sequence[InspectedHousehold]


class Rated(NamedTuple):
    """One rate of a round: the counts of its sheets, and the rate of the population where it is known.

    For the incidence, `missed` and `wrong` are added to `hits`. `between` is the interval of the rate; None
    where it has none.
    """

    hits: int
    of: int
    rate: Fraction | None
    missed: int | None = None
    wrong: int | None = None
    between: tuple[Decimal, Decimal] | None = None


class ConcludeEvaluation(Command):
    """Weight back the sheets of a round that were entered twice, and record rates for the county's gates.

    A wrong decision at an exited household is a wrong exit, at one that is not registered a missed one. Both
    are rates of persons. The incidence follows from them, the register and the population of the villages.
    """

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Conclude an evaluation"), N_("Concluded an evaluation"), "evaluation_result")
    synonyms: ClassVar = N_("rates result")
    law: ClassVar = ONE_PERSON
    final: ClassVar = N_("Each rate can be withdrawn at the exit of the county.")

    round: Annotated[int, ROUND]
    found_on: Annotated[date, Ask(Day(), N_("Found on"), today=True, law=DONE, after=("round.drawn_on",))]
    document: Annotated[str, asked(EvaluationResult.document)]

    def problems(self, work: Work) -> Mapping[str, str]:
        made = work.session.get_one(InspectionRound, self.round)
        if made.kind not in CONCLUDED:
            return {"round": _("An evaluation and a survey give the rates of the county; this is neither")}
        if before := results_of(work.session, self.round):
            words = _("This round was concluded on {day}; withdraw its rates at the exit of the county first")
            return {"round": words.format(day=before[0].found_on)}
        return self._sheets_trouble(work)

    def _sheets_trouble(self, work: Work) -> Mapping[str, str]:
        """Return why the sheets do not give rates yet."""
        sheets = self._sheets(work)
        last = max((sheet.visited_on for sheet in sheets if sheet.visited_on), default=self.found_on)
        if self.found_on < last:
            return {"found_on": _("The last household was visited on {day}").format(day=last)}
        once = sum(sheet.checked_by is None for sheet in sheets)
        if once:
            words = _n(
                "{count} field sheet was entered once only; a second person enters it first",
                "{count} field sheets were entered once only; a second person enters them first",
                once,
            )
            return {"round": words.format(count=once)}
        return self._empty_trouble(work, sheets)

    def _empty_trouble(self, work: Work, sheets: _Sheets) -> Mapping[str, str]:
        """Return the message that no sheet was entered at all, or none of a township."""
        if not sheets:
            return {"round": _("No field sheet of this round was entered")}
        there = {sheet.township_id for sheet in sheets}
        names = [
            work.session.get_one(Place, township).name
            for township in strata_of(work.session, self.round)
            if township not in there
        ]
        if names:
            words = _("No field sheet of {townships} was entered; the rates cannot be weighted back")
            return {"round": words.format(townships=_(", ").join(names))}
        if rates_of(work.session, work.session.get_one(InspectionRound, self.round), sheets):
            return {}
        words = _("These sheets give no rate: nobody rated the help or judged an exited household")
        return {"round": words}

    def effect(self, work: Work) -> str:
        """Return how many field sheets are missing; the rates are computed from the others alone."""
        size = work.session.get_one(InspectionRound, self.round).size
        if out := size - len(self._sheets(work)):
            words = _n(
                "{count} of {size} field sheets was not entered; the rates rest on the others alone.",
                "{count} of {size} field sheets were not entered; the rates rest on the others alone.",
                out,
            )
            return words.format(count=out, size=size)
        return ""

    def run(self, work: Work) -> Change:
        year, county = self.found_on.year, register(work).county_id
        made = work.session.get_one(InspectionRound, self.round)
        rates = rates_of(work.session, made, self._sheets(work))
        whole = made.place_id in (None, county)
        if whole and (incidence := incidence_of(work.session, made, year, rates)):
            rates[EvaluationParameter.INCIDENCE] = incidence
        number = 1 + (
            work.session.scalar(select(func.max(EvaluationResult.round)).where(EvaluationResult.year == year))
            or 0
        )
        for parameter, rated in rates.items():
            result = EvaluationResult(
                county_id=county,
                year=year,
                round=number,
                parameter=parameter,
                numerator=rated.hits,
                denominator=rated.of,
                missed=rated.missed,
                wrong=rated.wrong,
                weighted=None if rated.rate is None else round(rated.rate * WHOLE),
                low=rated.between and round(rated.between[0] * WHOLE),
                high=rated.between and round(rated.between[1] * WHOLE),
                found_on=self.found_on,
                document=self.document.strip(),
                recorded_by=work.actor.id,
            )
            work.session.add(result)
        work.session.flush()
        told = _("; ").join(_in_words(parameter, rated) for parameter, rated in rates.items())
        summary = _("{title} concluded: {rates}").format(title=made.title, rates=told)
        return Change(summary, id=self.round)

    def _sheets(self, work: Work) -> _Sheets:
        """The entered sheets with their households."""
        wanted = select(InspectedHousehold).where(
            InspectedHousehold.round_id == self.round,
            InspectedHousehold.entered_by.is_not(None),
            InspectedHousehold.withdrawn_on.is_(None),
        )
        return work.session.scalars(wanted.options(joinedload(InspectedHousehold.household))).all()


def results_of(session: Session, number: int) -> Sequence[EvaluationResult]:
    """Return the valid results of a round; the history identifies the act that recorded them."""
    concluded = session.scalars(select(Event.id).where(is_act(ConcludeEvaluation.__name__))).all()
    acts = acts_of(session, concluded)
    events = [event for event, act in acts.items() if act.request["round"] == number]
    made = (EventRecord.record == EvaluationResult.__tablename__) & EventRecord.event_id.in_(events)
    wanted = (
        select(EvaluationResult)
        .join(EventRecord, made & EvaluationResult.id.between(EventRecord.low, EventRecord.high))
        .where(EvaluationResult.withdrawn_on.is_(None))
    )
    return session.scalars(wanted).all()


def strata_of(session: Session, number: int) -> dict[int, int]:
    """Return the households per township when the round was drawn; empty if they were not recorded."""
    kept = select(InspectionStratum).where(InspectionStratum.round_id == number)
    return {each.township_id: each.population for each in session.scalars(kept)}


def rates_of(session: Session, made: InspectionRound, sheets: _Sheets) -> dict[EvaluationParameter, Rated]:
    """Return each rate with answers: wrong exits and missed persons by person, approval by household.

    Standing and persons are those of the day of the draw, so that later changes leave the rates alone. A
    round that was drawn before these were kept is rated by those of now.
    """
    rated = partial(_rated, strata_of(session, made.id), made.confidence or _USUAL)
    registered = (Standing.EXITED, Standing.REGISTERED)

    def exited(sheet: InspectedHousehold) -> int:
        standing, persons = _at_the_draw(sheet)
        return persons if standing is Standing.EXITED else 0

    def others(sheet: InspectedHousehold) -> int:
        standing, persons = _at_the_draw(sheet)
        return persons if standing not in registered else 0

    decided = [sheet for sheet in sheets if sheet.decided_rightly is not None]
    asked = [sheet for sheet in sheets if sheet.satisfied is not None]
    rates = {
        EvaluationParameter.WRONG_EXIT: rated(decided, exited, lambda each: not each.decided_rightly),
        EvaluationParameter.MISSED: rated(decided, others, lambda each: not each.decided_rightly),
        EvaluationParameter.APPROVAL: rated(asked, lambda _each: 1, lambda each: bool(each.satisfied)),
    }
    return {parameter: rate for parameter, rate in rates.items() if rate.of}


def _at_the_draw(sheet: InspectedHousehold) -> tuple[Standing, int]:
    """The standing and the persons of a household when its round was drawn."""
    if sheet.standing is None or sheet.persons is None:
        return sheet.household.standing, sheet.household.persons
    return sheet.standing, sheet.persons


def _rated(
    sizes: Mapping[int, int],
    confidence: Decimal,
    sheets: _Sheets,
    counts: Callable[[InspectedHousehold], int],
    hit: Callable[[InspectedHousehold], bool],
) -> Rated:
    """Return the rate of some sheets, each weighted by its number of persons or households."""
    counted: dict[int, list[tuple[int, int]]] = {}
    for sheet in sheets:
        count = counts(sheet)
        counted.setdefault(sheet.township_id, []).append((count, count if hit(sheet) else 0))
    strata = [Stratum.of_clusters(size, counted.get(key, ())) for key, size in sizes.items()]
    hits, of = (sum(getattr(each, name) for each in strata) for name in ("hits", "of"))
    between = weighted_interval(strata, confidence)
    if between and between[0] == between[1]:
        between = None
    return Rated(hits, of, weighted_share(strata), between=between)


def incidence_of(
    session: Session, made: InspectionRound, year: int, rates: Mapping[EvaluationParameter, Rated]
) -> Rated | None:
    """The comprehensive incidence: registered, missed and wrongly exited persons of the rural population.

    The missed are their rate times those who are not registered, the wrongly exited theirs times those who
    exited. Registered and exited are those of the day of the draw. None where a rate or the population of a
    village in that year is not known.
    """
    left, exited = made.registered_persons, made.exited_persons
    if left is None or exited is None:  # drawn before these were kept
        found = persons_by_standing(session)
        left, exited = found.get(Standing.REGISTERED, 0), found.get(Standing.EXITED, 0)
    population = _population(session, year)
    if population is None or population < left + exited:
        return None
    shares = {}
    for parameter, there in (
        (EvaluationParameter.MISSED, population - left - exited),
        (EvaluationParameter.WRONG_EXIT, exited),
    ):
        rated = rates.get(parameter)
        if there and (rated is None or not rated.of):
            return None
        share = Fraction(0)
        if rated is not None:
            share = Fraction(rated.hits, rated.of) if rated.rate is None else rated.rate
        shares[parameter] = share * there
    missed, wrong = shares[EvaluationParameter.MISSED], shares[EvaluationParameter.WRONG_EXIT]
    rate = (left + missed + wrong) / population
    return Rated(left, population, rate, missed=round(missed), wrong=round(wrong))


def _population(session: Session, year: int) -> int | None:
    """The rural population: the sum of the villages' figures of a year; None where one is missing."""
    standing = (Place.level == PlaceLevel.VILLAGE) & Place.withdrawn_on.is_(None)
    villages = session.scalars(select(Place.id).where(standing)).all()
    known = village_figures(session, year)
    figures = [known.get(village) for village in villages]
    counts = [each.persons for each in figures if each is not None and each.persons is not None]
    return sum(counts) if counts and len(counts) == len(villages) else None


def _in_words(parameter: EvaluationParameter, rated: Rated) -> str:
    """Return a rate as the history shows it: the counts of the sheets, and the weighted rate."""
    hits = rated.hits + (rated.missed or 0) + (rated.wrong or 0)
    about = {"title": _(parameter.label), "hits": hits, "of": rated.of}
    if rated.rate is None:
        return _("{title} {hits} of {of}, not weighted").format(**about)
    rate = Rate().show(Decimal(rated.rate.numerator) / rated.rate.denominator)
    if parameter is EvaluationParameter.INCIDENCE:
        return _("{title} {rate} ({hits} of {of})").format(rate=rate, **about)
    return _("{title} {rate} weighted ({hits} of {of} on the sheets)").format(rate=rate, **about)
