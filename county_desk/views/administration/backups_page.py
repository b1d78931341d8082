"""Backups: made now or by themselves each day, on two media, verified, and restored beside the register."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QMenu

from county_desk.models.user import Permission
from county_desk.storage.engine import file_of
from county_desk.tables.backups import BACKUPS, BackupRow, BackupState, Medium
from county_desk.tables.computed import computed
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_, _, _n
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.administration.restore_card import RestoreCard
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.file_dialogs import Purpose, open_folder
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.record_card import RecordCard, RowButton
from county_desk.workflow.backups import (
    BackupFile,
    BackupPlan,
    check_backup,
    keep_plan,
    list_backups,
    make_backup,
    plan_of,
    second_medium_trouble,
)
from county_desk.workflow.rights import refusal

MEGABYTE = 1_000_000


class BackupsPage(AdministrationPart, ActsPage[BackupRow]):
    """The backups that lie on both media; beside it one of them, or the form that restores it."""

    key: ClassVar = "backups"
    synonyms: ClassVar = N_("restore copy")
    filters: ClassVar = ("state", "medium")
    facts: ClassVar = ("made_at", "medium", "size", "found", "checked_at")

    def _build(self) -> None:
        register = file_of(self.desk.place)
        self.plan = plan_of(register) if register else None
        # a register that can only be read is backed up and restored all the same
        self.bar_to = refusal(replace(self.desk.actor, barred=""), Permission.ADMINISTER)
        self.listing = Listing(
            BACKUPS, self._rows, search=("path", "found"), order=("-made_at",), named=("made_at", "medium")
        )
        super()._build()
        self.medium_button = Button(_("Second medium…"), self, self.choose_medium)
        self.make_button = PrimaryButton(_("Back up now"), self, self.make)
        for button in (self.medium_button, self.make_button):
            self.header.addWidget(button)
            self.permit(button, Permission.ADMINISTER)
            if self.plan is None:
                button.setEnabled(False)
        self.list.nothing = (self._empty_reason(), "", None)

    def refresh(self) -> None:
        """Look at the folders again, and say whether the second medium protects the register."""
        super().refresh()
        plan, now = self.plan, datetime.now().astimezone()
        if plan is not None and not self.bar_to:
            self.look(lambda: second_medium_trouble(plan, now), self._warn, "medium")

    def make(self) -> None:
        """Make and verify a backup off the window's thread."""
        if (plan := self.plan) is not None:
            self.make_button.setEnabled(False)
            self.jobs.start(
                lambda _progress: make_backup(plan),
                then=self._made,
                otherwise=self._failed,
                name=_("Backing up"),
            )

    def choose_medium(self) -> None:
        """Let the administrator choose a folder on another medium."""
        if self.plan is not None and (
            folder := open_folder(self, Purpose.BACKUP, _("Folder on a second medium"))
        ):
            self.plan = BackupPlan(self.plan.register, folder)
            keep_plan(self.plan)
            self.refresh()

    def name_of(self, row: BackupRow) -> str:
        """The time at which it was made."""
        return BACKUPS["made_at"].shown(row)

    def show_state(self, row: BackupRow, card: RecordCard) -> None:
        """Add what its verification found wrong."""
        if row.state is BackupState.BAD:
            card.box.addWidget(Banner("bad", row.found, card))

    def shown(self, row: BackupRow, keys: Iterable[str]) -> list[tuple[str, str]]:
        """The columns, and the file with its folder."""
        path = Path(row.path)
        return [*super().shown(row, keys), (_("File"), path.name), (_("Folder"), str(path.parent))]

    def acts(self, row: BackupRow) -> Iterable[RowButton]:
        """Verify it as a whole, or restore it as a new file."""
        keep = Permission.ADMINISTER
        yield RowButton(_("Verify again"), partial(self.verify, row), keep)
        yield RowButton(_("Restore beside the register…"), partial(self.restore, row), keep)

    def actions_for(self, menu: QMenu, row: BackupRow) -> None:
        """Verify and restore from the menu, too."""
        for offer in self.acts(row) if row is not None and not self.bar_to else ():
            offer.add_to(menu)

    def verify(self, row: BackupRow) -> None:
        """Verify one backup as a whole, off the window's thread."""
        path = Path(row.path)
        self.jobs.start(
            lambda _progress: check_backup(path),
            then=lambda _check: self.refresh(),
            otherwise=self.show_error,
            name=_("Verifying the backup"),
        )

    def restore(self, row: BackupRow) -> None:
        """Open the card that restores a backup as a new file."""
        if self.plan is not None:
            self.pane.take(RestoreCard(self, Path(row.path), self.plan.register))

    def _made(self, made: BackupFile) -> None:
        self.make_button.setEnabled(True)
        trouble = made.check.trouble if made.check else ""
        self.refresh()
        if trouble:
            words = _("The backup was made and does not hold: {trouble}").format(trouble=trouble)
            self.show_note(Banner("bad", words, self))

    def _failed(self, error: Exception) -> None:
        self.make_button.setEnabled(True)
        self.show_error(error)

    def _warn(self, trouble: str) -> None:
        if trouble:
            self.show_note(Banner("warn", trouble, self))

    def _rows(self) -> Rows:
        """The files as they lie there now; read off the window's thread."""
        found = list_backups(self.plan) if self.plan and not self.bar_to else []
        return computed(BACKUPS, [_row(number, each) for number, each in enumerate(found, start=1)])

    def _empty_reason(self) -> str:
        """The reason for an empty list."""
        if self.plan is None:
            return _("This register lies on a server, whose keeper backs it up (pg_dump).")
        return str(self.bar_to) or _("There is no backup yet.")


def _row(number: int, each: BackupFile) -> BackupRow:
    check = each.check
    state = BackupState.UNKNOWN
    found = ""
    if check is not None:
        state = BackupState.BAD if check.trouble else BackupState.GOOD
        words = _n("{count} event, head {head}", "{count} events, head {head}", check.events)
        found = check.trouble or words.format(count=f"{check.events:,}", head=check.head[:12])
    return BackupRow(
        id=number,
        made_at=each.made_at,
        state=state,
        medium=Medium.SECOND if each.second else Medium.FIRST,
        size=f"{each.size / MEGABYTE:,.1f} MB",
        found=found,
        checked_at=datetime.fromisoformat(check.at) if check else None,
        path=str(each.path),
    )
