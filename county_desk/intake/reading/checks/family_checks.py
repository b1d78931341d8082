"""What must agree within one household of a file: its rows with each other, and the two lists of it."""

from decimal import Decimal

from county_desk.intake.reading.households.families import HEAD, Family, household_cells_differ, same_name
from county_desk.intake.reading.households.income import A_HEAD, ROUNDED, ledger_of
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.other_row import in_words
from county_desk.intake.vocabulary import standard_title
from county_desk.sheets.formats.book import address
from county_desk.text import _

_TELLING = (A_HEAD, "年纯收入", "年总收入")


def check_rows(family: Family) -> None:
    """Note facts of the household that differ between its rows."""
    for row, title in household_cells_differ(family):
        message = _("“{title}” differs between the rows of one household.").format(title=title)
        row.ask(title, "several_values", message)
    if "户主姓名" in family.first.columns and family.rows:
        _check_named_head(family)


def check_erased(family: Family) -> None:
    """What one row of a household asks to clear stands in no other row of it."""
    rows = list(family.drafts())
    for row in rows:
        for title in row.erase:
            known = standard_title(title)
            other = next((each for each in rows if title in each.values), None)
            if other is not None and known is not None and known.of != "person":
                message = _("“{title}” is to be cleared here, but stands in {where}; say which is meant.")
                words = message.format(title=title, where=in_words(other, row))
                row.ask(title, "several_values", words)


def _check_named_head(family: Family) -> None:
    """Every row of a roster that names the head names the one who is marked as head.

    Rows that name another one may be of another household, whatever number they bear.
    """
    marked = family.head.text("与户主关系") == HEAD
    head = family.head.text("姓名" if marked else "户主姓名")
    for row in family.rows:
        said = row.text("户主姓名")
        if said and head and not same_name(said, head):
            message = _("The row names {said} as head, but the head of its household is {head}.")
            row.ask("户主姓名", "household_number", message.format(said=said, head=head))


def check_income(family: Family) -> None:
    """Note an income a head in the roster that is not the one of the ledger, which counts."""
    line = family.ledger
    if line is None:
        return
    rows = [row for row in family.drafts() if row is not line and A_HEAD in row.values]
    right = _a_head(family) if rows else None
    if right is None:
        return
    for row in rows:
        given = row.amount(A_HEAD)
        if given is not None and abs(given - right) >= ROUNDED:
            message = _(
                "{given} stands here, {right} in {cell} of {sheet}, which is taken; say which is right."
            )
            words = message.format(given=given, right=right, sheet=line.sheet, cell=_cell(line))
            row.ask(A_HEAD, "income_per_head", words)


def _a_head(family: Family) -> Decimal | None:
    """The income a head of its line of the ledger; None where that does not tell."""
    ledger = ledger_of(family)
    if ledger is None or not ledger.told or not family.persons:
        return None
    return ledger.income(family.persons).income_per_head


def _cell(ledger: Draft) -> str:
    """The cell of the figure a head, or of that from which it follows."""
    return address(ledger.row, next((ledger.columns[each] for each in _TELLING if each in ledger.columns), 1))


def check_both_lists(family: Family) -> None:
    """Where heads and members were sent as two lists: note a household that one of them lacks."""
    if not family.rows:
        family.first.ask("户编号", "member_count", _("The list of members has nobody of this household."))
    elif family.own is None:
        family.first.ask("户编号", "household_number", _("The list of heads lacks this household."))
    else:
        _check_head(family, family.own)


def _check_head(family: Family, own: Draft) -> None:
    """The head of the list of heads is the one of the list of members."""
    marked = family.head.text("与户主关系") == HEAD
    if marked and own.text("户主姓名") != family.head.text("姓名"):
        message = _("The list of heads has {own}, the list of members {head}.")
        words = message.format(own=own.text("户主姓名"), head=family.head.text("姓名"))
        own.ask("户主姓名", "household_number", words)
    if (number := own.text("身份证号")) and number != family.head.text("身份证号"):
        message = _("The identity number of the head differs between the two lists.")
        own.ask("身份证号", "several_values", message)
