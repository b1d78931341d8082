"""How the columns of a list are set out on paper: upright or across, folded, or over several pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from county_desk.fields import Column
from county_desk.reports.faces import BOLD, SERIF, runs, width
from county_desk.reports.grid import GridStyle
from county_desk.reports.lists.outgoing import OutgoingList
from county_desk.reports.paper import MM, PAGE_HIGH, PAGE_WIDE, PageFormat
from county_desk.text import _

SMALLEST = 8.0  # points; nothing on a printed list is smaller
USUAL = 9.0
_EDGE = 15 * MM
_PADS = 7.5  # points beside a text in its cell, both sides
_LOOKED_AT = 400  # rows whose texts say how wide a column should be
_MOST = 26 * SMALLEST  # a text column is at most as wide as 26 Chinese letters, and folds
_WHOLE = {True: 16, False: 6}  # letters of an English word, and of a Chinese text, that are not broken
_LONGEST_NUMBER = 24  # digits of a number that is not folded


def _page(wide: float, high: float) -> PageFormat:
    return PageFormat(wide, high, _EDGE, _EDGE, wide - 2 * _EDGE, high - 2 * _EDGE)


UPRIGHT, ACROSS = _page(PAGE_WIDE, PAGE_HIGH), _page(PAGE_HIGH, PAGE_WIDE)


@dataclass(frozen=True)
class ColumnSet:
    """Columns that stand side by side on a page, by place in the list, and their widths in points."""

    places: tuple[int, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Fitting:
    """The page, the letters, and the sets of columns: one, or several that follow each other."""

    page: PageFormat
    style: GridStyle
    sets: tuple[ColumnSet, ...]


def fit[R](listed: OutgoingList[R]) -> Fitting:
    """Set the columns out: upright if there is room, else across, else folded, else over several pages."""
    columns = listed.table.columns
    places = tuple(range(len(columns)))
    for page, size in ((UPRIGHT, USUAL), (UPRIGHT, SMALLEST), (ACROSS, USUAL), (ACROSS, SMALLEST)):
        wanted = [_wanted(listed, place, size) for place in places]
        if sum(wanted) <= page.block_wide:
            return Fitting(page, _style(size), (_spread(places, wanted, page.block_wide),))
    least = [_least(listed, place, wanted[place]) for place in places]
    style = _style(SMALLEST)
    if sum(least) <= ACROSS.block_wide:
        return Fitting(ACROSS, style, (_folded(places, wanted, least),))
    return Fitting(ACROSS, style, tuple(_sets(listed, wanted, least)))


def _style(size: float) -> GridStyle:
    return GridStyle(SERIF, BOLD, size, size * 1.9, SMALLEST / size)


def _wanted[R](listed: OutgoingList[R], place: int, size: float) -> float:
    """The width of a column at which only its longest texts are folded."""
    column: Column[R] = listed.table.columns[place]
    widest = max((_wide(text, size) for text in _texts(listed, column)), default=0.0)
    most = _MOST if _folds(column) else max(_LONGEST_NUMBER, column.kind.width) * size / 2
    return max(_title_width(column, size), min(widest, most)) + _PADS


def _least[R](listed: OutgoingList[R], place: int, wanted: float) -> float:
    """How narrow a column can be: no word is broken, and no short Chinese text."""
    column: Column[R] = listed.table.columns[place]
    if not _folds(column):
        return wanted
    words = (
        word
        for text in _texts(listed, column)
        for word in text.split()
        if len(word) <= _WHOLE[word.isascii()]
    )
    widest = max((_wide(word, SMALLEST) for word in words), default=0.0)
    return min(wanted, max(widest, _title_width(column, SMALLEST)) + _PADS)


def _texts[R](listed: OutgoingList[R], column: Column[R]) -> set[str]:
    return {column.shown(row, masked=listed.masked) for row in islice(listed.rows, _LOOKED_AT)}


def _folds[R](column: Column[R]) -> bool:
    """Whether a text of the column may go on a second line; numbers and days stay whole."""
    return column.kind.align == "left" and column.kind.excel_format == "General"


def _title_width[R](column: Column[R], size: float) -> float:
    """Of the widest word, or of half of the title: titles fold into two lines."""
    title = _(column.title).replace("|", "")
    words = max((_wide(word, size, BOLD) for word in title.split()), default=0.0)
    half = _wide(title, size, BOLD) / 2 + size
    return min(_wide(title, size, BOLD), max(half, words if title.isascii() else 0.0))


def _wide(text: str, size: float, face: str = SERIF) -> float:
    return sum(width(run, size) for run in runs(text, face))


def _spread(places: tuple[int, ...], wanted: Sequence[float], wide: float) -> ColumnSet:
    """The columns over the whole width."""
    share = wide / sum(wanted[place] for place in places)
    return ColumnSet(places, tuple(wanted[place] * share for place in places))


def _folded(places: tuple[int, ...], wanted: Sequence[float], least: Sequence[float]) -> ColumnSet:
    """The columns over the whole width; those that fold give way, each by its share of the room."""
    need = sum(wanted[place] for place in places) - ACROSS.block_wide
    room = sum(wanted[place] - least[place] for place in places)
    if need <= 0 or room <= 0:
        return _spread(places, wanted, ACROSS.block_wide)
    share = min(1.0, need / room)
    return ColumnSet(places, tuple(wanted[p] - (wanted[p] - least[p]) * share for p in places))


def _sets[R](listed: OutgoingList[R], wanted: Sequence[float], least: Sequence[float]) -> list[ColumnSet]:
    """Columns over several pages; what a person knows a row by stands on each of them."""
    columns = listed.table.columns
    known = [place for place, column in enumerate(columns) if column.key in listed.named]
    again = known[:2] or [0]
    if sum(least[place] for place in again) > ACROSS.block_wide / 2:
        again = again[:1]
    sets: list[list[int]] = [[]]
    for place in range(len(columns)):
        row = sets[-1]
        if row and sum(least[each] for each in (*row, place)) > ACROSS.block_wide:
            row = list(again)
            sets.append(row)
        if place not in row:
            row.append(place)
    return [_folded(tuple(row), wanted, least) for row in sets]
