"""R3, second sheet: the applications of villages in a year, with their figures and how far each has come."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Count, Day, Measure, Rate, Text
from county_desk.models.case import Case, CaseState
from county_desk.models.village import VillageYear
from county_desk.rules.register_outcomes import VILLAGE
from county_desk.tables.cases.case_history import CaseHistory, histories
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.procedure_words import ProcedureName, procedures
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.villages import incidence, ten_thousands
from county_desk.tables.usual_fields import LineNumber, TownshipName
from county_desk.tables.village_figures import village_figures
from county_desk.text import N_, _n


class VillageApplicationLine(ShownRow):
    """One application of a village."""

    position: LineNumber
    township: TownshipName
    village: Annotated[str, Shown(label=N_("Village"), kind=Text(width=14))]
    kind: Annotated[str, Shown(label=N_("Procedure"), kind=ProcedureName(width=12))]
    received_on: Annotated[date, Shown(label=N_("Received on"), kind=Day(width=11))]
    persons: Annotated[int | None, Shown(VillageYear.persons)]
    poor_persons: Annotated[int | None, Shown(VillageYear.poor_persons)]
    incidence: Annotated[Decimal | None, Shown(label=N_("Incidence of poverty"), kind=Rate())]
    income_per_head: Annotated[Decimal | None, Shown(VillageYear.income_per_head)]
    collective_income: Annotated[
        Decimal | None, Shown(label=N_("Collective income (10,000 yuan)"), kind=Measure(width=11))
    ]
    disclosed_from: Annotated[date | None, Shown(label=N_("Disclosed from"), kind=Day(width=11))]
    disclosed_to: Annotated[date | None, Shown(label=N_("Disclosed to"), kind=Day(width=11))]
    objections: Annotated[int, Shown(label=N_("Objections"), kind=Count(width=9))]
    decided_on: Annotated[date | None, Shown(label=N_("Decided on"), kind=Day(width=11))]
    state: Annotated[CaseState, Shown(label=N_("State"), kind=Choice(terms=CaseState))]
    announced_on: Annotated[date | None, Shown(label=N_("Announced on"), kind=Day(width=11))]
    notice: Annotated[str | None, Shown(label=N_("Notice"), kind=Text(width=20))]


APPLICATION_LIST = table_of("village_applications", N_("Applications of villages"), VillageApplicationLine)


def application_page(session: Session, county: County, period: Period) -> ReturnPage[VillageApplicationLine]:
    """The applications for the year, in the order of their villages and the day they came in."""
    kinds = procedures().keys(VILLAGE)
    known_days = histories(session, kinds)
    figures = village_figures(session, period.year)
    wanted = select(Case).where(Case.kind.in_(kinds), Case.year == period.year, Case.withdrawn_on.is_(None))
    found = session.scalars(wanted.order_by(Case.received_on, Case.id))
    lines = []
    for position, village, case in county.by_village(found, lambda case: case.place_id):
        known, days = figures.get(village.id), known_days.get(case.id, CaseHistory())
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


APPLICATION_LIST_PAGE = PageKind(
    table=APPLICATION_LIST,
    collect=application_page,
    title=N_("Applications of villages of {county}, {period}"),
    units=N_("households, persons, yuan"),
    counts=("village", lambda count: _n("{count} application", "{count} applications", count)),
)
