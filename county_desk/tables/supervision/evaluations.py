"""The three parameters of each round, weighted back from its field sheets, with their intervals."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Choice, Count, Measure, Term, Text
from county_desk.models.base import Hundredths
from county_desk.models.inspection import InspectedHousehold, InspectionRound, InspectionStratum, RoundKind
from county_desk.rules.sampling import Stratum, weighted_interval
from county_desk.tables.by_sound import united
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_, _

_NUMBERS = 3  # of a township: its households, those that answered, hits
_WHOLE = 10000  # hundredths of a per cent
_USUAL = 9500  # the confidence of a round that says none, in hundredths of a per cent
_SHARE = Measure(width=10, unit="%")  # per cent


@dataclass(frozen=True)
class IntervalOf(Text):
    """The interval of a weighted share, kept as its confidence and the counts of each township."""

    def show(self, value: str | None) -> str:
        confidence, townships = _parts(value)
        found = weighted_interval(townships, confidence)
        if found is None:
            return ""
        if all(each.taken == each.size for each in townships):
            return _("full count")
        words = _("{low} to {high}")
        return words.format(low=_per_cent(found[0]), high=_per_cent(found[1]))


def _parts(value: str | None) -> tuple[Decimal, list[Stratum]]:
    """The confidence and the townships of a share; none for a text that was typed over the column."""
    sure, *townships = (value or "").split(";")
    numbers = [each.split("/") for each in townships]
    fit = sure.isdecimal() and all(
        len(each) == _NUMBERS and all(part.isdecimal() for part in each) for each in numbers
    )
    counts = [tuple(map(int, each)) for each in numbers] if fit else []
    strata = [Stratum(size, answered, answered, hits) for size, answered, hits in counts]
    return (Decimal(sure) / 100 if fit else Decimal(0)), strata


class RatedShare(Term):
    """The three parameters of an evaluation by third parties."""

    ACCURACY = "accuracy", N_("Accuracy of decisions")
    RECURRENCE = "recurrence", N_("Incidence of recurrence")
    RATING = "rating", N_("Public rating")


class AskedBy(Term):
    """The gates of the county's exit that ask for a parameter."""

    PERSONS = "persons", N_("Wrong exits and the missed, by persons")
    NONE = "none", N_("No gate asks for it")
    HOUSEHOLDS = "households", N_("Approval of the people, by households")


_ASKED = {
    RatedShare.ACCURACY: AskedBy.PERSONS,
    RatedShare.RECURRENCE: AskedBy.NONE,
    RatedShare.RATING: AskedBy.HOUSEHOLDS,
}
_ANSWERS = {
    RatedShare.ACCURACY: InspectedHousehold.decided_rightly,
    RatedShare.RECURRENCE: InspectedHousehold.fell_back,
    RatedShare.RATING: InspectedHousehold.satisfied,
}


class EvaluationRow(ShownRow):
    """One share of one round: `hits` of `answered` sheets give the share `plain`, without weights.

    `share` is weighted back by township, and `between` holds the numbers of its interval. Both are empty
    while a township has no answer (`without` counts these), and where no sizes of townships were kept.
    """

    id: Annotated[int, Shown(label=N_("Record"))]
    title: Annotated[str, Shown(InspectionRound.title, width=24)]
    kind: Annotated[RoundKind, Shown(InspectionRound.kind, width=16)]
    drawn_on: Annotated[date, Shown(InspectionRound.drawn_on)]
    parameter: Annotated[RatedShare, Shown(label=N_("Parameter"), kind=Choice(terms=RatedShare, width=18))]
    gate: Annotated[
        AskedBy, Shown(label=N_("Gate of the county's exit"), kind=Choice(terms=AskedBy, width=22))
    ]
    hits: Annotated[int, Shown(label=N_("Numerator"), kind=Count())]
    answered: Annotated[int, Shown(label=N_("Denominator"), kind=Count())]
    plain: Annotated[Decimal, Shown(label=N_("Share of the sheets"), kind=_SHARE)]
    share: Annotated[Decimal | None, Shown(label=N_("Weighted share"), kind=_SHARE)]
    between: Annotated[str | None, Shown(label=N_("Interval"), kind=IntervalOf(width=20))]
    without: Annotated[int, Shown(label=N_("Townships without an answer"), kind=Count())]
    confidence: Annotated[Decimal | None, Shown(InspectionRound.confidence, hidden=True)]
    twice: Annotated[int, Shown(label=N_("Sheets entered twice"), kind=Count())]
    size: Annotated[int, Shown(InspectionRound.size)]
    population: Annotated[int, Shown(InspectionRound.population)]
    round_id: Annotated[int, Shown(InspectionRound.id, N_("Round"))]


