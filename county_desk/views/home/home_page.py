"""The home of a post: its cards, in as many columns as the window has room for."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from county_desk.tables.home.content import Door, HomeContent, compared
from county_desk.tables.home.plan import week_tasks
from county_desk.tables.listing import Query
from county_desk.text import N_, _
from county_desk.views.finder_answers import Narrowed
from county_desk.views.home.home_card import CardBox, HomeCard, HomeWork
from county_desk.views.home.homes import HOMES, OVERVIEWS
from county_desk.views.jobs import Jobs
from county_desk.views.navigation import ROWS
from county_desk.views.page import Page
from county_desk.views.paper_acts import PaperActs, paper_button
from county_desk.views.types import Desk, Document
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare
from county_desk.workflow.past import PastRegister

COLUMNS = {Width.NARROW: 1, Width.STANDARD: 3, Width.WIDE: 3}


class HomePage(Page):
    """Reads its cards one after the other off the window's thread, and shows each once it is read."""

    key: ClassVar = "home"
    homes: ClassVar = HOMES
    has_tasks: ClassVar = True
    synonyms: ClassVar = N_("to-do tasks today")

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        alone = (row.title for row in ROWS[desk.actor.role] if row.parts == (self.key,))
        self.heading.setText(_(next(alone, self.title)))  # no tab says where a person with this row is
        self.boxes = [CardBox(card, self) for card in self.cards()]
        self.area = QScrollArea(self, widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_(self.title))
        self.body.addWidget(self.area, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for box in self.boxes:
            box.opened.connect(self.open_door)
        self._lay_out()
        if (button := paper_button(self, self.papers(), _("Print"))) is not None:
            self.header.addWidget(button)

    def cards(self) -> Sequence[HomeCard]:
        """The cards of the person at the desk."""
        return self.homes.get(self.desk.actor.role, ())

    def refresh(self) -> None:
        """Read all cards again."""
        self._read(HomeWork(self.desk, self.drafts.all()), 0)

    def content_of(self, card: HomeCard, work: HomeWork) -> HomeContent:
        """Read the content of a card, on a worker thread."""
        return card.read(work)

    def count_drafts(self) -> None:
        """Read the cards again, among them the drafts."""
        self.refresh()

    def open_door(self, door: Door) -> None:
        """Go where a number or a line leads."""
        subject = Narrowed(door.subject) if isinstance(door.subject, Query) else door.subject
        self.go.emit(door.page, subject)

    def show_error(self, error: Exception) -> None:
        """Say on each card without content that it could not be read."""
        super().show_error(error)
        for box in self.boxes:
            if not box.content.rows:
                box.say(_("This could not be read."))

    def parts(self) -> list[QWidget]:
        """The cards with anything in them."""
        return [box.table for box in self.boxes if box.content.rows] or [self]

    def home(self) -> QWidget | None:
        """The first card with anything in it; the page itself until one was read."""
        return next((box.table for box in self.boxes if box.table.isVisibleTo(self)), self)

    def fit(self, band: Band) -> None:
        """Put the cards side by side where there is room."""
        super().fit(band)
        self._lay_out()

    def papers(self) -> Sequence[PaperActs]:
        """The paper of its cards; first that of the week for a person with tasks."""
        papers = [PaperActs(self, _("this page"), self._page_paper)]
        if self.has_tasks and self.desk.actor.may_write:
            papers.insert(0, PaperActs(self, _("plan of the week"), self._week_paper))
        return papers

    def _page_paper(self, language: str) -> Document:
        from county_desk.reports.home_papers import HomePaper, home_document

        work = HomeWork(self.desk, self.drafts.all())
        cards = [(_(card.title), self.content_of(card, work)) for card in self.cards()]
        return home_document(HomePaper(_(self.title), self._owner(), self.desk.today, cards), language)

    def _week_paper(self, language: str) -> Document:
        from county_desk.reports.home_papers import week_document

        rows = self.desk.read(week_tasks, HomeWork(self.desk).plan)
        return week_document(rows, self._owner(), self.desk.today, language)

    def _owner(self) -> str:
        actor = self.desk.actor
        return f"{actor.name} · {_(actor.role.label)}"

    def _read(self, work: HomeWork, place: int) -> None:
        if place < len(self.boxes):
            card = self.boxes[place].card
            self.look(lambda: self.content_of(card, work), partial(self._show, work, place), "home")

    def _show(self, work: HomeWork, place: int, content: HomeContent) -> None:
        self.boxes[place].show_content(content)
        if self.hasFocus() and (home := self.home()) is not None:
            home.setFocus()
        self._read(work, place + 1)

    def _lay_out(self) -> None:
        """Put the wide cards below each other, and deal the others out to columns, row by row."""
        inside = QWidget(self)
        page = bare(QVBoxLayout(inside), 0.7)
        row = bare(QHBoxLayout(), 0.7)
        columns = [bare(QVBoxLayout(), 0.7) for _column in range(COLUMNS[self.band.width])]
        narrow = [box for box in self.boxes if not box.card.wide]
        for box in self.boxes:
            if box.card.wide:
                page.addWidget(box)
        for place, box in enumerate(narrow):
            columns[place % len(columns)].addWidget(box)
        for column in columns:
            column.addStretch()
            row.addLayout(column, 1)
        page.addLayout(row, 1)
        self.area.setWidget(inside)


class OverviewPage(HomePage):
    """The county by township, last days, plans and money, for the posts that see all of it."""

    key: ClassVar = "overview"
    homes: ClassVar = OVERVIEWS
    has_tasks: ClassVar = False
    synonyms: ClassVar = N_("figures by township chief")

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._before: Mapping[str, HomeContent] = {}  # by title, on the last day of the month before
        self.last_month = desk.today.replace(day=1) - timedelta(days=1)
        words = _("Compare with {day}").format(day=self.last_month)
        self.comparing = Button(words, self)
        self.comparing.setCheckable(True)
        self.comparing.setVisible(not desk.barred)
        self.comparing.toggled.connect(self._compare)
        self.header.insertWidget(1, self.comparing)

    def content_of(self, card: HomeCard, work: HomeWork) -> HomeContent:
        """The content, with the differences from the end of last month once they were asked for."""
        found, before = super().content_of(card, work), self._before.get(card.title)
        return found if before is None else compared(found, before)

    def show_error(self, error: Exception) -> None:
        """Say why the earlier day cannot be read, and leave its differences out."""
        super().show_error(error)
        self.comparing.setChecked(False)

    def _compare(self, on: bool) -> None:
        """Read the same cards on the register of that day, or leave the differences out again."""
        self._before = {}
        self.look(self._read_before if on else dict, self._show_before, "before")

    def _read_before(self) -> Mapping[str, HomeContent]:
        with closing(PastRegister(self.desk, self.last_month)) as past:
            return {card.title: card.read(HomeWork(past.desk)) for card in self.cards()}

    def _show_before(self, before: Mapping[str, HomeContent]) -> None:
        self._before = before
        self.refresh()
