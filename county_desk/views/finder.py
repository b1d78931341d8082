"""One box that finds pages, actions, villages, people and papers; the answers drop down beneath it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from county_desk.text import _
from county_desk.views.finder_answers import (
    ACTS,
    LAST,
    MENU,
    MOST,
    ON_PAGE,
    PAGES,
    FinderAnswer,
    FinderGroup,
    find,
)
from county_desk.views.jobs import Jobs
from county_desk.views.navigation import PageEntry
from county_desk.views.types import Desk
from county_desk.views.widgets.icons import icon
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em

SHOWN = 14  # lines that drop down before they scroll
type Offers = Mapping[str, Sequence[FinderAnswer]]  # by kind
KEPT = 2 * MOST  # answers that are remembered


class Finder(SearchBox):
    """The box in the top bar.

    `offers()` returns the actions that are possible now. `elsewhere()` returns the acts and pages; it is
    called off this thread. `used` are the last chosen answers, the newest first; it belongs to the window,
    which outlives this box. `reach(key, subject)` is emitted to open a page with one record in view,
    `left()` when the person is done here.
    """

    reach = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        offers: Callable[[], Offers],
        elsewhere: Callable[[], Offers],
        used: list[FinderAnswer],
        over: QWidget,
    ) -> None:
        super().__init__(_("Find a name, household number, village or command"))
        self._desk, self._jobs, self._offers, self._used = desk, jobs, offers, used
        self._elsewhere = cache(elsewhere)
        self._asked, self._over = 0, over
        self._answered: str | None = None  # the words that the lines answer
        self._taking = self._walked = False  # whether Enter waits for the answer, or a line was walked to
        self._pages: Sequence[PageEntry] = ()
        self._lines: list[FinderAnswer | None] = []
        self.answers = QTreeWidget(over)
        self.answers.setHeaderHidden(True)
        self.answers.setRootIsDecorated(False)
        self.answers.setColumnCount(2)
        self.answers.header().setStretchLastSection(False)
        self.answers.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.answers.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.answers.setAccessibleName(_("Found"))
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers.hide()
        self.wanted.connect(self._look)
        self.answers.itemClicked.connect(lambda item: self._choose(self.answers.indexOfTopLevelItem(item)))

    def keep_to(self, pages: Sequence[PageEntry]) -> None:
        """Find only records that these pages show."""
        self._pages = pages

    def texts(self) -> list[str]:
        """The words of the lines without their reasons, the names of kinds among them."""
        count = self.answers.topLevelItemCount()
        items = [self.answers.topLevelItem(row) for row in range(count)]
        return [item.text(0).partition("\n")[0] for item in items if item]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the answers, Enter takes one, Esc puts them away."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._walked = True
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take()
            case Qt.Key.Key_Escape:
                self.empty()
                self.answers.hide()
                self.left.emit()
            case _:
                self._taking = self._walked = False
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the records used last in an empty box."""
        super().focusInEvent(event)
        if not self.sought() and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._show_used()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The answers go with the focus, and those still looked for are not shown."""
        super().focusOutEvent(event)
        self._jobs.forget(self._asked)
        self._taking = False
        self.answers.hide()

    def _take(self) -> None:
        """Choose the line walked to, or the first once the lines answer these words."""
        if self._walked or self.sought() == self._answered:
            self._choose(self._current())
        else:
            self._taking = bool(self.sought())

    def _look(self, text: str) -> None:
        """Look off this thread; the newest question alone is answered."""
        self._jobs.forget(self._asked)
        if not text:
            self._show_used()
            return
        desk, offers, pages = self._desk, self._offers(), self._pages

        def found(_progress: object) -> list[FinderGroup]:
            known = self._latest_first({**self._elsewhere(), **offers})
            return find(desk, known, text, [page.load() for page in pages])

        self._asked = self._jobs.start(
            found,
            then=lambda groups: self._show(groups, text),
            otherwise=self._fail,
            lane="look",
        )

    def _latest_first(self, offers: Offers) -> Offers:
        """The same answers in the order of kinds, each kind beginning with those that were used last."""
        last = {answer.words: place for place, answer in enumerate(self._used)}
        return {
            title: sorted(offers[title], key=lambda answer: last.get(answer.words, KEPT))
            for title in (ON_PAGE, ACTS, PAGES, MENU)
        }

    def _show_used(self) -> None:
        """Show the answers used last, and the actions of this page."""
        if not self.hasFocus():
            self.answers.hide()
            return
        known = {answer.words: answer for answers in self._offers().values() for answer in answers}
        used = [answer if answer.reach else known.get(answer.words) for answer in self._used]
        groups = [FinderGroup(LAST, [answer for answer in used if answer])]
        groups.append(FinderGroup(ON_PAGE, self._offers().get(ON_PAGE, ())))
        self._show([group for group in groups if group.answers])

    def _show(self, groups: Sequence[FinderGroup], words: str = "") -> None:
        """Show the answer to some words; Enter may wait for it."""
        self._answered, self._lines, self._walked = words, [], False
        self.answers.clear()
        for group in groups:
            self._add(FinderAnswer(_(group.title), group.answers[0].picture), title=True)
            for answer in group.answers:
                self._add(answer)
        if not groups:
            self.answers.addTopLevelItem(QTreeWidgetItem([_("Nothing is found by these words."), ""]))
            self._lines.append(None)
        self._step(1)
        self._drop_down()
        taking, self._taking = self._taking, False
        if taking:
            self._take()

    def _add(self, answer: FinderAnswer, *, title: bool = False) -> None:
        item = QTreeWidgetItem(["\n".join(filter(None, (answer.words, answer.reason))), answer.keys])
        if title:
            font = item.font(0)
            font.setBold(True)
            item.setFont(0, font)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        else:
            item.setIcon(0, icon(answer.picture))
            item.setToolTip(0, answer.reason or answer.words)
            item.setDisabled(bool(answer.reason))
        self.answers.addTopLevelItem(item)
        self._lines.append(None if title or answer.reason else answer)

    def _drop_down(self) -> None:
        place = self.mapTo(self._over, QPoint(0, self.height() + 2))
        rows = min(self.answers.topLevelItemCount(), SHOWN)
        high = min(
            rows * max(1, self.answers.sizeHintForRow(0)) + em(0.4), self._over.height() - place.y() - em(0.5)
        )
        width = max(self.width(), em(26))
        left = max(0, min(place.x(), self._over.width() - width))
        self.answers.setGeometry(left, place.y(), width, high)
        self.answers.show()
        self.answers.raise_()

    def _current(self) -> int:
        item = self.answers.currentItem()
        return -1 if item is None else self.answers.indexOfTopLevelItem(item)

    def _step(self, step: int) -> None:
        """Go to the next line that can be chosen; stay where there is none."""
        row = self._current() + step
        while 0 <= row < len(self._lines):
            item = self.answers.topLevelItem(row)
            if item is not None and self._lines[row] is not None:
                self.answers.setCurrentItem(item)
                return
            row += step

    def _fail(self, error: Exception) -> None:
        self._show([], self.sought())
        raise error

    def _choose(self, row: int) -> None:
        answer = self._lines[row] if 0 <= row < len(self._lines) else None
        if answer is None:
            return
        self.answers.hide()
        self.empty()
        self._remember(answer)
        if answer.reach is not None:
            self.reach.emit(*answer.reach)
        elif answer.act is not None:
            self.left.emit()
            answer.act()

    def _remember(self, answer: FinderAnswer) -> None:
        others = [each for each in self._used if each.words != answer.words]
        self._used[:] = [answer, *others][:KEPT]