EVALUATIONS = table_of("evaluations", N_("Evaluations"), EvaluationRow)


def _townships(answer: InstrumentedAttribute[bool | None]) -> Rows:
    """The townships of each round with their sheets: those that answer, and those that say yes.

    `households` is the size of the township when the round was drawn; a survey counts all that were drawn.
    """
    sheet = InspectedHousehold
    drawn = case((InspectionRound.kind == RoundKind.SURVEY, func.count(sheet.id)))
    return (
        select(
            sheet.round_id.label("round_id"),
            func.coalesce(func.max(InspectionStratum.population), drawn).label("households"),
            func.count(answer).label("answered"),
            func.count(sheet.id).filter(answer.is_(True)).label("hits"),
            func.count(sheet.checked_by).filter(answer.is_not(None)).label("twice"),
        )
        .join(InspectionRound, InspectionRound.id == sheet.round_id)
        .outerjoin(
            InspectionStratum,
            and_(
                InspectionStratum.round_id == sheet.round_id,
                InspectionStratum.township_id == sheet.township_id,
            ),
        )
        .where(sheet.withdrawn_on.is_(None))
        .group_by(sheet.round_id, sheet.township_id, InspectionRound.kind)
    )


def _counted(number: int, parameter: RatedShare, answer: InstrumentedAttribute[bool | None]) -> Rows:
    """The rounds with the sheets that answer one question, and those with the answer yes."""
    each = _townships(answer).subquery()
    sure = func.coalesce(cast(InspectionRound.confidence, BigInteger), _USUAL)
    weight = each.c.households * 1.0 / func.nullif(each.c.answered, 0)
    above, below = func.sum(weight * each.c.hits), func.sum(weight * each.c.answered)
    numbers = _joined(each.c.households, each.c.answered, each.c.hits)
    without = func.count().filter(each.c.answered == 0)
    known = and_(func.count(each.c.households) == func.count(), without == 0)
    share = cast(func.round(above * _WHOLE / func.nullif(below, 0)), BigInteger)
    between = cast(sure, String).concat(";").concat(func.aggregate_strings(numbers, ";"))
    return (
        select_of(
            EvaluationRow,
            id=InspectionRound.id * 4 + number,
            parameter=literal(parameter.value),
            gate=literal(_ASKED[parameter].value),
            hits=_whole(each.c.hits),
            answered=_whole(each.c.answered),
            plain=null(),  # worked out of the counts
            share=case((known, share)),
            between=case((known, between)),
            without=without,
            twice=_whole(each.c.twice),
        )
        .join(each, each.c.round_id == InspectionRound.id)
        .where(InspectionRound.withdrawn_on.is_(None))
        .group_by(InspectionRound.id)
        .having(func.sum(each.c.answered) > 0)
    )


def _whole(counts: ColumnElement[int]) -> ColumnElement[int]:
    """A sum of counts as a whole number; PostgreSQL makes a decimal of it."""
    return cast(func.sum(counts), BigInteger)


def _joined(*numbers: ColumnElement[object]) -> ColumnElement[str]:
    """Numbers as one text with slashes between them."""
    first, *rest = (cast(number, String) for number in numbers)
    text: ColumnElement[str] = first
    for each in rest:
        text = text.concat("/").concat(each)
    return text


def _evaluations() -> Rows:
    counted = (_counted(number, each, answer) for number, (each, answer) in enumerate(_ANSWERS.items(), 1))
    found = united(*counted).subquery()
    plain = (found.c.hits * 2 * _WHOLE + found.c.answered) // (2 * found.c.answered)
    own = {
        "parameter": as_term(found.c.parameter, RatedShare),
        "gate": as_term(found.c.gate, AskedBy),
        "plain": type_coerce(plain, Hundredths),
        "share": type_coerce(found.c.share, Hundredths),
    }
    return select_of(EvaluationRow, **dict(found.c) | own)


def _per_cent(share: Decimal) -> str:
    return f"{share * 100:.2f}%"


LISTING = Listing(
    EVALUATIONS,
    _evaluations,
    search=("title",),
    order=("-round_id", "id"),
    named=("title", "parameter"),
)
