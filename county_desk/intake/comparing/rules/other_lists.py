"""Villages, monitored households and departments' lists against their records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.delivery import Line
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check

_PARTS = (("贫困户数", "总户数"), ("贫困人口数", "总人口数"))  # a part, and its whole
_IDENTITY = frozenset({"户编号", "户主姓名", "身份证号", "行政村", "乡镇"})  # asked about by R14
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")
_SUM, _PAID = "金额", frozenset({"银行卡号", "开户银行", "签字"})  # what a list of payments has
_NAMED = 5  # names in a sentence about many


@dataclass(frozen=True, slots=True)
class ListChange:
    """One fact of a row that would change; `before` is the amount on record, None for a text."""

    line: Line
    kind: str
    title: str
    before: Decimal | None
    old: str
    new: str

    @property
    def name(self) -> str:
        """The title: these facts have no columns of their own."""
        return self.title


def list_changes(comparison: FileComparison) -> Iterator[ListChange]:
    """The facts that would change in rows that can go in, without those of identity."""
    for key, changed in comparison.list_changes.items():
        line = None if comparison.same_file else comparison.stored_row(key)
        for title, (old, new) in changed.items() if line else ():
            if line and title not in _IDENTITY:
                text = str(old if old is not None else "")
                amount = Decimal(text) if _AMOUNT.fullmatch(text) else None
                yield ListChange(line, "list", title, amount, text, str(new))


@check("R11", Of.DELIVERY)
def changed_in_lists(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Every fact of a village or of a monitored household that the file has otherwise."""
    for key, changed in comparison.list_changes.items():
        line = None if comparison.same_file else comparison.stored_row(key)
        for title, (old, new) in changed.items() if line else ():
            values = {"title": title, "old": old if old not in (None, "") else "—", "new": new}
            yield RowHit(line, title, values)


@check("R12", Of.DELIVERY)
def more_than_the_whole(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """A part of a village that is more than the whole. Figures that the file leaves out stay on record."""
    for village in comparison.delivery.villages:
        year = comparison.lists.villages.get(village.village)
        before = {} if year is None or year.withdrawn_on else (year.facts or {})
        facts = {**before, **village.facts}
        line = comparison.stored_row((village.sheet, village.row))
        for part, whole in _PARTS if line else ():
            some, every = facts.get(part), facts.get(whole)
            if isinstance(some, int) and isinstance(every, int) and some > every:
                values = {"part": part, "some": some, "whole": whole, "every": every}
                yield RowHit(line, part if part in village.facts else whole, values)


@check("R13", Of.DELIVERY)
def left_the_list(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Persons of the earlier edition of a department's list who are not in this one.

    Where they are many it may be the list of other places under the same name, so that every row asks.
    """
    entries = comparison.delivery.entries
    if comparison.same_file or not entries:
        return
    listed = {each.id_number or each.name for each in entries}
    earlier = {each.id_number or each.name: each.name for each in comparison.lists.entries.values()}
    left = [name for person, name in earlier.items() if person not in listed]
    if not left:
        return
    many = len(left) >= len(earlier) * n["share"]
    values = {"count": f"{len(left):,}", "named": some_of(left)}
    for entry in entries if many else entries[:1]:
        if line := comparison.stored_row((entry.sheet, entry.row)):
            yield RowHit(line, "姓名", values, "many" if many else "some")


@check("R30", Of.DELIVERY)
def list_of_payments(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """A list of amounts with accounts or signatures: it may be one of payments, which goes in elsewhere."""
    delivery = comparison.delivery
    if not delivery.entries or delivery.request is not None or comparison.same_file:
        return
    for sheet in delivery.sheets:
        titles = sheet.standard.keys()
        if sheet.kind == SheetKind.DEPARTMENT and _SUM in titles and not _PAID.isdisjoint(titles):
            yield RowHit(None, sheet=sheet.name)
            for entry in delivery.entries:
                line = comparison.stored_row((entry.sheet, entry.row)) if entry.sheet == sheet.name else None
                if line:
                    yield RowHit(line, _SUM)


def some_of(names: list[str]) -> str:
    """The first names of a list, for a sentence."""
    return "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
