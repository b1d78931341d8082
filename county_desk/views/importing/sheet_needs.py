"""The rows of a file that need attention: their number on each sheet in words, and the first of them."""

from bisect import bisect_left
from collections.abc import Sequence

from county_desk.intake.delivery import Verdict
from county_desk.text import _, _n
from county_desk.views.importing.sheet_rows import HELD, TONES, SheetTable, Show, Spot


def tone(sheet: SheetTable) -> str:
    """That of the gravest of its rows."""
    return next((TONES[level] for level in HELD if sheet.needs.get(level)), "")


def needs_words(sheet: SheetTable) -> str:
    """Explain the number of a sheet; rows that only wait for others are named, and not counted in it."""
    wrong, asked = (sheet.needs.get(level, 0) for level in HELD)
    waits = sheet.count(Verdict.ASK) - asked
    counted = (
        (wrong, _n("{count} row with errors", "{count} rows with errors", wrong)),
        (asked, _n("{count} row with questions", "{count} rows with questions", asked)),
        (
            waits,
            _n("{count} row only waits for others", "{count} rows only wait for others", waits),
        ),
    )
    told = _(" · ").join(words.format(count=f"{count:,}") for count, words in counted if count)
    return _("{sheet}: {words}").format(
        sheet=sheet.name or _("Table"), words=told or _("no row needs anybody")
    )


def first_sheet(sheets: Sequence[SheetTable]) -> int:
    """The sheet to begin with: one with errors, else with questions of its own, else the first one read.

    A sheet whose rows only wait for those of another is never the one.
    """
    for level in HELD:
        for place, sheet in enumerate(sheets):
            if sheet.needs.get(level):
                return place
    for wanted in (Verdict.ACCEPT, Verdict.WARN, Verdict.ASK, Verdict.UNCHANGED):
        for place, sheet in enumerate(sheets):
            if sheet.count(wanted):
                return place
    return 0


def first_spot(spots: Sequence[Spot], place: int, sheet: SheetTable, choice: Show) -> Spot | None:
    """The first cell of a sheet that keeps a row of a choice out; none where it is no choice of such rows."""
    if choice not in (Show.WRONG, Show.ASKED):
        return None
    for spot in spots[bisect_left(spots, Spot(place, 0, -1)) :]:
        if spot.sheet != place:
            break
        row = sheet.row(spot.row)
        if row is not None and choice.has(row.line):
            return spot
    return None
