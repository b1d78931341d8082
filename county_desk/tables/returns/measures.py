"""R9A: the measures of a period, how far each has come, and the money that was given in it."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts.kinds import WordText
from county_desk.facts.word_lists import RISK
from county_desk.fields import Count, Money
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.tables.assistance.given import money_in, standing_in
from county_desk.tables.assistance.measure_titles import MeasureTitle, stored_title
from county_desk.tables.assistance.programme_words import ProgrammeName
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, Records, ReturnPage
from county_desk.tables.lives import lives
from county_desk.tables.many_rows import SharedWords
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, LineNumber, TownshipName, VillageName
from county_desk.text import N_, _n


class MeasureLine(ShownRow):
    """One measure of the ledger; `delivered_on` is None where it came after the period, or not yet.

    `amount` is that of the whole measure, `paid` the part given in the period.
    """

    position: LineNumber
    township: TownshipName
    village: VillageName
    number: HouseholdNumber
    head: HeadName
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count(width=6))]
    risk: Annotated[str, Shown(label=N_("Risk that it answers"), kind=WordText(title=RISK, width=12))]
    kind: Annotated[MeasureClass, Shown(AssistanceMeasure.kind, width=14)]
    programme: Annotated[str | None, Shown(label=N_("Programme"), kind=ProgrammeName(width=14))]
    title: Annotated[str, Shown(label=N_("Measure"), kind=MeasureTitle(width=20))]
    since: Annotated[date, Shown(AssistanceMeasure.since, width=11)]
    delivered_on: Annotated[date | None, Shown(AssistanceMeasure.delivered_on, width=11)]
    amount: Annotated[Decimal | None, Shown(AssistanceMeasure.amount)]
    paid: Annotated[Decimal | None, Shown(label=N_("Given in the period (yuan)"), kind=Money())] = field(
        default=None,
        kw_only=True,  # editions of earlier programs lack it
    )
    responsible: Annotated[str, Shown(AssistanceMeasure.responsible, width=10)]
    unit: Annotated[str, Shown(AssistanceMeasure.unit, width=14)]
    result: Annotated[str, Shown(AssistanceMeasure.result, width=20)]


MEASURE_LEDGER = table_of("measure_ledger", N_("Ledger of measures"), MeasureLine)


def measure_page(session: Session, county: County, period: Period) -> ReturnPage[MeasureLine]:
    """The measures that began by the end of the period and lasted into it, by village."""
    lines = tuple(measure_lines(session, county, period))
    paid = sum((line.row.paid or Decimal(0) for line in lines), Decimal(0))
    return ReturnPage(MEASURE_LEDGER, "households", lines, {"paid": paid})


def measure_lines(session: Session, county: County, period: Period) -> Iterator[FigureLine[MeasureLine]]:
    """The lines of that page, read one village at a time."""
    of, known = AssistanceMeasure, lives(session)
    wanted = (
        select(
            *(Household.id, Household.number, Household.head),
            *(of.risk, of.kind, of.programme, of.title, of.since, of.delivered_on, of.amount),
            *(of.responsible, of.unit, of.result, money_in(period).label("paid")),
        )
        .select_from(of)
        .join(Household, Household.id == of.household_id)
        .where(standing_in(period))
        .order_by(Household.number, of.id)
    )
    words = SharedWords()
    last: tuple[int, Records] | None = None  # measures of one household share its records
    for position, village, each in county.read_by_village(session, wanted, known, period.last):
        row = MeasureLine(
            position=position,
            township=village.township,
            village=village.name,
            number=each.number,
            head=each.head,
            persons=known[each.id].persons(period.last),
            risk=words(each.risk),
            kind=each.kind,
            programme=words(each.programme),
            title=words(stored_title(each.title, each.programme)),
            since=each.since,
            delivered_on=each.delivered_on if (each.delivered_on or date.max) <= period.last else None,
            amount=each.amount,
            paid=each.paid,
            responsible=words(each.responsible),
            unit=words(each.unit),
            result=words(each.result),
        )
        if last is None or last[0] != each.id:
            last = each.id, {"number": (each.id,)}
        yield FigureLine(row, last[1], village.id)


MEASURE_LEDGER_PAGE = PageKind(
    table=MEASURE_LEDGER,
    collect=measure_page,
    title=N_("Ledger of measures of {county}, {period}"),
    units=N_("households, persons, yuan"),
    counts=("head", lambda count: _n("{count} measure", "{count} measures", count)),
)
