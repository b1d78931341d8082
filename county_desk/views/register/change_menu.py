"""The menu of a household's changes: one form for each, with the members to choose from."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.models.user import Permission
from county_desk.tables.households import MemberRow
from county_desk.text import N_, _
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.painted import Button
from county_desk.workflow.command import Command
from county_desk.workflow.life.heads import ChangeHead
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.moving import EndHousehold, MoveHousehold
from county_desk.workflow.life.splitting import MergeHouseholds, SplitHousehold

type Ask = Callable[[type[Command], Mapping[str, Sequence[Offer]], Mapping[str, object]], object]

_OF_A_PERSON = (LeaveMember, ChangeHead)
_MENU: tuple[tuple[str, type[Command]], ...] = (
    (N_("A person joins…"), JoinMember),
    (N_("A person leaves…"), LeaveMember),
    (N_("Another head…"), ChangeHead),
    (N_("Split off members…"), SplitHousehold),
    (N_("Merge into another household…"), MergeHouseholds),
    (N_("Move to another village…"), MoveHousehold),
    (N_("Whole household gone…"), EndHousehold),
)


def change_button(
    household: int,
    members: Sequence[MemberRow],
    reason: Callable[[Permission], str],
    ask: Ask,
    parent: QWidget,
) -> Button:
    """Make the button whose menu opens the forms; `reason` says why an act is grey, or ""."""
    people: list[Offer] = [
        (member.id, _("{name}, {relation}").format(name=member.name, relation=member.relation))
        for member in members
    ]
    offers = {name: people for name in ("member", "members", "head", "new_head")}
    button = Button(_("Record a change"), parent)
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    for words, command in _MENU:
        asked = {name: offered for name, offered in offers.items() if name in command.asks()}
        fixed = {} if command in _OF_A_PERSON else {"household": household}
        action = menu.addAction(_(words))
        action.triggered.connect(partial(_open, ask, command, asked, fixed))
        refused = reason(command.permission)
        action.setToolTip(refused)
        action.setEnabled(not refused)
    button.setMenu(menu)
    return button


def _open(
    ask: Ask,
    command: type[Command],
    offers: Mapping[str, Sequence[Offer]],
    fixed: Mapping[str, object],
    _checked: bool = False,
) -> None:
    ask(command, offers, fixed)
