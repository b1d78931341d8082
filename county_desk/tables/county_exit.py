"""The results of evaluations of the county, as a list and as the facts of its exit."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import BigInteger, ColumnElement, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.fields import Count, Measure
from county_desk.models.base import Hundredths
from county_desk.models.county_exit import WHOLE, EvaluationParameter, EvaluationResult
from county_desk.models.user import User
from county_desk.rules.county_exit import APART, EMPTY, CountyExitFacts
from county_desk.rules.findings import FindingNote
from county_desk.rules.village_rules import poor_left
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.registered import registered_left
from county_desk.text import N_

_COUNTED = {
    EvaluationParameter.WRONG_EXIT: ("wrong_found", "wrong_of"),
    EvaluationParameter.MISSED: ("missed_found", "missed_of"),
    EvaluationParameter.INCIDENCE: ("poor_left", "population"),
    EvaluationParameter.APPROVAL: ("approving", "surveyed"),
}


def county_exit_facts(session: Session, county: int, year: int) -> CountyExitFacts:
    """The facts of the county's exit: of each parameter, the result of the newest round of a year."""
    wanted = select(EvaluationResult).where(
        EvaluationResult.county_id == county,
        EvaluationResult.year == year,
        EvaluationResult.withdrawn_on.is_(None),
    )
    in_order = wanted.order_by(EvaluationResult.round, EvaluationResult.id)
    newest = {each.parameter: each for each in session.scalars(in_order)}
    counts: dict[str, int | None] = {}
    doubt = None
    measures: dict[str, tuple[int, int]] = {}
    for parameter, result in newest.items():
        names = _COUNTED.get(parameter)
        if names is None:
            measures[parameter.value] = result.numerator, result.denominator
            continue
        counts |= dict(zip(names, (result.numerator, result.denominator), strict=True))
        if parameter is EvaluationParameter.INCIDENCE:
            counts |= {"missed_persons": result.missed, "wrong_persons": result.wrong}
            if result.weighted is None:  # a weighted one was computed from the register itself
                counts["poor_left"], doubt = poor_of_county(session, result.numerator)
    weighted = {
        parameter.value: Decimal(result.weighted) / WHOLE
        for parameter, result in newest.items()
        if result.weighted is not None
    }
    between = {
        parameter.value: (Decimal(result.low) / WHOLE, Decimal(result.high) / WHOLE)
        for parameter, result in newest.items()
        if result.low is not None and result.high is not None
    }
    return CountyExitFacts(**counts, measures=measures, weighted=weighted, between=between, doubt=doubt)


def poor_of_county(session: Session, evaluated: int) -> tuple[int | None, FindingNote | None]:
    """The registered who have not left by an evaluation, or its contradiction with the register."""
    return poor_left(evaluated, registered_left(session, None), apart=APART, empty=EMPTY)


class EvaluationResultRow(ShownRow):
    """One result of an evaluation. `found` is the numerator with all its parts.

    `rate` is per cent, weighted back by township where the round gave it so. `low` and `high` are the ends
    of its interval.
    """

    id: Annotated[int, Shown(EvaluationResult.id, N_("Record"))]
    year: Annotated[int, Shown(EvaluationResult.year)]
    round: Annotated[int, Shown(EvaluationResult.round, width=6)]
    parameter: Annotated[EvaluationParameter, Shown(EvaluationResult.parameter, width=22)]
    found: Annotated[int, Shown(label=N_("Numerator"), kind=Count(width=9))]
    of: Annotated[int, Shown(EvaluationResult.denominator, width=9)]
    rate: Annotated[Decimal, Shown(label=N_("Rate (%)"), kind=Measure())]
    low: Annotated[Decimal | None, Shown(label=N_("Interval from (%)"), kind=Measure())]
    high: Annotated[Decimal | None, Shown(label=N_("Interval to (%)"), kind=Measure())]
    missed: Annotated[int | None, Shown(EvaluationResult.missed, N_("Of them missed"), width=9)]
    wrong: Annotated[int | None, Shown(EvaluationResult.wrong, N_("Of them wrongly exited"), width=9)]
    found_on: Annotated[date, Shown(EvaluationResult.found_on)]
    document: Annotated[str, Shown(EvaluationResult.document, width=20)]
    recorded_by: Annotated[str, Shown(User.name, N_("Recorded by"), width=10)]


EVALUATION_RESULTS = table_of("evaluation_results", N_("Results of evaluations"), EvaluationResultRow)


def _results() -> Rows:
    result = EvaluationResult
    found = result.numerator + func.coalesce(result.missed, 0) + func.coalesce(result.wrong, 0)
    rates = {"rate": _hundredths_of_percent(found), "low": _in_percent(result.low)}
    rates["high"] = _in_percent(result.high)
    shown = {name: type_coerce(rate, Hundredths()) for name, rate in rates.items()}
    wanted = select_of(EvaluationResultRow, found=found, **shown)
    return wanted.join(User, User.id == result.recorded_by).where(result.withdrawn_on.is_(None))


def _hundredths_of_percent(found: ColumnElement[int]) -> ColumnElement[int]:
    """A rate in hundredths of a percent, rounded half up: the weighted one, else that of the counts."""
    of = EvaluationResult.denominator
    return func.coalesce(_in_percent(EvaluationResult.weighted), (found * 20_000 + of) // (of * 2))


def _in_percent(share: InstrumentedAttribute[int | None]) -> ColumnElement[int]:
    """A share in hundredths of a percent, rounded half up."""
    step = WHOLE // 10_000
    return type_coerce((share + step // 2) // step, BigInteger)


EVALUATION_RESULTS_LISTING = Listing(
    EVALUATION_RESULTS,
    _results,
    search=("document",),
    order=("-year", "-round", "id"),
    named=("parameter", "id"),
)
