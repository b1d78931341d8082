"""The window: it builds and wires its parts, remembers its look, and decides nothing."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMenu

from county_desk import settings
from county_desk.text import CHINESE, ENGLISH, _, current, speak
from county_desk.views.actions import ACCOUNT, ACTS, MenuAction, fill, install
from county_desk.views.closing import CLOSING, CLOSING_FORMS, LEAVING, LEAVING_FORMS, ClosingGuard
from county_desk.views.daily_backup import back_up_daily
from county_desk.views.entrance.entrance import Entrance, Unfinished
from county_desk.views.entrance.opener import Opener
from county_desk.views.help_slots import HelpSlots
from county_desk.views.idle_lock import IdleLock
from county_desk.views.job_corner import JobCorner
from county_desk.views.jobs import Jobs
from county_desk.views.list_memory import ListMemory
from county_desk.views.past_day import PastDay
from county_desk.views.qt_words import speak_qt
from county_desk.views.types import Desk, Opened
from county_desk.views.widgets import style
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.icons import program_icon
from county_desk.views.window_place import kept_place, put_in_place

if TYPE_CHECKING:
    from county_desk.views.draft_keeper import DraftKeeper
    from county_desk.views.finder_answers import FinderAnswer
    from county_desk.views.frame import Frame
    from county_desk.views.navigation import Navigation
    from county_desk.workflow.command import Change, Command

LEAST = QSize(880, 430)
SIZES = ("standard", "large", "largest")
THEMES = tuple(style.THEMES)


class MainWindow(HelpSlots, QMainWindow):
    """Shows the entrance, or the frame of an open register; built anew when language or looks change.

    `navigation` gives the pages of the person at a desk.
    """

    def __init__(
        self, jobs: Jobs, opener: Opener, navigation: "Callable[[Desk], Navigation] | None" = None
    ) -> None:
        super().__init__()
        self.jobs, self.opener, self._navigation = jobs, opener, navigation
        self.kept = settings.load()
        self.opened: Opened | None = None
        self.desk: Desk | None = None
        self.frame: Frame | None = None
        self._undo: Command | None = None
        self._undone_at: int | None = None  # the event of the act to undo
        self._carried: dict[str, object] = {}
        self._founding = Unfinished()
        self.keeper: DraftKeeper | None = None
        self._used: list[FinderAnswer] = []  # what the person chose last in the search of the top bar
        self.closing = ClosingGuard(self, jobs)
        self._late = False  # whether an act was under way when the window was built anew
        jobs.ended.connect(self._ended)
        self.idle, self.past_days = IdleLock(self), PastDay(self)
        self.lock, self.ask_minutes = self.idle.lock, self.idle.ask_minutes  # as the menu names them
        self.setMinimumSize(LEAST)
        put_in_place(self, self.kept.window if opener.remembers else "")
        self.build()

    def build(self, shown: str = "") -> None:
        """Make everything that is seen, in the language, theme and size in force."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.jobs.paint_first()
        self._late = bool(self.jobs.writing())
        if self.keeper:
            self.keeper.drafts.suspend()
        self._founding = self._new_county()
        speak_qt(app)
        if self.desk:
            style.load_rare()  # before the font is made, which looks for its faces only once
        style.apply(app, self.kept.theme if self.kept.theme in THEMES else THEMES[0], self._points())
        self.setWindowIcon(program_icon())
        self.acts = install(self, ACTS)
        self.menuBar().clear()
        fill(self.menuBar(), ACTS, self.acts)
        for act in ACTS:
            self.acts[act.slot].setEnabled(self._offers(act))
        self._make_status()
        if self.desk and self.opened:
            self._make_frame(self.desk, self.opened, shown)
        else:
            self._make_entrance()
        self._fit()

    def enter(self, opened: Opened, desk: Desk) -> None:
        """Open the desk of a register for a person."""
        from county_desk.views.draft_keeper import keeper_for

        shown = self.frame.kept_page if self.frame else ""
        if opened is not self.opened:
            self.frame = None
        self.keeper = keeper = keeper_for(self.keeper, desk, opened.uid if self.opener.remembers else "")
        self.opened, self.desk, self._undo = opened, desk, None
        self._used = []
        self.build(shown)
        self.idle.count()
        if self.frame:
            keeper.greet(self.frame)
        if self.opener.remembers:
            back_up_daily(self)

    def leave(self) -> None:
        """Go back to the start page."""
        self._leave(self.leave)

    def open_file(self) -> None:
        """Open another register."""
        if self._leave(self.open_file):
            self.entrance.choose_file()

    def reset_demo(self) -> None:
        """Throw away every change to the demo county, and make it as it was."""
        key = self.opener.chapter_of(self.opened) if self.opened else None
        if key is not None and self._leave(self.reset_demo):
            self.entrance.open_demo(key, anew=True)

    def _leave(self, act: Callable[[], object]) -> bool:
        """Leave the register, unless the person stays for unsaved work; `act` is repeated afterwards."""
        drafts = self.keeper.lost() if self.keeper else []
        way = LEAVING_FORMS if drafts or not self.desk else LEAVING
        if not self.closing.may(way, [*self._unsaved(), *drafts], act):
            return False
        if not self.desk:
            return True
        self._remember()
        self._let_go()
        opened, self.opened, self.desk, self.frame = self.opened, None, None, None
        self.build()
        if opened:
            opened.close()
        return True

    def _offers(self, act: MenuAction) -> bool:
        """Whether an act can be set off now: some need a register, a right, or passwords."""
        if not act.inside:
            return True
        if self.desk is None or self.opened is None or (act.real and not self.opened.real):
            return False
        return not act.may or act.may in {each.value for each in self.desk.actor.role.permissions}

    def _let_go(self) -> None:
        if self.frame:
            self.frame.others.leave()
        if self.keeper:
            self.keeper.close()
        self.keeper = None

    def _unsaved(self) -> list[str]:
        return self.frame.unsaved() if self.frame else self._new_county().secrets()

    def _new_county(self) -> Unfinished:
        entrance = self.centralWidget()
        return entrance.unfinished() if isinstance(entrance, Entrance) else self._founding

    def undo(self) -> None:
        """Take the last act back, unless another person changed the same since."""
        if self._undo and self.frame and self.frame.page:
            self.frame.page.undo(self._undo, self._undone_at)

    def set_password(self) -> None:
        """Set one's own password over the page that is shown."""
        from county_desk.views.password_dialog import PasswordDialog

        if self.frame and self.frame.page:
            PasswordDialog(self.frame.page, self).open()

    def sign_out(self) -> None:
        """Leave the desk to the next person, who signs in to the same register."""
        opened = self.opened
        if opened and self._leave(self.sign_out):
            self.entrance.open_place(opened.place)

    def search(self) -> None:
        """Put the cursor into the search of the top bar."""
        if self.frame:
            self.frame.top.finder.setFocus()
            self.frame.top.finder.selectAll()

    def refresh(self) -> None:
        """Have every page look again."""
        if self.frame:
            self.frame.refresh()

    def next_part(self) -> None:
        """Move the focus to the next part of the window."""
        if self.frame:
            self.frame.next_part()

    def larger(self) -> None:
        """Larger text."""
        self._size(1)

    def smaller(self) -> None:
        """Smaller text."""
        self._size(-1)

    def switch_language(self) -> None:
        """Speak the other language from here on."""
        self._speak(ENGLISH if current() == CHINESE else CHINESE)

    def next_theme(self) -> None:
        """Take the next theme."""
        at = THEMES.index(self.kept.theme) if self.kept.theme in THEMES else 0
        self._keep(theme=THEMES[(at + 1) % len(THEMES)])

    def report(self, error: Exception) -> None:
        """Log a bug that a page already reported to the person."""
        logging.getLogger("county_desk").error("unexpected", exc_info=error)

    def surprised(self, error: Exception) -> None:
        """Log a bug that no page reported, and show a message."""
        self.report(error)
        if self.frame:
            words = _("Something went wrong here: {error}")
            self.frame.toast.say(words.format(error=str(error) or repr(error)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Settle into the band of the new size."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the look and let the workers end, unless the person stays for unsaved work."""
        county, drafts = self._new_county(), self.keeper.lost() if self.keeper else []
        lost = [*self._unsaved(), *drafts, *county.typed()]
        way = CLOSING_FORMS if drafts or county.draft or county.founded else CLOSING
        if not self.closing.may(way, lost, self.close):
            event.ignore()
            return
        self._remember()
        self._let_go()
        self.jobs.forget_all()
        self.jobs.close()
        if self.opened:
            self.opened.close()
        else:
            self.entrance.close_unsigned()
        super().closeEvent(event)

    def _make_entrance(self) -> None:
        self.entrance = Entrance(self.opener, self.jobs, self)
        self.entrance.entered.connect(self.enter)
        self.entrance.language_chosen.connect(self._speak)
        self.entrance.size_chosen.connect(lambda step: self._keep(text_size=SIZES[step]))
        self.entrance.take_over(self._founding)
        self.setCentralWidget(self.entrance)
        self.setWindowTitle(_("County Desk"))
        self._show_status("", "")

    def _make_frame(self, desk: Desk, opened: Opened, shown: str) -> None:
        from county_desk.views.frame import Frame
        from county_desk.views.page_offers import menu_offers

        navigation, again = self._navigation_of(desk), self.frame is not None and self.frame.desk is desk
        commands = partial(menu_offers, self.acts, lambda act: act.menu != ACCOUNT or self._offers(act))
        carried, self._carried = self._carried or (self.frame.carry() if self.frame else {}), {}
        memory = ListMemory(self.kept.lists.get(desk.actor.name), self._remember)
        kept = self.kept.widths, memory, self._used
        frame = self.frame = Frame(desk, opened, self.jobs, navigation, commands, *kept)
        frame.carried, frame.drafts = carried, self.keeper.drafts if self.keeper else frame.drafts
        frame.done.connect(self._after)
        frame.failed.connect(self.report)
        frame.told.connect(self._show_status)
        frame.top.person.connect(self._sit_down)
        frame.top.day.connect(self._wake_up)
        frame.top.language.clicked.connect(self.switch_language)
        frame.top.theme.clicked.connect(self.next_theme)
        menu = QMenu(frame)
        fill(menu, ACTS, self.acts)
        frame.top.menu_button.setMenu(menu)
        account = (act for act in ACTS if act.menu == ACCOUNT and self._offers(act))
        frame.top.offer_acts([self.acts[act.slot] for act in account])
        if self.opener.remembers:
            from county_desk.views.register_warnings import show_register_warnings

            show_register_warnings(frame)
        self.past_days.lead_back(frame)
        self.setCentralWidget(frame)
        self.setWindowTitle(_("{county} · County Desk").format(county=opened.name))
        self.acts["undo"].setEnabled(self._undo is not None)
        self.acts["reset_demo"].setEnabled(opened.kind.value == "demo")
        keys = navigation.pages if again else {key for row in navigation.rows for key in row.parts}
        frame.show_page(shown if shown in keys else navigation.home)
        frame.count()

    def _make_status(self) -> None:
        bar = self.statusBar()
        for old in bar.findChildren(QLabel) + bar.findChildren(JobCorner):
            bar.removeWidget(old)
            old.deleteLater()
        self.left, self.right = QLabel(self), QLabel(self)
        self.job_corner = JobCorner(self.jobs, self)
        bar.addWidget(self.left, 1)
        bar.addPermanentWidget(self.right)
        bar.addPermanentWidget(self.job_corner)

    def _after(self, change: "Change") -> None:
        self._undo, self._undone_at = change.undo, change.event
        self.acts["undo"].setEnabled(change.undo is not None)
        if self.frame:
            self.frame.after(change, self.undo)

    def _ended(self) -> None:
        """Refresh after an act that began before the window was built anew."""
        if self._late and not self.jobs.writing():
            self._late = False
            self.refresh()

    def _sit_down(self, name: str) -> None:
        """Another person of a demo or rehearsal takes the chair."""
        if self.opened:
            self._remember()
            self.enter(self.opened, self.opener.sit_down(self.opened, name))

    def _wake_up(self, day: date) -> None:
        """Change to another day in a demo or rehearsal, after the box that asked for it has finished."""
        self.opener.today = day
        if self.desk:
            name = self.desk.actor.name
            QTimer.singleShot(0, self, lambda: self._sit_down(name))

    def _speak(self, language: str) -> None:
        self._keep(language=language)

    def _size(self, step: int) -> None:
        at = SIZES.index(self.kept.text_size) if self.kept.text_size in SIZES else 0
        self._keep(text_size=SIZES[max(0, min(len(SIZES) - 1, at + step))])

    def _points(self) -> float:
        at = SIZES.index(self.kept.text_size) if self.kept.text_size in SIZES else 0
        return style.SIZES[at]

    def _keep(self, **changed: str) -> None:
        """Keep a setting and build anew, after the button that asked for it has finished with its click."""
        shown = self.frame.page.key if self.frame and self.frame.page else ""
        self._remember()
        self.kept = replace(self.kept, **changed)  # type: ignore[arg-type]
        self.save()
        QTimer.singleShot(0, self, lambda: self._build_anew(shown, changed.get("language", current())))

    def _build_anew(self, shown: str, language: str) -> None:
        """Build the window anew; pages give up their state in the language in which they were made."""
        self._carried = self.frame.carry() if self.frame else {}
        speak(language)
        if self.desk:
            self.desk.shipped = self.desk.shipped.reread()
        self.build(shown)

    def _remember(self) -> None:
        """Keep how the pages look, and the window."""
        widths, now = self.frame.remember() if self.frame else self.kept.widths, settings.load()
        place, lists = kept_place(self), self.kept.lists
        if self.frame:
            from county_desk.views.register_warnings import missing_act_warning

            missing_act_warning(self.frame)
            lists = {**lists, self.frame.desk.actor.name: self.frame.memory.collect()}
        self.kept = replace(
            self.kept, recent=now.recent, folders=now.folders, widths=widths, lists=lists, window=place
        )
        self.save()

    def save(self) -> None:
        """Keep the settings, unless this window leaves no trace."""
        if self.opener.remembers:
            settings.save(self.kept)

    def _navigation_of(self, desk: Desk) -> "Navigation":
        from county_desk.views.navigation import navigation_of

        return (self._navigation or navigation_of)(desk)

    def _show_status(self, left: str, right: str) -> None:
        self.left.setText(left)
        self.right.setText(right)

    def _fit(self) -> None:
        larger = self._points() / style.SIZES[0]
        band = Band.of(self.width() / larger, self.height() / larger)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar() or not (self.frame or band.short))
        if self.frame:
            self.frame.fit(band)
