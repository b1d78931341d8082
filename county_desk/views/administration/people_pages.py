"""People and their accounts, with one-time passwords; and the ties that keep a person from an act."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QMenu

from county_desk.intake.pasting.grids import NEW_USERS
from county_desk.models.user import Permission, Role
from county_desk.tables.county import county_name
from county_desk.tables.ties import LISTING as TIES
from county_desk.tables.ties import TieRow
from county_desk.tables.users import LISTING as USERS
from county_desk.tables.users import UserRow
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowOffer
from county_desk.views.widgets.slips import RecoveryCodeDialog, hand_out
from county_desk.views.widgets.text_format import sentences
from county_desk.workflow.accounts.people import (
    AddUser,
    ChangePost,
    CloseAccount,
    ResetPassword,
    lone_decider,
)
from county_desk.workflow.accounts.recovery import MakeRecoveryCode, digest_of, lacks_code, recovery_code
from county_desk.workflow.accounts.ties import DeclareTie, EndTie
from county_desk.workflow.command import Change, Command

ON_ONE: tuple[type[Command], ...] = (ChangePost, DeclareTie, ResetPassword, CloseAccount)
AT_ONCE: Mapping[type[Command], type[ResetPassword | CloseAccount]] = {
    act: act for act in (ResetPassword, CloseAccount)
}  # acts that need nothing but the person


class PeoplePage(AdministrationPart, ActsPage[UserRow]):
    """The accounts as a list; beside it one person with the post in words and what can be done."""

    key: ClassVar = "people"
    synonyms: ClassVar = N_("users accounts passwords")
    proposes: ClassVar = (AddUser, *ON_ONE)
    listing = USERS
    filters: ClassVar = ("role", "place")
    made: ClassVar = AddUser
    facts: ClassVar = ("role", "place", "one_time", "failures", "locked_until", "signed_in_at", "closed_on")

    def _build(self) -> None:
        super()._build()
        self.code_button = self.button(_("Recovery code…"), Permission.ADMINISTER, self.ask_code)
        self.header.insertWidget(self.header.indexOf(self.new_button), self.code_button)
        self.paste_button = offer_paste(self, place=lambda: PastePlace((NEW_USERS,), then=self._hand_out))
        self.permit(self.paste_button, Permission.ADMINISTER)

    def refresh(self) -> None:
        """Look again at the accounts, and whether anybody could come back in without a password."""
        super().refresh()
        desk = self.desk
        if self.code_button.isEnabled():
            self.look(lambda: (desk.read(lacks_code), desk.read(lone_decider)), self._warn, "code")

    def ask_code(self) -> None:
        """Open the form that makes a new recovery code."""
        code = recovery_code()

        def show(_change: Change) -> None:
            RecoveryCodeDialog(self.desk.read(county_name), code, self.window()).open()

        panel = CommandPanel(self, MakeRecoveryCode, then=show, digest=digest_of(code))
        self.take(panel.opened_by("ask_code"))

    def _warn(self, found: tuple[bool, str]) -> None:
        lacks, lone = found
        if lone:
            self.show_note(Banner("warn", lone, self))
        if lacks:
            words = _(
                "No recovery code was made. Without one, nobody can reset the password of the only "
                "administrator. Make a code, and keep it sealed."
            )
            banner = Banner("warn", words, self)
            banner.offer(_("Recovery code…"), self.ask_code)
            self.show_note(banner)

    def acts(self, row: UserRow) -> Iterable[RowAct]:
        """The acts on the account."""
        known = {"role": row.role, "place": row.post_place}
        for act in ON_ONE:
            yield RowAct(act, known if act is ChangePost else {}, {"user": row.id}, waits=False)

    def show_more(self, row: UserRow, card: RecordCard) -> None:
        """Add what the post may do, and why an act on the account cannot be done."""
        card.box.addWidget(heading(_("What this post may do"), card))
        card.box.addWidget(line(rights_words(row.role), card))
        closed = row.closed_on and _("The account was closed on {day}.").format(day=row.closed_on)
        for button, act in zip(card.acts.buttons, ON_ONE, strict=True):
            if self.permit(button, act.permission, closed or "") and (named := AT_ONCE.get(act)):
                self._prove(button, named(user=row.id))

    def actions_for(self, menu: QMenu, row: UserRow) -> None:
        """The acts on an account that is open."""
        if row is not None and row.closed_on is None:
            super().actions_for(menu, row)

    def done_with(self, command: type[Command], change: Change) -> None:
        """Show the one-time passwords of an act."""
        self._hand_out(change)

    def _prove(self, button: Button, command: Command) -> None:
        """Disable the button of an act that would be refused, saying why."""

        def show(problems: Mapping[str, str]) -> None:
            button.stop(sentences(problems.values()))

        self.look(lambda: self.desk.problems(command), show, type(command).__name__, button)

    def _hand_out(self, change: Change) -> None:
        hand_out(self.desk, change, self.window())


def rights_words(role: Role) -> str:
    """The rights of a post as a sentence, with the acts that are closed to it."""
    rights = [_(each.label) for each in Permission if role.may(each)]
    words = _("May {rights}.").format(rights=_(", ").join(rights))
    if role.may(Permission.DECIDE):
        words += _(" May not decide what this person entered or handled.")
    return words


class TiesPage(AdministrationPart, ActsPage[TieRow]):
    """The ties that count stand first, then those that ended."""

    key: ClassVar = "ties"
    listing = TIES
    filters: ClassVar = ("kind",)
    made: ClassVar = DeclareTie
    empty: ClassVar = N_(
        "No tie is declared. Declare who has a second account, and who is a member of a household or a "
        "relative of a person. The program then keeps this person from acts on them."
    )

    def acts(self, row: TieRow) -> Iterable[RowOffer]:
        """End one that counts."""
        if row.ended_on is None:
            yield RowAct(EndTie, fixed={"tie": row.id}, waits=False)
