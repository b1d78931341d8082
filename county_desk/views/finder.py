"""One box that finds pages, actions, households and cases; the answers drop down beneath it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from county_desk.tables.listing import Query, page
from county_desk.tables.lists import LISTS
from county_desk.text import ENGLISH, _, language
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

MOST = 8  # records of each list
RECORDS = (("households", "registry", Icon.PERSON), ("cases", "applications", Icon.APPLICATION))


@dataclass(frozen=True)
class FinderAnswer:
    """One answer: its words, its picture, and what choosing it does."""

    words: str
    picture: Icon
    act: Callable[[], object]


class Finder(SearchBox):
    """The box in the top bar.

    `reach(key, subject)` asks for a page with one record in view, `left()` tells that the person is done
    here.
    """

    reach = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        commands: Sequence[tuple[str, Icon, Callable[[], object]]],
        over: QWidget,
    ) -> None:
        super().__init__(_("Find a name, household number, village or command"))
        self._desk, self._jobs, self._commands = desk, jobs, commands
        self._asked, self._over = 0, over
        self.answers = QListWidget(over)
        self.answers.setAccessibleName(_("Found"))
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers.hide()
        self._found: list[FinderAnswer] = []
        self.wanted.connect(self._look)
        self.answers.itemClicked.connect(lambda item: self._choose(self.answers.row(item)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the answers, Enter takes one, Esc puts them away."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                last = self.answers.count() - 1
                self.answers.setCurrentRow(max(0, min(last, self.answers.currentRow() + step)))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(max(0, self.answers.currentRow()))
            case Qt.Key.Key_Escape:
                self.empty()
                self.answers.hide()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The answers go with the focus."""
        super().focusOutEvent(event)
        self.answers.hide()

    def _look(self, text: str) -> None:
        self._jobs.forget(self._asked)
        if not text:
            self.answers.hide()
            return
        desk = self._desk

        def work(_progress: object) -> list[tuple[str, Icon, list[object]]]:
            query = Query(text=text)
            return [
                (target, picture, desk.read(page, LISTS[key], query, 0, MOST))
                for key, target, picture in RECORDS
            ]

        found = self._matching(text)
        self._asked = self._jobs.start(
            work,
            then=lambda lists: self._show([*found, *self._records(lists)]),
            otherwise=self._fail,
            lane="look",
        )

    def _matching(self, text: str) -> list[FinderAnswer]:
        wanted, found = text.lower(), []
        for title, picture, act in self._commands:
            with language(ENGLISH):
                english = _(title)
            if wanted in _(title).lower() or wanted in english.lower():
                found.append(FinderAnswer(_(title), picture, act))
        return found

    def _records(self, lists: list[tuple[str, Icon, list[Any]]]) -> list[FinderAnswer]:
        return [
            FinderAnswer(_described(target, row), picture, lambda t=target, n=row.id: self.reach.emit(t, n))  # type: ignore[misc]
            for target, picture, rows in lists
            for row in rows
        ]

    def _show(self, found: list[FinderAnswer]) -> None:
        self._found = found
        self.answers.clear()
        for one in found:
            self.answers.addItem(QListWidgetItem(icon(one.picture), one.words))
        if not found:
            self.answers.addItem(_("Nothing is found by these words."))
        self.answers.setCurrentRow(0)
        place = self.mapTo(self._over, QPoint(0, self.height() + 2))
        rows = min(self.answers.count(), 10)
        self.answers.setGeometry(place.x(), place.y(), max(self.width(), em(22)), rows * em(2) + em(0.6))
        self.answers.show()
        self.answers.raise_()

    def _fail(self, error: Exception) -> None:
        self._show([])
        raise error

    def _choose(self, row: int) -> None:
        if row < len(self._found):
            self.answers.hide()
            act = self._found[row].act
            self.empty()
            act()


def _described(target: str, row: object) -> str:
    listing = LISTS[next(key for key, page_key, _icon in RECORDS if page_key == target)]
    columns = [c for c in listing.table.columns if not c.hidden and c.kind.align == "left"][:4]
    return " · ".join(filter(None, (c.shown(row, masked=True) for c in columns)))
