"""Corrections of a file that was changed since: which of them still fit the text that they corrected."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from county_desk.intake.delivery import Delivery, Line
from county_desk.text import _, _n
from county_desk.views.importing.file_fixes import Fix, parts_of

MOST = 4  # corrections that are named of those put aside


def still_standing(fixes: Sequence[Fix], before: Delivery, now: Delivery) -> tuple[Fix, ...]:
    """The corrections that still apply: their row is unchanged and in its place, the cell as it was sent."""
    by_row: dict[tuple[str, int], list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_row[fix.sheet, parts_of(fix.cell)[1]].append(fix)
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
    sent = {parts_of(fix.cell)[0]: fix.sent for fix in fixes}
    return all(
        _text(new, title) == sent.get(letter, _text(old, title)) for title, letter in letters.items()
    ) and sent.keys() <= set(letters.values())


def _text(line: Line, title: str) -> str:
    return str(line.original.get(title, line.values.get(title, "")))


def aside_words(fixes: Sequence[Fix]) -> str:
    """How many corrections were put aside, and which."""
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
