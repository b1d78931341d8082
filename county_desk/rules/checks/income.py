"""Checks of a household's income: wrong sums, unusual amounts, and contradictions."""

from decimal import Decimal

from county_desk.rules.checks.hits import NONE, Hit, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import HouseholdFacts
from county_desk.rules.checks.monitoring_facts import BEFORE
from county_desk.rules.shares import a_head

GROSS, NET, A_HEAD, WAGE = "年总收入", "年纯收入", "人均纯收入", "工资性收入"
_PARTS = ("wage", "business", "property", "transfer")


@check("D50", Of.HOUSEHOLD)
def out_of_the_way(household: HouseholdFacts, n: Numbers) -> Hits:
    """The income a head is not above nought, or above that of any household, or of any monitored one."""
    known = household.monitoring
    if known is not None and known.income_at is not None and known.income_at > n["watched"]:
        return one(f"{BEFORE}{A_HEAD}", "watched", amount=known.income_at)
    income = household.income_per_head
    if income is None or 0 < income <= n["most"] or in_wan(household, n):
        return NONE
    return one(A_HEAD, amount=income)


@check("D51", Of.HOUSEHOLD)
def business_without_expenses(household: HouseholdFacts, n: Numbers) -> Hits:
    """There is income from a business and nothing was spent on it."""
    if not household.business or household.business < n["above"] or household.expense != 0:
        return NONE
    return one("生产经营性支出", amount=household.business)


@check("D52", Of.HOUSEHOLD)
def odd_wages(household: HouseholdFacts, n: Numbers) -> Hits:
    """The wages of a year are very low or very high."""
    wage = household.wage
    if not wage or n["least"] <= wage <= n["most"] or wage < 0 or in_wan(household, n):
        return NONE
    return one(WAGE, amount=wage)


@check("D53", Of.HOUSEHOLD)
def small_amounts(household: HouseholdFacts, n: Numbers) -> Hits:
    """An allowance of the year is smaller than one is ever paid."""
    if not household.lines or in_wan(household, n):
        return NONE
    return tuple(
        Hit(title, {"title": title, "amount": amount, "least": least})
        for title, least in n["least"].items()
        if (amount := household.lines.get(title)) is not None and 0 < amount < least
    )


@check("D54", Of.HOUSEHOLD)
def compensation_without_forest(household: HouseholdFacts, n: Numbers) -> Hits:
    """Ecological compensation is paid, but no farmland was returned to forest."""
    paid = household.lines.get("生态补偿金")
    return one("生态补偿金", amount=paid) if paid and household.returned_land == 0 else NONE


@check("D55", Of.HOUSEHOLD)
def sums(household: HouseholdFacts, n: Numbers) -> Hits:
    """The lines do not add up to the gross income, or gross less expenses is not the net income."""
    return NONE if in_wan(household, n) else (*_gross(household, n), *_net(household, n))


def _together(household: HouseholdFacts) -> Decimal | None:
    known = [amount for name in _PARTS if (amount := getattr(household, name)) is not None]
    return sum(known, Decimal(0)) if known else None


def _gross(household: HouseholdFacts, n: Numbers) -> Hits:
    total = _together(household)
    if total is None or household.gross is None or abs(total - household.gross) <= n["near"]:
        return NONE
    values = {"total": total, "given": household.gross, "rest": household.gross - total}
    return (Hit(GROSS, values, "gross"),)


def _net(household: HouseholdFacts, n: Numbers) -> Hits:
    gross = household.gross if household.gross is not None else _together(household)
    expense = household.expense
    if expense is None and household.gross is not None:
        expense = Decimal(0)  # a ledger without a column for expenses has none to take off
    if gross is None or household.net_income is None or expense is None:
        return NONE
    right = gross - expense
    if abs(right - household.net_income) <= n["near"]:
        return NONE
    values = {"gross": gross, "expense": expense, "right": right, "given": household.net_income}
    return (Hit(NET, values, "net"),)


@check("D56", Of.HOUSEHOLD)
def below_the_line(household: HouseholdFacts, n: Numbers) -> Hits:
    """A household that leaves has an income that is not above the line for exit."""
    line, amount = n["line"], household.income_per_head
    if not household.leaving or line is None or amount is None or amount > line:
        return NONE
    return one(A_HEAD, amount=amount, line=line)


@check("D57", Of.HOUSEHOLD)
def below_nought(household: HouseholdFacts, n: Numbers) -> Hits:
    """A line of the income is below nought."""
    return tuple(
        Hit(title, {"title": title, "amount": amount})
        for title, amount in household.lines.items()
        if amount < 0
    )


@check("D58", Of.HOUSEHOLD)
def ten_thousands(household: HouseholdFacts, n: Numbers) -> Hits:
    """The amounts, or some lines of the earnings, seem to be in 10,000 yuan."""
    title, amount = _whole(household)
    if in_wan(household, n):
        return one(title, "head" if title == A_HEAD else "", amount=amount)
    return tuple(
        Hit(title, {"title": title, "amount": amount}, "line")
        for title in n["lines"]
        if (amount := household.lines.get(title)) is not None and 0 < amount < n["line_below"] and amount % 1
    )


@check("D59", Of.HOUSEHOLD)
def divided_by_members(household: HouseholdFacts, n: Numbers) -> Hits:
    """The net income divided by the members is not the income a head."""
    said = dict(household.said_persons)
    persons = said.get("ledger") or household.counted
    net, given = household.net_income, household.income_per_head
    if net is None or given is None or not persons or sums(household, n):
        return NONE
    right = a_head(net, persons)
    off = abs(right - given)
    if off <= n["fen"] or (off < n["yuan"] and given % 1 == 0) or in_wan(household, n):
        return NONE
    return one(A_HEAD, net=net, persons=persons, right=right, given=given)


@check("D66", Of.HOUSEHOLD)
def line_left_blank(household: HouseholdFacts, n: Numbers) -> Hits:
    """A line of the ledger is blank where the lines do not add up."""
    if not household.empty_lines or in_wan(household, n) or not _gross(household, n):
        return NONE
    return tuple(Hit(title, {"title": title}) for title in household.empty_lines)


def in_wan(household: HouseholdFacts, n: Numbers) -> bool:
    """Whether no household can live on the given income, so that it must be in 10,000 yuan."""
    _title, amount = _whole(household)
    return amount is not None and 0 < amount < n["wan_below"]


def _whole(household: HouseholdFacts) -> tuple[str, Decimal | None]:
    """The widest figure that is known of the income, with its title."""
    if household.gross is not None:
        return GROSS, household.gross
    if household.net_income is not None:
        return NET, household.net_income
    return A_HEAD, household.income_per_head
