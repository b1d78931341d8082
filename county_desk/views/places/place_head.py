"""The head of a place of work: breadcrumbs, the name of the record, its state, and the records beside it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QLabel, QWidget

from county_desk.text import _
from county_desk.views.place_ways import PlaceSubject
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import drop_all, in_column, in_row, line, link
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.views.places.place_page import Numbered, PlacePage


class Crumb(NamedTuple):
    """A door of the breadcrumbs: its words, and the page and subject behind it."""

    words: str
    page: str
    subject: object


class PlaceHead[R: "Numbered"](QWidget):
    """Breadcrumbs over the name with its chip; two buttons lead to the record before and the one after it."""

    def __init__(self, page: "PlacePage[R]", heading: QLabel) -> None:
        super().__init__(page)
        self.heading, self._page = heading, page
        self._among: Sequence[int] = ()
        self.crumbs, self._chips = in_row(gap=0.3, margins=0), in_row(gap=0.4, margins=0)
        self.before = self._step(Icon.BACK, _("The one before in the list"), -1)
        self.after = self._step(Icon.FORWARD, _("The next in the list"), 1)
        name = in_row(heading, self._chips, 1, self.before, self.after, gap=0.6, margins=0)
        in_column(self.crumbs, name, on=self, gap=0.1, margins=0)
        self.clear()

    def clear(self) -> None:
        """Show the title of the page alone."""
        drop_all(self.crumbs)
        drop_all(self._chips)
        self.heading.setText(_(self._page.title))
        for button in (self.before, self.after):
            button.hide()

    def show_record(self, row: R, crumbs: Sequence[Crumb], among: Sequence[int]) -> None:
        """Show the name of a record, its state, and the doors above it."""
        self.clear()
        page = self._page
        for crumb in crumbs:
            if self.crumbs.count():
                self.crumbs.addWidget(line("›", self, muted=True))
            door = link(crumb.words, self, partial(page.go.emit, crumb.page, crumb.subject))
            door.setWordWrap(False)
            self.crumbs.addWidget(door)
        self.crumbs.addStretch(1)
        self.heading.setText(page.name_of(row))
        if page.chip:
            column = page.records.table[page.chip]
            self._chips.addWidget(Chip(getattr(row, page.chip).shape, column.shown(row), self))
        self._among = among
        at = among.index(page.number) if page.number in among else -1
        self.before.setVisible(at >= 0)
        self.after.setVisible(at >= 0)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(0 <= at < len(among) - 1)

    def _step(self, picture: Icon, words: str, by: int) -> Button:
        button = Button(parent=self)
        button.setIcon(icon(picture))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFixedSize(em(2.1), em(2.1))
        button.clicked.connect(lambda _checked: self._go(by))
        return button

    def _go(self, by: int) -> None:
        page = self._page
        place = self._among.index(page.number) + by if page.number in self._among else -1
        if 0 <= place < len(self._among):
            subject = PlaceSubject(self._among[place], page.bar.key, tuple(self._among))
            page.go.emit(page.key, subject)
