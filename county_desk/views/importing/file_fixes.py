"""The county's corrections of a delivered file: a text for a cell, beside the sender's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fix:
    """One corrected cell, named as the sheet names it ("G6"): what stood there, and what the county puts."""

    sheet: str
    cell: str
    sent: str
    put: str


def merged(fixes: Sequence[Fix], more: Iterable[Fix]) -> tuple[Fix, ...]:
    """Corrections with some more; a cell corrected again keeps what its sender wrote.

    To put what the sender wrote is to take the correction back.
    """
    known = {(fix.sheet, fix.cell): fix for fix in fixes}
    for fix in more:
        before = known.pop((fix.sheet, fix.cell), fix)
        if fix.put != before.sent:
            known[fix.sheet, fix.cell] = replace(fix, sent=before.sent)
    return tuple(known.values())


def taken_back(fixes: Sequence[Fix], some: Iterable[Fix]) -> tuple[Fix, ...]:
    """Corrections without those of some cells."""
    gone = {(fix.sheet, fix.cell) for fix in some}
    return tuple(fix for fix in fixes if (fix.sheet, fix.cell) not in gone)


def texts_of(fixes: Iterable[Fix]) -> Mapping[str, Mapping[str, str]]:
    """Return the corrections for a reader: by sheet, then by cell."""
    texts: dict[str, dict[str, str]] = {}
    for fix in fixes:
        texts.setdefault(fix.sheet, {})[fix.cell] = fix.put
    return texts


def parts_of(cell: str) -> tuple[str, int]:
    """The letter of the column and the number of the row of a cell."""
    letter = cell.rstrip("0123456789")
    return letter, int(cell[len(letter) :] or 0)
