"""R3, second sheet: the applications of villages in a year, with their figures and how far each has come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import VILLAGE_FACTS
from county_desk.fields import Choice, Column, Count, Day, Measure, Rate, Table, Text
from county_desk.models.case import Case, CaseState
from county_desk.rules.register_outcomes import VILLAGE
from county_desk.tables.cases.days import CaseHistory, histories
from county_desk.tables.county import County
from county_desk.tables.fact_columns import column_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.villages import incidence, ten_thousands
from county_desk.tables.village_figures import village_figures
from county_desk.tables.words import ProcedureName, procedures
from county_desk.text import N_, _n


@dataclass(frozen=True, slots=True)
class VillageApplicationLine:
    """One application of a village."""

    position: int
    township: str
    village: str
    kind: str
    received_on: date
    persons: int | None
    poor_persons: int | None
    incidence: Decimal | None
    income_per_head: Decimal | None
    collective_income: Decimal | None
    disclosed_from: date | None
    disclosed_to: date | None
    objections: int
    decided_on: date | None
    state: CaseState
    announced_on: date | None
    notice: str | None


APPLICATION_LIST = Table(
    key="village_applications",
    title=N_("Applications of villages"),
    row=VillageApplicationLine,
    columns=(
        Column("position", N_("No."), Count(width=5)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=14)),
        Column("kind", N_("Procedure"), ProcedureName(width=12)),
        Column("received_on", N_("Received on"), Day(width=11)),
        column_of(VILLAGE_FACTS["persons"]),
        column_of(VILLAGE_FACTS["poor_persons"]),
        Column("incidence", N_("Incidence of poverty"), Rate()),
        column_of(VILLAGE_FACTS["income_per_head"]),
        Column("collective_income", N_("Collective income (10,000 yuan)"), Measure(width=11)),
        Column("disclosed_from", N_("Disclosed from"), Day(width=11)),
        Column("disclosed_to", N_("Disclosed to"), Day(width=11)),
        Column("objections", N_("Objections"), Count(width=9)),
        Column("decided_on", N_("Decided on"), Day(width=11)),
        Column("state", N_("State"), Choice(terms=CaseState)),
        Column("announced_on", N_("Announced on"), Day(width=11)),
        Column("notice", N_("Notice"), Text(width=20)),
    ),
)


def application_page(session: Session, county: County, period: Period) -> ReturnPage[VillageApplicationLine]:
    """The applications for the year, in the order of their villages and the day they came in."""
    kinds = procedures().keys(VILLAGE)
    told = histories(session, kinds)
    figures = village_figures(session, period.year)
    wanted = select(Case).where(Case.kind.in_(kinds), Case.year == period.year, Case.withdrawn_on.is_(None))
    found = session.scalars(wanted.order_by(Case.received_on, Case.id))
    lines = []
    for position, village, case in county.by_village(found, lambda case: case.place_id):
        known, days = figures.get(village.id), told.get(case.id, CaseHistory())
        row = VillageApplicationLine(
            position=position,
            township=village.township,
            village=village.name,
            kind=case.kind,
            received_on=case.received_on,
            persons=known.persons if known else None,
            poor_persons=known.poor_persons if known else None,
            incidence=incidence(known),
            income_per_head=known.income_per_head if known else None,
            collective_income=ten_thousands(known),
            disclosed_from=days.disclosed_from,
            disclosed_to=days.disclosed_to,
            objections=days.objections,
            decided_on=days.decided_on,
            state=case.state,
            announced_on=days.announced_on,
            notice=days.notice,
        )
        lines.append(FigureLine(row, {"village": (case.id,)}, village.id))
    return ReturnPage(APPLICATION_LIST, "cases", tuple(lines))


def _counted(count: int) -> str:
    return _n("{count} application", "{count} applications", count).format(count=count)


APPLICATION_LIST_PAGE = PageKind(
    table=APPLICATION_LIST,
    collect=application_page,
    title=N_("Applications of villages of {county}, {period}"),
    units=N_("households, persons, yuan"),
    counts=("village", _counted),
)
