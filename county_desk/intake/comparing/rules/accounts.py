"""Accounts and telephones that households of a file exchange."""

from collections.abc import Iterator

from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.row_hits import RowHit
from county_desk.rules.checks.hits import Numbers, Of, check


@check("R21", Of.DELIVERY)
def moved_accounts(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Accounts of other households of the file, as by a column that was moved."""
    return _moved(comparison, "account", "银行卡号")


@check("R22", Of.DELIVERY)
def moved_telephones(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Telephones of other households of the file, as by a column that was moved."""
    return _moved(comparison, "telephone", "联系电话")


def _moved(comparison: FileComparison, name: str, title: str) -> Iterator[LineHit]:
    """Households that get the value of another one, which itself gets that of a third.

    Where the other one gets a value that no household had, it was merely passed on.
    """
    known = comparison.register.households
    met = [
        (household, found.row)
        for household in comparison.delivery.households
        if (found := known.get(household.key)) is not None and not found.gone
    ]
    owner = {value: row for _household, row in met if (value := getattr(row, name))}
    taken = {row.id: getattr(household, name) for household, row in met}
    for household, row in met:
        given = getattr(household, name)
        other = owner.get(given) if given != getattr(row, name) else None
        passed_on = taken[other.id] if other is not None else ""
        if other is not None and passed_on != given and passed_on in owner:
            first = comparison.notes.first(household)
            if first is not None:
                yield RowHit(first, title, {"head": other.head, "number": other.number})
