"""The shape of sheets that people fill in or sign: small letters, room to sign, a foot on each page."""

from collections.abc import Sequence
from dataclasses import replace

from county_desk.fields import Column, Kind, Table
from county_desk.reports.document import Document
from county_desk.reports.flow import Item, bound, pages
from county_desk.reports.grid import PaperGrid
from county_desk.reports.letters import LETTERS
from county_desk.reports.paper import Paper
from county_desk.reports.parts import Setter, foot
from county_desk.text import _

_SMALL = 0.8  # of the letters of a list
_ROOM = "_" * 16
_LAST = 2  # lines or rows that stay with the signatures


type SheetTable = Table[tuple[str, ...]]


def sheet_setter(language: str, names: Sequence[str]) -> Setter:
    """A setter for a sheet that must show the rare characters of the names of people."""
    letters = LETTERS[language].tightened(0.9)
    small = letters.households.scaled(_SMALL)
    return Setter(replace(letters, size=letters.size * 0.875, households=small), tuple(dict.fromkeys(names)))


def sheet_table(title: str, *columns: tuple[str, Kind]) -> SheetTable:
    """A table of texts on a sheet, with the title and the kind of each column."""
    return Table(title, title, tuple, tuple(Column(each, each, kind) for each, kind in columns))


def sheet_rows[R](setter: Setter, table: Table[R], rows: Sequence[Sequence[str]]) -> list[Item]:
    """Rows of texts under the titles of their columns; nothing without rows."""
    grid = PaperGrid(table, setter.letters.households)
    head = grid.head()
    return [head, *(grid.row(row, head) for row in rows)] if rows else []


def named_rows[R](setter: Setter, table: Table[R], rows: Sequence[Sequence[str]]) -> list[Item]:
    """Rows of texts under the title of their table; nothing without rows."""
    lines = sheet_rows(setter, table, rows)
    return [setter.blank(0.4), *setter.paragraph(_(table.title)), *lines] if lines else []


def signed(setter: Setter, items: Sequence[Item], *titles: str) -> list[Item]:
    """The items and lines to sign on, each with its title. The last two items stay with these lines."""
    texts = [f"{title} {_ROOM}" for title in titles]
    lines = bound([setter.blank(0.5), *setter.packed(texts)], len(texts))
    return [*bound(items, _LAST), *(replace(line, keep=True) for line in lines[:-1]), lines[-1]]


def sheet_document(
    title: str, office: str, number: str, foot_words: str, language: str, items: Sequence[Item]
) -> Document:
    """The document of a sheet, with the same words at the foot of each page."""
    laid = pages(items)

    def draw_page(paper: Paper, place: int) -> None:
        for top, item in laid[place]:
            if item.draw:
                item.draw(paper, top)
        foot(paper, foot_words, len(laid))

    return Document(title, office, number, language, len(laid), draw_page)
