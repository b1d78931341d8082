"""The base of all pages: a titled part of the window that shows one reading of the desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from county_desk.models.own_note import OwnNote
from county_desk.models.user import Permission
from county_desk.rules.policy_file import WrongFile
from county_desk.storage.tables_read import tables_noted
from county_desk.tables.listing import Query, newest_act
from county_desk.text import _
from county_desk.views.act import PageAct
from county_desk.views.jobs import Jobs, is_there, owner_of
from county_desk.views.list_memory import ListMemory
from county_desk.views.navigation import ENTRIES
from county_desk.views.types import Desk
from county_desk.views.widgets.bands import STANDARD, Band
from county_desk.views.widgets.banner import INFORMING, Banner, error_banner
from county_desk.views.widgets.drafts import Drafts
from county_desk.views.widgets.focus import is_losing_focus
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import drop_all, in_row
from county_desk.views.widgets.style import em, sized
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.rights import refusal
from county_desk.workflow.submission import Submission, begin_submission, classes_of, of_form

PATIENCE = 300  # ms before a reading shows that it is under way

IMPORTS = ("returns", "import")  # for `go`: the place where workbooks are taken in


@dataclass(frozen=True)
class DraftOpening:
    """For `go`: the form of a draft on its page, by the key of the draft; without one, the list of drafts."""

    key: str = ""


class Page(QWidget):
    """The window refreshes a page when a record changes of a table that it has read.

    Its title, its place and the right to have it stand in `navigation.py`.

    Subclasses fill `header` (beside the title) and `body` in `_build`, and override `refresh`.
    `go(key, subject)` is emitted to open another page. `undoable(words, back)` announces something that is
    no act of the register, with the way back. `year_wanted(year)` is emitted when the page turned to another
    year.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    synonyms: ClassVar[str] = ""  # other words that find it, between spaces
    acts_about: ClassVar[Sequence[str]] = ()  # the tables whose acts have their forms here
    takes_steps: ClassVar[bool] = False  # whether cases wait here for their next step
    needs: ClassVar[Permission] = Permission.READ  # the right to have the page at all

    done = Signal(object)
    failed = Signal(Exception)
    go = Signal(str, object)
    told = Signal(str, str)  # words at the left and the right of the status bar
    undoable = Signal(str, object)
    fitted = Signal(object)
    year_wanted = Signal(int)

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if (entry := ENTRIES.get(vars(cls).get("key", ""))) is not None:
            cls.title, cls.needs = entry.title, entry.needs

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self.band, self.drafts, self.memory = STANDARD, Drafts(), ListMemory()
        self.heading = QLabel(_(self.title), self)
        sized(self.heading, 1.6)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.header = in_row(self.heading, gap=0.6)
        self.body = QVBoxLayout()
        self.body.setSpacing(em(0.5))
        self._bar = QProgressBar(self, minimum=0, maximum=0, textVisible=False)
        self._bar.setFixedHeight(3)
        self._bar.setAccessibleName(_("Loading"))
        self._notes = QVBoxLayout()
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._looking: dict[str, int] = {}
        self._tables: set[str] = set()  # that were read
        self.seen: int | None = None  # the last event when all that is shown was read
        self._renewing: int | None = None  # the same of the reading under way
        self.copying = 0  # the job that reads rows for the clipboard
        self.status = ("", "")

        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(em(0.9), em(0.6), em(0.9), em(0.4))
        box.setSpacing(em(0.4))
        box.addLayout(self.header)
        box.addWidget(self._bar)
        box.addLayout(self._notes)
        box.addLayout(self.body, 1)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        self._waiting.timeout.connect(self._bar.show)
        self._build()

    def _build(self) -> None:
        """Make the parts of the page, once at its beginning."""

    @classmethod
    def waiting(cls, desk: Desk) -> int | None:
        """The number of things on this page that wait for the person at the desk; None where none ever do."""
        return None

    @property
    def watched(self) -> frozenset[type]:
        """The classes of the tables that the page has read, and that of notes, which lists take up."""
        return classes_of(self._tables) | {OwnNote}

    @property
    def reading(self) -> bool:
        """Whether the page is being read."""
        return bool(self._looking)

    @property
    def year(self) -> int:
        """The year at work: the one chosen in the top bar, by default that of the desk's day."""
        today = self.desk.today.year
        return min(self.memory.year or today, today)

    def turn_year(self) -> None:
        """Forget everything that holds for another year only; `refresh` follows."""

    def want_year(self, year: int) -> None:
        """Have the whole window turn to another year."""
        self.memory.choose_year(year, self.desk.today.year)
        self.turn_year()
        self.year_wanted.emit(year)

    def refresh(self) -> None:
        """Look again at everything shown."""
        raise NotImplementedError

    def renew(self) -> None:
        """Refresh the page; once it is read, its acts count as having seen the history up to now."""

        def noted(number: int) -> None:  # of before the other readings, since looks keep their order
            self._renewing = number
            self._note_seen()

        self.look(lambda: self.desk.read(newest_act), noted, "history")
        self._tables |= tables_noted(self.refresh)[1]

    def submission(self) -> Submission:
        """A new act of a form that opens now, and has seen what the page shows."""
        return self.desk.read(begin_submission) if self.seen is None else of_form(self.seen)

    def tell(self, left: str, right: str = "") -> None:
        """Write into the status bar: the shown rows at the left, figures at the right."""
        self.status = (left, right)
        self.told.emit(left, right)

    def show_subject(self, subject: object) -> None:
        """Bring one record into view, as another page or the search asked."""

    def shown_subject(self) -> object:
        """Return what `show_subject` needs to come back to this view; None where the page keeps it itself."""
        return None

    @classmethod
    def begin_trouble(cls, desk: Desk, command: type[Command]) -> str:
        """Check that an act can begin on this page at all; "" where it can, or where only its form knows."""
        return ""

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Begin an act with some fields filled in; by default the page shows where it is done."""

    def begin_again(self, command: type[Command], values: Sequence[tuple[str, object]]) -> None:
        """Open the form of an act with the values of a draft as pairs."""
        self.begin(command, dict(values))

    def count_drafts(self) -> None:
        """Count the drafts of the person again."""

    def show_part(self, part: str) -> None:
        """Bring the part with this name into view, where the page shows one at a time."""

    def search_for(self, words: str) -> None:
        """Narrow the list of this page to the rows that some words find."""

    def narrow_to(self, query: Query) -> None:
        """Show the rows of the list of this page that a query lets through."""

    def current_row(self) -> object | None:
        """The row that the menu of `actions_for` is about; None where there is none."""
        return None

    def chosen_row(self) -> object | None:
        """The current row where the person chose it, and no list began on it by itself."""
        return None

    def actions_for(self, menu: QMenu, row: Any) -> None:  # the type of the page's own rows
        """Add to the context menu of a row."""

    def parts(self) -> list[QWidget]:
        """Return the parts of this page that F6 walks through."""
        return [self]

    def home(self) -> QWidget | None:
        """Return the part where the person works; it gets the focus of a part that is hidden or removed.

        None leaves the choice to Qt, which takes the next widget.
        """
        return None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give the focus of a part that is hidden or removed to `home()`."""
        home = self.home() if self.isVisible() and is_losing_focus(self) else None
        if home is None or not (home.isVisible() and home.isEnabled()):
            return super().focusNextPrevChild(forward)
        home.setFocus()
        return True

    def fit(self, band: Band) -> None:
        """Settle into another size of the window; a title alone on its line goes when that is short."""
        self.band = band
        above, below = (0, em(0.2)) if band.short else (em(0.6), em(0.4))
        self._box.setContentsMargins(em(0.9), above, em(0.9), below)
        self.fitted.emit(band)
        self.heading.setVisible(not band.short or self.header.count() > 1)

    def carried(self) -> object:
        """Return the state that must survive a rebuilt window, for another look or another person."""
        return None

    def take_over(self, carried: Any) -> None:
        """Restore the state that this page had before the window was built anew."""

    def unsaved(self) -> str:
        """Return the work that closing the register now would lose, in words; empty for none."""
        return ""

    @classmethod
    def unsaved_of(cls, carried: Any) -> str:
        """The same for the carried state of such a page that no page has taken over yet."""
        return ""

    def remembered(self) -> dict[str, str]:
        """Return the look to restore next time: widths, order, hidden columns."""
        return {}

    def recall(self, kept: dict[str, str]) -> None:
        """Look as last time."""

    def do(
        self,
        command: Command,
        *,
        then: Callable[[Change], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
        submission: Submission | None = None,
    ) -> None:
        """Have the desk do it off this thread; `done` carries the change, then `then` is called.

        A refusal goes to `refused` when given, or into a banner, and that it was stopped likewise; anything
        else is our bug, and goes to `failed` too. While it is unknown whether the act was saved, the page
        says so and looks again.
        """
        PageAct(self, command, then, refused, submission or Submission(self.seen)).start()

    def undo(self, command: Command, seen: int | None) -> None:
        """Have the desk take an act back, unless another desk changed the same after the event `seen`."""
        self.do(command, submission=Submission(seen))

    def look[T](
        self, work: Callable[[], T], then: Callable[[T], None], what: str = "", part: QObject | None = None
    ) -> None:
        """Read off this thread; a newer look at the same `what` replaces the one under way.

        `work` reads with `self.desk.read(...)`; a thin bar shows when it takes over 0.3 s. `then` is not
        called once Qt has deleted the `part` that shows the answer, by default the object of that method.
        """
        shows = part or owner_of(then)
        if what in self._looking:
            self.jobs.forget(self._looking.pop(what))

        def over(found: tuple[T, set[str]]) -> None:
            answer, tables = found
            self._tables |= tables
            self._looked(what)
            self.clear_notes()
            if is_there(shows):
                self._tables |= tables_noted(lambda: then(answer))[1]

        def otherwise(error: Exception) -> None:
            self._renewing = None
            self._looked(what)
            self.show_error(error)

        self._waiting.start()
        self._looking[what] = 0  # an inline job is over before it has a number
        number = self.jobs.start(
            lambda _progress: tables_noted(work), then=over, otherwise=otherwise, lane="look", owner=self
        )
        if what in self._looking:
            self._looking[what] = number

    def show_error(self, error: Exception) -> None:
        """Put an error into a banner over the page, which keeps its content; the window reports a bug."""
        self.clear_notes()
        self.show_note(error_banner(error, self))
        if not isinstance(error, Refused | WrongFile):
            self.failed.emit(error)

    def show_note(self, banner: Banner) -> None:
        """Put a state of this page over its body until the next reading, or until it is closed."""
        if banner.tone in INFORMING:
            banner.let_close()
        self._notes.addWidget(banner)
        banner.show()

    def clear_notes(self) -> None:
        """Take the banners away."""
        drop_all(self._notes)

    def button(
        self, words: str, permission: Permission, press: Callable[[], object], *, strong: bool = False
    ) -> Button:
        """Return a button for an act; without the right it is grey and says who may."""
        button = (PrimaryButton if strong else Button)(words, self, press)
        self.permit(button, permission)
        return button

    def may_begin(self) -> bool:
        """Whether an act may begin here; the view of a past day says on the page that none may."""
        if self.desk.barred:
            self.show_error(Refused({"": self.desk.barred}))
        return not self.desk.barred

    def permit(self, button: Button, permission: Permission, trouble: str = "") -> bool:
        """Disable a button that this person may not use, saying who may, or one that `trouble` stops.

        Returns whether it may be used.
        """
        reason = refusal(self.desk.actor, permission) or trouble
        button.stop(reason)
        return not reason

    def _looked(self, what: str) -> None:
        self._looking.pop(what, None)
        if not self._looking:
            self._waiting.stop()
            self._bar.hide()
        self._note_seen()

    def _note_seen(self) -> None:
        if not self._looking and self._renewing is not None:
            self.seen, self._renewing = self._renewing, None
