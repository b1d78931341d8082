"""Checking a household's income: lines against sums, sums against the figure a head, and the unit."""

from collections.abc import Mapping
from decimal import Decimal

from county_desk.excel.delivery import IncomeIn
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.families import Family
from county_desk.excel.reading.vocabulary import Title
from county_desk.fields import FEN
from county_desk.rules.shares import a_head
from county_desk.text import _

NEAR = Decimal("0.05")  # yuan by which a sum may differ, for lines that were rounded
TOO_LITTLE = 50  # yuan a year that no household lives on: such a row is in 10,000 yuan
TOO_MUCH = 100_000  # yuan a head a year above which somebody should look
GROUPS = ("wage", "business", "property", "transfer", "expense")


class Ledger:
    """The income of one household as the columns of its sheet group it."""

    def __init__(self, row: Draft, titles: Mapping[str, Title]) -> None:
        self.row = row
        self.lines = {
            name: row.amount(name)
            for name, title in titles.items()
            if title.of == "income" and title.group in GROUPS
        }
        self._group = {name: titles[name].group for name in self.lines}
        self.gross, self.net, self.head = (
            row.amount(name) for name in ("年总收入", "年纯收入", "人均纯收入")
        )

    @property
    def blank(self) -> list[str]:
        """The lines that are not filled in."""
        return [name for name, amount in self.lines.items() if amount is None]

    def sum_of(self, *groups: str) -> Decimal:
        """All lines of some groups together."""
        return sum(
            (amount for name, amount in self.lines.items() if amount and self._group[name] in groups),
            Decimal(0),
        )

    def income(self, persons: int) -> IncomeIn:
        """The figures as they would be stored; sums that were not given are computed."""
        gross = self.gross if self.gross is not None else self.sum_of(*GROUPS[:-1])
        net = self.net if self.net is not None else gross - self.sum_of("expense")
        head = self.head if self.head is not None else a_head(net, persons)
        sums = {group: self.sum_of(group) for group in GROUPS if group in self._group.values()}
        lines = {name: amount for name, amount in self.lines.items() if amount is not None}
        return IncomeIn(
            sums.get("wage"),
            sums.get("business"),
            sums.get("property"),
            sums.get("transfer"),
            sums.get("expense"),
            net,
            head,
            lines,
        )


def check_income(family: Family, ledger: Ledger) -> None:
    """Note all that does not add up in one row of the ledger."""
    row = ledger.row
    for name, amount in ledger.lines.items():
        if amount is not None and amount < 0:
            message = _("{title} is negative ({amount}).").format(title=name, amount=amount)
            row.ask(name, "income_negative", message)
    if ledger.gross is not None and 0 < ledger.gross < TOO_LITTLE:
        message = _("{amount} yuan a year for a household: the row seems to be in 10,000 yuan.")
        row.ask("年总收入", "income_unit", message.format(amount=ledger.gross))
    elif not _sums_trouble(ledger):
        _check_head(family, ledger)


def _sums_trouble(ledger: Ledger) -> bool:
    row, total, expense = ledger.row, ledger.sum_of(*GROUPS[:-1]), ledger.sum_of("expense")
    found = False
    if ledger.lines and ledger.gross is not None and abs(total - ledger.gross) > NEAR:
        found = True
        message = _("The lines add up to {total}, but {title} says {given} (difference {rest}).")
        row.ask(
            "年总收入",
            "income_sum",
            message.format(total=total, title="年总收入", given=ledger.gross, rest=ledger.gross - total),
        )
        for name in ledger.blank:
            row.ask(name, "income_missing", _("{title} is blank.").format(title=name))
    gross = ledger.gross if ledger.gross is not None else total
    if ledger.net is not None and abs(gross - expense - ledger.net) > NEAR:
        found = True
        message = _("{gross} less expenses of {expense} is {right}, but {title} says {given}.")
        row.ask(
            "年纯收入",
            "income_sum",
            message.format(
                gross=gross, expense=expense, right=gross - expense, title="年纯收入", given=ledger.net
            ),
        )
    return found


def _check_head(family: Family, ledger: Ledger) -> None:
    row = ledger.row
    persons = row.values.get("家庭人口数") or family.persons
    net = ledger.net
    if net is None or not persons:
        return
    right = a_head(net, persons)
    if ledger.head is None:
        message = _("人均纯收入 is blank; {net} ÷ {persons} = {right} was taken.")
        row.warn("人均纯收入", "income_missing", message.format(net=net, persons=persons, right=right))
        row.put("人均纯收入", right, f"{right:.2f}")
    elif abs(right - ledger.head) > FEN:
        message = _("{net} ÷ {persons} is {right} a head, but the ledger says {given}.")
        row.ask(
            "人均纯收入",
            "income_per_head",
            message.format(net=net, persons=persons, right=right, given=ledger.head),
        )
    elif right <= 0 or right > TOO_MUCH:
        message = _("{amount} yuan a head is unusual.").format(amount=right)
        row.warn("人均纯收入", "income_outlier", message)
