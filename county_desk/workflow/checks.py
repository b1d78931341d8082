"""Exit checks: the finding of the rule on a household, a village or a whole county, with its reasons."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.household import Household, Standing
from county_desk.models.place import Place, PlaceLevel
from county_desk.progress import Progress, each, silent
from county_desk.rules.combining import judge, law_day
from county_desk.rules.findings import Finding
from county_desk.tables.rule_facts import exit_facts, household_rows, rule_facts
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk

HOUSEHOLD, VILLAGE = "household_exit", "village_exit"
_AT_ONCE = 2000  # households that are read at once


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """The finding on one subject, with its record number, name and place."""

    id: int
    subject: str
    number: str
    place_id: int
    finding: Finding


def household_check(desk: Desk, household: int, year: int) -> RuleCheck:
    """The exit check of one household. Raises `Refused` when there is no such household."""
    found = desk.read(_household, household)
    if found is None:
        raise Refused({"household": _("There is no household {number}").format(number=household)})
    facts = desk.read(rule_facts, HOUSEHOLD, household, year)
    return RuleCheck(
        found.id, found.head, found.number, found.village_id, _judge(desk, HOUSEHOLD, facts, year)
    )


def village_check(desk: Desk, village: int, year: int) -> RuleCheck:
    """The exit check of one village. Raises `Refused` when there is no such village."""
    found = desk.read(_village, village)
    if found is None:
        raise Refused({"village": _("There is no village {number}").format(number=village)})
    facts = desk.read(rule_facts, VILLAGE, village, year)
    return RuleCheck(found.id, found.name, "", found.id, _judge(desk, VILLAGE, facts, year))


def _household(session: Session, household: int) -> Row[int, str, str, int] | None:
    """The id, head, number and village of a household that stands; None for another number."""
    wanted = select(Household.id, Household.head, Household.number, Household.village_id)
    return session.execute(
        wanted.where(Household.id == household, Household.withdrawn_on.is_(None))
    ).one_or_none()


def _village(session: Session, village: int) -> Row[int, str] | None:
    """The id and name of a village that stands; None for another number."""
    wanted = select(Place.id, Place.name).where(
        Place.id == village, Place.level == PlaceLevel.VILLAGE, Place.withdrawn_on.is_(None)
    )
    return session.execute(wanted).one_or_none()


def each_check(
    desk: Desk,
    year: int,
    *,
    village: int | None = None,
    standing: Standing = Standing.REGISTERED,
    progress: Progress = silent,
) -> Iterator[RuleCheck]:
    """Yield the exit checks of every registered household, or of those of one village.

    The program holds some villages in memory at a time.
    """
    terms = desk.policy.terms(law_day(year, desk.today))
    counted = desk.read(_villages, village, standing)
    rows = (row for some in _blocks(counted) for row in desk.read(_rows, year, some, standing))
    for row in each(rows, progress, sum(count for _place, count in counted)):
        finding = judge(HOUSEHOLD, exit_facts(row, year), terms)
        yield RuleCheck(row.id, row.head, row.number, row.village_id, finding)


def _villages(session: Session, village: int | None, standing: Standing) -> list[tuple[int, int]]:
    """The villages that have such households, in order, and how many; one alone where it is named."""
    wanted = select(Household.village_id, func.count()).where(
        Household.standing == standing, Household.withdrawn_on.is_(None)
    )
    if village is not None:
        wanted = wanted.where(Household.village_id == village)
    rows = session.execute(wanted.group_by(Household.village_id).order_by(Household.village_id))
    return [(place, count) for place, count in rows]


def _blocks(counted: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Villages in blocks that are read at once: a query for each village takes longer than its households."""
    block: list[int] = []
    households = 0
    for place, count in counted:
        if block and households + count > _AT_ONCE:
            yield block
            block, households = [], 0
        block.append(place)
        households += count
    if block:
        yield block


def _rows(session: Session, year: int, villages: Collection[int], standing: Standing) -> list[Any]:
    wanted = household_rows(year).add_columns(Household.village_id)
    here = wanted.where(Household.standing == standing, among(Household.village_id, villages))
    return list(session.execute(here.order_by(Household.village_id, Household.number)))


def _judge(desk: Desk, rule: str, facts: object, year: int) -> Finding:
    terms = desk.policy.terms(law_day(year, desk.today))
    return judge(rule, facts, terms)
