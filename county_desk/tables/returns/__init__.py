"""Every return that the county sends upward: its name, its periods, and how its figures are collected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Table
from county_desk.models.return_ import Return
from county_desk.rules.register_outcomes import (
    CHANGING,
    EXITED,
    HOUSEHOLD,
    LETS_IN,
    MONITORED,
    OUTCOMES,
    REGISTERED,
    RELEASED,
    SUBJECTS,
    UNMONITORED,
    VILLAGE,
)
from county_desk.tables.county import county_of
from county_desk.tables.figures import Figures, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName, return_named
from county_desk.tables.returns.applications import APPLICATION_LIST_PAGE
from county_desk.tables.returns.exit_list import EXIT_LIST_PAGE
from county_desk.tables.returns.exit_summary import SUMMARY_PAGE
from county_desk.tables.returns.helpers import HELPERS_PAGE, TEAM_ROSTER_PAGE
from county_desk.tables.returns.inspections import ROUND_DETAIL_PAGE, ROUND_FIGURES_PAGE
from county_desk.tables.returns.ledger import LEDGER_PAGE
from county_desk.tables.returns.measures import MEASURE_LEDGER_PAGE
from county_desk.tables.returns.mending import MENDING_PAGE
from county_desk.tables.returns.monitoring import MONITORING_PAGE
from county_desk.tables.returns.movement import MOVEMENT_PAGE
from county_desk.tables.returns.newcomers import NEWCOMER_LIST_PAGE, NEWCOMER_SUMMARY_PAGE
from county_desk.tables.returns.objections import OBJECTION_LEDGER_PAGE
from county_desk.tables.returns.page import PageKind
from county_desk.tables.returns.persons import PERSONS_PAGE
from county_desk.tables.returns.plans import PLAN_RETURN_PAGE
from county_desk.tables.returns.postings import ANNOUNCEMENTS_PAGE, POSTINGS_PAGE
from county_desk.tables.returns.roster import ROSTER_PAGE
from county_desk.tables.returns.villages import VILLAGE_LIST_PAGE
from county_desk.text import _


@dataclass(frozen=True)
class ReturnKind:
    """The pages of a return, and whether it is made for months and quarters besides years.

    `outcomes` are those of the announced decisions that its figures count, about these `subjects`.
    """

    pages: tuple[PageKind[Any], ...]
    monthly: bool = True
    quarterly: bool = False
    outcomes: tuple[str, ...] = ()
    subjects: tuple[str, ...] = (HOUSEHOLD,)

    @property
    def tables(self) -> Mapping[str, Table[object]]:
        """The tables of its pages, by key."""
        return {page.table.key: page.table for page in self.pages}


_OF_MONITORING = (MONITORED, RELEASED, UNMONITORED)
KINDS: Mapping[ReturnName, ReturnKind] = {
    ReturnName.ROSTER: ReturnKind((ROSTER_PAGE,), outcomes=CHANGING),
    ReturnName.PERSONS: ReturnKind((PERSONS_PAGE,), outcomes=CHANGING),
    ReturnName.VILLAGES: ReturnKind(
        (VILLAGE_LIST_PAGE, APPLICATION_LIST_PAGE),
        monthly=False,
        outcomes=(REGISTERED, EXITED),
        subjects=(VILLAGE,),
    ),
    ReturnName.NEWCOMERS: ReturnKind((NEWCOMER_SUMMARY_PAGE, NEWCOMER_LIST_PAGE), outcomes=LETS_IN),
    ReturnName.EXITS: ReturnKind((SUMMARY_PAGE, EXIT_LIST_PAGE), outcomes=(EXITED,)),
    ReturnName.MOVEMENT: ReturnKind((MOVEMENT_PAGE,), outcomes=CHANGING),
    ReturnName.LEDGER: ReturnKind((LEDGER_PAGE,), quarterly=True, outcomes=_OF_MONITORING),
    ReturnName.MONITORING: ReturnKind((MONITORING_PAGE,), quarterly=True, outcomes=_OF_MONITORING),
    ReturnName.MEASURES: ReturnKind((MEASURE_LEDGER_PAGE,), quarterly=True),
    ReturnName.HELPERS: ReturnKind((HELPERS_PAGE, TEAM_ROSTER_PAGE), quarterly=True),
    ReturnName.INSPECTIONS: ReturnKind(
        (ROUND_FIGURES_PAGE, ROUND_DETAIL_PAGE), monthly=False, quarterly=True
    ),
    ReturnName.POSTINGS: ReturnKind(
        (POSTINGS_PAGE, ANNOUNCEMENTS_PAGE, OBJECTION_LEDGER_PAGE),
        monthly=False,
        outcomes=tuple(OUTCOMES),
        subjects=SUBJECTS,
    ),
    ReturnName.MENDING: ReturnKind((MENDING_PAGE,), quarterly=True),
    ReturnName.PLANS: ReturnKind((PLAN_RETURN_PAGE,), monthly=False),
}


def collected(session: Session, name: ReturnName, period: Period, on: date) -> Figures:
    """The figures of a return as the records give them now; `on` is the day on which it is filled in."""
    county = county_of(session, min(period.last, on))
    pages = tuple(page.collect(session, county, period) for page in KINDS[name].pages)
    return Figures(
        name=name.value,
        period=str(period),
        county=county.name,
        office=county.office,
        on=on,
        register=county.kind,
        pages=pages,
    )


def restored(plain: Mapping[str, Any]) -> Figures:
    """The figures of a frozen return as they were frozen."""
    return Figures.from_plain(plain, KINDS[plain["name"]].tables)


def newest(session: Session, name: ReturnName, periods: tuple[Period, ...]) -> Return | None:
    """The last edition of a return for the first of these periods that has one."""
    for period in periods:
        wanted = select(Return).where(
            Return.name == name.value, Return.period == str(period), Return.withdrawn_on.is_(None)
        )
        if found := session.scalar(wanted.order_by(Return.edition.desc()).limit(1)):
            return found
    return None


def is_stale(session: Session, frozen: Figures) -> bool:
    """Whether the register has changed so that it gives other figures than a frozen edition."""
    name = return_named(frozen.name)
    assert name is not None
    now = collected(session, name, Period.read(frozen.period), frozen.on)
    return any(_compared(now.page(page.table.key), page) != _compared(page, page) for page in frozen.pages)


def _compared(page: ReturnPage[object], like: ReturnPage[object]) -> list[object]:
    """The figures of a page in the columns of another one, with the records behind them in no order."""
    columns = [page.table[column.key] for column in like.table.columns]
    lines = [
        (
            line.place,
            [column.kind.plain(column.value(line.row)) for column in columns],
            {key: sorted(numbers) for key, numbers in line.records.items()},
        )
        for line in page.lines
    ]
    totals = {column.key: page.totals[column.key] for column in columns if column.key in page.totals}
    return [lines, totals]


def stale_words(frozen: Figures) -> str:
    """The warning for the reader of a stale edition."""
    edition = frozen.frozen
    assert edition is not None
    words = _(
        "Stale edition: the register has changed since edition {edition} was frozen on {day}. "
        "To report the figures of today, freeze a new edition with a reason."
    )
    return words.format(edition=edition.edition, day=edition.at[:10])
