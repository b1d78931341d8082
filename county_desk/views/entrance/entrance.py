"""Coming in: the start page, setting up a county, signing in, and the waiting in between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from county_desk.progress import Progress
from county_desk.text import _
from county_desk.views.entrance.founding_draft import FoundingDraft
from county_desk.views.entrance.opener import NewCounty, Opener
from county_desk.views.entrance.start_page import StartPage
from county_desk.views.garbage_collection import collection_suspended
from county_desk.views.jobs import Jobs
from county_desk.views.types import Desk, Opened
from county_desk.views.widgets import style
from county_desk.views.widgets.file_dialogs import Purpose, open_file

if TYPE_CHECKING:
    from county_desk.views.entrance.new_county import NewCountyPage
    from county_desk.views.entrance.server_dialogs import ServerDialog, UpgradeDialog
    from county_desk.views.entrance.sign_in import SignInPage
    from county_desk.views.widgets.slips import Slip, SlipsCard


@dataclass(frozen=True)
class Unfinished:
    """A new county before anyone works in it; it outlives the start page that holds it.

    `draft` is its form as far as it is filled in, `kept` whether it lies on the disk, `shown` whether it is
    being filled in. `founded` is the new register with its one-time passwords and recovery code, until they
    are handed out.
    """

    draft: dict[str, object] = field(default_factory=dict)
    shown: bool = False
    kept: bool = False
    founded: "tuple[Opened, Sequence[Slip], str] | None" = None

    def typed(self) -> list[str]:
        """The half-filled form that would be lost, in words; none when it is kept on the disk."""
        words = _("Typed and not done yet: {name}")
        return [words.format(name=_("Set up a new county"))] if self.draft and not self.kept else []

    def secrets(self) -> list[str]:
        """The passwords that would be lost, in words; none when there are none."""
        words = _("Not handed out yet: the one-time passwords of {county}")
        return [words.format(county=self.founded[0].name)] if self.founded else []


class Entrance(QStackedWidget):
    """Ends with `entered(opened, desk)`: a person sits at the desk of an open register."""

    entered = Signal(object, object)
    language_chosen = Signal(str)
    size_chosen = Signal(int)

    def __init__(self, opener: Opener, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opener, self.jobs = opener, jobs
        self._kept = FoundingDraft(opener.remembers, self)
        self._draft = self._kept.load()
        self.start = StartPage(opener.recent, self, begun=self._draft)
        self.new_county: NewCountyPage | None = None
        self.sign_in: SignInPage | None = None
        self.slips: SlipsCard | None = None
        self.upgrade_dialog: UpgradeDialog | None = None
        self.server_dialog: ServerDialog | None = None
        self._unsigned: Opened | None = None
        self._founded: tuple[Opened, Sequence[Slip], str] | None = None
        self.addWidget(self.start)
        jobs.ended.connect(self._ended)
        self.start.demo.connect(self.open_demo)
        self.start.set_up.connect(self._set_up)
        self.start.choose.connect(self.choose_file)
        self.start.server.connect(self.choose_server)
        self.start.open.connect(self.open_place)
        self.start.language_chosen.connect(self.language_chosen)
        self.start.size_chosen.connect(self.size_chosen)

    def draft(self) -> dict[str, object]:
        """The form of a new county as far as it is filled in; empty for nothing."""
        return self.new_county.draft() if self.new_county else self._draft

    def _keep_draft(self) -> None:
        self._kept.put(self.draft())

    def unfinished(self) -> Unfinished:
        """The new county as far as it has come."""
        shown = self.new_county is not None and self.currentWidget() is self.new_county
        return Unfinished(self.draft(), shown, self._kept.flush(), self._founded)

    def take_over(self, left: Unfinished) -> None:
        """Keep what an earlier entrance left unfinished, and show it where it was shown."""
        self._draft = left.draft or self._draft
        if left.founded:
            self._show_slips(*left.founded)
        elif left.draft and left.shown:
            self._set_up()

    def open_demo(self, key: str, *, anew: bool = False) -> None:
        """Open a chapter of the demo county, which takes a moment when it has to be made."""
        if anew:
            self.opener.drop_demo(key)
        self._begin(lambda progress: self.opener.demo(key, progress), _("Making the demo county"), self._fail)

    def open_place(self, place: str, name: str = "") -> None:
        """Open a register file or URL; `name` sits down where no password is needed."""
        self._begin(
            lambda _progress: self.opener.open(place),
            _("Opening {place}").format(place=place),
            lambda error: self._not_opened(
                partial(self.opener.upgrade, place), lambda: self.open_place(place, name), error
            ),
            name,
        )

    def choose_file(self) -> None:
        """Ask for a file."""
        if path := open_file(self, Purpose.REGISTER, _("Open a register"), "*.cdesk *.db"):
            self._back()
            self.open_place(str(path))

    def choose_server(self) -> None:
        """Ask for the register of a server; its password goes to the keyring, or serves this once."""
        from county_desk.views.entrance.server_dialogs import ServerDialog

        dialog = self.server_dialog = ServerDialog(self)
        dialog.asked.connect(self._open_server)
        dialog.open()

    def _open_server(self, url: str, password: str, keep: bool) -> None:
        def upgrade(who: str, word: str) -> bool:
            return self.opener.upgrade(self.opener.with_password(url, password), who, word)

        self._begin(
            lambda _progress: self.opener.open_server(url, password, keep=keep),
            _("Opening {place}").format(place=url),
            lambda error: self._not_opened(upgrade, lambda: self._open_server(url, password, keep), error),
        )

    def _not_opened(
        self, upgrade: Callable[[str, str], bool], again: Callable[[], None], error: Exception
    ) -> None:
        """Offer an administrator the upgrade of a server's register; anything else is a failure."""
        from county_desk.storage.steps import UpgradeNeeded
        from county_desk.views.entrance.server_dialogs import UpgradeDialog

        self._fail(error)
        if not isinstance(error, UpgradeNeeded):
            return
        dialog = self.upgrade_dialog = UpgradeDialog(self)

        def over(_done: bool) -> None:
            dialog.accept()
            again()

        dialog.asked.connect(
            lambda who, password: self.jobs.start(
                lambda _progress: upgrade(who, password),
                then=over,
                otherwise=dialog.refuse,
                name=_("Upgrading the register"),
                writes=True,
            )
        )
        dialog.open()

    def _begin(
        self,
        work: Callable[[Progress], Opened],
        name: str,
        otherwise: Callable[[Exception], None],
        person: str = "",
    ) -> None:
        def opening(progress: Progress) -> Opened:
            with collection_suspended(kept=True):  # most of what it makes are modules
                return work(progress)

        self.start.setEnabled(False)
        self.jobs.start(
            opening,
            then=lambda opened: self._opened(opened, person),
            otherwise=otherwise,
            name=name,
        )

    def _opened(self, opened: Opened, person: str) -> None:
        self.opener.remember(opened)
        style.load_rare()  # in a turn of its own, before that in which the window is built
        if not opened.real:
            self._sit_down(opened, person or opened.people[0].name, None)
            return
        from county_desk.views.entrance.sign_in import SignInPage

        self._unsigned = opened
        page = self.sign_in = SignInPage(opened, self)
        self._show(page)
        page.signed.connect(lambda name, password, own: self._sit_down(opened, name, password, own))
        page.recovering.connect(lambda name, code: self._recover(opened, name, code))
        page.left.connect(self._back)

    def _recover(self, opened: Opened, name: str, code: str) -> None:
        """Have a one-time password given for the recovery code; the person signs in with it."""
        page = self.sign_in
        if page is not None:
            self.jobs.start(
                lambda _progress: self.opener.recover(opened, name, code),
                then=page.take_one_time,
                otherwise=self._not_signed,
                writes=True,
            )

    def _sit_down(self, opened: Opened, name: str, password: str | None, own: str | None = None) -> None:
        def work(_progress: Progress) -> Desk:
            with collection_suspended(kept=True):
                desk = self.opener.sit_down(opened, name, password, own)
                import_first_page()
            return desk

        self.jobs.start(
            work,
            then=lambda desk: self._enter(opened, desk),
            otherwise=self._not_signed if self.sign_in else self._fail,
        )

    def _enter(self, opened: Opened, desk: Desk) -> None:
        self._unsigned = None
        self.entered.emit(opened, desk)

    def _not_signed(self, error: Exception) -> None:
        from county_desk.workflow.accounts.signing_in import OwnPasswordNeeded

        if not self.sign_in:
            return
        if isinstance(error, OwnPasswordNeeded):
            self.sign_in.ask_own()
        else:
            self.sign_in.refuse(getattr(error, "problems", None) or {"": str(error)})

    def _set_up(self) -> None:
        from county_desk.views.entrance.new_county import NewCountyPage

        page = self.new_county = NewCountyPage(self.opener, self.jobs, self)
        self._show(page)
        if self._draft:
            page.restore(self._draft)
        page.changed.connect(self._keep_draft)
        page.asked.connect(self._found)
        page.left.connect(self._back)
        page.cleared.connect(self._start_anew)

    def _start_anew(self) -> None:
        """Throw the form away and show an empty one."""
        page, self.new_county, self._draft = self.new_county, None, {}
        self._set_up()
        self._keep_draft()
        if page:
            self.removeWidget(page)
            page.deleteLater()

    def _found(self, asked: NewCounty) -> None:
        self.start.setEnabled(False)
        self.jobs.start(
            lambda _progress: self.opener.create(asked),
            then=lambda founded: self._hand_out(*founded, asked),
            otherwise=self._not_founded,
            name=_("Founding the register"),
            writes=True,
        )

    def _hand_out(self, opened: Opened, passwords: Mapping[str, str], code: str, asked: NewCounty) -> None:
        """Show the one-time passwords and the recovery code of a new register before anybody signs in."""
        self._draft = {}
        if self.new_county:
            self.new_county.founded = True
        self._keep_draft()
        if not passwords:
            self._opened(opened, "")
            return
        from county_desk.views.widgets.slips import Slip

        slips = [Slip(each.name, passwords[each.name], _(each.role.label)) for each in asked.people]
        self._show_slips(opened, slips, code)

    def _show_slips(self, opened: Opened, slips: "Sequence[Slip]", code: str) -> None:
        from county_desk.views.widgets.slips import SlipsCard

        self._unsigned, self._founded = opened, (opened, slips, code)
        self.slips = SlipsCard(opened.name, slips, self, code=code)
        self._show(self.slips)

        def handed_out() -> None:
            self._founded = None
            self._opened(opened, "")

        self.slips.closed.connect(handed_out)

    def _not_founded(self, error: Exception) -> None:
        problems: Mapping[str, str] = getattr(error, "problems", None) or {"": str(error)}
        if self.new_county:
            self.new_county.show_problems(problems)

    def _fail(self, error: Exception) -> None:
        from county_desk.views.widgets.banner import error_banner
        from county_desk.views.widgets.parts import drop_all

        self._back()
        drop_all(self.start.notes)
        self.start.notes.addWidget(error_banner(error, self.start))

    def _show(self, page: QWidget) -> None:
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _ended(self) -> None:
        """Let the person choose again, after work that was stopped as well."""
        if not self.jobs.busy:
            self.start.setEnabled(True)
            if self.start.isVisible():
                self.start.setFocus()
            if self.new_county:
                self.new_county.button.setEnabled(True)

    def close_unsigned(self) -> None:
        """Close a register that was opened without a sign-in."""
        if self._unsigned:
            self._unsigned.close()
            self._unsigned = self._founded = None

    def _back(self) -> None:
        self._draft = self.draft()
        self.close_unsigned()
        self.start.setEnabled(True)
        self.setCurrentWidget(self.start)
        for page in (self.new_county, self.slips, self.sign_in):
            if page:
                self.removeWidget(page)
                page.deleteLater()
        self.new_county = self.slips = self.sign_in = None


def import_first_page() -> None:
    """Import what the window shows first, off its thread, which would stand still for it."""
    from county_desk.views import draft_keeper, frame, register_warnings  # noqa: F401
    from county_desk.views.navigation import PAGES
    from county_desk.workflow import backups  # noqa: F401

    PAGES[0].load()
