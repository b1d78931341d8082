"""R13: the plans of a year by village, beside their results at its end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from county_desk.fields import Choice, Column, Count, Rate, Table
from county_desk.models.plan import PlanKind
from county_desk.tables.assistance.plans import LISTING, PlanRow, forecasts, plans_on
from county_desk.tables.county import County
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.listing import Query, page
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.measures import measure_page
from county_desk.tables.returns.page import IN_VILLAGE, PageKind
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class PlanReturnRow:
    """One plan, or the sum of those of one kind; then it names no village.

    Households and villages are never added, nor are exits and measures.
    """

    position: int | None
    township: str
    village: str | None
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
    for line in measure_page(session, county, period).lines:
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
