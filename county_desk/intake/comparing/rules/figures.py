"""Figures of households: without a roster, for another count of people, and of a new year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from county_desk.intake.comparing.comparison import FileComparison, LineHit, Matched, Pair
from county_desk.intake.comparing.differences import figures_are_new
from county_desk.intake.comparing.snapshot import KnownHousehold, RegisterSnapshot
from county_desk.intake.delivery import Delivery, HouseholdIn, Line
from county_desk.intake.row_hits import RowHit
from county_desk.rules.bilingual import spoken
from county_desk.rules.checks.building import LEAVING
from county_desk.rules.checks.catalogue import NamedFigure, catalogue
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.hits import Numbers, Of, check
from county_desk.rules.shares import a_head

COUNT = "家庭人口数"
_OF_HOUSEHOLDS = "D"  # the group of checks with figures to compare a file with


@check("R02", Of.DELIVERED)
def not_on_record(pair: Pair, n: Numbers) -> Iterator[LineHit]:
    """Figures of a household that is not on record: they make none."""
    if (pair.known is None or pair.known.gone) and figures_alone(pair.household):
        yield RowHit(pair.first, "户编号", {"number": pair.household.number})


@check("R07", Of.MATCHED)
def other_count(pair: Matched, n: Numbers) -> Iterator[LineHit]:
    """Figures, or a list of heads, for another number of people than are on record."""
    household, known = pair.household, pair.known
    if not figures_alone(household):
        yield from _other_count_of_heads(pair)
    elif has_count(pair.first) and pair.first.values[COUNT] != known.row.persons:
        values = {"known": known.row.persons, "count": pair.first.values[COUNT]}
        yield RowHit(pair.first, COUNT, values, "figures")


def _other_count_of_heads(pair: Matched) -> Iterator[LineHit]:
    """Another number in a list of heads; a record of the head alone cannot contradict it."""
    household, known = pair.household, pair.known
    listed = sum(1 for member in known.members if member.withdrawn_on is None)
    heads_alone = household.persons > len(household.members)
    if heads_alone and listed > 1 and household.persons not in (listed, known.row.persons):
        yield RowHit(pair.first, COUNT, {"listed": listed, "count": household.persons}, "heads")


@check("R09", Of.MATCHED)
def new_figures(pair: Matched, n: Numbers) -> Iterator[LineHit]:
    """Figures that are the first on record for their year."""
    for kind in figures_are_new(pair.known, pair.household):
        row = pair.comparison.notes.row(pair.household, kind) or pair.first
        yield RowHit(row, "", {"year": pair.comparison.delivery.year}, changes=True)


@check("R31", Of.DELIVERY)
def not_run_for_want_of_a_figure(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """The checks of incomes that lack the county's figure of the year, each once."""
    households, policy, year = comparison.delivery.households, comparison.policy, comparison.delivery.year
    with_income = [each for each in households if each.income and each.income.income_per_head is not None]
    if policy is None or not any(each.claimed in LEAVING for each in with_income):
        return
    terms = policy.terms(date(year, 12, 31))
    for known in catalogue().checks.values():
        off = comparison.switches.get(known.number) == CheckLevel.OFF
        named = (each for each in known.numbers.values() if isinstance(each, NamedFigure))
        for figure in named if known.number.startswith(_OF_HOUSEHOLDS) and not off else ():
            if (value := terms[figure.parameter]).missing:
                yield RowHit(None, "", {"year": year, "why": value.trouble(), "check": spoken(known.title)})


def figures_alone(household: HouseholdIn) -> bool:
    """Whether only figures of a household were sent."""
    return not household.members


def has_count(line: Line) -> bool:
    """Whether a row of figures gives the number of people."""
    return isinstance(line.values.get(COUNT), int)


def with_heads(delivery: Delivery, register: RegisterSnapshot) -> Delivery:
    """The delivery in which net incomes that come alone have the income per head of those on record."""
    if not any(map(_net_alone, delivery.households)):
        return delivery
    households = (_with_head(each, register.households.get(each.key)) for each in delivery.households)
    return replace(delivery, households=tuple(households))


def _net_alone(household: HouseholdIn) -> bool:
    income = household.income
    return income is not None and income.income_per_head is None and income.net_income is not None


def _with_head(household: HouseholdIn, known: KnownHousehold | None) -> HouseholdIn:
    if known is None or household.income is None or not _net_alone(household):
        return household
    assert household.income.net_income is not None
    head = a_head(household.income.net_income, known.row.persons)
    return replace(household, income=replace(household.income, income_per_head=head))
