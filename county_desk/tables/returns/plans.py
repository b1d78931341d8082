"""R13: the plans of a year by village, beside their results."""

from dataclasses import dataclass, fields
from decimal import Decimal

from sqlalchemy.orm import Session

from county_desk.fields import Choice, Column, Count, Rate, Table
from county_desk.models.plan import PlanKind
from county_desk.tables.assistance.plans import LISTING, forecasts
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.listing import Query, page
from county_desk.tables.period import Period
from county_desk.tables.returns.page import IN_VILLAGE, PageKind
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class PlanReturnRow:
    """One plan; the results are those of the day on which the return is filled in."""

    position: int
    township: str
    village: str
    kind: PlanKind
    households: int
    persons: int | None
    proposed: int
    checked: int
    done: int
    done_persons: int
    lacking: int
    unproposed: int
    incidence: Decimal | None
    forecast: Decimal | None


PLAN_RETURN = Table(
    key="plan_return",
    title=N_("Plans and results"),
    row=PlanReturnRow,
    columns=(
        *IN_VILLAGE,
        Column("kind", N_("Kind of plan"), Choice(terms=PlanKind, width=16)),
        Column("households", N_("Planned households"), Count()),
        Column("persons", N_("Planned persons"), Count()),
        Column("proposed", N_("Proposed households"), Count()),
        Column("checked", N_("Checked households"), Count()),
        Column("done", N_("Households done"), Count()),
        Column("done_persons", N_("Persons done"), Count()),
        Column("lacking", N_("Households lacking"), Count()),
        Column("unproposed", N_("Not proposed"), Count()),
        Column("incidence", N_("Incidence now"), Rate(width=10)),
        Column("forecast", N_("Forecast of the incidence"), Rate(width=10)),
    ),
)
_OWN = ("position", "township", "village", "unproposed")
_SUMMED = ("households", "proposed", "checked", "done", "done_persons", "lacking", "unproposed")


def plan_page(session: Session, county: County, period: Period) -> ReturnPage[PlanReturnRow]:
    """The plans of the year, by village and kind."""
    found = forecasts(session, page(session, LISTING, Query(where={"year": period.year})))
    rows = sorted(found, key=lambda row: list(PlanKind).index(row.kind))
    same = [field.name for field in fields(PlanReturnRow) if field.name not in _OWN]
    lines = []
    for position, village, row in county.by_village(rows, lambda row: row.village_id):
        known = {name: getattr(row, name) for name in same}
        line = PlanReturnRow(
            position=position,
            township=village.township,
            village=village.name,
            unproposed=max(0, row.households - row.proposed),
            **known,
        )
        lines.append(FigureLine(line, {"village": (row.id,)}, village.id))
    totals = {key: sum(getattr(line.row, key) for line in lines) for key in _SUMMED}
    return ReturnPage(PLAN_RETURN, "plans", tuple(lines), totals)


PLAN_RETURN_PAGE = PageKind(
    table=PLAN_RETURN,
    collect=plan_page,
    title=N_("Plans and results of villages of {county}, {period}"),
    units=N_("households, persons"),
)
