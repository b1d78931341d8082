"""Figures of help: needs by cause, money by project, income by measure, and the follow-up of key groups."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Integer, cast, extract, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.facts.words import in_words
from county_desk.fields import Money
from county_desk.models.clue import Clue
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.measure import AssistanceMeasure, MeasureClass, MeasureStage, Need
from county_desk.rules.checks.facts import NOTHING
from county_desk.rules.checks.person import WITH_POWER
from county_desk.rules.shares import a_head
from county_desk.tables.assistance.projects import PROJECTS_LISTING
from county_desk.tables.chart import Bars, Chart
from county_desk.tables.listing import page
from county_desk.tables.monitoring.clues import RISK
from county_desk.text import N_, _

CAUSE = "致贫原因"
MOST = 15  # projects on one chart, those with the most money
_M = AssistanceMeasure


def needs_chart(session: Session) -> Chart:
    """The open needs by cause or risk, with those that no measure answers; a line leads to its word.

    A cause and a risk can have the same word, so that a risk says that it is one.
    """
    answered = select(_M.need_id).where(_M.withdrawn_on.is_(None), _M.need_id.is_not(None))
    without = func.count().filter(Need.id.not_in(answered))
    wanted = (
        select(Need.cause, Need.risk, without, func.count())
        .where(Need.withdrawn_on.is_(None), Need.ended_on.is_(None))
        .group_by(Need.cause, Need.risk)
        .order_by(without.desc(), Need.cause, Need.risk)
    )
    lines = tuple(
        Bars(in_words(CAUSE, cause) or _as_risk(risk), (open_, every), (cause, risk))
        for cause, risk, open_, every in session.execute(wanted)
    )
    question = N_("For which causes do needs have no measure?")
    return Chart(question, N_("Cause or risk"), (N_("Without a measure"), N_("Open needs")), lines)


def _as_risk(risk: str) -> str:
    return _("{risk} (risk)").format(risk=in_words(RISK, risk))


def money_chart(session: Session) -> Chart:
    """The money released to projects and paid for them, the largest first; a line leads to its project."""
    rows = sorted(page(session, PROJECTS_LISTING), key=lambda row: (-row.released, row.id))
    lines = tuple(Bars(row.title, (row.released, row.paid), row.id) for row in rows[:MOST] if row.released)
    question = N_("Which projects have money that was not paid yet?")
    return Chart(question, N_("Project"), (N_("Released (yuan)"), N_("Paid (yuan)")), lines, Money())


def income_chart(session: Session) -> Chart:
    """The income a head before and after a measure, by its class, of the households that have both.

    The year before the delivery stands against the year after it.
    """
    before, after = aliased(HouseholdYear), aliased(HouseholdYear)
    year = cast(extract("year", _M.delivered_on), Integer)
    wanted = (
        select(_M.kind, before.income_per_head, after.income_per_head)
        .join(before, (before.household_id == _M.household_id) & (before.year == year - 1))
        .join(after, (after.household_id == _M.household_id) & (after.year == year + 1))
        .where(
            _M.withdrawn_on.is_(None),
            before.withdrawn_on.is_(None),
            after.withdrawn_on.is_(None),
            before.income_per_head.is_not(None),
            after.income_per_head.is_not(None),
        )
    )
    found: dict[MeasureClass, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for kind, one, other in session.execute(wanted):
        if one is not None and other is not None:
            found[kind].append((one, other))
    lines = tuple(
        Bars(_(kind.label), (_mean([one for one, _o in pairs]), _mean([other for _b, other in pairs])), kind)
        for kind, pairs in sorted(found.items(), key=lambda item: -len(item[1]))
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
    resettled = _resettled(session)
    days, waiting = _first_measures(session, today)
    powerless, allowed = _without_labour(session)
    return (
        FollowUpLine(N_("Resettled households"), len(resettled)),
        FollowUpLine(N_("with a job found"), _with_stage(session, resettled, "relocation/jobs")),
        FollowUpLine(N_("with children at school"), _with_stage(session, resettled, "relocation/schooling")),
        FollowUpLine(
            N_("with the old homestead given back"), _with_stage(session, resettled, "relocation/homestead")
        ),
        FollowUpLine(N_("Days from a clue to the first measure, on average"), days),
        FollowUpLine(N_("Households with a clue and no measure since"), waiting),
        FollowUpLine(N_("Households without anybody able to work"), powerless),
        FollowUpLine(N_("of these under the subsistence allowance"), allowed),
    )


def _mean(values: list[Decimal]) -> Decimal:
    return a_head(sum(values, Decimal(0)), len(values))


def _resettled(session: Session) -> set[int]:
    wanted = select(_M.household_id).where(
        _M.kind == MeasureClass.RELOCATION, _M.delivered_on.is_not(None), _M.withdrawn_on.is_(None)
    )
    return set(session.scalars(wanted))


def _with_stage(session: Session, households: set[int], stage: str) -> int:
    wanted = (
        select(_M.household_id)
        .join(MeasureStage, MeasureStage.measure_id == _M.id)
        .where(MeasureStage.stage == stage, MeasureStage.withdrawn_on.is_(None), _M.withdrawn_on.is_(None))
    )
    return len(households & set(session.scalars(wanted)))


def _first_measures(session: Session, today: date) -> tuple[int | None, int]:
    """The mean days from the first clue of a household to its next delivery, and how many have none."""
    clues = (
        select(Clue.household_id, func.min(Clue.found_on))
        .where(Clue.household_id.is_not(None), Clue.withdrawn_on.is_(None), Clue.found_on <= today)
        .group_by(Clue.household_id)
    )
    given: dict[int, list[date]] = defaultdict(list)
    delivered = select(_M.household_id, _M.delivered_on).where(
        _M.delivered_on.is_not(None), _M.withdrawn_on.is_(None)
    )
    for household, day in session.execute(delivered):
        if day is not None:
            given[household].append(day)
    waits, without = [], 0
    for whose, seen in session.execute(clues):
        later = [day for day in given.get(whose or 0, ()) if day >= seen]
        if later:
            waits.append((min(later) - seen).days)
        else:
            without += 1
    return (round(sum(waits) / len(waits)) if waits else None), without


def _without_labour(session: Session) -> tuple[int, int]:
    """The households whose members are all known not to be able to work, and those with the allowance."""
    wanted = (
        select(Member.household_id, Member.id, MemberYear.labour, MemberYear.allowance)
        .join(Household, Household.id == Member.household_id)
        .outerjoin(MemberYear, (MemberYear.member_id == Member.id) & MemberYear.withdrawn_on.is_(None))
        .where(Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None))
        .order_by(Member.id, MemberYear.year)
    )
    labour: dict[int, dict[int, str | None]] = defaultdict(dict)
    allowed: set[int] = set()
    for household, member, power, allowance in session.execute(wanted):
        labour[household][member] = power or labour[household].get(member)
        if allowance is not None and allowance not in NOTHING:
            allowed.add(household)
    without = {
        household
        for household, known in labour.items()
        if all(power and power not in WITH_POWER for power in known.values())
    }
    return len(without), len(without & allowed)
