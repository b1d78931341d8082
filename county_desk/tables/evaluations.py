"""The three parameters of each round, counted from its field sheets, with the interval of each share."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import BigInteger, ColumnElement, String, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Choice, Column, Count, Day, Invalid, Record, Table, Term, Text, decimal_of
from county_desk.models.inspection import InspectedHousehold, InspectionRound, RoundKind
from county_desk.rules.sampling import interval
from county_desk.tables.by_sound import united
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_, _

_NUMBERS = 4  # of an interval: hits, answered, confidence, population
_WHOLE = 10000  # hundredths of a per cent
_USUAL = 9500  # the confidence of a round that says none, in hundredths of a per cent


@dataclass(frozen=True)
class SampleShare(Count):
    """A share of a sample in hundredths of a per cent, so that SQL rounds and sorts it; 9507 is 95.07 %."""

    excel_format: str = '0\\.00"%"'

    def show(self, value: int | None) -> str:
        return "" if value is None else _per_cent(Decimal(value) / _WHOLE)

    def parse(self, raw: object) -> int:
        text = str(raw).strip().rstrip("%％").strip()
        number = decimal_of(text)
        if number is None:
            raise Invalid(_("“{raw}” is not a number").format(raw=raw), "number_unclear")
        return int((number * 100).to_integral_value(ROUND_HALF_UP))


@dataclass(frozen=True)
class IntervalOf(Text):
    """The interval of a share, kept as its counts, its confidence and the size of the population."""

    def show(self, value: str | None) -> str:
        if len(parts := _parts(value)) != _NUMBERS:
            return ""
        hits, answered, confidence, population = parts
        if answered >= population:
            return _("full count")
        found = interval(hits, answered, Decimal(confidence) / 100)
        words = _("{low} to {high}")
        return words.format(low=_per_cent(found[0]), high=_per_cent(found[1])) if found else ""


def _parts(value: str | None) -> list[int]:
    """The numbers of a share; none for a text that somebody typed over the column."""
    parts = (value or "").split("/")
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []


class RatedShare(Term):
    """The three parameters of an evaluation by third parties."""

    ACCURACY = "accuracy", N_("Accuracy of decisions")
    RECURRENCE = "recurrence", N_("Incidence of recurrence")
    RATING = "rating", N_("Public rating")


_ANSWERS = {
    RatedShare.ACCURACY: InspectedHousehold.decided_rightly,
    RatedShare.RECURRENCE: InspectedHousehold.fell_back,
    RatedShare.RATING: InspectedHousehold.satisfied,
}


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One share of one round: `hits` of `answered` sheets; `between` holds the numbers of its interval."""

    id: int
    title: str
    kind: RoundKind
    drawn_on: date
    parameter: RatedShare
    hits: int
    answered: int
    share: int
    between: str
    confidence: Decimal | None
    twice: int
    size: int
    population: int
    round_id: int


EVALUATIONS = Table(
    key="evaluations",
    title=N_("Evaluations"),
    row=EvaluationRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("title", N_("Title of the round"), Text(width=24)),
        Column("kind", N_("Kind of round"), Choice(terms=RoundKind, width=16)),
        Column("drawn_on", N_("Drawn on"), Day()),
        Column("parameter", N_("Parameter"), Choice(terms=RatedShare, width=18)),
        Column("hits", N_("Numerator"), Count()),
        Column("answered", N_("Denominator"), Count()),
        Column("share", N_("Share"), SampleShare(width=10)),
        Column("between", N_("Interval"), IntervalOf(width=20)),
        Column("confidence", N_("Confidence (per cent)"), Count(), hidden=True),
        Column("twice", N_("Sheets entered twice"), Count()),
        Column("size", N_("Households drawn"), Count()),
        Column("population", N_("Households in all"), Count()),
        Column("round_id", N_("Round"), Record(), hidden=True),
    ),
)


def _counted(number: int, parameter: RatedShare, answer: InstrumentedAttribute[bool | None]) -> Rows:
    """The rounds with the sheets that answer one question, and those whose answer is yes."""
    yes = func.count().filter(answer.is_(True))
    return (
        select(
            (InspectionRound.id * 4 + number).label("id"),
            InspectionRound.title.label("title"),
            InspectionRound.kind.label("kind"),
            InspectionRound.drawn_on.label("drawn_on"),
            literal(parameter.value).label("parameter"),
            yes.label("hits"),
            func.count(answer).label("answered"),
            InspectionRound.confidence.label("confidence"),
            func.coalesce(cast(InspectionRound.confidence, BigInteger), _USUAL).label("sure"),
            func.count(InspectedHousehold.checked_by).label("twice"),
            InspectionRound.size.label("size"),
            InspectionRound.population.label("population"),
            InspectionRound.id.label("round_id"),
        )
        .join(InspectedHousehold, InspectedHousehold.round_id == InspectionRound.id)
        .where(InspectionRound.withdrawn_on.is_(None), InspectedHousehold.withdrawn_on.is_(None))
        .group_by(InspectionRound.id)
        .having(func.count(answer) > 0)
    )


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
    return select(
        found.c.id.label("id"),
        found.c.title.label("title"),
        found.c.kind.label("kind"),
        found.c.drawn_on.label("drawn_on"),
        as_term(found.c.parameter, RatedShare).label("parameter"),
        found.c.hits.label("hits"),
        found.c.answered.label("answered"),
        ((found.c.hits * 2 * _WHOLE + found.c.answered) // (2 * found.c.answered)).label("share"),
        _joined(found.c.hits, found.c.answered, found.c.sure, found.c.population).label("between"),
        found.c.confidence.label("confidence"),
        found.c.twice.label("twice"),
        found.c.size.label("size"),
        found.c.population.label("population"),
        found.c.round_id.label("round_id"),
    )


def _per_cent(share: Decimal) -> str:
    return f"{share * 100:.2f} %"


LISTING = Listing(
    EVALUATIONS,
    _evaluations,
    search=("title",),
    order=("-round_id", "id"),
    named=("title", "parameter"),
)
