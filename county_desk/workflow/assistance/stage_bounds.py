"""The bounds of a stage of a measure: amounts, interest, the term of a contract, and persons."""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from county_desk.decimals import to_fen
from county_desk.fields import Rate
from county_desk.models.household_change import HouseholdChange
from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.rules.figures import Value
from county_desk.rules.programmes import ProgrammeStage, programmes
from county_desk.tables.assistance.measure_life import key_of, owed, recorded, summed
from county_desk.text import _
from county_desk.workflow.command import Work

DAYS_OF_A_YEAR = 360  # as banks reckon interest


class GivenBounds(NamedTuple):
    """The entries of a stage that have bounds; None where nothing is entered."""

    done_on: date
    amount: Decimal | None = None
    until: date | None = None
    persons: int | None = None


def bound_trouble(
    work: Work, stage: ProgrammeStage, measure: AssistanceMeasure, given: GivenBounds
) -> Mapping[str, str]:
    """Return the first bound of the programme that the entries of a stage break, by field."""
    return (
        _amount_trouble(stage, measure, given)
        or _interest_trouble(work, stage, measure, given)
        or _balance_trouble(stage, measure)
        or _term_trouble(work, stage, measure, given)
        or _persons_trouble(work, measure, given)
    )


def missing_figures(work: Work, stage: ProgrammeStage, measure: AssistanceMeasure, day: date) -> str:
    """Return the figures that bound a stage and are not set, in words; empty where all are set."""
    missing = [value.trouble() for value in _figures(work, stage, measure, day) if value.missing]
    return (
        _("{trouble}; the desk cannot tell whether this is too much").format(trouble=_("; ").join(missing))
        if missing
        else ""
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _figures(work: Work, stage: ProgrammeStage, measure: AssistanceMeasure, day: date) -> Iterator[Value]:
    if stage.rate:
        yield _rate(work, stage, measure, day)
    if stage.longest:
        yield work.terms(day)[stage.longest]


def _rate(work: Work, stage: ProgrammeStage, measure: AssistanceMeasure, day: date) -> Value:
    """The yearly rate of a loan: that of the day on which it was paid out."""
    lent = _lendings(measure)
    return work.terms(lent[0].done_on if lent else day)[stage.rate]


def _lendings(measure: AssistanceMeasure) -> list[MeasureStage]:
    """The stages that lent money or gave it back, by day."""
    owing = programmes()[measure.programme or ""].owing
    return sorted((each for each in recorded(measure) if key_of(each) in owing), key=lambda one: one.done_on)


def _amount_trouble(
    stage: ProgrammeStage, measure: AssistanceMeasure, given: GivenBounds
) -> Mapping[str, str]:
    """Check that the amount is within the limit by the stage before."""
    if given.amount is None or not stage.within:
        return {}
    left = summed(measure, stage.within) - summed(measure, stage.key)
    if given.amount <= left:
        return {}
    words = _("{left} yuan are left; {over} yuan are too much")
    return {"amount": words.format(left=f"{left:,.2f}", over=f"{given.amount - left:,.2f}")}


def _interest_trouble(
    work: Work, stage: ProgrammeStage, measure: AssistanceMeasure, given: GivenBounds
) -> Mapping[str, str]:
    """Check subsidised interest against the interest due by the day; a missing rate bounds nothing."""
    if given.amount is None or not stage.rate:
        return {}
    rate = _rate(work, stage, measure, given.done_on)
    if rate.number is None:
        return {}
    due, before = _interest(measure, rate.number, given.done_on), summed(measure, stage.key)
    if given.amount <= due - before:
        return {}
    words = _(
        "The interest to {day} is {due} yuan at {rate} a year ({source}), and {before} yuan of it were paid; "
        "{over} yuan are too much"
    )
    said = {"day": min(given.done_on, measure.until or given.done_on), "rate": Rate().show(rate.number)}
    sums = {"due": due, "before": before, "over": given.amount - due + before}
    shown = {name: f"{amount:,.2f}" for name, amount in sums.items()}
    return {"amount": words.format(**said, **shown, source=rate.reference)}


def _interest(measure: AssistanceMeasure, rate: Decimal, day: date) -> Decimal:
    """The interest on the balance up to a day and no longer than the term, in yuan."""
    last = min(day, measure.until or day)
    lent = programmes()[measure.programme or ""].owing[:1]
    balance, days = Decimal(0), Decimal(0)  # yuan; yuan times days
    before = last
    for each in _lendings(measure):
        on = min(each.done_on, last)
        days += balance * (on - before).days
        balance += (each.amount or Decimal(0)) * (1 if key_of(each) in lent else -1)
        before = on
    days += balance * (last - before).days
    return to_fen(days * rate / DAYS_OF_A_YEAR)


def _balance_trouble(stage: ProgrammeStage, measure: AssistanceMeasure) -> Mapping[str, str]:
    """Check that the balance is nil at the end; return the sum still owed."""
    if not stage.balanced or not (left := owed(measure)):
        return {}
    return {"stage": _("{owed} yuan are still owed").format(owed=f"{left:,.2f}")}


def _term_trouble(
    work: Work, stage: ProgrammeStage, measure: AssistanceMeasure, given: GivenBounds
) -> Mapping[str, str]:
    """Check the term of a contract. A renewed one begins at the end of the one before."""
    months = work.terms(given.done_on)[stage.longest].whole if stage.longest else None
    if given.until is None or months is None:
        return {}
    programme = programmes()[measure.programme or ""]
    contracts = {each.key for each in programme.stages if each.longest}
    ends = [each.until for each in recorded(measure) if key_of(each) in contracts and each.until]
    if len(ends) > 1 and given.done_on <= ends[-2]:
        words = _("The contract until {until} begins after {day} only; renew it once it has begun")
        return {"done_on": words.format(until=ends[-1], day=ends[-2])}
    last = months_after(max([given.done_on, *ends[-1:]]), months)
    if given.until <= last:
        return {}
    return {"until": _("A contract runs {months} months at most, to {day}").format(months=months, day=last)}


def _persons_trouble(work: Work, measure: AssistanceMeasure, given: GivenBounds) -> Mapping[str, str]:
    """Check the persons of a stage against the largest size of the household since its day."""
    if given.persons is None:
        return {}
    since = select(HouseholdChange.persons - HouseholdChange.by).where(
        HouseholdChange.household_id == measure.household_id,
        HouseholdChange.happened_on > given.done_on,
        HouseholdChange.withdrawn_on.is_(None),
    )
    most = max([measure.household.persons, *work.session.scalars(since)])
    if given.persons <= most:
        return {}
    words = _("The household of {head} counts {count}; {over} too many")
    over = given.persons - most
    return {"persons": words.format(head=measure.household.head, count=most, over=over)}
