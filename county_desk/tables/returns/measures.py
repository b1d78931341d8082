"""R9A: the measures of households that stand at the end of a period, and how far each has come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from county_desk.facts.kinds import WordText
from county_desk.fields import Choice, Column, Count, Day, Money, Table, Text
from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.tables.assistance.measure_titles import MeasureTitle, kept_title
from county_desk.tables.assistance.programme_words import ProgrammeName
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, Records, ReturnPage
from county_desk.tables.many_rows import SharedWords
from county_desk.tables.monitoring.clues import RISK
from county_desk.tables.period import Period
from county_desk.tables.returns.page import IN_VILLAGE, OF_HOUSEHOLD, PageKind
from county_desk.text import N_, _n


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure of the ledger; `delivered_on` is None where it came after the period, or not yet."""

    position: int
    township: str
    village: str
    number: str
    head: str
    persons: int
    risk: str
    kind: MeasureClass
    programme: str | None
    title: str
    since: date
    delivered_on: date | None
    amount: Decimal | None
    responsible: str
    unit: str
    result: str


MEASURE_LEDGER = Table(
    key="measure_ledger",
    title=N_("Ledger of measures"),
    row=MeasureLine,
    columns=(
        *IN_VILLAGE,
        *OF_HOUSEHOLD,
        Column("persons", N_("Persons"), Count(width=6)),
        Column("risk", N_("Risk that it answers"), WordText(title=RISK, width=12)),
        Column("kind", N_("Class of measure"), Choice(terms=MeasureClass, width=14)),
        Column("programme", N_("Programme"), ProgrammeName(width=14)),
        Column("title", N_("Measure"), MeasureTitle(width=20)),
        Column("since", N_("From"), Day(width=11)),
        Column("delivered_on", N_("Delivered on"), Day(width=11)),
        Column("amount", N_("Amount (yuan)"), Money()),
        Column("responsible", N_("Official responsible"), Text(width=10)),
        Column("unit", N_("Unit responsible"), Text(width=14)),
        Column("result", N_("Result"), Text(width=20)),
    ),
)


def measure_page(session: Session, county: County, period: Period) -> ReturnPage[MeasureLine]:
    """The measures that began by the end of the period and had not ended before it, by village."""
    of = AssistanceMeasure
    wanted = (
        select(
            *(Household.id, Household.number, Household.head, Household.persons),
            *(of.risk, of.kind, of.programme, of.title, of.since, of.delivered_on, of.amount),
            *(of.responsible, of.unit, of.result),
        )
        .select_from(of)
        .join(Household, Household.id == of.household_id)
        .where(_stands(period))
        .order_by(Household.number, of.id)
    )
    lines, words = [], SharedWords()
    records: dict[int, Records] = {}  # measures of one household share them
    for position, village, each in county.read_by_village(session, wanted, Household.village_id):
        given = each.delivered_on
        row = MeasureLine(
            position=position,
            township=village.township,
            village=village.name,
            number=each.number,
            head=each.head,
            persons=each.persons,
            risk=words(each.risk),
            kind=each.kind,
            programme=words(each.programme),
            title=words(kept_title(each.title, each.programme)),
            since=each.since,
            delivered_on=given if given and given <= period.last else None,
            amount=each.amount,
            responsible=words(each.responsible),
            unit=words(each.unit),
            result=words(each.result),
        )
        lines.append(FigureLine(row, records.setdefault(each.id, {"number": (each.id,)}), village.id))
    paid = sum((line.row.amount or Decimal(0) for line in lines), Decimal(0))
    return ReturnPage(MEASURE_LEDGER, "households", tuple(lines), {"amount": paid})


def _stands(period: Period) -> ColumnElement[bool]:
    of = AssistanceMeasure
    lasts = or_(of.ended_on.is_(None), of.ended_on >= period.first)
    return and_(of.since <= period.last, lasts, of.withdrawn_on.is_(None))


def _counted(count: int) -> str:
    return _n("{count} measure", "{count} measures", count).format(count=count)


MEASURE_LEDGER_PAGE = PageKind(
    table=MEASURE_LEDGER,
    collect=measure_page,
    title=N_("Ledger of measures of {county}, {period}"),
    units=N_("households, persons, yuan"),
    counts=("head", _counted),
)
