"""The card that restores a backup as a new file beside the register in use."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from county_desk.progress import Progress
from county_desk.register_file import SUFFIX
from county_desk.storage.engine import NotARegister
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.types import Desk, Opened
from county_desk.views.widgets.banner import Banner, error_banner
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.password_line import PasswordLine
from county_desk.views.widgets.style import em
from county_desk.workflow.accounts.people import has_passwords
from county_desk.workflow.command import Refused

if TYPE_CHECKING:
    from county_desk.workflow.restoring import Loss


class RestoreCard(Card):
    """Asks for the password where people have one, and for the new file; then names what would be lost."""

    closed = Signal()

    def __init__(self, page: Page, backup: Path, register: Path) -> None:
        super().__init__(page)
        self.page, self.backup, self.register = page, backup, register
        self.real = page.desk.read(has_passwords)
        self.password = PasswordLine(self)
        self.password.setAccessibleName(_("Password in the backup"))
        self.restore_button = PrimaryButton(_("Restore as a new file…"), self, self.choose)
        self.cancel_button = Button(_("Cancel"), self, self.closed.emit)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(em(0.9), em(0.7), em(0.9), em(0.7))
        self.box.setSpacing(em(0.6))
        self.box.addWidget(heading(_("Restore {file}").format(file=backup.name), self))
        words = _(
            "The backup is verified first and restored as a new file. The register in use stays as it is. "
            "The new file records in its history that it was restored."
        )
        self.box.addWidget(line(words, self))
        if self.real:
            asks = _("Your password at the time of the backup")
            self.box.addWidget(line(asks, self, muted=True))
            self.box.addWidget(self.password)
        self.password.setVisible(self.real)
        self.box.addLayout(FlowLayout(self.restore_button, self.cancel_button))
        self.setFocusProxy(self.password if self.real else self.restore_button)
        self.password.returnPressed.connect(self.choose)

    def choose(self) -> None:
        """Ask for the new file, and restore into it."""
        proposed = f"{self.register.stem}-{_('restored')}{SUFFIX}"
        title = _("Restore as a new file")
        kinds, usual = f"*{SUFFIX}", self.register.parent
        if out := save_file(self, Purpose.REGISTER, title, proposed, kinds, usual=usual):
            self.restore(out)

    def restore(self, out: Path) -> None:
        """Restore off the window's thread."""
        self.restore_button.setEnabled(False)
        desk, password = self.page.desk, self.password.text() if self.real else None
        backup, register = self.backup, self.register

        def work(_progress: Progress) -> "tuple[Path, Loss | None]":
            return out, _restored(desk, backup, register, out, password)

        self.page.jobs.start(
            work, then=self._done, otherwise=self._failed, name=_("Restoring the backup"), writes=True
        )

    def _done(self, found: "tuple[Path, Loss | None]") -> None:
        out, loss = found
        compared = loss.sentence() if loss else _("Nothing could be compared with the register in use.")
        words = _("Restored: {file}\n{compared}").format(file=out, compared=compared)
        self.box.insertWidget(1, Banner("ok", words, self))
        self.password.clear()
        self.restore_button.hide()
        self.cancel_button.setText(_("Close"))
        self.cancel_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self.restore_button.setEnabled(True)
        self.box.insertWidget(1, error_banner(error, self))


def _restored(desk: Desk, backup: Path, register: Path, out: Path, password: str | None) -> "Loss | None":
    """Restore as this person; compares with the register in use where that can be opened."""
    from county_desk.workflow import restoring
    from county_desk.workflow.entry import open_register, sit_down

    today = None if password is not None else desk.today

    def sign_in(restored: Opened) -> Desk:
        name = desk.actor.name
        return sit_down(restored, name, password=password, today=today, setting_password=True)

    present: Opened | None = None
    with suppress(NotARegister, Refused):
        present = open_register(register)
    try:
        return restoring.restore(backup, out, present, sign_in)
    finally:
        if present is not None:
            present.close()
