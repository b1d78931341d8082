"""Figures of help: income by measure, and the follow-up of key groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, case, cast, distinct, exists, extract, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Money
from county_desk.models.clue import Clue
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.measure import AssistanceMeasure, MeasureClass, MeasureStage
from county_desk.rules.checks.household_facts import NOTHING
from county_desk.rules.checks.person import WITH_POWER
from county_desk.rules.shares import a_head
from county_desk.tables.chart import Bars, Chart
from county_desk.text import N_, _

JOBS, SCHOOLING, HOMESTEAD = "relocation/jobs", "relocation/schooling", "relocation/homestead"
_M = AssistanceMeasure


def income_chart(session: Session) -> Chart:
    """The income a head before and after a measure, by its class, of the households that have both.

    The year before the delivery stands against the year after it.
    """
    before, after = aliased(HouseholdYear), aliased(HouseholdYear)
    year = cast(extract("year", _M.delivered_on), Integer)
    measures = func.count()
    wanted = (
        select(_M.kind, measures, func.sum(before.income_per_head), func.sum(after.income_per_head))
        .join(before, (before.household_id == _M.household_id) & (before.year == year - 1))
        .join(after, (after.household_id == _M.household_id) & (after.year == year + 1))
        .where(
            _M.withdrawn_on.is_(None),
            before.withdrawn_on.is_(None),
            after.withdrawn_on.is_(None),
            before.income_per_head.is_not(None),
            after.income_per_head.is_not(None),
        )
        .group_by(_M.kind)
        .order_by(measures.desc(), _M.kind)
    )
    lines = tuple(
        Bars(_(kind.label), (a_head(one, number), a_head(other, number)), kind)
        for kind, number, one, other in session.execute(wanted)
        if one is not None and other is not None
    )
    question = N_("What was the income a head before and after a measure?")
    series = (N_("Year before (yuan)"), N_("Year after (yuan)"))
    return Chart(question, N_("Class of measure"), series, lines, Money())


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One figure of the follow-up; `value` is None while nothing is known for it."""

    title: str
    value: int | None


def follow_up(session: Session, today: date) -> tuple[FollowUpLine, ...]:
    """The figures of resettled households, of risks and their first measure, and of those without labour."""
    resettled, with_stage = _resettled(session)
    days, waiting = _first_measures(session, today)
    powerless, allowed = _without_labour(session)
    return (
        FollowUpLine(N_("Resettled households"), resettled),
        FollowUpLine(N_("with a job found"), with_stage.get(JOBS, 0)),
        FollowUpLine(N_("with children at school"), with_stage.get(SCHOOLING, 0)),
        FollowUpLine(N_("with the old homestead given back"), with_stage.get(HOMESTEAD, 0)),
        FollowUpLine(N_("Days from a clue to the first measure, on average"), days),
        FollowUpLine(N_("Households with a clue and no measure since"), waiting),
        FollowUpLine(N_("Households without anybody able to work"), powerless),
        FollowUpLine(N_("of these under the subsistence allowance"), allowed),
    )


def _resettled(session: Session) -> tuple[int, Mapping[str, int]]:
    """How many households were resettled, and how many of them have each stage that follows."""
    given = (_M.delivered_on.is_not(None), _M.withdrawn_on.is_(None))
    moved = select(_M.household_id).where(_M.kind == MeasureClass.RELOCATION, *given).distinct()
    households = func.count(distinct(_M.household_id))
    staged = (
        select(MeasureStage.stage, households)
        .join(_M, MeasureStage.measure_id == _M.id)
        .where(
            MeasureStage.stage.in_((JOBS, SCHOOLING, HOMESTEAD)),
            MeasureStage.withdrawn_on.is_(None),
            _M.withdrawn_on.is_(None),
            _M.household_id.in_(moved),
        )
        .group_by(MeasureStage.stage)
    )
    number = session.scalar(select(func.count()).select_from(moved.subquery())) or 0
    return number, {stage: households for stage, households in session.execute(staged)}


def _first_measures(session: Session, today: date) -> tuple[int | None, int]:
    """The mean days from the first clue of a household to its next delivery, and how many have none."""
    clues = (
        select(Clue.household_id, func.min(Clue.found_on).label("seen"))
        .where(Clue.household_id.is_not(None), Clue.withdrawn_on.is_(None), Clue.found_on <= today)
        .group_by(Clue.household_id)
        .subquery()
    )
    given = (
        select(func.min(_M.delivered_on))
        .where(_M.household_id == clues.c.household_id, _M.delivered_on >= clues.c.seen)
        .where(_M.withdrawn_on.is_(None))
        .scalar_subquery()
    )
    found = session.execute(select(clues.c.seen, given)).all()
    waits = [(day - seen).days for seen, day in found if day is not None]
    return (round(sum(waits) / len(waits)) if waits else None), len(found) - len(waits)


def _without_labour(session: Session) -> tuple[int, int]:
    """Count the households with all members known to be unable to work, and those with allowance."""
    stands = MemberYear.withdrawn_on.is_(None)
    known = (stands, MemberYear.labour != "")
    powerless = MemberYear.labour.not_in(WITH_POWER)
    newest = select(powerless).where(MemberYear.member_id == Member.id, *known)
    last = newest.order_by(MemberYear.year.desc()).limit(1).scalar_subquery()
    allowance = exists().where(
        MemberYear.member_id == Member.id, stands, MemberYear.allowance.not_in(NOTHING)
    )
    with_powerless = select(Member.household_id).join(MemberYear).where(*known, powerless)
    households = (
        select(func.max(case((allowance, 1), else_=0)))
        .select_from(Member)
        .join(Household, Household.id == Member.household_id)
        .where(Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None))
        .where(Member.household_id.in_(with_powerless))
        .group_by(Member.household_id)
        .having(func.min(case((last, 1), else_=0)) == 1)
    )
    found = session.scalars(households).all()
    return len(found), sum(found)
