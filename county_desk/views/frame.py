"""An open register: the top bar, the navigation, the pages, and a message about the last act."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from county_desk.models.closed_year import ClosedYear
from county_desk.models.user import User
from county_desk.rules.policy_file import WrongFile
from county_desk.tables.closed_years import closed_years
from county_desk.text import _, _n
from county_desk.views.finder import Finder
from county_desk.views.finder_answers import MENU, ON_PAGE, ActOpening, FinderAnswer, Narrowed, Sought
from county_desk.views.jobs import Jobs
from county_desk.views.list_memory import ListMemory
from county_desk.views.lists.list_view import ListView
from county_desk.views.nav import NavList
from county_desk.views.navigation import Navigation, PageEntry
from county_desk.views.other_desks import OtherDesks
from county_desk.views.page import DraftOpening, Page
from county_desk.views.page_offers import offers_of
from county_desk.views.part_tabs import PartTabs
from county_desk.views.top_bar import TopBar
from county_desk.views.trail import Stop, Trail
from county_desk.views.types import Desk, Opened
from county_desk.views.widgets.bands import STANDARD, Band, Width
from county_desk.views.widgets.banner import Banner, FoldedBanner
from county_desk.views.widgets.drafts import Drafts
from county_desk.views.widgets.focus import in_order, is_losing_focus, within
from county_desk.views.widgets.parts import bare, in_column, in_row
from county_desk.views.widgets.toast import Toast
from county_desk.workflow.accounts.people import actors
from county_desk.workflow.command import Change
from county_desk.workflow.kept_answers import KeptAnswers

NAMES = 0.15  # of the width of a small window may go to the names of the navigation
BETWEEN = 30  # ms between two looks whether a page has been read

type Kept = dict[str, dict[str, str]]
type Rows = Sequence[Sequence[PageEntry]]
type Counts = dict[str, int | None]


class Frame(QWidget):
    """Makes a page when it is first shown, and has it look again after a change of a record it watches."""

    done = Signal(object)
    failed = Signal(Exception)
    told = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        opened: Opened,
        jobs: Jobs,
        navigation: Navigation,
        commands: Callable[[], Sequence[FinderAnswer]],
        kept: Kept,
        memory: ListMemory | None = None,
        used: list[FinderAnswer] | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.opened, self.jobs, self.kept = desk, opened, jobs, kept
        self.memory = memory or ListMemory()
        self.navigation, self.kinds = navigation, navigation.pages
        self.pages: dict[str, Page] = {}
        self.carried: dict[str, object] = {}
        self.drafts = Drafts()
        self._stale: set[str] = set()
        self._counts, self._counting = KeptAnswers(desk), 0  # and the number of the job that counts
        self._band = STANDARD
        self._commands = commands
        finder = Finder(desk, jobs, self._offers, self._elsewhere, [] if used is None else used, self)
        finder.keep_to(tuple(self.kinds.values()))
        self.top = TopBar(opened.name, desk.today, desk.actor, finder, self, opened.kind)
        self.nav, self.tabs = NavList(navigation.rows, self), PartTabs(navigation, self)
        self.stack = QStackedWidget(self)
        self.others = OtherDesks(desk, self)
        self.others.changed.connect(self._follow_others)
        self._lay_out()
        self.toast = Toast(self)
        if not opened.real:
            self.top.offer_days(desk.today)
        self._offer_people()
        self._show_year()
        self.top.year.connect(self.turn_year)
        self.nav.picked.connect(self.show_page)
        self.tabs.picked.connect(self.show_page)
        finder.reach.connect(self.show_page)
        finder.left.connect(self._focus_page)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def kept_page(self) -> str:
        """The page on which the next person goes on: the shown one, but not the first of this post."""
        return self.page.key if self.page and self.page.key != self.navigation.home else ""

    def show_page(self, key: str, subject: object = None) -> None:
        """Show a page, and on it one thing when `subject` is given."""
        if key not in self.kinds:
            return
        self.trail.leave(key, subject)
        if new := key not in self.pages:
            self._make(key)
        elif key in self._stale:
            self.pages[key].renew()
        self._stale.discard(key)
        self.memory.opened.add(key)
        before, page = self.page, self.pages[key]
        opening = subject if isinstance(subject, DraftOpening) and subject.key else None
        self.stack.setCurrentWidget(page)
        self.nav.select(self.navigation.listed(key))
        self.tabs.show_page(key)
        self.told.emit(*page.status)
        if isinstance(subject, Sought | ActOpening | Narrowed):
            subject.begin_on(page, before)
        elif subject is not None and subject is not opening:
            page.show_subject(subject)
        self._focus_page()
        if new:
            self.drafts.resume(page)
        if opening is not None:
            self.drafts.open_on(opening.key, page)

    def _stop(self) -> Stop | None:
        """The page that is shown, as a stop of the trail."""
        return Stop(self.page.key, self.page.shown_subject()) if self.page else None

    def begin(self, key: str, command: str) -> None:
        """Show a page with the form of an act, by the name of its command."""
        from county_desk.commands import KNOWN

        self.show_page(key, ActOpening(KNOWN[command]))

    def export(self) -> None:
        """Export or print the list that is shown."""
        lists = self.page.findChildren(ListView) if self.page else []
        if (shown := next((each for each in lists if each.isVisible()), None)) is not None:
            shown.exporting.ask()

    def turn_year(self, year: int) -> None:
        """Have every page follow another year; those out of sight when next shown."""
        self.memory.choose_year(year, self.desk.today.year)
        self._follow_year(None)

    def _follow_year(self, turned: Page | None) -> None:
        """Have the pages follow the year that was chosen, but for one that did so by itself."""
        self._show_year()
        for key, page in self.pages.items():
            if page is not turned:
                page.turn_year()
                self._stale.add(key)
        if self.page and self.page is not turned:
            self._stale.discard(self.page.key)
            self.page.renew()
        self.memory.save()

    def _show_year(self) -> None:
        today = self.desk.today.year
        self.top.offer_years(min(self.memory.year or today, today), self.desk.read(closed_years))

    def _offers(self) -> dict[str, Sequence[FinderAnswer]]:
        """The answers of the search that are possible now: actions of the page, and the menu."""
        here = offers_of(self.page) if self.page else []
        return {ON_PAGE: here, MENU: self._commands()}

    def _elsewhere(self) -> Mapping[str, Sequence[FinderAnswer]]:
        """The acts and pages as answers of the search; imports every page and command."""
        from county_desk.views.act_answers import answers_elsewhere

        return answers_elsewhere(self.desk, self.navigation)

    def after(self, change: Change, undo: Callable[[], object]) -> None:
        """Have the pages that watch a touched record look again, those out of sight when next shown."""
        for key, page in self.pages.items():
            if page.watched & change.touched:
                if page is self.page:
                    page.renew()
                else:
                    self._stale.add(key)
        if ClosedYear in change.touched:
            self._show_year()
        if User in change.touched:
            self._offer_people()
        lead = None
        if change.waits:
            lead = _("Look at it"), partial(self.show_page, "proposals", change.id)
        elif change.notice is not None:
            lead = _("See the notice"), partial(self.show_page, "notices", change.notice)
        self.toast.say(change.summary, undo if change.undo else None, lead=lead)
        self.count()

    def _offer_people(self) -> None:
        """Offer the accounts of a register without passwords, as they are now."""
        if not self.opened.real:
            self.top.offer_people(self.desk.read(actors))

    def _follow_others(self, words: str) -> None:
        """Look again after another desk's act; while a person types, only give the reason for a refresh."""
        self._offer_people()
        typed = QApplication.focusWidget()
        if isinstance(typed, QLineEdit | QPlainTextEdit) and self.page and self.page.isAncestorOf(typed):
            self._stale = {key for key in self.pages if key != self.page.key}
            self.toast.say(words)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Have every page look again, and the top bar at years and accounts."""
        self._show_year()
        self._offer_people()
        self._stale = set(self.pages)
        if self.page:
            self._stale.discard(self.page.key)
            self.page.renew()
        self._counts.forget()
        self.count()

    def count(self) -> None:
        """Count the tasks on each page that may have changed, off this thread.

        A newer count replaces the one under way.
        """
        self.jobs.forget(self._counting)
        rows = [self.navigation.parts(row) for row in self.navigation.rows]
        self._count(rows, renewing=True)

    def _count(self, rows: Rows, *, renewing: bool = False) -> None:
        """Count row after row of the navigation, each once the page that is shown has been read.

        The first time this imports the pages.
        """
        if self.page and self.page.reading:
            QTimer.singleShot(BETWEEN, self, partial(self._count, rows, renewing=renewing))
            return
        desk, kept = self.desk, self._counts

        def work(_progress: object) -> tuple[Counts, Rows]:
            if renewing:
                desk.read(kept.renew)
            return _counted(desk, kept, rows)

        def then(found: tuple[Counts, Rows]) -> None:
            counts, others = found
            for key, number in counts.items():
                self.nav.show_waiting(key, number)
            self._count(others)

        if rows:
            self._counting = self.jobs.start(
                work, then=then, otherwise=self.failed.emit, lane="look", owner=self
            )

    def fit(self, band: Band) -> None:
        """Settle into another size of the window."""
        small = band.width is Width.NARROW or band.short
        self.nav.fold(small and self.nav.wanted_width() > NAMES * self.window().width())
        if band == self._band:
            return
        self.remember()
        self._band = band
        self.tabs.fit(band)
        for page in self.pages.values():
            page.fit(band)
            page.recall(self.kept.get(page.key, {}))
        self.stack.updateGeometry()  # pages out of sight do not ask for it

    def carry(self) -> dict[str, object]:
        """Return the state of pages that must survive a rebuilt window, by their keys."""
        held = {key: page.carried() for key, page in self.pages.items()}
        return self.carried | {key: carried for key, carried in held.items() if carried is not None}

    def unsaved(self) -> list[str]:
        """Return the work besides drafts that closing the register now would lose, in words."""
        held = [page.unsaved() for page in self.pages.values()]
        held += [self.kinds[key].load().unsaved_of(carried) for key, carried in self.carried.items()]
        return [words for words in held if words]

    def remember(self) -> Kept:
        """Return the look of the pages, to restore it next time."""
        for key, page in self.pages.items():
            self.kept[key] = {**self.kept.get(key, {}), **page.remembered()}
        return self.kept

    def next_part(self) -> None:
        """Move the focus from the navigation to the page's list, its pane, and round again."""
        parts = [self.nav, *(self.page.parts() if self.page else [])]
        shown = [part for part in parts if part.isVisible()]
        at = next((n for n, part in enumerate(shown) if within(part)), -1)
        if shown:  # none while the frame is hidden
            _focus(shown[(at + 1) % len(shown)])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give the focus to the work when the message about the last act goes."""
        home = self.page.home() if self.page and is_losing_focus(self.toast) else None
        if home is None:
            return super().focusNextPrevChild(forward)
        home.setFocus()
        return True

    def _focus_page(self) -> None:
        """Keys belong to the page once it is shown, unless the person walks through the navigation."""
        if self.page and not self.nav.hasFocus():
            _focus(self.page.home() or self.page.parts()[0])

    def _make(self, key: str) -> None:
        page = self.pages[key] = self.kinds[key].load()(self.desk, self.jobs, self)
        self.stack.addWidget(page)
        page.setAccessibleName(_(page.title))
        page.done.connect(self.done)
        page.failed.connect(self.failed)
        page.go.connect(self.show_page)
        page.undoable.connect(self.toast.say)
        page.year_wanted.connect(lambda _year: self._follow_year(page))
        page.told.connect(lambda left, right: self.told.emit(left, right) if page is self.page else None)
        page.drafts, page.memory = self.drafts, self.memory
        self.drafts.counted.connect(page.count_drafts)
        page.fit(self._band)
        page.recall(self.kept.get(key, {}))
        if (carried := self.carried.pop(key, None)) is not None:
            page.take_over(carried)
        page.turn_year()
        page.renew()

    def _lay_out(self) -> None:
        box = bare(QVBoxLayout(self), 0)
        self.bar = Banner("bad", self.desk.barred, self) if self.desk.barred else None
        if self.bar:
            box.addWidget(self.bar)
        box.addWidget(self.others)
        if broken := self.desk.policy.broken:
            box.addWidget(_broken_policy(broken, self))
        self.trail = Trail(self._stop, self.show_page, self.top)
        self.top.offer_trail(self.trail)
        box.addWidget(self.top)
        row = in_row(self.nav, gap=0)
        row.addLayout(in_column(self.tabs, (self.stack, 1), gap=0, margins=0), 1)
        box.addLayout(row, 1)


def _counted(desk: Desk, kept: KeptAnswers, rows: Rows) -> tuple[Counts, Rows]:
    """The kept counts of pages up to the first row that must be read, that row, and the rows after it."""
    counts: Counts = {}
    for place, row in enumerate(rows, start=1):
        known = all(kept.has(page.key) for page in row)
        counts |= {page.key: kept.of(page.key, partial(page.load().waiting, desk)) for page in row}
        if not known:
            return counts, rows[place:]
    return counts, ()


def _broken_policy(broken: Sequence[WrongFile], parent: QWidget) -> Banner:
    """The policy files that cannot be used, for as long as the register is open."""
    words = _n(
        "A policy file cannot be used; only what needs it is stopped.",
        "{count} policy files cannot be used; only what needs them is stopped.",
        len(broken),
    )
    lines = [words.format(count=len(broken)), *map(str, broken)]
    return FoldedBanner("bad", "\n".join(lines), parent)


def _focus(part: QWidget) -> None:
    """Put the focus into a part, or into the first widget in it that can have it."""
    if part.focusPolicy() is not Qt.FocusPolicy.NoFocus or part.focusProxy():
        part.setFocus()
        return
    if (child := next((each for each in in_order(part) if each.isVisible()), None)) is not None:
        child.setFocus()
