"""Checks within one household of a file: its rows must agree with each other, and so must its two lists."""

from collections.abc import Iterator
from decimal import Decimal

from county_desk.intake.reading.checks.read_rows import DraftHit, ReadRows
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.households.families import HEAD, Family, household_cells_differ, same_name
from county_desk.intake.reading.households.income import A_HEAD, NEAR, ROUNDED, ledger_of
from county_desk.intake.reading.rows.draft import Draft, in_words
from county_desk.intake.row_hits import RowHit
from county_desk.intake.vocabulary import standard_title
from county_desk.rules.checks.hits import Numbers, Of, check
from county_desk.sheets.formats.book import address

_FIGURES = (A_HEAD, "年纯收入", "年总收入")  # the first that a ledger has is the one to look at
_HEAD, _NUMBER, _ID = "户主姓名", "户编号", "身份证号"


@check("L01", Of.FAMILY)
def facts_differ(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Facts of the household that differ between its rows."""
    for family in rows.families:
        for row, title in household_cells_differ(family):
            yield RowHit(row, title, {"title": title})


@check("L02", Of.FAMILY)
def another_head_named(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Rows that name another head than the one marked: they may be of another household."""
    for family in rows.families:
        if _HEAD in family.first.columns and family.rows:
            marked = family.head.text("与户主关系") == HEAD
            head = family.head.text("姓名" if marked else _HEAD)
            for row in family.rows:
                named = row.text(_HEAD)
                if named and head and not same_name(named, head):
                    yield RowHit(row, _HEAD, {"said": named, "head": head})


@check("L03", Of.FAMILY)
def other_income_per_head(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Incomes per head in the roster that are not that of the ledger, which counts."""
    for family in rows.families:
        if family.ledger is not None:
            yield from _beside_the_ledger(family, family.ledger)


def _beside_the_ledger(family: Family, line: Draft) -> Iterator[DraftHit]:
    given = [row for row in family.drafts() if row is not line and A_HEAD in row.values]
    right = _income_per_head(family) if given else None
    for row in given if right is not None else ():
        amount = row.amount(A_HEAD)
        if right is not None and amount is not None and abs(amount - right) >= ROUNDED:
            values = {"given": amount, "right": right, "sheet": line.sheet, "cell": _cell(line)}
            yield RowHit(row, A_HEAD, values)


def _income_per_head(family: Family) -> Decimal | None:
    """The income per head of its line of the ledger; None where the line lacks it."""
    ledger = ledger_of(family)
    if ledger is None or not ledger.has_figures or not family.persons:
        return None
    return ledger.income(family.persons).income_per_head


def _cell(ledger: Draft) -> str:
    """The cell of the income per head, or of the figure from which it follows."""
    columns = [ledger.columns[title] for title in _FIGURES if title in ledger.columns]
    return address(ledger.row, columns[0] if columns else 1)


@check("L04", Of.FAMILY)
def other_sum(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Sums of a group of incomes that are not those of the lines beside them, which are taken."""
    for family in rows.families:
        header = family.figures if family.ledger is not None else family.header
        if header is None or not header.incomes.sums or (ledger := ledger_of(family)) is None:
            continue
        for title, group in ledger.sums.items():
            given, right = ledger.row.amount(title), ledger.added_up(group)
            if given is not None and right is not None and abs(given - right) > NEAR:
                yield RowHit(ledger.row, title, {"title": title, "given": given, "right": right})


@check("L05", Of.FAMILY)
def cleared_and_filled_in(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Facts of a household that one row asks to clear and another row fills in."""
    if not any(row.erase for sheet in rows.sheets for row in sheet.data):
        return
    for family in rows.families:
        drafts = list(family.drafts())
        for row in drafts:
            for title in row.erase:
                known = standard_title(title)
                other = next((each for each in drafts if title in each.values), None)
                if other is not None and known is not None and known.of != "person":
                    yield RowHit(row, title, {"title": title, "where": in_words(other, row)})


@check("L06", Of.FAMILY)
def two_lists_differ(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Households that one of two lists (heads, members) lacks, and those with other heads."""
    if not {SheetKind.PERSONS, SheetKind.HEADS} <= {sheet.kind for sheet in rows.sheets}:
        return
    for family in rows.families:
        if not family.rows:
            yield RowHit(family.first, _NUMBER, case="no_members")
        elif family.own is None:
            yield RowHit(family.first, _NUMBER, case="no_head")
        else:
            yield from _heads_differ(family, family.own)


def _heads_differ(family: Family, own: Draft) -> Iterator[DraftHit]:
    """Households with one head in the list of heads and another in the list of members."""
    marked = family.head.text("与户主关系") == HEAD
    if marked and own.text(_HEAD) != family.head.text("姓名"):
        yield RowHit(own, _HEAD, {"own": own.text(_HEAD), "head": family.head.text("姓名")}, "other_head")
    if (number := own.text(_ID)) and number != family.head.text(_ID):
        yield RowHit(own, _ID, case="other_number")


@check("L07", Of.ROWS)
def no_line_in_the_ledger(rows: ReadRows, n: Numbers) -> Iterator[DraftHit]:
    """Households without a line in the ledger that was sent."""
    if any(sheet.kind is SheetKind.LEDGER for sheet in rows.sheets):
        for family in rows.families:
            if family.ledger is None:
                yield RowHit(family.first, _NUMBER)
