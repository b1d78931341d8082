"""The menu of a household's changes: one form for each, with the members to choose from."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.fields import Invalid
from county_desk.models.user import Permission
from county_desk.tables.households import MemberRow
from county_desk.text import _
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.command import Command
from county_desk.workflow.life.heads import ChangeHead
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.moving import EndHousehold, MoveHousehold
from county_desk.workflow.life.splitting import MergeHouseholds, SplitHousehold

_OF_A_PERSON = (LeaveMember, ChangeHead)
CHANGES: tuple[type[Command], ...] = (
    JoinMember,
    LeaveMember,
    ChangeHead,
    SplitHousehold,
    MergeHouseholds,
    MoveHousehold,
    EndHousehold,
)


def change_button(
    reason: Callable[[Permission], str], ask: Callable[[type[Command]], object], parent: QWidget
) -> Button:
    """Make the button with the menu of forms; `reason` says why an act is grey, or ""."""
    button = Button(_("Record a change"), parent)
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    for command in CHANGES:
        action = menu.addAction(button_words(command))
        action.triggered.connect(lambda _checked, command=command: ask(command))
        refused = reason(command.permission)
        action.setToolTip(refused)
        action.setEnabled(not refused)
    button.setMenu(menu)
    return button


def offers_of(command: type[Command], members: Sequence[MemberRow]) -> dict[str, Sequence[Offer]]:
    """Return the members from which the form of a change lets a person choose, by its fields."""
    people: list[Offer] = [
        (member.id, _("{name}, {relation}").format(name=member.name, relation=member.relation))
        for member in members
    ]
    return {name: people for name in ("member", "members", "head", "new_head") if name in command.asks()}


def follow_leaving(form: CommandForm[Command]) -> None:
    """Offer as the new head only those who stay: the person who leaves is taken out of the choices."""
    if not {"member", "new_head"} <= form.editors.keys():
        return
    leaving, head = form.editors["member"], form.editors["new_head"]
    people = head.offers()

    def follow() -> None:
        with suppress(Invalid):  # words that are being typed name nobody yet
            head.offer([offer for offer in people if offer[0] != leaving.value()])

    leaving.changed.connect(follow)
    follow()


def fixed_of(command: type[Command], household: int) -> dict[str, int]:
    """Return the fields that the form of a change does not ask for."""
    return {} if command in _OF_A_PERSON else {"household": household}
