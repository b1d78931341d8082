"""The life of a measure: its stages that stand, the amount owed, its end, and the stages that can follow."""

from datetime import date
from decimal import Decimal

from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.rules.programmes import ProgrammeStage, programmes
from county_desk.tables.assistance.programme_words import BETWEEN


def recorded(measure: AssistanceMeasure) -> list[MeasureStage]:
    """The stages of a measure that stand, the earliest first."""
    return [stage for stage in measure.stages if stage.withdrawn_on is None]


def key_of(stage: MeasureStage) -> str:
    """The key of a recorded stage in its programme."""
    return stage.stage.rpartition(BETWEEN)[2]


def done_stages(measure: AssistanceMeasure) -> list[str]:
    """The keys of the stages that stand, in the same order."""
    return [key_of(stage) for stage in recorded(measure)]


def summed(measure: AssistanceMeasure, stage: str) -> Decimal:
    """The sum of the amounts of a stage of a measure, in yuan."""
    found = (each.amount or Decimal(0) for each in recorded(measure) if key_of(each) == stage)
    return sum(found, Decimal(0))


def owed(measure: AssistanceMeasure) -> Decimal:
    """The amount that was lent and is not given back, in yuan; 0 where nothing is lent."""
    programme = programmes().get(measure.programme or "")
    sums = [summed(measure, key) for key in programme.owing] if programme else []
    return sums[0] - sums[1] if sums else Decimal(0)


def gone_on(measure: AssistanceMeasure) -> date | None:
    """The day on which the beneficiary died or left, or that of the household without a named person."""
    return measure.member.withdrawn_on if measure.member else measure.household.withdrawn_on


def next_stages(measure: AssistanceMeasure) -> tuple[ProgrammeStage, ...]:
    """The stages that can be recorded now; after a death or a departure those that wind the measure up."""
    programme = programmes().get(measure.programme or "")
    if programme is None or measure.ended_on is not None:
        return ()
    found = programme.open_stages(done_stages(measure))
    return found if gone_on(measure) is None else tuple(filter(programme.closes, found))


def runs(measure: AssistanceMeasure, day: date) -> bool:
    """Whether a measure is still planned, or lasts beyond a day; help that was given once does not."""
    if measure.ended_on is not None or measure.withdrawn_on is not None:
        return False
    programme = programmes().get(measure.programme or "")
    if measure.delivered_on is None or (programme and any(stage.ends for stage in programme.stages)):
        return True
    return measure.until is not None and measure.until > day
