"""Every return that the county sends upward: its name, its periods, and how its figures are collected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Invalid, Table, Term
from county_desk.models.return_ import Return
from county_desk.tables.county import County, county_of
from county_desk.tables.figures import Figures, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.return_applications import APPLICATION_LIST, application_page
from county_desk.tables.return_exit_list import EXIT_LIST, exit_list_page
from county_desk.tables.return_exit_summary import SUMMARY, summary_page
from county_desk.tables.return_helpers import HELPERS, TEAM_ROSTER, helper_page, team_page
from county_desk.tables.return_inspections import (
    ROUND_DETAIL,
    ROUND_FIGURES,
    round_detail_page,
    round_figures_page,
)
from county_desk.tables.return_ledger import LEDGER, ledger_page
from county_desk.tables.return_measures import MEASURE_LEDGER, measure_page
from county_desk.tables.return_mending import MENDING, mending_page
from county_desk.tables.return_monitoring import MONITORING, monitoring_page
from county_desk.tables.return_movement import MOVEMENT, movement_page
from county_desk.tables.return_newcomers import (
    NEWCOMER_LIST,
    NEWCOMER_SUMMARY,
    newcomer_page,
    newcomer_summary_page,
)
from county_desk.tables.return_objections import OBJECTION_LEDGER, objection_page
from county_desk.tables.return_persons import PERSONS, person_page
from county_desk.tables.return_plans import PLAN_RETURN, plan_page
from county_desk.tables.return_postings import ANNOUNCEMENTS, POSTINGS, announcement_page, posting_page
from county_desk.tables.return_roster import ROSTER, roster_page
from county_desk.tables.return_villages import VILLAGE_LIST, village_page
from county_desk.text import N_, _

type Collect = Callable[[Session, County, Period], ReturnPage[Any]]


class ReturnName(Term):
    """A return by its number in the office's list of returns."""

    ROSTER = "R1", N_("R1 Roster of households")
    PERSONS = "R2", N_("R2 Registered poor persons")
    VILLAGES = "R3", N_("R3 Villages and their applications")
    NEWCOMERS = "R4", N_("R4 New households")
    EXITS = "R5", N_("R5 Exits")
    MOVEMENT = "R6", N_("R6 Dynamic table")
    LEDGER = "R7", N_("R7 Ledger of monitored households")
    MONITORING = "R8", N_("R8 Report on monitoring")
    MEASURES = "R9A", N_("R9A Ledger of measures")
    HELPERS = "R9B", N_("R9B Contact officials and resident teams")
    INSPECTIONS = "R10", N_("R10 Rounds and their results")
    POSTINGS = "R11", N_("R11 Ledger of notices and objections")
    MENDING = "R12", N_("R12 Ledger of data to be mended")
    PLANS = "R13", N_("R13 Plans and results")


@dataclass(frozen=True)
class ReturnKind:
    """One kind of return: whether it is made for months and quarters too, and its pages."""

    monthly: bool
    pages: tuple[tuple[Table[Any], Collect], ...]
    quarterly: bool = False

    @property
    def tables(self) -> Mapping[str, Table[object]]:
        """The tables of its pages, by key."""
        return {table.key: table for table, _collect in self.pages}


KINDS: Mapping[ReturnName, ReturnKind] = {
    ReturnName.ROSTER: ReturnKind(True, ((ROSTER, roster_page),)),
    ReturnName.PERSONS: ReturnKind(True, ((PERSONS, person_page),)),
    ReturnName.VILLAGES: ReturnKind(
        False, ((VILLAGE_LIST, village_page), (APPLICATION_LIST, application_page))
    ),
    ReturnName.NEWCOMERS: ReturnKind(
        True, ((NEWCOMER_SUMMARY, newcomer_summary_page), (NEWCOMER_LIST, newcomer_page))
    ),
    ReturnName.EXITS: ReturnKind(True, ((SUMMARY, summary_page), (EXIT_LIST, exit_list_page))),
    ReturnName.MOVEMENT: ReturnKind(True, ((MOVEMENT, movement_page),)),
    ReturnName.LEDGER: ReturnKind(True, ((LEDGER, ledger_page),), quarterly=True),
    ReturnName.MONITORING: ReturnKind(True, ((MONITORING, monitoring_page),), quarterly=True),
    ReturnName.MEASURES: ReturnKind(True, ((MEASURE_LEDGER, measure_page),), quarterly=True),
    ReturnName.HELPERS: ReturnKind(True, ((HELPERS, helper_page), (TEAM_ROSTER, team_page)), quarterly=True),
    ReturnName.INSPECTIONS: ReturnKind(
        False,
        ((ROUND_FIGURES, round_figures_page), (ROUND_DETAIL, round_detail_page)),
        quarterly=True,
    ),
    ReturnName.POSTINGS: ReturnKind(
        False,
        (
            (POSTINGS, posting_page),
            (ANNOUNCEMENTS, announcement_page),
            (OBJECTION_LEDGER, objection_page),
        ),
    ),
    ReturnName.MENDING: ReturnKind(True, ((MENDING, mending_page),), quarterly=True),
    ReturnName.PLANS: ReturnKind(False, ((PLAN_RETURN, plan_page),)),
}


def collected(session: Session, name: ReturnName, period: Period, on: date) -> Figures:
    """The figures of a return as the records give them now; `on` is the day on which it is filled in."""
    county = county_of(session, min(period.last, on))
    pages = tuple(collect(session, county, period) for _table, collect in KINDS[name].pages)
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
    return [page.as_plain() for page in now.pages] != [page.as_plain() for page in frozen.pages]


def stale_words(frozen: Figures) -> str:
    """The warning for the reader of a stale edition."""
    edition = frozen.frozen
    assert edition is not None
    words = _(
        "Stale edition: the register has changed since edition {edition} was frozen on {day}. "
        "To report the figures of today, freeze a new edition with a reason."
    )
    return words.format(edition=edition.edition, day=edition.at[:10])


def return_named(text: str) -> ReturnName | None:
    """The return that a text such as R6 or r6 names; None when none is called so."""
    return next((name for name in ReturnName if name.value == text.strip().upper()), None)


def frozen(session: Session, name: str, period: str) -> Figures | None:
    """The figures of the last frozen edition of a return, by name and period; None when there is none."""
    known = return_named(name)
    try:
        found = newest(session, known, (Period.read(period),)) if known else None
    except Invalid:
        return None
    return restored(found.figures) if found else None


def frozen_by_number(session: Session, number: int) -> Figures | None:
    """The figures of one frozen edition by its record number; None when there is none."""
    found = session.get(Return, number)
    return restored(found.figures) if found else None
