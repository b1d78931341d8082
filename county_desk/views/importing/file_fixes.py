"""The county's corrections of a delivered file: a text for a cell, beside the sender's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from county_desk.intake.delivery import Delivery, Line
from county_desk.text import _, _n

MOST = 4  # corrections that are named of those put aside


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


def without_fixes(fixes: Sequence[Fix], some: Iterable[Fix]) -> tuple[Fix, ...]:
    """Corrections without those of some cells."""
    gone = {(fix.sheet, fix.cell) for fix in some}
    return tuple(fix for fix in fixes if (fix.sheet, fix.cell) not in gone)


def texts_of(fixes: Iterable[Fix]) -> Mapping[str, Mapping[str, str]]:
    """Return the corrections for a reader: by sheet, then by cell."""
    texts: dict[str, dict[str, str]] = {}
    for fix in fixes:
        texts.setdefault(fix.sheet, {})[fix.cell] = fix.put
    return texts


def column_and_row(cell: str) -> tuple[str, int]:
    """The letter of the column and the number of the row of a cell."""
    letter = cell.rstrip("0123456789")
    return letter, int(cell[len(letter) :] or 0)


def applicable_fixes(fixes: Sequence[Fix], before: Delivery, now: Delivery) -> tuple[Fix, ...]:
    """The corrections that still apply: their row is unchanged and in its place, the cell as it was sent."""
    by_row: dict[tuple[str, int], list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_row[fix.sheet, column_and_row(fix.cell)[1]].append(fix)
    old, new = _lines(before, by_row), _lines(now, by_row)
    columns = [{sheet.name: sheet.columns for sheet in each.sheets} for each in (before, now)]
    kept: list[Fix] = []
    for place, some in by_row.items():
        letters = columns[0].get(place[0])
        if letters and letters == columns[1].get(place[0]) and place in old and place in new:
            kept += some if _same(old[place], new[place], letters, some) else ()
    return tuple(fix for fix in fixes if fix in kept)


def _lines(delivery: Delivery, places: Mapping[tuple[str, int], object]) -> dict[tuple[str, int], Line]:
    return {(line.sheet, line.row): line for line in delivery.lines if (line.sheet, line.row) in places}


def _same(old: Line, new: Line, letters: Mapping[str, str], fixes: Sequence[Fix]) -> bool:
    sent = {column_and_row(fix.cell)[0]: fix.sent for fix in fixes}
    return all(
        _text(new, title) == sent.get(letter, _text(old, title)) for title, letter in letters.items()
    ) and sent.keys() <= set(letters.values())


def _text(line: Line, title: str) -> str:
    return str(line.original.get(title, line.values.get(title, "")))


def aside_words(fixes: Sequence[Fix]) -> str:
    """The number of corrections that were put aside, and their texts."""
    count, more = len(fixes), len(fixes) - MOST
    named = [
        _("{sheet} {cell} “{put}”").format(sheet=fix.sheet, cell=fix.cell, put=fix.put or _("blank"))
        for fix in fixes[:MOST]
    ]
    if more > 0:
        named.append(_n("{count} more…", "{count} more…", more).format(count=f"{more:,}"))
    words = _n(
        "The file was changed since: {count} correction made here was put aside: {cells}",
        "The file was changed since: {count} corrections made here were put aside: {cells}",
        count,
    )
    return words.format(count=f"{count:,}", cells=_(", ").join(named))
