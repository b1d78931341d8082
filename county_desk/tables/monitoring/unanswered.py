"""The risks of monitored households that no measure answers, each with the day by which one is due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from county_desk.facts.kinds import Word
from county_desk.facts.words import listed_words
from county_desk.fields import Code, Column, Day, Record, Table, Text
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.monitoring.clues import RISK
from county_desk.text import N_

_BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class UnansweredRow:
    """One risk of one monitored household, as long as no measure answers it."""

    id: int
    due_on: date | None
    risk: str
    head: str
    village: str
    township: str
    kind: str
    entered_on: date | None
    number: str
    household_id: int | None
    monitored_id: int
    village_id: int


UNANSWERED = Table(
    key="unanswered_risks",
    title=N_("Risks without a measure"),
    row=UnansweredRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("due_on", N_("Measure due by"), Day()),
        Column("risk", N_("Risk"), Word(title=RISK, width=12)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("township", N_("Township"), Text(width=10)),
        Column("kind", N_("Kind of monitoring"), Word(title="监测对象类别", width=14)),
        Column("entered_on", N_("Entry announced"), Day()),
        Column("number", N_("Household number"), Code(width=20), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("monitored_id", N_("Monitored household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def has_risk(risk: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a monitored household has a risk among those of its record."""
    every = literal(_BETWEEN) + Monitored.risks + literal(_BETWEEN)
    return every.contains(literal(_BETWEEN) + risk + literal(_BETWEEN))


def unanswered(risk: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether no measure of a household answers a risk, by itself or through the need that it answers."""
    answers = or_(AssistanceMeasure.risk == risk, Need.risk == risk)
    given = (
        select(AssistanceMeasure.id)
        .outerjoin(Need, Need.id == AssistanceMeasure.need_id)
        .where(
            AssistanceMeasure.household_id == Monitored.household_id,
            AssistanceMeasure.withdrawn_on.is_(None),
            answers,
        )
        .correlate_except(AssistanceMeasure, Need)
    )
    return ~given.exists()


def lacks_measure() -> ColumnElement[bool]:
    """Whether a monitored household has a risk that no measure answers."""
    risks = _risks()
    lacking = select(risks.c.risk).where(has_risk(risks.c.risk), unanswered(risks.c.risk))
    return Monitored.household_id.is_not(None) & lacking.exists()


def _risks() -> Subquery:
    """The risks of the national list, each with its place in it."""
    words = enumerate(listed_words(RISK))
    return union_all(
        *(select(literal(word).label("risk"), literal(place).label("place")) for place, word in words)
    ).subquery()


def _unanswered() -> Rows:
    risks, township = _risks(), aliased(Place)
    return (
        select(
            (Monitored.id * literal(100) + risks.c.place).label("id"),
            Monitored.measures_due_on.label("due_on"),
            risks.c.risk.label("risk"),
            Monitored.head.label("head"),
            Place.name.label("village"),
            func.coalesce(township.name, "").label("township"),
            Monitored.kind.label("kind"),
            Monitored.entered_on.label("entered_on"),
            Monitored.number.label("number"),
            Monitored.household_id.label("household_id"),
            Monitored.id.label("monitored_id"),
            Monitored.village_id.label("village_id"),
        )
        .join(risks, has_risk(risks.c.risk))
        .join(Place, Place.id == Monitored.village_id)
        .outerjoin(township, township.id == Place.parent_id)
        .where(
            Monitored.removed == "",
            Monitored.withdrawn_on.is_(None),
            Monitored.household_id.is_not(None),
            unanswered(risks.c.risk),
        )
    )


LISTING = Listing(UNANSWERED, _unanswered, search=("head", "village"), order=("due_on", "id"))
