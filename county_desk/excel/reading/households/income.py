"""A household's income as the columns of its sheet group it, and the figures that are worked out of it."""

from decimal import Decimal

from county_desk.excel.delivery import IncomeIn
from county_desk.excel.reading.columns.income_columns import GROUPS, IncomeColumns
from county_desk.excel.reading.households.families import Family
from county_desk.excel.reading.rows.draft import Draft
from county_desk.rules.shares import a_head
from county_desk.text import _

NEAR = Decimal("0.05")  # yuan by which a sum may differ, for lines that were rounded
A_HEAD = "人均纯收入"


class Ledger:
    """The income of one household as the columns of its sheet group it."""

    def __init__(self, row: Draft, columns: IncomeColumns) -> None:
        self.row, self._columns = row, columns
        self.lines = {name: row.amount(name) for name in columns.lines}
        self.gross, self.net, self.head = (row.amount(name) for name in ("年总收入", "年纯收入", A_HEAD))

    @property
    def blank(self) -> tuple[str, ...]:
        """The lines that are not filled in."""
        return tuple(name for name, amount in self.lines.items() if amount is None)

    @property
    def told(self) -> bool:
        """Whether it says anything; of a line that is all blank nothing is worked out."""
        return any(each is not None for each in (self.gross, self.net, self.head, *self.lines.values()))

    def sum_of(self, group: str) -> Decimal | None:
        """All of one group; None where the sheet has no column for it."""
        names = self._columns.groups[group]
        return sum([amount for name in names if (amount := self.lines[name])], Decimal(0)) if names else None

    def filled(self) -> dict[str, Decimal]:
        """The lines that are filled in, by title."""
        return {name: amount for name, amount in self.lines.items() if amount is not None}

    def income(self, persons: int) -> IncomeIn:
        """The figures as they would be stored; sums that were not given are computed."""
        wage, business, own, transfer, expense = (self.sum_of(group) for group in GROUPS)
        gross = self.gross
        if gross is None:
            gross = sum(filter(None, (wage, business, own, transfer)), Decimal(0))
        net = self.net if self.net is not None else gross - (expense or Decimal(0))
        head = a_head(net, persons) if self.head is None and persons else self.head
        return IncomeIn(wage, business, own, transfer, expense, net, head, self.filled())


def ledger_of(family: Family) -> Ledger | None:
    """The income of a household: its line of the ledger, or its own row where that holds the groups."""
    if family.ledger is not None:
        return Ledger(family.ledger, family.figures.incomes) if family.figures else None
    return Ledger(family.first, family.header.incomes) if family.header and family.tells("income") else None


def fill_a_head(family: Family, ledger: Ledger) -> None:
    """Work out the income a head where the sheet has a column for it and leaves it blank."""
    row = ledger.row
    persons = row.values.get("家庭人口数") or family.persons
    if ledger.head is not None or ledger.net is None or not persons or A_HEAD not in row.columns:
        return
    if A_HEAD in row.original:
        return
    right = a_head(ledger.net, persons)
    message = _("人均纯收入 is blank; {net} ÷ {persons} = {right} was taken.")
    row.warn(A_HEAD, "income_missing", message.format(net=ledger.net, persons=persons, right=right))
    row.put(A_HEAD, right, f"{right:.2f}")
    ledger.head = right


def check_sums(family: Family) -> None:
    """Ask about a sum of a group of incomes that is not that of the lines beside it, which are taken."""
    header = family.figures if family.ledger is not None else family.header
    if header is None or not header.incomes.sums or (ledger := ledger_of(family)) is None:
        return
    for title, group in header.incomes.sums.items():
        given, right = ledger.row.amount(title), ledger.sum_of(group)
        if given is not None and right is not None and abs(given - right) > NEAR:
            message = _("{title} says {given}, but its lines add up to {right}; say which is right.")
            words = message.format(title=title, given=given, right=right)
            ledger.row.ask(title, "income_sum", words)
