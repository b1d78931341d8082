"""What must be right across the households of one file: numbers, persons and totals that stand once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from county_desk.excel.reading.book import letters
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.families import Family
from county_desk.excel.reading.income import NEAR
from county_desk.excel.reading.rows import Sheet
from county_desk.text import _

_PREFIX = 12  # the code of the village at the start of a household number


def check_numbers(families: Sequence[Family]) -> None:
    """Note household numbers that stand twice, or are not built like the others of the file."""
    by_number = defaultdict(list)
    for family in families:
        if family.number:
            by_number[family.number].append(family)
    shapes = Counter((len(number), number[:_PREFIX]) for number in by_number)
    usual = shapes.most_common(1)[0][0] if shapes else (0, "")
    for number, group in by_number.items():
        for family in group[1:]:
            message = _("Household number {number} also stands in row {row}, for {name}.")
            family.first.ask(
                "户编号",
                "household_duplicate",
                message.format(number=number, row=group[0].first.row, name=group[0].name),
            )
            group[0].first.ask(
                "户编号",
                "household_duplicate",
                message.format(number=number, row=family.first.row, name=family.name),
            )
        if (len(number), number[:_PREFIX]) != usual and shapes[usual] > 1:
            message = _("The others of this file have {n} digits and begin with {prefix}.")
            group[0].first.ask("户编号", "household_number", message.format(n=usual[0], prefix=usual[1]))


def check_persons(families: Sequence[Family]) -> None:
    """Note identity numbers that stand twice in the file; a certificate counts by the number inside."""
    seen: dict[str, list[Draft]] = defaultdict(list)
    for family in families:
        for row in family.people:
            if number := row.text("身份证号"):
                seen[number[:18]].append(row)
    for rows in seen.values():
        for row in rows if len(rows) > 1 else []:
            others = [other for other in rows if other is not row]
            row.ask("身份证号", _double(row, others), _where(others[0]))


def _double(row: Draft, others: list[Draft]) -> str:
    if any(name_in(other) != name_in(row) for other in others):
        return "duplicate_id_other_name"
    if any(other.household == row.household for other in others):
        return "duplicate_row"
    return "duplicate_person"


def _where(other: Draft) -> str:
    message = _("The same identity number stands in row {row}, with {name}.")
    return message.format(row=other.row, name=name_in(other))


def check_totals(sheets: Iterable[Sheet]) -> None:
    """Note totals that are not the sum of their rows."""
    for sheet in sheets:
        for totals in sheet.totals[-1:]:
            for title, given in totals.values.items():
                found = sum((_amount(row, title) for row in sheet.data), Decimal(0))
                if abs(found - given) > NEAR:
                    message = _(
                        "Column {column} ({title}): the total is {given}, the rows add up to {found}."
                    )
                    column = letters(totals.columns[title])
                    totals.warn(
                        title,
                        "total_mismatch",
                        message.format(column=column, title=title, given=given, found=found),
                    )


def _amount(row: Draft, title: str) -> Decimal:
    value = row.values.get(title)
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def name_in(row: Draft) -> str:
    """The name that stands in a row."""
    return row.text("姓名") or row.text("户主姓名")
