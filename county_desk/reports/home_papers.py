"""A home on one page, and the tasks of a week by day and village."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

from county_desk.fields import Column, Table, Text
from county_desk.reports.document import Document
from county_desk.reports.flow import Item, pages
from county_desk.reports.grid import PaperGrid
from county_desk.reports.hand_sheets import sheet_document, sheet_setter, signed
from county_desk.reports.parts import Setter
from county_desk.tables.cases.queue_row import QUEUE, QueueRow
from county_desk.tables.declared import Shown, table_of
from county_desk.tables.home.content import HomeContent
from county_desk.text import N_, _
from county_desk.text import language as speaking

_SIZES = (1.0, 0.85, 0.7, 0.6)  # of the letters, until all fits on one page
_WORDS, _NUMBER = 22, 8  # widths of the first column of a card, and of each other


@dataclass(frozen=True, slots=True)
class HomePaper:
    """A home as it is printed: its title, its owner, its day, and its cards by title."""

    title: str
    owner: str
    day: date
    cards: Sequence[tuple[str, HomeContent]]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One task on the sheet of a week, with room for a note."""

    day: Annotated[str, Shown(label=N_("Due"), kind=Text(width=20))]
    village: Annotated[str, Shown(label=N_("Village"), kind=Text(width=12))]
    task: Annotated[str, Shown(label=N_("Task"), kind=Text(width=18))]
    subject: Annotated[str, Shown(label=N_("Subject"), kind=Text(width=16))]
    note: Annotated[str, Shown(label=N_("Done on, remark"), kind=Text(width=20))]


WEEK_LINES = table_of("week_lines", N_("Plan of the week"), WeekLine)


def home_document(paper: HomePaper, language: str) -> Document:
    """All cards with anything in them, in letters that let them stand on one page where they can."""
    with speaking(language):
        setter = sheet_setter(language, ())
        laid = (_cards(paper, setter, size) for size in _SIZES)
        smallest = _cards(paper, setter, _SIZES[-1])
        items = next((items for items in laid if len(pages(items)) == 1), smallest)
        return sheet_document(paper.title, paper.owner, "", _foot(paper.owner, paper.day), language, items)


def week_document(rows: Sequence[QueueRow], owner: str, day: date, language: str) -> Document:
    """The tasks that are overdue or due within a week of a day, in the order of their days and villages."""
    with speaking(language):
        setter = sheet_setter(language, [row.subject for row in rows])
        grid = PaperGrid(WEEK_LINES, setter.letters.households)
        head = grid.head()
        lines = [grid.row(_line(row, day), head) for row in rows]
        words = _("Nothing is overdue, and nothing is due in the next 7 days.")
        none = [] if rows else setter.paragraph(words)
        title = setter.title([_("Plan of the week")])
        items = signed(setter, [*title, setter.blank(0.3), head, *lines, *none], _("Filled in by:"))
        return sheet_document(_("Plan of the week"), owner, "", _foot(owner, day), language, items)


def _foot(owner: str, day: date) -> str:
    return _("{head}, made on {day}").format(head=owner, day=day.isoformat())


def _line(row: QueueRow, day: date) -> tuple[str, ...]:
    due = day + timedelta(days=row.due_in or 0)
    words = due.isoformat() if due >= day else f"{due.isoformat()} {QUEUE['due_in'].shown(row)}"
    said = (QUEUE[key].shown(row, masked=True) for key in ("village", "task", "subject"))
    return (words, *said, "")


def _cards(paper: HomePaper, setter: Setter, size: float) -> list[Item]:
    """The title, and each card as a small table."""
    letters = replace(setter.letters, households=setter.letters.households.scaled(size))
    setter = replace(setter, letters=letters.tightened(size))
    items = [*setter.title([paper.title]), setter.blank(0.3)]
    for title, content in paper.cards:
        if content.rows:
            grid = PaperGrid(_table(title, content), letters.households)
            head = grid.head() if content.headings else setter.paragraph(title)[0]
            rows = ([cell.words for cell in row] for row in content.rows)
            items += [replace(head, keep=True), *(grid.row(row, head) for row in rows), setter.blank(0.4)]
    return items


def _table(title: str, content: HomeContent) -> Table[HomeContent]:
    """The columns of a card; the first one has the title of the card."""
    count = max(len(row) for row in content.rows)
    others = [*content.headings[1:], *[""] * count][: count - 1]
    columns = [Column[HomeContent]("title", title, Text(width=_WORDS))]
    columns += [Column("number", words, Text(width=_NUMBER, align="right")) for words in others]
    return Table(key="home", title=title, row=HomeContent, columns=tuple(columns))
