"""The acts on one record, found among all commands: their forms first ask for such a record."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from PySide6.QtWidgets import QMenu

from county_desk.fields import Numbers
from county_desk.text import N_, _
from county_desk.views.act_answers import Homes
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.blank_fields import optional_fields
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.command import Command
from county_desk.workflow.gate.records import chosen_trouble
from county_desk.workflow.rights import refusal

# the menu of an act by the package of its command
_GROUPS = {
    "life": N_("Record a change"),
    "assistance": N_("Assistance"),
    "monitoring": N_("Monitoring"),
    "cases": N_("Cases"),
    "projects": N_("Projects and funds"),
    "supervision": N_("Supervision"),
}
_OTHERS = N_("Facts and corrections")


@dataclass(frozen=True)
class ActSubject:
    """The acts that a place of work offers on its record.

    `listed` is the list of such records, then those of records in it, among which a form lets choose. The
    acts in `front` have buttons, the most frequent first. `also` are acts that can do without the record,
    `but` those that another place offers.
    """

    listed: Sequence[str]
    front: Sequence[type[Command]] = ()
    also: Sequence[type[Command]] = ()
    but: Sequence[type[Command]] = ()


@dataclass(frozen=True)
class ActOffer:
    """An act on a record: the field for it with its list, the page of its form, and why it is grey, or ""."""

    command: type[Command]
    field: str
    listed: str
    home: str
    reason: str

    @property
    def group(self) -> str:
        """The title of the menu in which it stands."""
        return _GROUPS.get(self.command.__module__.split(".")[2], _OTHERS)


class RecordActs:
    """The acts of a subject for the person at a desk; found once, on the worker thread that first asks."""

    def __init__(self, desk: Desk, subject: ActSubject) -> None:
        self.desk, self.subject = desk, subject

    def on(self, number: int) -> list[ActOffer]:
        """Return the acts on a record, those in front first; each that cannot be done now has the reason."""
        bound = [each for each in self._known if not each.command.law.any_record]
        own = next((each for each in bound if each.listed == self.subject.listed[0]), None)
        if own is None:
            return self._known
        found = self.desk.read(chosen_trouble, self.desk.actor, own.command, {own.field: number})
        outside = next(iter(found.values()), "")
        return [
            replace(each, reason=each.reason or (outside if each in bound else "")) for each in self._known
        ]

    @cached_property
    def _known(self) -> list[ActOffer]:
        """The acts with the reasons that hold for every record; imports every page and command."""
        from county_desk.commands import COMMANDS
        from county_desk.views.navigation import navigation_of

        desk, found = self.desk, []
        pages = {key: entry.load() for key, entry in navigation_of(desk).pages.items()}
        homes = Homes(pages.values())
        for command in COMMANDS.values():
            (field, listed), home = field_of(command, self.subject), homes.of(command)
            if field and home:
                reason = desk.barred or refusal(desk.actor, command.permission)
                reason = reason or pages[home].begin_trouble(desk, command)
                found.append(ActOffer(command, field, listed, home, reason))
        order = {command: place for place, command in enumerate(self.subject.front)}
        return sorted(found, key=lambda each: order.get(each.command, len(order)))


def act_buttons(
    page: Page, subject: ActSubject, offers: Sequence[ActOffer], ask: Callable[[ActOffer], object]
) -> Iterator[Button]:
    """Yield a button for each act in front, and for each group of the others one with a menu."""
    groups: dict[str, list[ActOffer]] = defaultdict(list)
    strong = True
    for offer in offers:
        if offer.command not in subject.front:
            groups[offer.group].append(offer)
            continue
        words = button_words(offer.command)
        button = PrimaryButton(words, page) if strong and not offer.reason else Button(words, page)
        strong = strong and bool(offer.reason)
        page.permit(button, offer.command.permission, offer.reason)
        button.clicked.connect(lambda _checked, offer=offer: ask(offer))
        yield button
    for title, those in groups.items():
        yield _group_button(page, title, those, ask)


def _group_button(
    page: Page, title: str, offers: Sequence[ActOffer], ask: Callable[[ActOffer], object]
) -> Button:
    button = Button(_(title), page)
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    for offer in offers:
        action = menu.addAction(button_words(offer.command), partial(ask, offer))
        action.setEnabled(not offer.reason)
        action.setToolTip(offer.reason)
    button.setMenu(menu)
    return button


def field_of(command: type[Command], subject: ActSubject) -> tuple[str, str]:
    """The field of an act for the record, and its list; "" for an act on something else, or on many."""
    if command in subject.but or command.takes:  # a step of a case is taken in its view
        return "", ""
    named = ((name, ask) for name, ask in command.asks().items() if ask.of)
    name, ask = next(named, ("", None))
    if ask is None or ask.of not in subject.listed or isinstance(ask.kind, Numbers):
        return "", ""
    needed = command in subject.also or name not in optional_fields(command)
    return (name, ask.of) if needed else ("", "")
