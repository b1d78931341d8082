"""A part page around one list: beside it the current row in full, with a button for each act on it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.text import _
from county_desk.views.leading import leading
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.style import em
from county_desk.views.widgets.ways import FormWay
from county_desk.workflow.command import Change, Command


@dataclass(frozen=True)
class RowAct:
    """An act that a row allows: its command, the values that its form begins with, and the fixed ones."""

    command: type[Command]
    values: Mapping[str, object] = field(default_factory=dict)
    fixed: Mapping[str, object] = field(default_factory=dict)


class ActsPage[R](PartPage, RegisterPage):
    """A list, and beside it the current row with the acts that it allows; `made` makes a new row."""

    made: type[Command] | None = None

    def acts(self, row: R) -> Iterable[RowAct]:
        """The acts that a row allows, the next one first."""
        return ()

    def links(self, row: R) -> Iterable[Button]:
        """Buttons that lead from a row to other pages, or make its papers."""
        return ()

    def warning_of(self, row: R) -> str:
        """Words about a row that is late or wrong; "" for any other."""
        return ""

    def name_of(self, row: R) -> str:
        """The heading over a row."""
        return self.listing.label(row)

    def add_new(self, command: type[Command], nothing: str, **values: object) -> None:
        """Put the button that makes a new record above the list; Ctrl+N opens its form, too."""
        button = PrimaryButton(_("{act}…").format(act=_(command.act.title)), self)
        if may := self.permit(button, command.permission):
            button.setToolTip("Ctrl+N")
        self.made = command

        def ask() -> None:
            if button.isEnabled():
                self.ask(command, values)

        button.clicked.connect(lambda _checked: ask())
        self.header.addWidget(button)
        self.list.nothing = (nothing, _(command.act.title), ask) if may else (nothing, "", None)
        QShortcut(QKeySequence("Ctrl+N"), self, ask)

    def show_row(self, row: R) -> QWidget | None:
        """The row in full, with its acts and links."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        box.addWidget(heading(self.name_of(row), holder, 1.25))
        if words := self.warning_of(row):
            box.addWidget(Banner("warn", words, holder))
        box.addWidget(ActsBox([*self._buttons(row), *self.links(row)], holder))
        keys = [column.key for column in self.listing.table.columns if not column.hidden]
        box.addWidget(Pairs(self.shown(row, tuple(keys)), holder))
        return holder

    def _buttons(self, row: R) -> Iterator[Button]:
        for place, act in enumerate(self.acts(row)):
            words = _("{act}…").format(act=_(act.command.act.title))
            yield self.button(words, act.command, self.asking(act), strong=place == 0)

    def open_row(self, row: R) -> None:
        """Do what the row waits for."""
        act = next(iter(self.acts(row)), None)
        if act is not None and self.desk.actor.may(act.command.permission):
            self.asking(act)()

    def actions_for(self, menu: QMenu, row: R) -> None:
        """The acts on the row, for who may do them."""
        for act in self.acts(row) if row is not None else ():
            if self.desk.actor.may(act.command.permission):
                menu.addAction(_("{act}…").format(act=_(act.command.act.title)), self.asking(act))

    def asking(self, act: RowAct) -> Callable[[], None]:
        """Return a function that opens the form of an act."""
        return lambda: self.ask(act.command, act.values, **act.fixed)

    def button(
        self, words: str, command: type[Command], ask: Callable[[], object], *, strong: bool = False
    ) -> Button:
        """Return a button that opens the form of a command; without the right it says who may."""
        button = PrimaryButton(words, self) if strong else Button(words, self)
        self.permit(button, command.permission)
        button.clicked.connect(lambda _checked: ask())
        return button

    def ask(
        self,
        command: type[Command],
        values: Mapping[str, object] | None = None,
        **fixed: object,
    ) -> None:
        """Open the form of a command about the current row."""
        asked = {name: value for name, value in (values or {}).items() if name in command.asks()}
        again = FormWay.to("ask_again", command, list(asked.items()), list(fixed.items()))
        offers = self.offers_of(command)

        def then(change: Change) -> None:
            self.done_with(command, change)

        act = self.act_name(command)
        self.open_form(
            self.pane, command, again, act=act, values=asked, then=then, offers=offers, fixed=fixed
        )

    def ask_again(
        self,
        command: type[Command],
        values: Sequence[tuple[str, object]],
        fixed: Sequence[tuple[str, object]],
    ) -> None:
        """Open the form of a command with values and fixed fields as pairs."""
        self.ask(command, dict(values), **dict(fixed))

    def act_name(self, command: type[Command]) -> str:
        """The name of an act where this page does one thing by it; "" for the title of the command."""
        return ""

    def offers_of(self, command: type[Command]) -> Mapping[str, Sequence[Offer]] | None:
        """Return the choices of fields that the declared lists do not give."""
        return None

    def done_with(self, command: type[Command], change: Change) -> None:
        """Show what was newly made."""
        if command is self.made and change.id is not None:
            self.list.seek(change.id)

    def link(self, words: str, page: str, subject: object) -> Button:
        """Return a button that leads to another page."""
        return leading(self, words, page, subject)

    def shown(self, row: object, keys: tuple[str, ...]) -> list[tuple[str, str]]:
        """The columns of a row that say something, as title and words."""
        table = self.listing.table
        found = [(_(table[key].title), table[key].shown(row, masked=True)) for key in keys]
        return [(title, words) for title, words in found if words]
