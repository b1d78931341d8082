"""A list on paper: title, county, filter, day, page n of m, and the head row on each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from county_desk.progress import Progress, each, share, silent
from county_desk.reports.breaking import TextMeasure, lines
from county_desk.reports.document import Document, DocumentSet
from county_desk.reports.faces import BOLD, SERIF, TITLE, Run, mixed, runs, width
from county_desk.reports.flow import Draw, Item
from county_desk.reports.grid import PaperGrid
from county_desk.reports.lists.fitting import SMALLEST, ColumnSet, Fitting, fit
from county_desk.reports.lists.outgoing import OutgoingList
from county_desk.reports.paper import MM, Paper
from county_desk.text import _, current

TITLE_SIZE, FACTS_SIZE, SIGNED_SIZE = 16.0, 9.0, 10.5
_FOOT = 7 * MM  # room for the line under the rows
_SIGNING = 14 * MM  # room for the line on which a list is signed
_ROOM = "_" * 16
_STEP = 1.4  # from line to line, in the size of the letters
_EVERY = 200  # rows between two words of how far it is


@dataclass(frozen=True)
class _Part[R]:
    """One set of columns: its grid, its head, and where its pages begin among the rows."""

    columns: ColumnSet
    grid: PaperGrid[R]
    head: Item
    starts: tuple[int, ...]


class ListPaper[R]:
    """The pages of an outgoing list; several sets of columns follow each other, each with all rows."""

    def __init__(self, listed: OutgoingList[R], progress: Progress = silent) -> None:
        self.listed = listed
        self.fitting: Fitting = fit(listed)
        self._opening = self._set_opening()
        self._signing = self._set_signing()
        sets = self.fitting.sets
        self._parts = [
            self._part(columns, first=place == 0, progress=share(progress, place, place + 1, len(sets)))
            for place, columns in enumerate(sets)
        ]
        self.count = sum(len(part.starts) for part in self._parts)

    def draw_page(self, paper: Paper, number: int) -> None:
        """Draw one page, counted from 0."""
        place, page = self._find(number)
        part = self._parts[place]
        down = 0.0
        if number == 0:
            for item in self._opening:
                if item.draw:
                    item.draw(paper, down)
                down += item.height
        if part.head.draw:
            part.head.draw(paper, down)
        down += part.head.height
        for row in self._rows_of(part, page):
            item = part.grid.row(self._texts(part.columns, row), part.head)
            if item.draw:
                item.draw(paper, down)
            down += item.height
        if self._signing.draw and page + 1 == len(part.starts):
            self._signing.draw(paper, down)
        self._foot(paper, number, place)

    def _find(self, number: int) -> tuple[int, int]:
        """The part and the page in it that a page of the whole is."""
        for place, part in enumerate(self._parts):
            if number < len(part.starts):
                return place, number
            number -= len(part.starts)
        raise IndexError(number)

    def _rows_of(self, part: _Part[R], page: int) -> Sequence[R]:
        end = part.starts[page + 1] if page + 1 < len(part.starts) else len(self.listed.rows)
        return self.listed.rows[part.starts[page] : end]

    def _part(self, columns: ColumnSet, *, first: bool, progress: Progress) -> _Part[R]:
        table = self.listed.table
        chosen = replace(table, columns=tuple(table.columns[place] for place in columns.places))
        grid = PaperGrid(chosen, self.fitting.style, columns.widths)
        head = grid.head()
        down = head.height + (sum(item.height for item in self._opening) if first else 0)
        return _Part(columns, grid, head, tuple(self._starts(columns, grid, head, down, progress)))

    def _starts(
        self, columns: ColumnSet, grid: PaperGrid[R], head: Item, down: float, progress: Progress
    ) -> Iterator[int]:
        """The first row of each page; a row that is higher than a page has one of its own."""
        room = self.fitting.page.block_high - _FOOT
        yield 0
        begun = 0
        for number, row in enumerate(each(self.listed.rows, progress, every=_EVERY)):
            high = grid.height(self._texts(columns, row))
            if number + 1 == len(self.listed.rows):
                high += self._signing.height  # signatures never stand on a page without a row
            if down + high > room and number > begun:
                yield number
                begun, down = number, head.height
            down += high

    def _texts(self, columns: ColumnSet, row: R) -> list[str]:
        listed = self.listed
        texts = (listed.table.columns[place].shown(row, masked=listed.masked) for place in columns.places)
        return [" ".join(text.split()) if "\n" in text or "\t" in text else text for text in texts]

    def _set_opening(self) -> list[Item]:
        """The title and the lines under it, on the first page."""
        wide = self.fitting.page.block_wide
        facts = "\u3000".join(self.listed.facts)
        title = tuple(runs(self.listed.title, TITLE))
        size = min(TITLE_SIZE, TITLE_SIZE * wide / max(sum(width(run, TITLE_SIZE) for run in title), 1))
        items = [Item(size * 1.7, _centred(title, size))]
        facts_lines = [facts, *([self._about_sets()] if len(self.fitting.sets) > 1 else [])]
        for text in facts_lines:
            for line in lines(mixed(text, SERIF, ()), TextMeasure(wide, FACTS_SIZE)):
                items.append(Item(FACTS_SIZE * _STEP, _written(line.runs, FACTS_SIZE)))
        return [*items, Item(4)]

    def _set_signing(self) -> Item:
        """The line on which the list is signed; of no height for a list that is not signed."""
        titles = self.listed.signing
        if not titles:
            return Item(0)
        text = tuple(mixed("\u3000\u3000".join(f"{title} {_ROOM}" for title in titles), SERIF, ()))
        return Item(_SIGNING, _written_below(text, SIGNED_SIZE))

    def _about_sets(self) -> str:
        """The word about columns that found no room beside the others."""
        words = _(
            "{columns} columns in {parts} parts: each part has all rows, and its pages follow the last."
        )
        return words.format(columns=len(self.listed.table.columns), parts=len(self.fitting.sets))

    def _foot(self, paper: Paper, number: int, place: int) -> None:
        down = self.fitting.page.block_high
        left = [self.listed.title, self.listed.county, self.listed.day.isoformat()]
        if len(self._parts) > 1:
            left.append(_("Part {number} of {parts}").format(number=place + 1, parts=len(self._parts)))
        paper.write(0, down, mixed("\u3000".join(filter(None, left)), SERIF, ()), SMALLEST)
        words = _("Page {page} of {pages}").format(page=number + 1, pages=self.count)
        end = tuple(runs(words, BOLD))
        wide = sum(width(run, SMALLEST) for run in end)
        paper.write(self.fitting.page.block_wide - wide, down, end, SMALLEST)


def list_document[R](listed: OutgoingList[R], progress: Progress = silent) -> Document:
    """The list as pages, in the language in force; each page is drawn on demand."""
    paper = ListPaper(listed, progress)
    return Document(
        title=listed.title,
        author=listed.county,
        subject=listed.narrowed,
        language=current(),
        count=paper.count,
        draw_page=paper.draw_page,
        format=paper.fitting.page,
    )


def lists_document[R](
    lists: Sequence[OutgoingList[R]], progress: Progress = silent
) -> Document | DocumentSet:
    """The pages of one list, or of several that follow each other."""
    parts = (share(progress, place, place + 1, len(lists)) for place in range(len(lists)))
    documents = [list_document(listed, part) for listed, part in zip(lists, parts, strict=True)]
    if len(documents) == 1:
        return documents[0]
    return DocumentSet(documents[0].title, tuple(documents), documents[0].format)


def _centred(text: Sequence[Run], size: float) -> Draw:
    return lambda paper, top: paper.centre(top + size, text, size)


def _written(text: Sequence[Run], size: float) -> Draw:
    return lambda paper, top: paper.write(0, top + size, text, size)


def _written_below(text: Sequence[Run], size: float) -> Draw:
    """The text at the foot of the room for signatures."""
    return lambda paper, top: paper.write(0, top + _SIGNING, text, size)
