"""The risks of monitored households that no measure answers, each with the day by which one is due."""

from datetime import date
from typing import Annotated

from sqlalchemy import ColumnElement, Subquery, literal, or_, select, true, union_all

from county_desk.facts.kinds import Word
from county_desk.facts.word_lists import MONITORED_KIND, RISK, listed_words
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.monitored import Monitored
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import TownshipName, VillageName, by_village
from county_desk.text import N_

_BETWEEN = "、"


class UnansweredRow(ShownRow):
    """One risk of one monitored household, as long as no measure answers it."""

    id: Annotated[int, Shown(label=N_("Record"))]
    due_on: Annotated[date | None, Shown(Monitored.measures_due_on)]
    risk: Annotated[str, Shown(label=N_("Risk"), kind=Word(title=RISK, width=12))]
    head: Annotated[str, Shown(Monitored.head)]
    village: VillageName
    township: TownshipName
    kind: Annotated[str, Shown(Monitored.kind, kind=Word(title=MONITORED_KIND, width=14))]
    entered_on: Annotated[date | None, Shown(Monitored.entered_on)]
    number: Annotated[str, Shown(Monitored.number, hidden=True)]
    household_id: Annotated[int | None, Shown(Monitored.household_id)]
    monitored_id: Annotated[int, Shown(Monitored.id, N_("Monitored household"))]
    village_id: Annotated[int, Shown(Monitored.village_id, N_("Village record"))]


UNANSWERED = table_of("unanswered_risks", N_("Risks without a measure"), UnansweredRow)


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
    """Whether a monitored household has a risk that no measure answers.

    PostgreSQL joins the bare condition, which it takes for a rare one, and then each place to each household.
    """
    risks = _risks()
    lacking = select(risks.c.risk).where(has_risk(risks.c.risk), unanswered(risks.c.risk))
    return Monitored.household_id.is_not(None) & lacking.exists().is_(true())


def _risks() -> Subquery:
    """The risks of the national list, each with its place in it."""
    words = enumerate(listed_words(RISK))
    return union_all(
        *(select(literal(word).label("risk"), literal(place).label("place")) for place, word in words)
    ).subquery()


def _unanswered() -> Rows:
    risks = _risks()
    rows = select_of(UnansweredRow, id=Monitored.id * literal(100) + risks.c.place, risk=risks.c.risk)
    return by_village(rows.join(risks, has_risk(risks.c.risk)), Monitored.village_id).where(
        Monitored.removed == "",
        Monitored.withdrawn_on.is_(None),
        Monitored.household_id.is_not(None),
        unanswered(risks.c.risk),
    )


LISTING = Listing(UNANSWERED, _unanswered, search=("head", "village"), order=("due_on", "id"))
