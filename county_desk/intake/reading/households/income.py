"""A household's income as the columns of its sheet group it, and the figures that are worked out of it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from county_desk.intake.delivery import IncomeIn
from county_desk.intake.reading.columns.income_columns import GROUPS, IncomeColumns
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.rows.draft import Draft
from county_desk.rules.shares import a_head
from county_desk.text import _

NEAR = Decimal("0.05")  # yuan by which a sum may differ, for lines that were rounded
ROUNDED = Decimal(1)  # yuan by which a figure a head may differ, since many are whole
A_HEAD = "人均纯收入"
SUMS = dict(
    zip(GROUPS, ("工资性收入", "生产经营性收入", "财产性收入", "转移性收入", "生产经营性支出"), strict=True)
)
_EXPENSE = GROUPS[-1]


class Ledger:
    """The income of one household as the columns of its sheet group it."""

    def __init__(self, row: Draft, columns: IncomeColumns, persons: int) -> None:
        self.row, self._columns, self._persons = row, columns, persons
        self.lines = {name: row.amount(name) for name in columns.lines}
        self.gross, self.net, self.head = (row.amount(name) for name in ("年总收入", "年纯收入", A_HEAD))

    @property
    def sums(self) -> Mapping[str, str]:
        """The columns that hold the sum of a group beside its lines, with the group."""
        return self._columns.sums

    @property
    def blank(self) -> tuple[str, ...]:
        """The lines that are not filled in."""
        return tuple(name for name, amount in self.lines.items() if amount is None)

    @property
    def has_figures(self) -> bool:
        """Whether it says anything; of a line that is all blank nothing is worked out."""
        return any(each is not None for each in (self.gross, self.net, self.head, *self.lines.values()))

    def added_up(self, group: str) -> Decimal | None:
        """All lines of one group, blank ones as nothing; None where the sheet has no column for it."""
        names = self._columns.groups[group]
        return sum([amount for name in names if (amount := self.lines[name])], Decimal(0)) if names else None

    def sum_of(self, group: str) -> Decimal | None:
        """Return the sum of one group in the row; None if the row gives none."""
        return None if group in self.unsaid else self.added_up(group)

    @cached_property
    def unsaid(self) -> tuple[str, ...]:
        """The groups for which no cell of the row gives anything.

        Blank lines count as nought in two cases: other lines are filled in and agree with a given total, or
        the figure a head agrees with the lines that are filled in.
        """
        of, filled = self._columns.groups, any(amount is not None for amount in self.lines.values())
        if filled and (self.net is not None or self._agrees_with_the_head):
            return ()
        open_to_doubt = (_EXPENSE,) if filled and self.gross is not None else GROUPS
        return tuple(
            group
            for group in open_to_doubt
            if of[group] and all(self.lines[name] is None for name in of[group])
        )

    @property
    def _agrees_with_the_head(self) -> bool:
        """Whether the figure a head is that of the lines, blank ones as nothing."""
        *earned, expense = (self.added_up(group) or Decimal(0) for group in GROUPS)
        return self._is_the_head(sum(earned, Decimal(0)) - expense, self._persons)

    def _is_the_head(self, net: Decimal, persons: int) -> bool:
        """Whether the figure a head can be that of a net income."""
        return self.head is not None and persons > 0 and abs(a_head(net, persons) - self.head) < ROUNDED

    def first_of(self, group: str) -> str:
        """The first column of a group, by its title."""
        return self._columns.groups[group][0]

    def filled(self) -> dict[str, Decimal]:
        """The lines that are filled in, by title."""
        return {name: amount for name, amount in self.lines.items() if amount is not None}

    def income(self, persons: int) -> IncomeIn:
        """The figures as they would be stored; sums that were not given are worked out."""
        wage, business, own, transfer, expense = map(self.sum_of, GROUPS)
        net = self.net if self.net is not None else self._worked_out(persons)
        head = a_head(net, persons) if self.head is None and net is not None and persons else self.head
        return IncomeIn(wage, business, own, transfer, expense, net, head, self.filled())

    def _worked_out(self, persons: int) -> Decimal | None:
        """The net income, if all its parts are known and the figure a head agrees.

        A sheet without a column for expenses has none, unless that figure shows some.
        """
        *earned, expense = (self.sum_of(group) for group in GROUPS)
        gross = self.gross
        if gross is None:
            known = [amount for amount in earned if amount is not None]
            gross = sum(known, Decimal(0)) if len(known) == len(earned) else None
        if gross is None or _EXPENSE in self.unsaid:
            return None
        net = gross - (expense or Decimal(0))
        differs = self.head is not None and persons and not self._is_the_head(net, persons)
        return None if differs else net


def ledger_of(family: Family) -> Ledger | None:
    """The income of a household: its line of the ledger, or its own row where that holds the groups."""
    if family.ledger is not None:
        return Ledger(family.ledger, family.figures.incomes, family.shared_by) if family.figures else None
    if family.header is None or not family.tells("income"):
        return None
    return Ledger(family.first, family.header.incomes, family.shared_by)


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


def tell_unsaid(ledger: Ledger) -> None:
    """Say why no net income is worked out where the row says nothing of a group of its sheet."""
    if ledger.net is None and ledger.has_figures and (unsaid := ledger.unsaid):
        message = _(
            "Nothing is said of {groups}, so no net income was worked out; write 0 where there is none."
        )
        words = message.format(groups="、".join(SUMS[group] for group in unsaid))
        ledger.row.warn(ledger.first_of(unsaid[0]), "income_missing", words)
