"""People and their accounts: who has which post where, and one-time passwords."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.intake.pasting.grids import NEW_USERS
from county_desk.models.place import Place
from county_desk.models.user import Permission, Role, User
from county_desk.tables.county import county_name
from county_desk.tables.users import LISTING, USERS, UserRow
from county_desk.text import N_, _
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.administration.code_dialog import RecoveryCodeDialog
from county_desk.views.jobs import Jobs
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.form_ways import FormWay
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import Pairs, bare, heading, line
from county_desk.views.widgets.slips import hand_out
from county_desk.views.widgets.text_format import sentences
from county_desk.workflow.accounts.people import (
    AddUser,
    ChangePost,
    CloseAccount,
    ResetPassword,
    lone_decider,
)
from county_desk.workflow.accounts.recovery import MakeRecoveryCode, digest_of, lacks_code, recovery_code
from county_desk.workflow.accounts.ties import DeclareTie
from county_desk.workflow.command import Change, Command

FACTS = ("role", "place", "one_time", "failures", "locked_until", "signed_in_at", "closed_on")
ON_ONE = (ChangePost, DeclareTie, ResetPassword, CloseAccount)
AT_ONCE: Mapping[type[Command], type[ResetPassword | CloseAccount]] = {
    act: act for act in (ResetPassword, CloseAccount)
}  # acts that need nothing but the person
ACTS: Mapping[str, type[Command]] = {act.__name__: act for act in (AddUser, *ON_ONE)}


class PeoplePage(AdministrationPart, RegisterPage):
    """The accounts as a list; beside it one person with the post in words and what can be done."""

    key: ClassVar = "people"
    synonyms: ClassVar = N_("users accounts passwords")
    watches: ClassVar = frozenset({User, Place})
    proposes: ClassVar = (AddUser, *ON_ONE)
    listing = LISTING
    filters: ClassVar = ("role", "place")

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button = PrimaryButton(_(AddUser.act.title), self)
        self.code_button = Button(_("Recovery code…"), self)
        self.header.addWidget(self.code_button)
        self.header.addWidget(self.add_button)
        self.paste_button = offer_paste(self, place=lambda: PastePlace((NEW_USERS,), then=self._hand_out))
        self.permit(self.paste_button, Permission.ADMINISTER)
        self.permit(self.code_button, Permission.ADMINISTER)
        self.code_button.clicked.connect(lambda _checked: self.ask_code())
        self.may = self.permit(self.add_button, Permission.ADMINISTER)
        self.add_button.clicked.connect(lambda _checked: self.ask("AddUser"))

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Open the form of an act; a one-time password is shown after it."""
        self.ask(command.__name__)

    def ask(self, act: str, row: UserRow | None = None) -> None:
        """Open the form of an act, about one person where `row` is given."""
        fixed = {"user": row.id} if row else {}
        known = {"role": row.role, "place": row.post_place} if row and act == "ChangePost" else {}
        again = FormWay.to("ask", act, row)
        self.open_form(self.pane, ACTS[act], again, values=known, then=self._hand_out, fixed=fixed)

    def refresh(self) -> None:
        """Look again at the accounts, and whether anybody could come back in without a password."""
        super().refresh()
        desk = self.desk
        if self.may:
            self.look(lambda: (desk.read(lacks_code), desk.read(lone_decider)), self._warn, "code")

    def ask_code(self) -> None:
        """Open the form that makes a new recovery code."""
        code = recovery_code()
        fixed = {"digest": digest_of(code)}

        def show(_change: Change) -> None:
            RecoveryCodeDialog(self.desk.read(county_name), code, self.window()).open()

        self.open_form(self.pane, MakeRecoveryCode, FormWay.to("ask_code"), then=show, fixed=fixed)

    def _warn(self, found: tuple[bool, str]) -> None:
        lacks, lone = found
        if lone:
            self.show_note(Banner("warn", lone, self))
        if lacks:
            words = _(
                "There is no recovery code. If the only administrator forgets the password, nobody can "
                "give a new one. Make a code, and keep it sealed."
            )
            banner = Banner("warn", words, self)
            banner.offer(_("Recovery code…"), self.ask_code)
            self.show_note(banner)

    def show_row(self, row: UserRow) -> QWidget:
        """One person: the account, what the post may do, and the acts on it."""
        holder = QWidget(self)
        box = bare(QVBoxLayout(holder), 0.5)
        box.addWidget(heading(row.name, holder))
        shown = [(_(USERS[key].title), USERS[key].shown(row)) for key in FACTS]
        box.addWidget(Pairs([(title, words) for title, words in shown if words], holder))
        box.addWidget(heading(_("What this post may do"), holder))
        box.addWidget(line(rights_words(row.role), holder))
        for act in ON_ONE:
            button = Button(f"{_(act.act.title)}…", holder)
            closed = row.closed_on and _("The account was closed on {day}.").format(day=row.closed_on)
            if self.permit(button, act.permission, closed or "") and (named := AT_ONCE.get(act)):
                self._prove(button, named(user=row.id))
            button.clicked.connect(lambda _checked, name=act.__name__: self.ask(name, row))
            box.addWidget(button)
        return holder

    def actions_for(self, menu: QMenu, row: UserRow) -> None:
        """The acts on one account, for who may do them."""
        for act in ON_ONE if self.may and row is not None and row.closed_on is None else ():
            menu.addAction(f"{_(act.act.title)}…", partial(self.ask, act.__name__, row))

    def _prove(self, button: Button, command: Command) -> None:
        """Disable the button of an act that would be refused, saying why."""

        def show(problems: Mapping[str, str]) -> None:
            if problems:
                button.setEnabled(False)
                button.setToolTip(sentences(problems.values()))
                button.setAccessibleDescription(button.toolTip())

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
