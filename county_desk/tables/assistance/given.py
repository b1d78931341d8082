"""Measures given to households, and the money of each by day. Every return about help counts by it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from county_desk.models.measure import AssistanceMeasure, MeasureClass, MeasureStage
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.programme_words import stage_key
from county_desk.tables.many_rows import rows_of
from county_desk.tables.period import Period

_M = AssistanceMeasure


class GivenMeasure(NamedTuple):
    """One measure for one household; `delivered_on` is None until it is delivered."""

    household: int
    kind: MeasureClass
    since: date
    delivered_on: date | None


def given(session: Session) -> Iterator[GivenMeasure]:
    """Yield every measure that was not withdrawn, in the order of its record."""
    columns = _M.household_id, _M.kind, _M.since, _M.delivered_on
    wanted = select(*columns).where(_M.withdrawn_on.is_(None)).order_by(_M.id)
    return (GivenMeasure(*row) for row in rows_of(session, wanted))


def standing_in(period: Period) -> ColumnElement[bool]:
    """The condition that a measure began by the end of a period, and lasted until its first day or longer.

    Help without a term lasts until its delivery. Help of a programme that has a stage for the end lasts
    until that stage, other help with a term until its last day.
    """
    closed_by_stage = [key for key, each in programmes().items() if any(stage.ends for stage in each.stages)]
    lasts = or_(
        _M.delivered_on.is_(None),
        _M.programme.in_(closed_by_stage),
        _M.delivered_on >= period.first,
        _M.until >= period.first,
    )
    ended = and_(_M.ended_on.is_not(None), _M.ended_on < period.first)
    return and_(_M.since <= period.last, _M.withdrawn_on.is_(None), lasts, ~ended)


def money_in(period: Period) -> ColumnElement[Decimal | None]:
    """The yuan of a measure that the household got in a period; None where it got none then.

    A programme pays with the stage that delivers. Where that stage names no amount, and for help of no
    programme, the amount of the measure was given on the day of delivery.
    """
    paying = [
        stage_key(each, stage) for each in programmes().values() for stage in each.stages if stage.delivers
    ]
    paid = (
        select(func.sum(MeasureStage.amount))
        .where(
            MeasureStage.measure_id == _M.id,
            MeasureStage.stage.in_(paying),
            MeasureStage.withdrawn_on.is_(None),
        )
        .correlate(_M)
        .scalar_subquery()
    )
    inside = _M.delivered_on.between(period.first, period.last)
    return case((inside, func.coalesce(paid, _M.amount)))
