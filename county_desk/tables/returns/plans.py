"""R13: the plans of a year by village, beside their results at its end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Annotated

from sqlalchemy.orm import Session

from county_desk.fields import Count, Rate, Text
from county_desk.models.plan import PlanKind, VillagePlan
from county_desk.tables.assistance.plans import LISTING, PlanRow, forecasts, plans_on
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.listing import Query, page
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.measures import measure_lines
from county_desk.tables.returns.page import PageKind
from county_desk.tables.usual_fields import TownshipName
from county_desk.text import N_


class PlanReturnRow(ShownRow):
    """One plan, or the sum of those of one kind; then it names no village.

    Households and villages are never added, nor are exits and measures.
    """

    position: Annotated[int | None, Shown(label=N_("No."), kind=Count(width=5))]
    township: TownshipName
    village: Annotated[str | None, Shown(label=N_("Village"), kind=Text(width=12))]
    kind: Annotated[PlanKind, Shown(VillagePlan.kind, width=16)]
    households: Annotated[int, Shown(VillagePlan.households)]
    persons: Annotated[int | None, Shown(VillagePlan.persons)]
    proposed: Annotated[int, Shown(label=N_("Proposed households"), kind=Count())]
    checked: Annotated[int, Shown(label=N_("Checked households"), kind=Count())]
    done: Annotated[int, Shown(label=N_("Households done"), kind=Count())]
    done_persons: Annotated[int, Shown(label=N_("Persons done"), kind=Count())]
    lacking: Annotated[int, Shown(label=N_("Households lacking"), kind=Count())]
    unproposed: Annotated[int, Shown(label=N_("Not proposed"), kind=Count())]
    incidence: Annotated[Decimal | None, Shown(label=N_("Incidence now"), kind=Rate(width=10))]
    forecast: Annotated[Decimal | None, Shown(label=N_("Forecast of the incidence"), kind=Rate(width=10))]


PLAN_RETURN = table_of("plan_return", N_("Plans and results"), PlanReturnRow)
_OWN = ("position", "township", "village", "unproposed")
_SUMMED = ("households", "proposed", "checked", "done", "done_persons", "lacking", "unproposed")


def plan_page(session: Session, county: County, period: Period) -> ReturnPage[PlanReturnRow]:
    """The plans of the year by village and kind, then the sum of each kind."""
    on_the_day = replace(LISTING, source=lambda: plans_on(period.last))
    plans = page(session, on_the_day, Query(where={"year": period.year}))
    helped = _helped(session, county, period)
    plans = [_with_help(row, helped) if row.kind is PlanKind.MEASURES else row for row in plans]
    found = forecasts(session, plans, _poor(session, period))
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
    return ReturnPage(PLAN_RETURN, "plans", (*lines, *_sums([line.row for line in lines])))


def _sums(rows: Sequence[PlanReturnRow]) -> Iterator[FigureLine[PlanReturnRow]]:
    for kind in PlanKind:
        if alike := [row for row in rows if row.kind is kind]:
            whole = replace(alike[0], position=None, township="", village=None, incidence=None, forecast=None)
            persons = [row.persons for row in alike if row.persons is not None]
            yield FigureLine(
                replace(
                    whole,
                    persons=sum(persons) if len(persons) == len(alike) else None,
                    **{key: sum(getattr(row, key) for row in alike) for key in _SUMMED},
                )
            )


def _helped(session: Session, county: County, period: Period) -> Mapping[int, Mapping[int, tuple[bool, int]]]:
    """The households with a measure of the year by village: whether it was delivered, and their persons."""
    found: dict[int, dict[int, tuple[bool, int]]] = defaultdict(dict)
    for line in measure_lines(session, county, period):
        if line.place is not None and period.holds(line.row.since):
            (household,) = line.records["number"]
            before = found[line.place].get(household, (False, 0))[0]
            found[line.place][household] = (before or line.row.delivered_on is not None, line.row.persons)
    return found


def _with_help(row: PlanRow, helped: Mapping[int, Mapping[int, tuple[bool, int]]]) -> PlanRow:
    """A plan of measures with its results as R9A lists them."""
    given = helped.get(row.village_id, {})
    persons = [persons for delivered, persons in given.values() if delivered]
    done = len(persons)
    return replace(
        row,
        proposed=len(given),
        checked=done,
        done=done,
        done_persons=sum(persons),
        lacking=max(0, row.households - done),
    )


def _poor(session: Session, period: Period) -> Mapping[int, int]:
    """The registered persons of each village at the end of a period."""
    found: dict[int, int] = defaultdict(int)
    for household in presences(session):
        if household.there(period.last):
            found[household.life.village(period.last)] += household.life.persons(period.last)
    return found


PLAN_RETURN_PAGE = PageKind(
    table=PLAN_RETURN,
    collect=plan_page,
    title=N_("Plans and results of villages of {county}, {period}"),
    units=N_("households, villages, persons"),
    subtotal="village",
)
